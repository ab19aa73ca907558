export const id = 8919;
export const ids = [8919];
export const modules = {

/***/ 1430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var a=`
const { spawn } = process.getBuiltinModule('node:child_process')
const openclaw = (args, limitMs) => new Promise((done) => {
  const answer = { nowMs: Date.now(), exitCode: null, stdout: '', stderr: '' }
  const child = spawn('openclaw', args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => { try { process.kill(-child.pid, 'SIGKILL') } catch {} }
  const deadline = setTimeout(end, limitMs)
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => {
    answer[name] += text
    if (answer[name].length > 4000000) end()
  })
  const tell = () => { clearTimeout(deadline); done(answer) }
  child.on('error', (error) => { answer.failure = error.code; tell() })
  child.on('close', (code) => { answer.exitCode = code; if (!answer.failure) tell() })
})
`;function c({stdout:e,stderr:t}){let{error:n}=o(e)??{};return typeof n?.message=="string"?i(n.message):s(t)||s(e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"wordsOf");function s(e){let t=e.trim().split(`
`).at(-1)??"",{message:n}=o(t)??{};return i(typeof n=="string"?n:t)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"lastLine");function o(e){try{return JSON.parse(e)}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(o,"json");function i(e){return e.replace(/\s+/g," ").trim().slice(0,300)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"oneLine");


/***/ }),

/***/ 2126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ _),
/* harmony export */   b: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4331);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1461);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var l=8*1024*1024,p=12e4,b=[1e3,4e3,1e4],y=`
process.on('uncaughtException', ({ message }) => { console.error(message); process.exit(1) })
const fs = process.getBuiltinModule('node:fs')
const [path, offset, length] = process.argv.slice(1)
`,E=`${y}
const piece = Buffer.alloc(Number(length))
const read = fs.readSync(fs.openSync(path), piece, 0, piece.length, Number(offset))
process.stdout.write(piece.subarray(0, read))
`,x=`${y}
const file = fs.openSync(path, fs.constants.O_CREAT | fs.constants.O_WRONLY, 0o600)
let at = 0
process.stdin.on('data', (piece) => {
  for (let done = 0; done < piece.length; ) done += fs.writeSync(file, piece, done, piece.length - done, Number(offset) + at + done)
  at += piece.length
  if (at >= Number(length)) process.exit(0)
})
process.stdin.on('end', () => { throw new Error('only ' + at + ' of ' + length + ' bytes came') })
`;async function _(e,{path:i,...t},c,o){return g(c,async(a,n)=>{let f=["node","-e",E,i,String(a),String(n)],r=await (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__.c)(e,t,f,p);if(r.kind!=="done"||r.exitCode!==0)return h(r);if(r.stdout.length!==n)return{why:`${r.stdout.length} of ${n} bytes came`,mayPass:!0};for(let s=0;s<n;)s+=(await o.write(r.stdout,s,n-s,a+s)).bytesWritten})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(_,"copyOut");async function C(e,i,t,{path:c,...o}){return g(t,async(a,n)=>{let f=Buffer.alloc(n);await i.read(f,0,n,a);let r=["node","-e",x,c,String(a),String(n)],s=await (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__.c)(e,o,r,p,f);return s.kind==="done"&&s.exitCode===0?void 0:h(s)})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(C,"copyIn");async function g(e,i){for(let t=0;t<e;t+=l){let c=Math.min(l,e-t),o=await i(t,c);for(let a of b){if(!o?.mayPass)break;await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__.a)(a)),o=await i(t,c)}if(o!==void 0)return o.why}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(g,"inPieces");function h(e){return e.kind==="broken"?{why:e.message,mayPass:!0}:e.kind==="refused"?{why:e.message,mayPass:![403,404].includes(e.status)}:{why:e.stderr.trim().split(`
`).at(-1)||`the command ended with ${e.exitCode}`,mayPass:!1}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(h,"fault");


/***/ }),

