export const id = 3708;
export const ids = [3708];
export const modules = {

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

/***/ 2617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ x),
/* harmony export */   d: () => (/* binding */ A),
/* harmony export */   e: () => (/* binding */ T),
/* harmony export */   f: () => (/* binding */ E),
/* harmony export */   g: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7739);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function l(e){return e.body?.message||`HTTP ${e.status}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(l,"reasonOf");function m(e){try{return JSON.parse(e)}catch{return{message:e.slice(0,300)}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(m,"parseBody");function x(e,t){let n=l(t);if(t.status===403)return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-forbidden",message:`The cluster forbids ${e} (403): ${n}`,fix:"Grant that verb to the deployer in a Role of the namespace (README, section Permissions)"});let o=`The API server answered ${t.status} to ${e}: ${n}`;return t.status>=500||t.status===429?new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unreachable",message:o,fix:"Run again when the cluster is well"}):new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"apply-rejected",message:o,fix:"Correct what the message names and run again"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(x,"refused");function A(e,t,n){let o="cluster-unauthorized";if(t.kind==="none")return{code:o,message:`The API server at ${e} wants credentials (401 Unauthorized), and the kubeconfig\u2019s user has none`,fix:"Put a token or a client certificate into the kubeconfig\u2019s user"};let{account:a,endsMs:i}=t.kind==="token"?t:{},u=a===void 0?"credentials":`token of ${a}`,c=`The API server at ${e} does not accept the ${u} (401 Unauthorized)`;return i!==void 0&&i<=n?{code:o,message:`${c}: the token ended at ${new Date(i).toISOString()}`,fix:"Make a new token, or run on a runner in the cluster with its own service account, whose token the kubelet renews"}:{code:o,message:c,fix:t.kind==="token"?"Check that the token and the server of the kubeconfig are of the same cluster and that the account is still there, or make a new token":"Renew the client certificate of the kubeconfig, and check that it is of the same cluster as its server"}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(A,"unauthorized");function T(e){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unauthorized",message:`The credentials of the kubeconfig cannot be used: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.c)(e)}`,fix:"Give a kubeconfig whose files and plugins are there on the runner, best with a token or certificate in it"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(T,"unusable");function E(e,t,n,o){let a=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.d)(t),i=(0,_chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,e.host,n),u=a!==void 0&&/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(a);return p(e,{...i,...u&&{fix:`Put the CA that signed the API server into certificate-authority-data of the kubeconfig${o?"":", or into the file of NODE_EXTRA_CA_CERTS"}, and use a host name that its certificate holds${n?"; if the proxy opens TLS, name the host in NO_PROXY":""}`}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(E,"unreachable");function p(e,{said:t,fix:n}){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unreachable",message:`The Kubernetes API server at ${e.host} cannot be reached: ${t}`,fix:n??"Check that the address is right and that the runner can reach it from where it runs"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(p,"cannotBeReached");


/***/ }),

/***/ 5148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ m),
/* harmony export */   b: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2818);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function m(t,e){let r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(a=>!a.subresource&&(a.manager===e&&a.operation==="Apply"||a.manager===_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_1__.a),"isOurs"),o=(t.metadata.managedFields??[]).filter(r).map(({fieldsV1:a={}})=>a),n=o.length===0?{}:u(t,o.reduce(_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_1__.b)),{apiVersion:s,kind:c,metadata:p}=t,{name:g,namespace:d}=p;return{...n,apiVersion:s,kind:c,metadata:{...l(n.metadata),name:g,...d&&{namespace:d}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"extractOwned");function l(t){let{annotations:e,...r}=t??{};if(!e)return r;let{"kubectl.kubernetes.io/last-applied-configuration":o,...n}=e;return Object.keys(n).length===0?r:{...r,annotations:n}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(l,"withoutLastApplied");function u(t,e){let r=Object.keys(e).filter(n=>n!==".");if(r.length===0||typeof t!="object"||t===null)return t;if(Array.isArray(t))return t.flatMap(n=>{let s=r.find(c=>k(n,c));return s===void 0?[]:[u(n,e[s]??{})]});let o=t;return Object.fromEntries(r.flatMap(n=>{let s=n.slice(2);return s in o?[[s,u(o[s],e[n]??{})]]:[]}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(u,"extract");function k(t,e){if(e.startsWith("v:"))return JSON.stringify(t)===e.slice(2);if(!e.startsWith("k:")||typeof t!="object"||t===null)return!1;let r=JSON.parse(e.slice(2));return Object.entries(r).every(([o,n])=>t[o]===n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"isAt");


/***/ }),

/***/ 3708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restorePoint: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_YZYDYAEQ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5148);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2818);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function g(p,c){let d=new Map(c.map(e=>[(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.c)(e),e]));return p.filter(({mustApply:e,live:t})=>e||!t).map(({object:e,live:t})=>{let{apiVersion:i,kind:f,metadata:s}=e,{name:b,namespace:r}=s;return t?{object:d.get((0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.c)(e))??(0,_chunk_YZYDYAEQ_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_2__.c)}:{absent:{apiVersion:i,kind:f,metadata:{name:b,...r&&{namespace:r}}}}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__.a)(g,"restorePoint");


/***/ })

};
