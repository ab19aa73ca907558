export const id = 4863;
export const ids = [4863];
export const modules = {

/***/ 4863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeAnswer: () => (/* reexport safe */ _chunk_7ESF44XH_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   verifyGateway: () => (/* reexport safe */ _chunk_7ESF44XH_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7ESF44XH_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(767);
/* harmony import */ var _chunk_E2WCXYIH_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(541);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9756);
/* harmony import */ var _chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(737);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
