export const id = 4540;
export const ids = [4540];
export const modules = {

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

/***/ 4540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deploymentFingerprint: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8431);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function b(i,o){let a=i.toSorted((d,c)=>(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.c)(d)<(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.c)(c)?-1:1);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.createHash)("sha256").update(JSON.stringify([a.map(_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.d),(0,_chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_1__.c)(o)])).digest("hex")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(b,"deploymentFingerprint");


/***/ })

};
