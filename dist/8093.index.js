export const id = 8093;
export const ids = [8093];
export const modules = {

/***/ 8093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   exec: () => (/* reexport safe */ _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   execForBytes: () => (/* reexport safe */ _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   lacksCommand: () => (/* reexport safe */ _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4331);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