/***/ 8702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ $),
/* harmony export */   b: () => (/* binding */ W),
/* harmony export */   c: () => (/* binding */ A),
/* harmony export */   d: () => (/* binding */ I),
/* harmony export */   e: () => (/* binding */ V),
/* harmony export */   f: () => (/* binding */ D),
/* harmony export */   g: () => (/* binding */ F)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2126);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1430);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1455);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var i="openclaw-deploy-restore",h="openclaw-deploy-backup",c="/openclaw-deploy",g=`${c}/backup.tar.gz`,w=`${c}/whole`,S=6e5,v=3e5,$=S+v,W=512*1024*1024,C=`${_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__.a}
const fs = process.getBuiltinModule('node:fs')
const { join, relative } = process.getBuiltinModule('node:path')
const begun = Date.now()
const fail = (why) => { console.error(why); process.exit(1) }
const whole = setInterval(() => {
  if (fs.existsSync('${w}')) { clearInterval(whole); restore().catch((error) => fail(error.message)) }
  else if (Date.now() - begun > ${S}) fail('the archive did not come')
}, 100)
async function restore() {
  const target = '${c}/restored'
  // Of a first try that failed.
  fs.rmSync(target, { recursive: true, force: true })
  const answer = await openclaw(['backup', 'restore', '${g}', '--target', target], ${v})
  if (answer.exitCode !== 0) fail(answer.stderr || answer.stdout || answer.failure || 'openclaw backup restore took too long')
  const [root] = fs.readdirSync(target)
  const { assets } = JSON.parse(fs.readFileSync(join(target, root, 'manifest.json'), 'utf8'))
  for (const { sourcePath, archivePath } of assets) {
    for (const mount of process.argv.slice(1)) {
      const inMount = sourcePath === mount || sourcePath.startsWith(mount + '/')
      if (!inMount && !mount.startsWith(sourcePath + '/')) continue
      const place = inMount ? sourcePath : mount
      const from = join(target, archivePath, relative(sourcePath, place))
      if (fs.existsSync(from))
        fs.cpSync(from, place, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    }
  }
  fs.rmSync(target, { recursive: true, force: true })
}
`;function A(e,t,r){let{startupProbe:o,readinessProbe:s,livenessProbe:a,lifecycle:l,ports:x,args:_,...b}=t,f=t.volumeMounts??[],T=f.filter(({name:u})=>r.includes(u)).map(({mountPath:u})=>u.replace(/\/+$/,"")),E={...b,name:i,command:["node","-e",C,...T],volumeMounts:[...f,{name:h,mountPath:c}]};return{...e,initContainers:[E,...e.initContainers??[]],volumes:[...e.volumes??[],{name:h,emptyDir:{}}]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(A,"withState");function I(e,{mountPath:t}){let r=t.replace(/\/+$/,"");return e.some(o=>o===r||o.startsWith(`${r}/`)||r.startsWith(`${o}/`))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(I,"fills");function V({pods:e},t){let{status:r}=e.find(({metadata:o})=>o.uid===t)??{};return r?.initContainerStatuses?.some(({name:o,state:s})=>o===i&&s?.running)??!1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(V,"isWaitingForState");function D(e){let[t]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(e);if(!(t.code!=="init-failed"||!t.message.includes(i)))return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a({...t,code:"backup-failed",message:"The new version cannot restore the backup of the state that it is to take over",fix:"See the evidence for what it says, and stay with the old version until it can, or set `rehearse: pull` to try the upgrade on the state itself"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(D,"restoreFailure");async function F(e,t,{file:r,bytes:o}){let s={...t,container:i},a;try{a=await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.open)(r);let l=await (0,_chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_1__.b)(e,a,o,{...s,path:g});return l!==void 0?l:await (0,_chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_1__.b)(e,a,1,{...s,path:w})}finally{await a?.close()}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(F,"bringState");


/***/ }),

/***/ 8919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MOST_STATE_BYTES: () => (/* reexport safe */ _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   RESTORE_ALLOWANCE_MS: () => (/* reexport safe */ _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   fills: () => (/* reexport safe */ _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_1__.d)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8702);
/* harmony import */ var _chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2126);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1430);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4331);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1461);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
