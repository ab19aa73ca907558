export const id = 970;
export const ids = [970];
export const modules = {

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


/***/ }),

/***/ 970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   configReferences: () => (/* reexport safe */ _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   pullSecretReferences: () => (/* reexport safe */ _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   renamed: () => (/* reexport safe */ _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8410);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
