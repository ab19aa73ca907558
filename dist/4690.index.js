export const id = 4690;
export const ids = [4690];
export const modules = {

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

/***/ 5806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ A),
/* harmony export */   c: () => (/* binding */ E),
/* harmony export */   d: () => (/* binding */ q),
/* harmony export */   e: () => (/* binding */ R),
/* harmony export */   f: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3047);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var g="node.kubernetes.io/unschedulable",b={key:g,effect:"NoSchedule"};async function A(e){let o=await e.request({method:"GET",path:"/api/v1/nodes"}).catch(()=>{});return o?.status===200?o.body.items:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(A,"listNodes");async function E(e,o,n={}){let t=`/api/v1/nodes/${encodeURIComponent(o)}`,r=await e.request({method:"GET",path:t,...n}).catch(()=>{});return r?.status===200?r.body:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(E,"readNode");var y="node.kubernetes.io/unreachable",N=[y,"node.kubernetes.io/not-ready"];function q({spec:e,status:o}){let n=o?.conditions?.find(({type:d})=>d==="Ready"),t=e?.taints?.find(({key:d})=>N.includes(d))?.key;return t===void 0&&(n===void 0||n.status==="True")?void 0:{said:n?.status==="Unknown"||t===y?"does not answer":"is not ready",cause:n===void 0||n.status==="True"?`Taint ${t}`:`${n.reason}: ${n.message}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(q,"absenceOf");function R({metadata:e,spec:{unschedulable:o,taints:n=[]}={}},t){let{nodeName:r,nodeSelector:d,affinity:f,tolerations:m}=t,l=f?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms,u=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(a=>(m??[]).some(p=>x(p,a)),"isTolerated");return(!o||u(b))&&(r??e.name)===e.name&&(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.a)({matchLabels:d??{}},e.labels??{})&&(l===void 0||l.filter(T).some(a=>h(a,e)))&&n.every(a=>a.effect==="PreferNoSchedule"||u(a))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(R,"mayRunOn");function T({matchExpressions:e=[],matchFields:o=[]}){return e.length+o.length>0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(T,"isMeaningful");function h({matchExpressions:e=[],matchFields:o=[]},n){return e.every(t=>(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,n.labels??{}))&&o.every(t=>(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,{"metadata.name":n.name}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(h,"isMet");function x({key:e,operator:o="Equal",value:n="",effect:t},r){return t!==void 0&&t!==""&&t!==r.effect?!1:e===void 0||e===""?o==="Exists":e===r.key&&(o==="Exists"||n===(r.value??""))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(x,"tolerates");


/***/ }),

/***/ 4690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeAnswer: () => (/* reexport safe */ _chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   verifyGateway: () => (/* reexport safe */ _chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7099);
/* harmony import */ var _chunk_GQOJTMMS_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8156);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1290);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4331);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5723);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3047);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2414);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
