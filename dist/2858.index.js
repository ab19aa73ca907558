export const id = 2858;
export const ids = [2858];
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

/***/ 166:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var c=/^system:serviceaccount:[^:\s]+:[^:\s]+$/;function p({headers:n,auth:e,cert:u,pfx:a}){let{Authorization:r}=n??{},s=/^Bearer\s+(\S+)/i.exec(r??"")?.[1];if(s===void 0)return{kind:r||e||u||a?"other":"none"};let{sub:o,exp:i}=d(s);return{kind:"token",...typeof o=="string"&&c.test(o)&&{account:o},...typeof i=="number"&&{endsMs:i*1e3}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"credentialsOf");function f(n){return/:default$|-no-permission$/.test(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(f,"isNobodys");function d(n){try{let e=JSON.parse(Buffer.from(n.split(".")[1]??"","base64url").toString("utf8"));return typeof e=="object"&&e!==null?e:{}}catch{return{}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"claimsOf");


/***/ }),

/***/ 4873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ C),
/* harmony export */   b: () => (/* binding */ O)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_F2E44L6M_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(166);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1290);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function R(n){return[...Map.groupBy(n,({namespace:e})=>e)].flatMap(([e,o])=>[e===void 0?"# in a ClusterRole:":`# in a Role of namespace ${e}:`,...[...Map.groupBy(o,({unless:a})=>a)].flatMap(([a,d])=>[...a===void 0?[]:[`# not needed with ${a}:`],...w(d).flatMap(M)])])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"rulesFor");function w(n){let e=[...Map.groupBy(n,({group:t,resource:s,name:u})=>JSON.stringify([t,s,u]))].map(([,[t,...s]])=>{let{group:u,resource:l,name:p}=t,b=[...new Set([t,...s].map(({verb:$})=>$))];return{group:u,resources:[l],names:p===void 0?[]:[p],verbs:b}}),a=[...Map.groupBy(e,({group:t,resources:s,names:u,verbs:l})=>JSON.stringify([t,s,u.length>0,l.toSorted()])).values()].map(t=>({...t[0],names:t.flatMap(({names:s})=>s)}));return[...Map.groupBy(a,({group:t,names:s,verbs:u})=>JSON.stringify([t,s,u.toSorted()])).values()].map(t=>({...t[0],resources:t.flatMap(({resources:s})=>s)}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"merged");function M({group:n,resources:r,names:e,verbs:o}){return[`- apiGroups: ${c([n])}`,`  resources: ${c(r)}`,...e.length>0?[`  resourceNames: ${c(e)}`]:[],`  verbs: ${c(o)}`]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(M,"linesOf");function c(n){return`[${n.map(r=>JSON.stringify(r)).join(", ")}]`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(c,"list");async function C(n,r,e=[]){let o=y(r),a=await (0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.b)(n,o);if(a.length===0)return;let[d,t]=await Promise.all([(0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.b)(n,y(e)),n.credentials()]),s=t.kind==="token"?t.account:void 0,u=o.every(l=>a.some(p=>p===l||v(p,l)));throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a(O(y([...a,...d]),u,s))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(C,"demandRights");function v(n,r){return n.name===void 0&&(0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.c)(n)===(0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_2__.c)(r)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"covers");function O(n,r,e){let o=e===void 0?"":`, which runs as ${e}`;return{code:"cluster-forbidden",message:`The cluster forbids this run (403) to ${B(n)}${o}`,fix:S(n,r,e),snippet:R(n)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(O,"forbidden");function S(n,r,e){if(r&&e!==void 0&&(0,_chunk_F2E44L6M_js__WEBPACK_IMPORTED_MODULE_1__.b)(e))return"A pod runs as that account when its template names none: set serviceAccountName in the runner\u2019s pod template (template.spec of gha-runner-scale-set; in its kubernetes modes, that of the hook\u2019s template) to one with the Roles of manifests/rbac, or give this one the rules below";let o=[...new Set(n.map(({unless:d})=>d))];return`Grant the deployer the rules below (manifests/rbac has all that a run can need; README, section Permissions)${o.includes(void 0)?"":`, or set ${o.map(d=>`\`${d}\``).join(" and ")}`}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"fixOf");function B(n){return[...Map.groupBy(n,({namespace:e})=>e)].map(([e,o])=>`${[...Map.groupBy(o,({group:t,resource:s,name:u})=>N(t,s,u))].map(([t,s])=>`${A(s.map(({verb:u})=>u))} ${t}`).join(", ")}${e===void 0?"":` in ${e}`}`).join(", ")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(B,"wordsOf");function N(n,r,e){return`${r}${n&&`.${n}`}${e===void 0?"":` ${e}`}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(N,"nameOf");function A(n){let[r,...e]=n.toReversed();return e.length===0?r??"":`${e.toReversed().join(", ")} and ${r}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(A,"inWords");function y(n){return[...Map.groupBy(n,(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(({verb:e,group:o,resource:a,namespace:d,name:t})=>JSON.stringify([e,o,a,d,t]),"keyOf")).values()].map(e=>e.find(({unless:o})=>!o)??e[0])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(y,"distinct");


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

/***/ 2858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   preflight: () => (/* binding */ x),
/* harmony export */   readLive: () => (/* binding */ C),
/* harmony export */   requireKept: () => (/* binding */ j)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4873);
/* harmony import */ var _chunk_F2E44L6M_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(166);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1290);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2818);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function x(n,e,r,t,a=[],i=[]){let c=await (0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__.e)(e.map(async o=>(o===r&&K(o),P(n,o,t)))),s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(async o=>(await Promise.all(c.map(({object:p})=>w(n,p,o)))).flat(),"onAll"),m=(await s(["create"])).filter(({namespace:o})=>o!==void 0),g=await Promise.all(i.map(async({object:o})=>{let p=await b(n,o,t);return p?w(n,p,["get"]):[]}));return await (0,_chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,[...await s(["get","patch"]),...g.flat(),...a],m),c}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(x,"preflight");async function C(n,e){let r=await (0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__.e)(e.map(({object:a})=>n.find(a))),t=e.filter((a,i)=>r[i]===void 0);return await (0,_chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,(await Promise.all(t.map(({object:a})=>w(n,a,["create"])))).flat()),e.map((a,i)=>({...a,live:r[i]}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(C,"readLive");async function j(n,e,r){await (0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__.e)(e.map(async({object:t,where:a})=>{let i=await b(n,t,r);if(i===void 0)throw (0,_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_4__.f)(t,a);if(!await n.find(i))throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__.a({code:"secret-encrypted",message:`${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_5__.a)(i)} is encrypted by SOPS and is to be kept, but the cluster does not have it`,fix:"Apply it once by hand (sops decrypt FILE | kubectl apply -f -), or set `sops-age-key` and leave `secrets` at `apply`",where:a})}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(j,"requireKept");async function b(n,e,r){let t=await n.isNamespaced(e);if(t!==void 0)return t?{...e,metadata:{namespace:r,...e.metadata}}:e}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(b,"inNamespace");async function P(n,e,r){let{object:t,file:a,line:i}=e,c={file:a.path,line:i},s=await n.isNamespaced(t);if(s===void 0)throw (0,_chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_4__.f)(t,c);return!s||t.metadata.namespace!==void 0?{manifest:e,object:t}:{manifest:e,object:{...t,metadata:{...t.metadata,namespace:r}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(P,"place");function K({object:n,file:e,line:r}){let t=n,a=t.spec.paused?"is paused":t.spec.replicas===0?"has replicas: 0":void 0;if(a!==void 0)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__.a({code:"manifest-invalid",message:`Deployment ${t.metadata.name} ${a}, so nothing of it would start`,fix:a==="is paused"?"Remove spec.paused":"Set replicas to 1",where:{file:e.path,line:r}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(K,"rejectIdle");async function w(n,e,r){let t=(await n.pathOf(e))?.split("/").at(-2)??"",a=e.apiVersion.includes("/")?e.apiVersion.split("/")[0]??"":"",{name:i}=e.metadata;return r.map(c=>{let{namespace:s}=e.metadata;if(c==="create")return{verb:c,group:a,resource:t,...s&&{namespace:s}};let m=a===""&&e.kind==="Namespace";return{verb:c,group:a,resource:t,...m?{namespace:i}:s&&{namespace:s},name:i}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__.a)(w,"rightsOn");


/***/ })

};
