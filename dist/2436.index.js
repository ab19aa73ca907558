export const id = 2436;
export const ids = [2436];
export const modules = {

/***/ 185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function s(r,n){return t(r,n)?.filter(e=>e.to>e.from)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"schemaMoves");function t(r,n){if(!(r===void 0||n===void 0))return Object.entries(r).flatMap(([e,d])=>{let i=Object.hasOwn(n,e)?n[e]:void 0;return i!==void 0?[{name:e,from:d,to:i}]:[]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,"schemaPairs");function u(r){return r.map(({name:n,from:e,to:d})=>`${n} ${e} to ${d}`).join(", ")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"describeMoves");


/***/ }),

/***/ 2436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeMoves: () => (/* reexport safe */ _chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   schemaMoves: () => (/* reexport safe */ _chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   schemaPairs: () => (/* reexport safe */ _chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(185);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
