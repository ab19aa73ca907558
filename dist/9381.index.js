export const id = 9381;
export const ids = [9381];
export const modules = {

/***/ 3313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ d),
/* harmony export */   c: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var s=2,o=12;function c(e){let n=[...e.buildArgs].sort(([t],[i])=>t<i?-1:t>i?1:0),a=JSON.stringify([s,e.version,e.integrity,e.baseReference,e.platform,e.dockerfile,e.context,n]);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(a).digest("hex")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"imageFingerprint");function d(e,n){return`${e.replaceAll("+","_")}-${n.slice(0,o)}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"imageTag");function f(e){return new RegExp(`^(\\d.*)-[0-9a-f]{${o}}$`).exec(e)?.[1]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(f,"versionOfTag");


/***/ }),

/***/ 9381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   imageFingerprint: () => (/* reexport safe */ _chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   imageTag: () => (/* reexport safe */ _chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   versionOfTag: () => (/* reexport safe */ _chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3313);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
