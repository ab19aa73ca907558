export const id = 2925;
export const ids = [2925];
export const modules = {

/***/ 7841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ h),
/* harmony export */   b: () => (/* binding */ y),
/* harmony export */   c: () => (/* binding */ p),
/* harmony export */   d: () => (/* binding */ P),
/* harmony export */   e: () => (/* binding */ g),
/* harmony export */   f: () => (/* binding */ w),
/* harmony export */   g: () => (/* binding */ b),
/* harmony export */   h: () => (/* binding */ O),
/* harmony export */   i: () => (/* binding */ R),
/* harmony export */   j: () => (/* binding */ $),
/* harmony export */   k: () => (/* binding */ T),
/* harmony export */   l: () => (/* binding */ S),
/* harmony export */   m: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function h({deployment:e,replicaSets:t},n){if(e===void 0)return;let a=c(e.spec.template);return t.find(i=>p(i,e)&&y(i.spec.template,n)&&(0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)(c(i.spec.template),a))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(h,"newReplicaSet");function y(e,{container:t,image:n}){return e?.spec.containers.some(a=>a.name===t&&a.image===n)??!1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(y,"hasImage");function c(e){let{"pod-template-hash":t,...n}=e?.metadata?.labels??{};return{...e,metadata:{...e?.metadata,labels:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(c,"withoutHash");function p(e,t){let n=t?.metadata.uid;return n!==void 0&&(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)?.uid===n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(p,"isOwnedBy");function P(e,t,n){let a=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)?.uid,i=n.find(({metadata:s})=>s.uid===a);return i?p(i,t):g(e)===t.metadata.name}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(P,"isPodOf");function g(e){let{kind:t,name:n=""}=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)??{},a=`-${e.metadata.labels?.["pod-template-hash"]}`;return t==="ReplicaSet"&&n.endsWith(a)?n.slice(0,-a.length):void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"deploymentNamedBy");function w(e){return!e.metadata.deletionTimestamp&&!b(e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(w,"isActive");function b({status:e}){return e?.phase==="Failed"||e?.phase==="Succeeded"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"hasEnded");function O(e){return e.status?.conditions?.some(t=>t.type==="Ready"&&t.status==="True")??!1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(O,"isReady");function R({metadata:e}){return`${e.uid}/${e.resourceVersion}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(R,"versionOf");function $(e){let t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(n=>Date.parse(n.metadata.creationTimestamp??"")||0,"createdAt");return e.toSorted((n,a)=>t(a)-t(n)||(n.metadata.name<a.metadata.name?-1:n.metadata.name>a.metadata.name?1:0))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)($,"newestFirst");function T(e,t){let{containerStatuses:n=[],initContainerStatuses:a=[]}=e.status??{},i=(e.spec.initContainers??[]).map(o=>{let d=o.restartPolicy==="Always"?"sidecar":"init",u=`${d==="init"?"Init container":"Sidecar"} ${o.name}`;return{kind:d,label:u,name:o.name,spec:o,status:a.find(({name:l})=>l===o.name)}}),s=e.spec.containers.toSorted((o,d)=>+(d.name===t)-+(o.name===t)).map(o=>{let d=n.find(({name:u})=>u===o.name);return{kind:"main",label:`Container ${o.name}`,name:o.name,spec:o,status:d}});return[...i,...s]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(T,"containersOf");function S(e){let t=e?.restartCount??0,{state:n,lastState:a}=e??{};if(n?.terminated)return{...n.terminated,run:t+1};if(a?.terminated)return{...a.terminated,run:n?.running?t:t+1}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(S,"endOf");function k(e,t,{name:n,status:a}){let{current:i=[],previous:s=[]}=e.logs.get(`${t.metadata.uid}/${n}`)??{},[o,d]=a?.state?.running?[s,i]:[i,s],u=S(a)?.message,l=o.length>0?o:d;return l.length>0||!u?l:u.trimEnd().split(`
`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"endedLog");


/***/ }),

/***/ 2925:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hasClaims: () => (/* binding */ M),
/* harmony export */   secondGatewayProblem: () => (/* binding */ A)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_YC26UT2L_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(449);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7841);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function M({deployment:e,container:n}){return h(e.spec.template.spec,({name:o})=>o===n).length>0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(M,"hasClaims");function A({deployment:e,container:n,where:o},i,s){let d=h(e.spec.template.spec,({name:t})=>t===n),a=i.filter(t=>!(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_2__.g)(t)&&(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.b)(t)?.kind!=="Job"&&!(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_2__.d)(t,e,[]));for(let t of (0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_2__.j)(a)){let f=h(t.spec,({image:l})=>typeof l=="string"&&s(l)),m=d.find(l=>f.some(P=>x(l,P)));if(m)return D(e,m.claim,t,o)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(A,"secondGatewayProblem");function D(e,n,o,i){let{name:s}=o.metadata,d=N(o),a=d?`pod ${s} of ${d.kind} ${d.name}`:`pod ${s}`;return{code:"volume-mount",message:`${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.a)(e)} would be a second gateway on PersistentVolumeClaim ${n}: ${a} has it mounted, and nothing was touched`,fix:`${R(o,d,e.metadata.namespace)}; a gateway beside it needs a claim of its own`,where:i}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(D,"problemWith");function N(e){let n=(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_2__.e)(e);return n===void 0?(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.b)(e):{kind:"Deployment",name:n}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(N,"ownerOf");function R({metadata:e},n,o="default"){if(e.deletionTimestamp!==void 0)return"Wait until that pod has stopped, and run again";let i=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(s=>`kubectl -n ${o} delete ${s}`,"remove");return n===void 0?`Delete that pod first (${i(`pod ${e.name}`)}), which keeps the claim`:n.kind!=="Deployment"?`Scale ${n.kind} ${n.name} to 0 first`:`Delete the old one first (${i(`deployment ${n.name}`)}), which keeps the claim, or keep its name in the manifests`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"wayOut");function x(e,n){return e.claim===n.claim&&((0,_chunk_YC26UT2L_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.path,n.path)||(0,_chunk_YC26UT2L_js__WEBPACK_IMPORTED_MODULE_1__.a)(n.path,e.path))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(x,"isShared");function h(e,n){let{containers:o,volumes:i}=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(e)?e:{},s=new Map(y(i).map(({name:a,persistentVolumeClaim:t})=>[a,(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(t)&&!t.readOnly?t.claimName:void 0]));return y(o).filter(n).flatMap(({volumeMounts:a})=>y(a)).flatMap(({name:a,subPath:t,subPathExpr:f,readOnly:m})=>{let l=s.get(a);return typeof l!="string"||m||f?[]:[{claim:l,path:node_path__WEBPACK_IMPORTED_MODULE_5__.posix.resolve("/",typeof t=="string"?t:"")}]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(h,"foldersOf");function y(e){return Array.isArray(e)?e.filter(_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e):[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(y,"recordsIn");


/***/ })

};
