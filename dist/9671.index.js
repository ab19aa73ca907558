export const id = 9671;
export const ids = [9671];
export const modules = {

/***/ 9671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   canonical: () => (/* reexport safe */ _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.d),
/* harmony export */   controllerOf: () => (/* reexport safe */ _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   describe: () => (/* reexport safe */ _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   identityOf: () => (/* reexport safe */ _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   isRecord: () => (/* reexport safe */ _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
