export const id = 1034;
export const ids = [1034];
export const modules = {

/***/ 5414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function i(r,e){if(!(r===void 0||e===void 0))return Object.entries(r).flatMap(([n,d])=>{let o=Object.hasOwn(e,n)?e[n]:void 0;return o!==void 0&&o>d?[{name:n,from:d,to:o}]:[]})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"schemaMoves");function u(r){return r.map(({name:e,from:n,to:d})=>`${e} ${n} to ${d}`).join(", ")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"describeMoves");


/***/ }),

/***/ 1034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeMoves: () => (/* reexport safe */ _chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   schemaMoves: () => (/* reexport safe */ _chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5414);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
