export const id = 310;
export const ids = [310];
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

/***/ 2818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ m),
/* harmony export */   b: () => (/* binding */ K),
/* harmony export */   c: () => (/* binding */ h),
/* harmony export */   d: () => (/* binding */ q),
/* harmony export */   e: () => (/* binding */ B),
/* harmony export */   f: () => (/* binding */ E),
/* harmony export */   g: () => (/* binding */ w),
/* harmony export */   h: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2617);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var m="kubectl-client-side-apply",C=["f:metadata","f:annotations","f:kubectl.kubernetes.io/last-applied-configuration"];function O(t,e){let n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(i=>i.manager===m&&i.operation==="Update"&&!i.subresource,"isKubectl"),o=t.filter(n),[a]=o.toSorted((i,l)=>(l.time??"").localeCompare(i.time??""));if(a===void 0)return;let s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(i=>i.manager===e&&i.operation==="Apply"&&!i.subresource,"isOurs"),r=t.find(s),u=[...o,...r?[r]:[]].reduce((i,l)=>K(i,l.fieldsV1??{}),{}),d={...a,...r,manager:e,operation:"Apply",fieldsType:"FieldsV1",fieldsV1:R(u,C)};return[...t.filter(i=>!n(i)&&!s(i)),d]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(O,"takeOver");function K(t,e){let n={...t};for(let[o,a]of Object.entries(e))n[o]=K(n[o]??{},a);return n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(K,"union");function R(t,[e,...n]){let o=e===void 0?void 0:t[e];if(e===void 0||o===void 0)return t;let{[e]:a,...s}=t,r=n.length===0?{}:R(o,n);return Object.keys(r).length===0&&n.length>0||n.length===0?s:{...s,[e]:r}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"without");var h="openclaw-deploy",S=3,A={type:"Recreate"},P=/^kubectl(-(annotate|edit|label|patch|replace|rollout|scale|set)|\/scale)$/;async function q(t,e,n,o,a=!1){let s=await j(t,e,o);n&&await M(t,s,n);let r=await y(t,s,e,{dryRun:!1,force:!1}),u=a&&T(w(r),({owner:d})=>P.test(d));return F(t,s,e,o,{dryRun:!1,force:u},u?void 0:r)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(q,"apply");async function B(t,e,n,o=!1){let a=await j(t,e,n),s=await y(t,a,e,{dryRun:!0,force:!1}),r=w(s),u=o?r.filter(({owner:l})=>P.test(l)):[],d=T(r,l=>l.owner===m||u.includes(l));return{result:await F(t,a,e,n,{dryRun:!0,force:d},d?void 0:s),byHand:u}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(B,"dryRun");function E(t,e){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a({code:"apply-rejected",message:`The cluster knows no ${t.kind} in ${t.apiVersion}`,fix:`Install what brings it (for Traefik, its CRDs), or leave ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a)(t)} out of \`manifests\``,...e&&{where:e}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(E,"unknownKind");async function j(t,e,n){let o=await t.pathOf(e);if(o===void 0)throw E(e,n);return o}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(j,"pathOf");function y(t,e,n,o){let a=new URLSearchParams({fieldManager:h,fieldValidation:"Strict",...o.dryRun&&{dryRun:"All"},...o.force&&{force:"true"}});return t.request({method:"PATCH",path:`${e}?${a}`,contentType:"application/apply-patch+yaml",body:n})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(y,"send");async function F(t,e,n,o,a,s){let r=s??await y(t,e,n,a),u=v(n,r);if(u){let i=await x(t,e,a),l=a.dryRun?k(n,void 0):n;r=i.status===200?await y(t,e,l,a):i}if(r.status===200||r.status===201){let i=r.body;return u&&a.dryRun?k(i,A):i}if(r.status===409)throw D(n,r,o);let[d]=(0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`the apply of ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a)(n)}`,r).problems;throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a({...d,...$(n,r),...o&&{where:o}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(F,"settle");function $({kind:t},e){let n=(0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.a)(e);return/immutable|forbidden: (updates to|field can not be less)/i.test(n)?{fix:t==="Job"?"Undo that change in the manifest, or delete the Job and run again, which makes it anew: the template of one that is there cannot change":"Undo that change in the manifest; this field can only change by deleting the object, which the action never does"}:e.status===500&&/\bwebhook\b/.test(n)?{code:"apply-rejected",fix:"Bring back what answers for that webhook, or remove it, and run again"}:{}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)($,"knownBetter");function v(t,e){let{strategy:n}=t.spec??{};return e.status===422&&n?.type==="Recreate"&&(0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.a)(e).includes("spec.strategy.rollingUpdate")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"isStrategyLeftover");function x(t,e,{dryRun:n}){return t.request({method:"PATCH",path:`${e}?fieldManager=${h}${n?"&dryRun=All":""}`,contentType:"application/json-patch+json",body:[{op:"replace",path:"/spec/strategy",value:A}]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(x,"dropRollingUpdate");function k(t,e){let{strategy:n,...o}=t.spec;return{...t,spec:{...o,...e&&{strategy:e}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"withStrategy");async function M(t,e,n){let o=n;for(let a=1;;a++){let s=O(o.metadata.managedFields??[],h);if(s===void 0)return;let r=await t.request({method:"PATCH",path:e,contentType:"application/json-patch+json",body:[{op:"replace",path:"/metadata/managedFields",value:s},{op:"replace",path:"/metadata/resourceVersion",value:o.metadata.resourceVersion}]});if(r.status===200)return;if(r.status!==409||a===S)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`the takeover of ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a)(n)} from kubectl`,r);o=await t.get(e)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(M,"takeOverFromKubectl");function w({status:t,body:e}){return t!==409?[]:(e.details?.causes??[]).filter(o=>o.reason==="FieldManagerConflict").map(({field:o="",message:a=""})=>{let[,s="another manager",r]=/"([^"]+)"(?: with subresource "([^"]+)")?/.exec(a)??[];return{field:o.replace(/^\./,""),owner:r?`${s}/${r}`:s}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"conflictsIn");function T(t,e){return t.length>0&&t.every(e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(T,"areAll");function D(t,e,n){let a=w(e).filter(({owner:s})=>s!==m).map(({field:s,owner:r})=>`${s} (owned by ${r})`).join(", ");return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a({code:"apply-conflict",message:`${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a)(t)} has fields that somebody else set: ${a||(0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.a)(e)}`,fix:`Remove them from the manifest to leave them to their owner, or take them over once by kubectl apply --server-side --force-conflicts --field-manager=${h}`,...n&&{where:n}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(D,"conflict");


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

/***/ 4272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ k),
/* harmony export */   b: () => (/* binding */ L),
/* harmony export */   c: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3047);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var u="openclaw-deploy/rehearsal";function k({deployment:e,others:r},t){let{namespace:p}=e.metadata,o=r.filter(({result:a})=>a.kind==="Service"&&a.metadata.namespace===p).find(({result:a})=>{let{selector:l}=a.spec??{};return (0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.c)(l,t)});return o?`Service ${o.result.metadata.name}`:(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.spec.selector??{},t)?`Deployment ${e.metadata.name}`:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"whatWouldTake");function L({metadata:e}){return{"app.kubernetes.io/managed-by":"openclaw-deploy",[u]:m(e.name,i)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(L,"labelsFor");function b({metadata:e}){let t=`-rehearsal-${Array.from({length:5},()=>(0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.randomInt)(36).toString(36)).join("")}`;return`${m(e.name,i-t.length-3)}${t}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"nameFor");var i=63;function m(e,r){return e.slice(0,r).replace(/[-.]+$/,"")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"cut");


/***/ }),

/***/ 175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var i=/^(\w+Secret|Certificate|OnePasswordItem)$/;function s({kind:t,metadata:n,spec:r}){if(!i.test(t))return;let{target:a,destination:o,secretName:c}=r??{};return a?.name??o?.name??c??n.name}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"secretMadeFrom");


/***/ }),

/***/ 310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Ze),
/* harmony export */   b: () => (/* binding */ Wt),
/* harmony export */   c: () => (/* binding */ Ht),
/* harmony export */   d: () => (/* binding */ zt)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4106);
/* harmony import */ var _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8410);
/* harmony import */ var _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4272);
/* harmony import */ var _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8702);
/* harmony import */ var _chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7099);
/* harmony import */ var _chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9894);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2818);
/* harmony import */ var _chunk_J66EELHS_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(175);
/* harmony import */ var _chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8754);
/* harmony import */ var _chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8431);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3047);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2617);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function fe(e,t,o){let{nodeAffinity:r,podAntiAffinity:n,...a}=e??{},s=r?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms,c=s?s.filter(_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_11__.f):[{}],p={key:"metadata.name",operator:"In",values:[o??""]},d=c.map(u=>({...u,matchFields:[...u.matchFields??[],p]})),m=n?.requiredDuringSchedulingIgnoredDuringExecution?.filter(({labelSelector:u})=>u&&!(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_12__.a)(u,t));return{...a,...o!==void 0&&d.length>0?{nodeAffinity:{...r,requiredDuringSchedulingIgnoredDuringExecution:{nodeSelectorTerms:d}}}:r&&{nodeAffinity:r},...m&&{podAntiAffinity:{requiredDuringSchedulingIgnoredDuringExecution:m}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(fe,"steered");function Ze(e,t,o,r){let n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(({status:a})=>a?.images?.some(({names:s})=>(s??[]).some(c=>c.endsWith(`@${r}`)))??!1,"hasImage");return e.filter(a=>a.metadata.name!==o&&(0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_11__.e)(a,t)&&!n(a)).map(({metadata:a})=>a.name).sort()}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ze,"otherNodes");function ye(e,t,o){return ge(e).flatMap(n=>{let a=t.find(({result:s,change:c})=>c!=="unchanged"&&s.kind===n.kind&&s.apiVersion==="v1"&&s.metadata.name===n.name&&s.metadata.namespace===o.namespace);return a?[{of:n,result:a.result}]:[]}).map(({of:n,result:a},s)=>{let{data:c,binaryData:p,type:d}=a,{namespace:m,labels:u}=o;return{of:n,object:{apiVersion:"v1",kind:n.kind,metadata:{name:`${o.name}-${s+1}`,namespace:m,labels:u},...c&&{data:c},...p&&{binaryData:p},...d&&{type:d==="kubernetes.io/service-account-token"?"Opaque":d}}}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(ye,"copiesFor");function he(e,t,o){let r=ge(e).filter(({kind:a})=>a==="Secret"),n=t.find(({result:a,change:s})=>{let c=(0,_chunk_J66EELHS_js__WEBPACK_IMPORTED_MODULE_8__.a)(a);return s==="created"&&a.metadata.namespace===o&&r.some(({name:p})=>p===c)});return n&&`${n.result.kind} ${n.result.metadata.name}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(he,"madeLater");function ge(e){let t={spec:{template:{spec:e}}};return[...(0,_chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_2__.a)(t),...(0,_chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_2__.b)(t)]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(ge,"referencesOf");var Ee=/Insufficient [\w./-]*[\w]|Too many pods/;function be(e,t,o){let r=e.pods.find(({metadata:p})=>p.uid===t.uid),n=(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.c)(e,t)?.fate??(r?void 0:"was deleted");if(n&&r?.status?.phase!=="Succeeded")return{kind:"obstacle",why:`pod ${t.name} ${n}`};let a=r?.status?.conditions?.find(({type:p,status:d})=>p==="PodScheduled"&&d==="False");if(a?.reason!=="Unschedulable")return;let[s=""]=(a.message??"").split(" preemption:"),c=Ee.exec(s)?.[0];return c?{kind:"obstacle",why:`there is no room for both gateways (${c})`}:o?{kind:"elsewhere",why:s}:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(be,"obstacleOf");function Pe({variant:e},t){return e==="quota"||e==="limit-range"&&t}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Pe,"isOnlyHere");var we=[{name:"OPENCLAW_SKIP_CHANNELS",value:"1"},{name:"OPENCLAW_SKIP_CRON",value:"1"},{name:"OPENCLAW_SKIP_GMAIL_WATCHER",value:"1"},{name:"OPENCLAW_SKIP_STARTUP_MODEL_PREWARM",value:"1"},{name:"OPENCLAW_NO_AUTO_UPDATE",value:"1"},{name:"OPENCLAW_DISABLE_BONJOUR",value:"1"}];function L(e){let{volumeDevices:t,lifecycle:o,ports:r,volumeMounts:n,resources:a,...s}=e;return{...s,...o?.postStart&&{lifecycle:{postStart:o.postStart}},...r&&{ports:r.map(({hostPort:c,hostIP:p,...d})=>d)},...n&&{volumeMounts:n.map(({mountPropagation:c,...p})=>p)},...a&&{resources:ve(a)}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(L,"harmless");function ve({requests:e,limits:t}){return{...e&&{requests:e},...t&&{limits:t}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(ve,"withoutClaims");function M({name:e,image:t,securityContext:o,restartPolicy:r,resources:n}){return{name:e,...t&&{image:t},...o&&{securityContext:o},...r&&{restartPolicy:r},...n&&{resources:ve(n)}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(M,"bare");function Te(e){let{livenessProbe:t,env:o=[],resources:r={},...n}=e,a=new Set(we.map(({name:s})=>s));return{...n,env:[...o.filter(({name:s})=>!a.has(s)),...we],startupProbe:e.startupProbe??_e(e),resources:Ne(r)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Te,"gateway");var Se="1Gi";function Ne(e){let t=e.limits?.memory,o=t!==void 0&&(0,_chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_9__.a)(t)<(0,_chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_9__.a)(Se)?t:Se,r=F(e),n=r!==void 0&&(0,_chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_9__.a)(r)>=(0,_chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_9__.a)(o)?r:o;return{...e,requests:{...e.requests,memory:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ne,"withMemory");function F({requests:e,limits:t}={}){return e?.memory??t?.memory}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(F,"memoryOf");function _e(e){return{exec:{command:["node","-e",`fetch("http://127.0.0.1:${(0,_chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_5__.a)(e)}/startupz").then((r)=>r.json()).then((b)=>process.exit(b.status==="started"?0:1),()=>process.exit(1))`]},periodSeconds:5,timeoutSeconds:10,failureThreshold:60}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(_e,"startedProbe");var K="NODE_OPTIONS",xe=`
import { Socket } from 'node:net'
const { connect } = Socket.prototype
const targetOf = (first, second) => {
  if (typeof first === 'object' && first) return first
  if (typeof first === 'string' && !(Number(first) >= 0)) return { path: first }
  return { host: typeof second === 'string' ? second : undefined }
}
Socket.prototype.connect = function (...args) {
  const { path, host } = targetOf(...(Array.isArray(args[0]) ? args[0] : args))
  if (path || !host || /^(localhost|127[.][0-9.]+|::1)$/.test(host)) return connect.apply(this, args)
  const refusal = new Error('a rehearsal with a copy of the state has no network, so it does not reach ' + host)
  process.nextTick(() => this.destroy(Object.assign(refusal, { code: 'ECONNREFUSED', syscall: 'connect' })))
  return this
}
`;function Oe(e){let{env:t=[]}=e,r=[t.findLast(({name:a})=>a===K)?.value,`--import=data:text/javascript,${encodeURIComponent(xe)}`].filter(Boolean),n={name:K,value:r.join(" ")};return{...e,env:[...t.filter(({name:a})=>a!==K),n]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Oe,"secluded");function ke(e,t,o){let{containers:r,initContainers:n=[],volumes:a=[]}=e,s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(({restartPolicy:l})=>l==="Always","isSidecar"),c=n.filter(l=>!s(l)).map(L),p=o?Oe:l=>l,d=r.filter(({name:l})=>l===t).map(l=>p(Te(L(l)))),m=[...n.filter(s),...r.filter(({name:l})=>l!==t)],u=[...c,...d],y=a.filter(l=>!Ie(l,u)),b=y.filter(({name:l,ephemeral:w})=>!w&&!$e(l,d,o)),S=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(l=>l.map(({name:w})=>w).join(", "),"names"),v={...e,containers:d,initContainers:c,volumes:a.map(l=>y.includes(l)?{name:l.name,emptyDir:{}}:l)},[f]=d;return{spec:o&&f?(0,_chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__.c)(v,f,y.map(({name:l})=>l)):v,unproven:["channels and cron jobs, which were off",...o?["what is reached by the network, which a gateway with a copy of the state is not given"]:[],...m.length>0?[`${S(m)}, left out so that no second one disturbs the live one`]:[],...b.length>0?[`the start with what is in ${b.length>1?"volumes":"volume"} ${S(b)}, empty here`]:[],...e.hostNetwork?["the network of the node"]:[]]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(ke,"starting");function $e(e,t,o){let r=t.flatMap(({volumeMounts:n=[]})=>n.filter(({name:a})=>a===e));return o!==void 0&&r.some(n=>(0,_chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__.d)(o.sources,n))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)($e,"filled");var je=["configMap","secret","projected","downwardAPI","emptyDir","image"],De=[void 0,"","Directory","File"];function Ie({name:e,hostPath:t,csi:o,...r},n){if(o)return o.readOnly===!0;if(t===void 0)return Object.keys(r).every(s=>je.includes(s));let a=n.flatMap(({volumeMounts:s=[]})=>s.filter(c=>c.name===e));return De.includes(t.type)&&a.every(({readOnly:s})=>s===!0)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ie,"isHarmless");function Ce({deployment:e,container:t,others:o,state:r},n,a,s,c){let{template:p}=e.spec,d=p.spec,{namespace:m="default"}=e.metadata,u=(0,_chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_3__.b)(e),y=He(d,o,m),{spec:b,unproven:S}=n==="on"?ke(d,t,r):We(d,t),{nodeName:v=s,serviceAccountName:f,serviceAccount:l,...w}={...Fe(b),...y.pull},k={...w,...f&&!y.isNew&&{serviceAccountName:f},affinity:fe(b.affinity,p.metadata?.labels??{},v)},R=ye(k,o,{name:a,namespace:m,labels:u}),h=(0,_chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_2__.c)(k,($,j)=>R.find(({of:W})=>W.kind===$&&W.name===j)?.object.metadata.name),P=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)($=>F($.containers.find(({name:j})=>j===t)?.resources),"memory"),T=qe(p.metadata?.annotations??{},h),g={apiVersion:"v1",kind:"Pod",metadata:{name:a,namespace:m,labels:u,annotations:T}},E={...h,restartPolicy:n==="on"?"Always":"OnFailure",terminationGracePeriodSeconds:5};return{pod:{...g,spec:{...E,activeDeadlineSeconds:Math.ceil(c/1e3)}},likeReal:{...g,spec:Le(E,d)},copies:R,unproven:[...S,...y.isNew?[`ServiceAccount ${f}, which only this run makes`]:[]],asksOtherwise:n==="pull"||d.resources!==void 0||P(k)!==P(d)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ce,"rehearsalPod");function Le(e,{containers:t,initContainers:o=[],resources:r,priorityClassName:n}){return{...e,containers:t.map(M),initContainers:o.map(M),...r&&{resources:r},...n&&{priorityClassName:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Le,"asReal");var Me=["hostNetwork","hostPID","hostIPC","hostname","subdomain","setHostnameAsFQDN","priorityClassName","priority","preemptionPolicy","topologySpreadConstraints","readinessGates","schedulingGates","resourceClaims","resources","ephemeralContainers"];function Fe(e){let t=Object.entries(e).filter(([o])=>!Me.includes(o));return Object.fromEntries(t)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Fe,"kept");var Ke=/^(cni\.projectcalico\.org|k8s\.v1\.cni\.cncf\.io|v1\.multus-cni\.io|k8s\.ovn\.org|ovn\.kubernetes\.io)\//,Ve=/^container\.(?:apparmor\.security\.beta|seccomp\.security\.alpha)\.kubernetes\.io\/(.*)$/;function qe(e,t){let o=[...t.containers,...t.initContainers??[]].map(({name:n})=>n),r=Object.entries(e).filter(([n])=>{let a=Ve.exec(n)?.[1];return n!==_chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_10__.a&&!Ke.test(n)&&(a===void 0||o.includes(a))});return Object.fromEntries(r)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(qe,"keptAnnotations");function We(e,t){let{initContainers:o,volumes:r,...n}=e,a=e.containers.filter(({name:s})=>s===t).map(({name:s,image:c,imagePullPolicy:p,securityContext:d})=>({name:s,...c&&{image:c},...p&&{imagePullPolicy:p},...d&&{securityContext:d},command:["node","-e","0"],resources:{requests:{cpu:"10m",memory:"64Mi"},limits:{cpu:"500m",memory:"256Mi"}}}));return{spec:{...n,containers:a},unproven:["that it starts with the new config"]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(We,"pulling");function He({serviceAccountName:e,imagePullSecrets:t=[]},o,r){let n=o.find(({result:s,change:c})=>c!=="unchanged"&&s.kind==="ServiceAccount"&&s.metadata.name===(e||"default")&&s.metadata.namespace===r),{imagePullSecrets:a=[]}=n?.result??{};return{isNew:n?.change==="created",pull:t.length===0&&a.length>0?{imagePullSecrets:a}:{}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(He,"newServiceAccount");async function Wt(e){let t=(0,_chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_3__.b)(e.part.deployment),o=(0,_chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_3__.a)(e.part,t);if(o!==void 0)return`${o} selects whatever pod there is, also a throwaway one`;for(let r of await (0,_chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.c)(e,t))e.progress(`Removed pod ${r}, which an earlier rehearsal had left`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Wt,"prepare");var Ue=6e4;async function Ht(e,t,o,r){let n=await Ae(e,t,o,r);return n.kind!=="elsewhere"?n:(e.progress(`The scheduler does not let it run on node ${o}, so it is rehearsed wherever it fits: ${n.why}`),Ae(e,t,void 0,r))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ht,"attemptNear");async function Ae(e,t,o,r=n=>n){let{part:n,namespace:a}=e,s=e.timeoutMs+Ue,c=r(Ce(n,t,(0,_chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_3__.c)(n.deployment),o,s)),p=he(c.pod.spec,n.others,a);if(p!==void 0)return{kind:"obstacle",why:`it needs what ${p} brings only after the apply`};try{let d=await Ge(e,c);return d.kind==="made"?await ze(e,t,d.pod,c,o):d}finally{await Promise.all([(0,_chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,c.pod.metadata.name),...c.copies.map(({object:d})=>(0,_chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.b)(e,d))])}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ae,"attempt");async function Ge(e,{pod:t,copies:o,asksOtherwise:r,likeReal:n}){for(let{object:c}of o){let p=await V(e,c);if(p.status!==201)return q(p,c,r)}let a=await V(e,t);if(Re(a)){let c=await V(e,n,"&dryRun=All");return Re(c)?q(c,n,r):{kind:"obstacle",why:`a quota wants to be told more of the throwaway pod: ${(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.a)((0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__.a)(a),300)}`}}if(a.status!==201)return q(a,t,r);let s=a.body;return await Promise.all(o.map(c=>Be(e,c,s))),{kind:"made",pod:s}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Ge,"make");function V({client:e,namespace:t},o,r=""){let n=`${(0,_chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,o.kind)}?fieldManager=${_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_7__.c}${r}`;return e.request({method:"POST",path:n,body:o})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(V,"post");function Re(e){return e.status===403&&(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__.a)(e)).variant==="unspecified"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Re,"isUnspecified");function q(e,{kind:t},o){let r=(0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__.a)(e),n=e.status===403||r.includes("denied the request");if(e.status===422)return{kind:"obstacle",why:`the API server does not take the throwaway ${t}: ${(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.a)(r,300)}`};if(!n||/cannot create resource/.test(r))throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__.c)(`to make a throwaway ${t}`,e);let a=(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.b)(r),{code:s,message:c,fix:p}=a;if(Pe(a,o))return{kind:"obstacle",why:(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.a)(c,300)};throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_14__.a({code:s,message:(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.a)(c,600),fix:p})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(q,"refusal");async function Be({client:e,namespace:t,warn:o},{object:r},{metadata:n}){let{kind:a,metadata:s}=r,{name:c,uid:p}=n,d=await e.request({method:"PATCH",path:`${(0,_chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,a)}/${encodeURIComponent(s.name)}`,contentType:"application/merge-patch+json",body:{metadata:{ownerReferences:[{apiVersion:"v1",kind:"Pod",name:c,uid:p}]}}});if(d.status===200)return;let m=(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.a)((0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_13__.a)(d),300);o(`${a} ${s.name} of the rehearsal could not be given to its pod, so it stays if this run is cut off now: ${m}`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Be,"giveTo");async function ze(e,t,{metadata:{name:o,uid:r}},n,a){let{client:s,namespace:c,part:p,image:d,configs:m,timeoutMs:u,progress:y}=e,{container:b,state:S}=p,v={pod:{name:o,uid:r},until:t==="on"?"ready":"done",container:b,image:d.reference,appliedAtMs:s.now()},f=new AbortController,l,w=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(h=>({kind:"obstacle",why:`the backup could not be brought into it: ${h}`}),"withoutState"),k=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)((h,P)=>{let T=be(P,v.pod,a!==void 0);T&&f.abort(T),!(t!=="on"||S===void 0||l||!(0,_chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__.e)(P,r))&&(y("Restoring the backup into it"),l=(0,_chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__.g)(s,{namespace:c,pod:o},S).then(g=>g!==void 0&&f.abort(w(g)),g=>f.abort(w((0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_14__.b)(g)[0].message))))},"onView"),R={timeoutMs:u,signal:f.signal};try{let h=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(()=>(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_6__.e)({client:s,namespace:c,pod:o},v,R,{progress:y,onView:k}),"findPod"),P=await h();if(t==="pull")return{kind:"proof",pod:P,unproven:n.unproven};let T={...d.version!==void 0&&{version:d.version},image:d.reference,configs:m},{version:g,unproven:E}=await (0,_chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_5__.b)(s,P,b,T,{progress:y,findPod:h});return{kind:"proof",pod:P,...g!==void 0&&{version:g},unproven:[...n.unproven,...E]}}catch(h){if(f.signal.aborted)return f.signal.reason;throw (0,_chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_4__.f)(h)??h}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(ze,"prove");var Je=["init-failed","openclaw-refused","crash-loop","probe-failed","rollout-timeout","start-error","verify-failed","volume-not-writable"];function zt(e,t,o=!1){let[r,...n]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_14__.b)(e).map(a=>Qe(a,t,o));return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_14__.a(r,...n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(zt,"foundInRehearsal");function Qe(e,t,o){let r=t==="on"&&!o&&Je.includes(e.code);return{...e,message:`The rehearsal${o?" on a copy of the state":""} failed, and the old gateway runs on untouched: ${e.message}`,fix:r?`${e.fix}; if only the empty state of the rehearsal is to blame, \`rehearse: pull\` skips the start`:e.fix}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_15__.a)(Qe,"inRehearsal");


/***/ }),

/***/ 1290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function p(s,e){let r={group:"",resource:"pods/exec",namespace:s,...e&&{unless:e}};return["get","create"].map(n=>({verb:n,...r}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"execRights");async function m(s,e){let r=Map.groupBy(e,l),n=new Set((await Promise.all([...r.values()].map(t=>c(s,t)))).flat());return e.filter(t=>n.has(t))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(m,"missingRights");function l({verb:s,group:e,resource:r,namespace:n}){return JSON.stringify([s,e,r,n])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(l,"onAllOf");async function c(s,e){if(e.length>1){let{name:n,...t}=e[0];if(await i(s,t))return[];let a=e.filter(({name:u})=>u===void 0);if(a.length>0)return a}let r=await Promise.all(e.map(n=>i(s,n)));return e.filter((n,t)=>r[t]===!1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"missingOf");async function i(s,e){let[r,n]=e.resource.split("/"),t=await s.request({method:"POST",path:"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",body:{apiVersion:"authorization.k8s.io/v1",kind:"SelfSubjectAccessReview",spec:{resourceAttributes:{verb:e.verb,group:e.group,resource:r,...n&&{subresource:n},...e.namespace&&{namespace:e.namespace},...e.name&&{name:e.name}}}}});return t.status!==201&&t.status!==200?!0:t.body.status?.allowed===!0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"isAllowed");


/***/ }),

/***/ 7099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ R),
/* harmony export */   b: () => (/* binding */ $e),
/* harmony export */   c: () => (/* binding */ se)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_GQOJTMMS_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8156);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1290);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4331);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(835);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5806);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function M(e){return String.raw`
const fs = process.getBuiltinModule('node:fs')
const { basename, dirname, join, resolve } = process.getBuiltinModule('node:path')
const { homedir } = process.getBuiltinModule('node:os')
const given = (name) => process.env[name]?.trim() || undefined
const absolute = (path, home) => resolve(path.replace(/^~(?=$|\/)/, home))

function configPath() {
  const home = absolute(given('OPENCLAW_HOME') ?? '~', homedir)
  const path = given('OPENCLAW_CONFIG_PATH')
  if (path) return absolute(path, () => home)
  const folders = [given('OPENCLAW_STATE_DIR'), '~/.openclaw'].filter((each) => each)
  const files = folders.map((folder) => join(absolute(folder, () => home), 'openclaw.json'))
  return files.find((file) => fs.existsSync(file)) ?? files[0]
}

function newestClobbered(path) {
  const files = fs.readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path) + '.clobbered.'))
  const seen = files.map((name) => ({ name, atMs: fs.statSync(join(dirname(path), name)).ctimeMs }))
  return seen.sort((a, b) => b.atMs - a.atMs)[0]
}

function config() {
  const seen = {}
  try {
    seen.path = configPath()
    const stat = fs.statSync(seen.path)
    if (!stat.isFile()) return { ...seen, unreadable: 'it is no file' }
    if (stat.size > ${1048576}) return { ...seen, unreadable: 'it is larger than 1 MiB' }
    seen.text = fs.readFileSync(seen.path, 'utf8')
    seen.clobbered = newestClobbered(seen.path)
  } catch (error) {
    if (seen.text === undefined) seen.unreadable = String(error.code ?? error.name)
  }
  return seen
}

fetch('http://127.0.0.1:${e}/startupz', { signal: AbortSignal.timeout(${1e4}) })
  .then((response) => response.text())
  .then(
    (text) => ({ answer: text.slice(0, ${2e3}) }),
    (error) => ({ failure: String(error.cause ?? error) }),
  )
  .then((told) => console.log(JSON.stringify({ ...told, config: config() })))
`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(M,"insideScript");function N(e){try{let n=JSON.parse(e);return typeof n?.config=="object"&&n.config!==null?n:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(N,"parseInside");function R({ports:e=[]}={}){return(e.find(({containerPort:n})=>n===18789)??e[0])?.containerPort??18789}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(R,"portOf");async function I(e,n,t,r){if(j(n,t))return;let i=h(n);if(i===void 0)return"the image, since the node reports no digest of it";if(!(r!==void 0&&j(n,t,await z(e,r))))return`the image, since the node reports ${i}, which may be the platform's manifest of ours`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(I,"unprovenImage");function j(e,n,t=[]){let[r,i]=[h(e),h(n)];return i===void 0||r===i?!0:r===void 0?!1:t.some(s=>[r,i].every(d=>s.some(u=>h(u)===d)))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(j,"isSameImage");function h(e){return/sha256:[0-9a-f]{64}$/.exec(e??"")?.[0]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(h,"digestOf");async function z(e,n){return((await (0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_6__.c)(e,n))?.status?.images??[]).map(({names:t})=>t??[])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(z,"imagesOn");var W=5,K=100,q=1e3,v="meta";function G(e,n,t){let{text:r,path:i="its config"}=e;if(r===void 0)return m(`the config it serves, since ${i} cannot be read (${e.unreadable??"no reason given"})`);if(n.some(a=>a.text===r))return H(b(r));let s=b(r);if(s===void 0)return m(`the config it serves, since ${i} holds no JSON5 object`);let d=n.flatMap(a=>{let f=b(a.text);return f&&X(s,f)?[{name:a.name,paths:Q(f,s)}]:[]}).sort((a,f)=>B(i,a.name)-B(i,f.name)||a.paths.length-f.paths.length),[u]=d;if(!u)return m("the config it serves, since no ConfigMap or Secret of the manifests holds it as JSON");if(d.some(({paths:a})=>a.length===0))return H(s);let{clobbered:c}=e,l=Y(u.paths);return c===void 0||t===void 0||c.atMs<t-q?m(`the config it serves, since it differs from ${u.name} in ${l}`):{kind:"restored",problem:{code:"verify-failed",message:`OpenClaw restored an older config at its start, so what it serves is not git's: it differs from ${u.name} in ${l}`,fix:`Let the init container remove the backups before it copies the config (rm -f ${L(i)}.bak* in its folder), or mount the ConfigMap as a folder and point OPENCLAW_CONFIG_PATH into it`,evidence:[`OpenClaw keeps the config that it moved away beside ${i}, as ${c.name}`]}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(G,"judgeConfig");function H(e){let n=e===void 0?[]:k(e);return n.length===0?{kind:"proven"}:m(`the files that the config it serves includes ($include in ${Y(n)})`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(H,"provenBy");function m(e){return{kind:"unproven",clause:e}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(m,"unproven");function b(e){try{let n=_chunk_GQOJTMMS_js__WEBPACK_IMPORTED_MODULE_1__.a.parse(e);return (0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(n)?n:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(b,"parsed");function X(e,n){return Object.keys(e).some(t=>t!==v&&Object.hasOwn(n,t))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(X,"isAlike");function B(e,n){return n.endsWith(L(e))?0:1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(B,"namesake");function L(e){return e.slice(e.lastIndexOf("/")+1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(L,"fileOf");function Q(e,n){return S({...e,[v]:null},{...n,[v]:null},"")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(Q,"rootDifferences");function S(e,n,t){return (0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(e)&&(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(n)?[...new Set([...Object.keys(e),...Object.keys(n)])].flatMap(i=>Object.hasOwn(e,i)&&Object.hasOwn(n,i)?S(e[i],n[i],C(t,i)):[C(t,i)]):J(e,n)?[]:[t]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(S,"differences");function J(e,n){return Array.isArray(e)&&Array.isArray(n)?e.length===n.length&&e.every((t,r)=>J(t,n[r])):(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(e)&&(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(n)?S(e,n,"").length===0:Object.is(e,n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(J,"isSame");function k(e,n=""){return Array.isArray(e)?e.flatMap(t=>k(t,n)):(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__.e)(e)?Object.entries(e).flatMap(([t,r])=>t==="$include"?[n||"its root"]:k(r,C(n,t))):[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(k,"includesIn");function C(e,n){return/^[\w$-]+$/.test(n)?e?`${e}.${n}`:n:`${e}[${JSON.stringify(n)}]`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(C,"joined");function Y(e){let n=[...new Set(e)].map(r=>r.length>K?`${r.slice(0,K)}...`:r),t=n.length-W;return n.slice(0,W).join(", ")+(t>0?` and ${t} more`:"")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(Y,"listed");var Z=2e4,ee=3,U=2e3,ne=9e4;async function $e(e,n,t,r,i={}){let s=await (0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.b)(e,(0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.a)(n.metadata.namespace??"default")),{pod:d,answer:u}=s.length>0?{pod:n,answer:{kind:"forbidden"}}:await te(e,n,t,r.version,i),c=d.status?.containerStatuses?.find(({name:a})=>a===t),l=[];if(u.kind==="forbidden"){let a=s.length>0?`missing: ${s.map(({verb:f})=>f).join(" and ")}`:"get and create";l.push(`the version and the config it serves, since the deployer may not exec into the pod (${a} on pods/exec; manifests/rbac/exec.yaml grants it)`)}else{u.version===void 0&&l.push("the version, which the gateway does not tell");let a=d.status?.startTime??c?.state?.running?.startedAt,f=G(u.config,r.configs,a?Date.parse(a):void 0);if(f.kind==="restored")throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__.a(f.problem);f.kind==="unproven"&&l.push(f.clause)}if(r.image!==void 0){let a=await I(e,c?.imageID,r.image,d.spec.nodeName);a!==void 0&&l.push(a)}return{level:l.length===0?"full":"basic",...u.kind==="started"&&u.version!==void 0&&{version:u.version},unproven:l}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)($e,"verifyGateway");async function te(e,n,t,r,i){let s=n;for(let d=1;;d++){let{pod:u,answer:c}=await re(e,s,t,r,i);if(c.kind!=="failed")return{pod:u,answer:c};if(d===ee)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__.a(c.problem);s=u,await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_10__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_5__.a)(i.retryMs??U))}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(te,"ask");async function re(e,n,t,r,{progress:i,findPod:s,ms:d=ne,retryMs:u=U}){let c=n,l=performance.now();for(let a=1;;a++){let f=se(await ie(e,c,t),r),O=performance.now()-l>=d;if(f.kind==="unheard"){if(O)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__.a(oe(c,f.why,d));a===1&&i?.(`Pod ${c.metadata.name} cannot be asked now (${f.why}); waiting for it`);let y=f.mayBeGone?await s?.():void 0;y&&y.metadata.uid!==c.metadata.uid&&(l=performance.now()),c=y??c}else if(f.kind!=="forbidden"||a===1||O)return{pod:c,answer:f};await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_10__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_5__.a)(u))}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(re,"hear");function ie(e,{metadata:n,spec:t},r){let i={namespace:n.namespace??"default",pod:n.name,container:r},s=["node","-e",M(R(t.containers.find(({name:d})=>d===r)))];return (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__.b)(e,i,s,Z)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(ie,"execIn");function oe({metadata:e},n,t){return{code:"cluster-unreachable",message:`Pod ${e.name} was ready, but could not be asked for its version and config within ${(0,_chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__.c)(t)}: ${n}`,fix:"Check that `kubectl exec` into it works (the API server, its node\u2019s kubelet, a proxy before them), then run again: what is ready already is not restarted"}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(oe,"unheard");var F="Check that the image has Node 24 or later as node on its PATH";function se(e,n){let t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)((s,d)=>({kind:"failed",problem:{code:"verify-failed",message:s,fix:d}}),"failed");if(e.kind==="refused"&&e.status===403)return{kind:"forbidden"};if(e.kind==="refused"){let{status:s}=e,d=s===404||s===500;return{kind:"unheard",why:`the exec was answered with HTTP ${s}`,mayBeGone:d}}if(e.kind==="broken"&&(0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_3__.a)(e.message))return t(`The gateway's pod is ready, but asking it for its version failed: ${e.message}`,F);if(e.kind==="broken")return{kind:"unheard",why:e.message,mayBeGone:!1};let r=N(e.stdout);if(r===void 0){let s=V(e.stderr);return t(`The gateway's pod is ready, but asking it for its version failed: ${s||`exit code ${e.exitCode}`}`,F)}let i=ae(r.answer);if(i===void 0){let s=r.failure??V(r.answer??"");return t(`The gateway's pod is ready, but what answers on /startupz is not OpenClaw: ${s||"it said nothing"}`,"Check that the container's port and OpenClaw's gateway.port are the same")}return i.status!=="started"?t(`The gateway says it is "${i.status}", not started`,"Look at the pod\u2019s log for what it waits for"):n!==void 0&&i.version!==n?t(`The gateway that answers is OpenClaw ${i.version??"of unknown version"}, not ${n}`,"Check that no other process serves the gateway\u2019s port in that pod"):{kind:"started",...i.version!==void 0&&{version:i.version},config:r.config}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(se,"judgeAnswer");function ae(e=""){try{let n=JSON.parse(e);return typeof n.status=="string"?{status:n.status,...typeof n.version=="string"&&{version:n.version}}:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(ae,"parseAnswer");function V(e){let n=e.trim().split(`
`);return(n.findLast(r=>/error/i.test(r))??n.at(-1))?.trim().slice(0,200)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(V,"lastLine");


/***/ }),

/***/ 4106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ w),
/* harmony export */   b: () => (/* binding */ C),
/* harmony export */   c: () => (/* binding */ R),
/* harmony export */   d: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1461);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var $=3e4,y=1e3;async function w({client:e,namespace:o,warn:s},r,a=$){let n=p(o,"Pod"),i=AbortSignal.timeout(a);try{await P(()=>e.remove(`${n}/${encodeURIComponent(r)}`,i),i),await v(e,n,r,i)||s(`Pod ${r} of the rehearsal is still stopping after ${a/1e3} s`)}catch(l){let[{message:t}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(l);s(`Pod ${r} of the rehearsal could not be deleted: kubectl -n ${o} delete pod ${r} does it. ${t}`)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"removePod");async function C({client:e,namespace:o,warn:s},{kind:r,metadata:a}){let{name:n}=a;await e.remove(`${p(o,r)}/${encodeURIComponent(n)}`).catch(i=>{let[{code:l,message:t}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(i);l!=="cluster-forbidden"&&s(`${r} ${n} of the rehearsal could not be deleted: ${t}`)})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(C,"removeCopy");async function R(e,o){let{client:s,namespace:r}=e,a=Object.entries(o).map(([t,d])=>`${t}=${d}`).join(","),n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(async t=>{let d=`${p(r,t)}?${new URLSearchParams({labelSelector:a})}`,b=await s.request({method:"GET",path:d});return b.status===200?b.body.items.map(g=>({...g,kind:t})):[]},"left"),[i,...l]=await Promise.all([n("Pod"),n("ConfigMap"),n("Secret")]);return await Promise.all(i.map(({metadata:t})=>w(e,t.name))),await Promise.all(l.flat().map(t=>C(e,t))),i.map(({metadata:t})=>t.name)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"sweep");function p(e,o){return`/api/v1/namespaces/${encodeURIComponent(e)}/${o.toLowerCase()}s`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(p,"collection");async function P(e,o){for(;;)try{return await e()}catch(s){if((0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(s)[0].code!=="cluster-unreachable"||o.aborted)throw s;await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__.a)(y),void 0,{signal:o}).catch(()=>{})}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(P,"retried");async function v(e,o,s,r){let a=new AbortController,n=!1;return await (0,_chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,{path:o,name:s},{onChange:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(l=>{n=l.length===0,n&&a.abort()},"onChange")},AbortSignal.any([r,a.signal])),n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"seenGone");


/***/ }),

/***/ 8754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var t={"":1,m:.001,k:1e3,M:1e6,G:1e9,T:1e12,P:1e15,E:1e18,Ki:1024,Mi:1048576,Gi:1073741824,Ti:1099511627776,Pi:0x4000000000000,Ei:1152921504606847e3};function i(e){let[,o,r=""]=/^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(u(e))??[];return Object.hasOwn(t,r)?Number(o)*t[r]:Number.NaN}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"amountOf");function u(e){return typeof e=="number"||typeof e=="string"?String(e):""}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"textOf");


/***/ }),

/***/ 8431:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ p),
/* harmony export */   d: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var f="openclaw-deploy/config";function m(r){return r.flatMap(n=>{let{data:t={}}=n,a=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(e=>n.kind==="Secret"?Buffer.from(e,"base64").toString("utf8"):e,"text");return Object.entries(t).filter(([e])=>/\.json5?$/.test(e)).map(([e,i])=>({name:`${n.kind} ${n.metadata.name}, ${e}`,text:a(i)}))})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(m,"configTexts");function p(r){let n=r.map(t=>{if(t===void 0)return null;let{kind:a,metadata:e}=t;if(a==="Secret")return[a,e.name,e.uid,e.resourceVersion];let{data:i={},binaryData:c={}}=t;return[a,e.name,s(i),s(c)]});return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(JSON.stringify(n)).digest("hex").slice(0,16)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"configMark");function g(r,n){let{template:t}=r.spec,a={...t.metadata?.annotations,[f]:n};return{...r,spec:{...r.spec,template:{...t,metadata:{...t.metadata,annotations:a}}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(g,"withConfigMark");function s(r){return Object.entries(r).sort(([n],[t])=>n<t?-1:1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"sortedEntries");


/***/ }),

/***/ 8410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ m),
/* harmony export */   b: () => (/* binding */ g),
/* harmony export */   c: () => (/* binding */ R)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function m({spec:e}){let t=new Map;return i(d(e.template.spec),(n,r)=>{r!==""&&t.set(`${n}/${r}`,{kind:n,name:r})}),[...t.values()].sort((n,r)=>n.kind+n.name<r.kind+r.name?-1:1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(m,"configReferences");function g({spec:e}){return(e.template.spec.imagePullSecrets??[]).map(({name:t})=>({kind:"Secret",name:t}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(g,"pullSecretReferences");function R(e,t){let n=e.imagePullSecrets?.map(({name:r})=>({name:t("Secret",r)??r}));return{...e,...i(d(e),t),...n&&{imagePullSecrets:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(R,"renamed");function d({containers:e,initContainers:t,volumes:n}){return{containers:e,...t&&{initContainers:t},...n&&{volumes:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"readBy");var a={configMap:"ConfigMap",configMapRef:"ConfigMap",configMapKeyRef:"ConfigMap",secret:"Secret",secretRef:"Secret",secretKeyRef:"Secret"};function i(e,t){return Array.isArray(e)?e.map(n=>i(n,t)):typeof e!="object"||e===null?e:Object.fromEntries(Object.entries(e).map(([n,r])=>{let c=Object.hasOwn(a,n)?a[n]:void 0;return[n,c?u(i(r,t),c,t):i(r,t)]}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"visit");function u(e,t,n){if(typeof e!="object"||e===null)return e;let{name:r,secretName:c}=e,f=typeof c=="string"?"secretName":"name",p=f==="secretName"?c:r,s=typeof p=="string"?n(t,p):void 0;return s===void 0?e:{...e,[f]:s}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"reference");


/***/ })

};
