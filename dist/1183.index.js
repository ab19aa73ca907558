export const id = 1183;
export const ids = [1183];
export const modules = {

/***/ 1183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createDockerConfig: () => (/* reexport safe */ _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_1__.d),
/* harmony export */   readDockerLogin: () => (/* reexport safe */ _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_1__.e),
/* harmony export */   removeDockerConfig: () => (/* reexport safe */ _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_1__.f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4159);
/* harmony import */ var _chunk_AQ2H2F7Y_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(922);
/* harmony import */ var _chunk_NOXE225H_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3203);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5723);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7499);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1461);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
