export const id = 2404;
export const ids = [2404];
export const modules = {

/***/ 2404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   waitForPod: () => (/* reexport safe */ _chunk_SKRKNNNQ_js__WEBPACK_IMPORTED_MODULE_1__.e),
/* harmony export */   waitForRollout: () => (/* reexport safe */ _chunk_SKRKNNNQ_js__WEBPACK_IMPORTED_MODULE_1__.d)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_SKRKNNNQ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8278);
/* harmony import */ var _chunk_75XZMN2F_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9379);
/* harmony import */ var _chunk_OK75YIER_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2285);
/* harmony import */ var _chunk_QQMVOFVP_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(468);
/* harmony import */ var _chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7418);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4169);
/* harmony import */ var _chunk_FIC7RKE7_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8410);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9756);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
