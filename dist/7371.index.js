export const id = 7371;
export const ids = [7371];
export const modules = {

/***/ 7371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   canonical: () => (/* reexport safe */ _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   describe: () => (/* reexport safe */ _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   identityOf: () => (/* reexport safe */ _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4016);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
