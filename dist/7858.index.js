export const id = 7858;
export const ids = [7858];
export const modules = {

/***/ 7858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NO_RECORD: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   begun: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.e),
/* harmony export */   failed: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.g),
/* harmony export */   failedBefore: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   isStanding: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   mayRollOut: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.d),
/* harmony export */   settled: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.h),
/* harmony export */   storable: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.i),
/* harmony export */   verified: () => (/* reexport safe */ _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2223);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
