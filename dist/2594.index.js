export const id = 2594;
export const ids = [2594];
export const modules = {

/***/ 2594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   watchRights: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function u(e,o){return[...[{group:"apps",resource:"deployments",name:o},{group:"apps",resource:"replicasets"},{group:"",resource:"pods"},{group:"",resource:"persistentvolumeclaims"},{group:"",resource:"events"}].flatMap(s=>["list","watch"].map(t=>({verb:t,...s,namespace:e}))),{verb:"get",group:"",resource:"pods/log",namespace:e}]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"watchRights");


/***/ })

};
