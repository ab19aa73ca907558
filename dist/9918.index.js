export const id = 9918;
export const ids = [9918];
export const modules = {

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

/***/ 9918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   demandRights: () => (/* reexport safe */ _chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   forbidden: () => (/* reexport safe */ _chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_IKPFXL54_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4873);
/* harmony import */ var _chunk_F2E44L6M_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(166);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1290);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
