export const id = 1960;
export const ids = [1960];
export const modules = {

/***/ 468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   b: () => (/* binding */ p),
/* harmony export */   c: () => (/* binding */ f),
/* harmony export */   d: () => (/* binding */ S),
/* harmony export */   e: () => (/* binding */ C),
/* harmony export */   f: () => (/* binding */ x),
/* harmony export */   g: () => (/* binding */ w),
/* harmony export */   h: () => (/* binding */ y),
/* harmony export */   i: () => (/* binding */ R)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function b({deployment:e,replicaSets:t},n){if(e===void 0)return;let a=l(e.spec.template);return t.find(o=>f(o,e)&&p(o.spec.template,n)&&(0,node_util__WEBPACK_IMPORTED_MODULE_2__.isDeepStrictEqual)(l(o.spec.template),a))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(b,"newReplicaSet");function p(e,{container:t,image:n}){return e?.spec.containers.some(a=>a.name===t&&a.image===n)??!1}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"hasImage");function l(e){let{"pod-template-hash":t,...n}=e?.metadata?.labels??{};return{...e,metadata:{...e?.metadata,labels:n}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(l,"withoutHash");function f(e,t){let n=t?.metadata.uid;return n!==void 0&&(e.metadata.ownerReferences??[]).some(a=>a.uid===n)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(f,"isOwnedBy");function S(e){return!e.metadata.deletionTimestamp&&e.status?.phase!=="Failed"&&e.status?.phase!=="Succeeded"}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(S,"isActive");function C(e){return e.status?.conditions?.some(t=>t.type==="Ready"&&t.status==="True")??!1}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(C,"isReady");function x(e){let t=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(n=>Date.parse(n.metadata.creationTimestamp??"")||0,"createdAt");return e.toSorted((n,a)=>t(a)-t(n)||(n.metadata.name<a.metadata.name?-1:n.metadata.name>a.metadata.name?1:0))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(x,"newestFirst");function w(e,t){let{containerStatuses:n=[],initContainerStatuses:a=[]}=e.status??{},o=(e.spec.initContainers??[]).map(r=>{let s=r.restartPolicy==="Always"?"sidecar":"init",d=`${s==="init"?"Init container":"Sidecar"} ${r.name}`;return{kind:s,label:d,name:r.name,spec:r,status:a.find(({name:m})=>m===r.name)}}),u=e.spec.containers.toSorted((r,s)=>+(s.name===t)-+(r.name===t)).map(r=>{let s=n.find(({name:d})=>d===r.name);return{kind:"main",label:`Container ${r.name}`,name:r.name,spec:r,status:s}});return[...o,...u]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(w,"containersOf");function y(e){let t=e?.restartCount??0,{state:n,lastState:a}=e??{};if(n?.terminated)return{...n.terminated,run:t+1};if(a?.terminated)return{...a.terminated,run:n?.running?t:t+1}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(y,"endOf");function R(e,t,{name:n,status:a}){let{current:o=[],previous:u=[]}=e.logs.get(`${t.metadata.uid}/${n}`)??{},[r,s]=a?.state?.running?[u,o]:[o,u],d=y(a)?.message,m=r.length>0?r:s;return m.length>0||!d?m:d.trimEnd().split(`
`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(R,"endedLog");


/***/ }),

/***/ 1960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   containersOf: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.g),
/* harmony export */   endOf: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.h),
/* harmony export */   endedLog: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.i),
/* harmony export */   hasImage: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   isActive: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.d),
/* harmony export */   isOwnedBy: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   isReady: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.e),
/* harmony export */   newReplicaSet: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   newestFirst: () => (/* reexport safe */ _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__.f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(468);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
