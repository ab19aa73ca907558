export const id = 338;
export const ids = [338];
export const modules = {

/***/ 338:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIG_ANNOTATION: () => (/* binding */ l),
/* harmony export */   configMark: () => (/* binding */ b),
/* harmony export */   configReferences: () => (/* binding */ y),
/* harmony export */   withConfigMark: () => (/* binding */ w)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var l="openclaw-deploy/config";function y(t){let r=new Map,e=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)((o,n)=>{typeof n=="string"&&n!==""&&r.set(`${o}/${n}`,{kind:o,name:n})},"add"),i=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(o=>{if(!(typeof o!="object"||o===null))for(let[n,u]of Object.entries(o)){let{name:p,secretName:m}=u??{};["configMap","configMapRef","configMapKeyRef"].includes(n)&&e("ConfigMap",p),["secretRef","secretKeyRef"].includes(n)&&e("Secret",p),n==="secret"&&e("Secret",m??p),i(u)}},"visit"),{containers:s,initContainers:c,volumes:f}=t.spec.template.spec;return i([s,c,f]),[...r.values()].sort((o,n)=>o.kind+o.name<n.kind+n.name?-1:1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(y,"configReferences");function b(t){let r=t.map(e=>{if(e===void 0)return null;let{kind:i,metadata:s}=e;if(i==="Secret")return[i,s.name,s.uid,s.resourceVersion];let{data:c={},binaryData:f={}}=e;return[i,s.name,d(c),d(f)]});return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(JSON.stringify(r)).digest("hex").slice(0,16)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(b,"configMark");function w(t,r){let{template:e}=t.spec,i={...e.metadata?.annotations,[l]:r};return{...t,spec:{...t.spec,template:{...e,metadata:{...e.metadata,annotations:i}}}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(w,"withConfigMark");function d(t){return Object.entries(t).sort(([r],[e])=>r<e?-1:1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"sortedEntries");


/***/ })

};
