export const id = 4804;
export const ids = [4804];
export const modules = {

/***/ 8473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function s(e){let r={group:"",resource:"pods",...e&&{namespace:e},unless:"rehearse: off"};return["create","delete"].map(o=>({verb:o,...r}))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"podRights");


/***/ }),

/***/ 4804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   podRights: () => (/* reexport safe */ _chunk_UX5QUHXO_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_UX5QUHXO_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8473);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
