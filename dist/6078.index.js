export const id = 6078;
export const ids = [6078];
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

/***/ 6078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   partialOf: () => (/* binding */ q),
/* harmony export */   takeBackup: () => (/* binding */ le)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2126);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1430);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4331);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5723);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1461);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2414);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(6466);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var j="Run `openclaw backup create --verify` in the pod and mend what it names",M="set `backup: off` to upgrade without one";function S(e,{pod:t,container:a}){let o=`container ${a} of pod ${t}`;if(e.kind==="refused"&&e.status===403)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.a({code:"cluster-forbidden",message:`The cluster forbids this run (403) to exec into ${o}, without which the state cannot be backed up`,fix:`Grant the verbs get and create on pods/exec in the namespace (README, section Permissions), or ${M}`});if(e.kind!=="done")throw r(`the command in ${o} was cut off: ${e.message}`);let n=T(e.stdout);if(n===void 0)throw r(`the script in ${o} ended with ${e.exitCode}: ${(0,_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__.c)(e.stderr)}`);if(n.room!==void 0){let{folder:h,needBytes:m,haveBytes:d}=n.room;throw r(`it may need ${(0,_chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__.b)(m)} in ${h} of ${o}, and ${(0,_chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__.b)(d)} are free there`,C(h))}if(n.failure!==void 0&&n.folder!==void 0)throw I(n.folder,n,o);if(n.failure==="ENOENT")throw r(`${o} has no command openclaw on its PATH`);if(n.failure!==void 0)throw r(`the command openclaw of ${o} cannot be started (${n.failure})`);if(n.exitCode===null)throw r(`the command in ${o} did not come to its end: ${n.stderr||"it took too long"}`);if(n.exitCode!==0)throw r(`OpenClaw says: ${(0,_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__.b)({nowMs:0,...n})||`exit code ${n.exitCode}`}`);let s=T(n.stdout);if(s?.verified!==!0)throw r("OpenClaw made one and did not verify it");let{path:c,bytes:u,sha256:p}=n;if(c===void 0||u===void 0||p===void 0)throw r("OpenClaw left no archive");return{path:c,bytes:u,sha256:p,sources:W(s.assets)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(S,"judgeMade");function I(e,{failure:t,stderr:a},o){return t==="ENOSPC"?r(`there is no room for it in ${e} of ${o}`,C(e)):t==="ENOENT"||t==="ENOTDIR"?r(`${e}, where temporary files belong (TMPDIR), is no folder of ${o}`,`Set TMPDIR of that container to a folder that is there, or mount an emptyDir at ${e}`):r(`the script in ${o} could not do its work in ${e}: ${(0,_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__.c)(a)}`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(I,"failedIn");function C(e){return`Give ${e} of that container more room (the disk of its node, its ephemeral-storage limit, the sizeLimit of its emptyDir, or a volume of its own)`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(C,"moreRoomIn");function r(e,t=j){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.a({code:"backup-failed",message:`The state could not be backed up before the upgrade, so the old gateway was left as it is: ${e}`,fix:`${t}, or ${M}`})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(r,"failed");function W(e){return Array.isArray(e)?e.flatMap(t=>typeof t?.sourcePath=="string"?[t.sourcePath]:[]):[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(W,"sourcesOf");function T(e){try{let t=JSON.parse(e);return (0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_8__.e)(t)?t:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(T,"parse");var R="openclaw-deploy-backup-",B=`
const fs = process.getBuiltinModule('node:fs')
const { join } = process.getBuiltinModule('node:path')
const { homedir, tmpdir } = process.getBuiltinModule('node:os')
const temp = tmpdir()
const sweep = () => {
  for (const name of fs.readdirSync(temp))
    if (name.startsWith('${R}')) fs.rmSync(join(temp, name), { recursive: true, force: true })
}
`,L=String.raw`
const LEFT_OUT = new Set(['dev', 'git', 'npm', 'npm-runtime', 'tools', 'logs'])
function sizesOf(folder, isLeftOut) {
  const sizes = { all: 0, databases: 0 }
  const visit = (at) => {
    for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      // What goes away meanwhile, or may not be read, is not counted.
      try {
        if (entry.isDirectory()) {
          if (!isLeftOut(path, entry.name)) visit(path)
        } else if (entry.isFile()) {
          const { size } = fs.lstatSync(path)
          sizes.all += size
          if (/\.sqlite(-wal)?$/.test(entry.name)) sizes.databases += size
        }
      } catch {}
    }
  }
  try { visit(folder) } catch {}
  return sizes
}
function room(bounds) {
  const given = (name) => process.env[name]?.trim().replace(/^~(?=$|\/)/, homedir)
  const state = given('OPENCLAW_STATE_DIR') || join(given('OPENCLAW_HOME') || homedir(), '.openclaw')
  const { all, databases } = sizesOf(state, (path, name) =>
    name === 'node_modules' ? path.startsWith(join(state, 'extensions/')) : path === join(state, name) && LEFT_OUT.has(name))
  const { bavail, bsize } = fs.statfsSync(temp)
  const [bound] = bounds
    .filter(({ path }) => path === '/' || temp === path || temp.startsWith(path + '/'))
    .sort((a, b) => b.path.length - a.path.length)
  // What of the container's root is its own layer cannot be told from its image; so of that, only what is in the folder counts.
  const left = bound?.bytes === undefined ? Infinity
    : bound.bytes - sizesOf(bound.path === '/' ? temp : bound.path, () => false).all
  return { folder: temp, needBytes: all + databases, haveBytes: Math.max(0, Math.min(bavail * bsize, left)) }
}
`;function P(e,t){return`${_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_2__.a}${B}${L}${String.raw`
const { createHash } = process.getBuiltinModule('node:crypto')
const { pipeline } = process.getBuiltinModule('node:stream/promises')
async function make() {
  sweep()
  const found = room(${JSON.stringify(t)})
  if (found.needBytes > found.haveBytes) return { exitCode: null, stdout: '', stderr: '', room: found }
  const folder = fs.mkdtempSync(join(temp, '${R}'))
  // What OpenClaw itself keeps for the while goes away with the folder, also when it was killed.
  process.env.TMPDIR = folder
  const answer = await openclaw(['backup', 'create', '--verify', '--json', '--output', folder], ${e})
  const [name] = fs.readdirSync(folder).filter((each) => each.endsWith('.tar.gz'))
  if (answer.exitCode !== 0 || name === undefined) return answer
  const path = join(folder, name)
  const hash = createHash('sha256')
  await pipeline(fs.createReadStream(path), hash)
  return { ...answer, path, bytes: fs.statSync(path).size, sha256: hash.digest('hex') }
}
const failed = (error) => ({ exitCode: null, stdout: '', stderr: error.message, failure: error.code ?? 'error', folder: temp })
// A connection on which nothing goes is cut by a proxy after a minute or five.
setInterval(() => process.stderr.write('.'), 10_000).unref()
make().catch(failed).then((made) => {
  // That it failed is the thing to tell.
  try { if (made.path === undefined) sweep() } catch {}
  process.stdout.write(JSON.stringify(made) + '\n')
})
`}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(P,"createScript");var A=`${B}
sweep()
`;var z=9e5,D=3e4;async function le(e,t,a,o){let n=["node","-e",P(z,o)],s=q(a);try{var c=[];try{await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_15__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_16__.dirname)(a),{recursive:!0});await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_15__.rm)(s,{force:!0});let d=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.h)(c,await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_15__.open)(s,"wx+",384),!0);let f=S(await (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__.b)(e,t,n,z+D),t);await G(e,t,f,d);await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_15__.rename)(s,a);let{path:Y,...N}=f;return{...N,file:a}}catch(u){var p=u,h=!0}finally{var m=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.i)(c,p,h);m&&await m}}catch(d){let f=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.d)(d);throw f===void 0?d:r(`${a} cannot be written (${f})`)}finally{await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_15__.rm)(s,{force:!0}).catch(()=>{}),await (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__.b)(e,t,["node","-e",A],D)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(le,"takeBackup");function q(e){return`${e}.partial`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(q,"partialOf");async function G(e,t,a,o){let n=await (0,_chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,{...t,path:a.path},a.bytes,o);if(n!==void 0)throw r(`it could not be brought here: ${n}`);await o.sync();let s=(0,node_crypto__WEBPACK_IMPORTED_MODULE_14__.createHash)("sha256");if(await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_17__.pipeline)(o.createReadStream({start:0,autoClose:!1}),s),s.digest("hex")!==a.sha256)throw r("what came here is not what OpenClaw had made")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(G,"bring");


/***/ })

};
