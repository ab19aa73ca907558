export const id = 3026;
export const ids = [3026];
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

/***/ 3026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   COMMAND_SCRIPT: () => (/* binding */ P),
/* harmony export */   gatewayInPod: () => (/* binding */ H),
/* harmony export */   judgeApproval: () => (/* binding */ _),
/* harmony export */   judgeExec: () => (/* binding */ S),
/* harmony export */   judgeList: () => (/* binding */ D)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1430);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4331);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var c=class extends Error{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(this,"UnreadableList")}name="UnreadableList"};function $(e,n){let r=b(O(e),"the list");return{nowMs:n,pending:v(r,"pending").map(([o,t])=>{let s=o.remoteIp===void 0?void 0:y(o.remoteIp,`${t}.remoteIp`);return{requestId:p(o.requestId,`${t}.requestId`),deviceId:p(o.deviceId,`${t}.deviceId`),...I(o,t),...s!==void 0&&{remoteIp:s},requestedAtMs:l(o.ts,`${t}.ts`)??a(`${t}.ts`),isRepair:o.isRepair!==!1&&o.isRepair!==void 0}}),paired:v(r,"paired").map(([o,t])=>{let s=l(o.approvedAtMs,`${t}.approvedAtMs`),u=l(o.lastSeenAtMs,`${t}.lastSeenAtMs`);return{deviceId:p(o.deviceId,`${t}.deviceId`),...x(o,t),...s!==void 0&&{approvedAtMs:s},...u!==void 0&&{lastSeenAtMs:u}}})}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)($,"parseDevices");function I(e,n){let r=x(e,n);return r.roles.length>0?r:a(`${n}.roles`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(I,"demanded");function x(e,n){let r=e.role===void 0?[]:[y(e.role,`${n}.role`)],o=e.roles===void 0?[]:A(e.roles,`${n}.roles`);return{roles:[...new Set([...o,...r])],scopes:e.scopes===void 0?[]:[...new Set(A(e.scopes,`${n}.scopes`))]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(x,"rights");function v(e,n){let r=e[n];return Array.isArray(r)?r.map((o,t)=>[b(o,`${n}[${t}]`),`${n}[${t}]`]):a(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(v,"rows");function O(e){try{return JSON.parse(e)}catch{return a("it")}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(O,"parseJson");function b(e,n){return typeof e!="object"||e===null||Array.isArray(e)?a(n):e}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(b,"object");function A(e,n){return Array.isArray(e)?e.map((r,o)=>y(r,`${n}[${o}]`)):a(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(A,"words");var E=/^[\w.:%-]{1,100}$/;function p(e,n){return typeof e=="string"&&E.test(e)?e:a(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(p,"id");var M="(unreadable)";function y(e,n){return typeof e!="string"?a(n):E.test(e)?e:M}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(y,"word");function l(e,n){if(e!=null)return typeof e=="number"&&Number.isFinite(e)?e:a(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(l,"time");function a(e){throw new c(`${e} is not as expected`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(a,"fail");function H(e,n){let r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(async o=>{let t=await n();if("missing"in t)return{kind:"down",why:t.missing};let s=await (0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_2__.b)(e,t,["node","-e",P,...o],N);return S(s,t)},"run");return{async list(){let o=await r(["devices","list","--json"]);return o.kind==="done"?D(o.value):o},async approve(o){let t=await r(["devices","approve",o,"--json"]);return t.kind==="done"?_(t.value):t}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(H,"gatewayInPod");var R=6e4,N=R+5e3,P=`${_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_1__.a}
openclaw(process.argv.slice(1), ${R}).then((answer) => process.stdout.write(JSON.stringify(answer) + '\\n'))
`;function S(e,{namespace:n,pod:r,container:o}){let t=`container ${o} of pod ${r}`,s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(u=>d("pairing-failed",`OpenClaw's command could not be run in ${t}: ${u}`,"Check that `container` names the gateway, and that its image has Node 24 or later as node on its PATH"),"unrunnable");if(e.kind==="broken"){if((0,_chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_2__.a)(e.message))throw s(e.message);return{kind:"unknown",why:`the command in ${t} was cut off: ${e.message}`}}if(e.kind==="refused"){if(e.status===403)throw d("cluster-forbidden",`The cluster forbids this run (403) to exec into ${t}, without which no device can be listed or approved`,`Grant the verbs get and create on pods/exec in ${n} (README, section Permissions), or set \`pairing: off\``);return{kind:"down",why:`${t} takes no command now (HTTP ${e.status})`}}try{return{kind:"done",value:JSON.parse(e.stdout)}}catch{if(e.exitCode===137||e.exitCode===143)return{kind:"down",why:`${t} was just ended`};if(e.exitCode===0&&!e.stdout.endsWith(`
`))return{kind:"unknown",why:`the answer of the command in ${t} did not come whole`};throw s((0,_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_1__.c)(e.stderr)||`exit code ${e.exitCode}`)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(S,"judgeExec");function D(e){let n=C(e);if(n)return n;if(e.exitCode!==0)throw T(e,"list the devices");try{return{kind:"done",value:$(e.stdout,e.nowMs)}}catch(r){throw r instanceof c?d("pairing-failed",`What OpenClaw prints as its list of devices is not what this version of the action knows: ${r.message}`,"Approve by hand (`openclaw devices list` in the pod), and update openclaw-deploy"):r}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(D,"judgeList");function _(e){let n=C(e);if(n)return n;if(e.exitCode===0)return{kind:"done",value:"approved"};if(/no pending device request matches|unknown requestId/i.test(e.stdout+e.stderr))return{kind:"done",value:"no-such-request"};throw T(e,"approve the request")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(_,"judgeApproval");function C(e){if(e.failure==="ENOENT")throw d("pairing-failed","The gateway\u2019s container has no command `openclaw` on its PATH","Check that `container` names the gateway, or put openclaw on the PATH of its image");if(e.failure)return{kind:"unknown",why:`the command openclaw could not be started (${e.failure})`};if(e.exitCode===null)return{kind:"unknown",why:"the command openclaw was ended before it answered"};let n=e.stdout+e.stderr;if(e.exitCode!==0&&/gateway not reachable|ECONNREFUSED|gateway closed|ECONNRESET/i.test(n))return{kind:"down",why:"the gateway does not answer in its pod"};if(e.exitCode!==0&&/gateway timeout|timed out/i.test(n))return{kind:"unknown",why:"the gateway takes long to answer its own command"}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(C,"inability");function T(e,n){let r=(0,_chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_1__.b)(e);return/unavailable in this command path|AUTH_TOKEN_MISSING|gateway token missing/i.test(r)?d("pairing-token","OpenClaw\u2019s command has no token for its own gateway: the container\u2019s environment lacks it","Give the container OPENCLAW_GATEWAY_TOKEN from the Secret (manifests/base/deployment.yaml shows how)"):/^unauthorized$/i.test(r)?d("pairing-token","The gateway refuses OpenClaw\u2019s own command (unauthorized), as it does with auth.mode trusted-proxy when the container has no password","Give the container OPENCLAW_GATEWAY_PASSWORD from the Secret, as manifests/overlays/oauth2-identity does; the Control UI needs no approval there"):/token mismatch|AUTH_TOKEN_MISMATCH|unauthorized/i.test(r)?d("pairing-token",`The gateway refuses OpenClaw\u2019s own command: ${r}`,"Restart the gateway, so that it and its container\u2019s environment have the same token"):d("pairing-failed",`OpenClaw would not ${n}: ${r||`exit code ${e.exitCode}`}`,"Run the same by hand in the pod (`openclaw devices list`), and look at the gateway\u2019s log")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(T,"refusal");function d(e,n,r){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_6__.a({code:e,message:n,fix:r})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__.a)(d,"fail");


/***/ })

};
