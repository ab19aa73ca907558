export const id = 3331;
export const ids = [3331];
export const modules = {

/***/ 4881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var n="rehearse: off";function i(e){let s={group:"",resource:"pods",namespace:e,unless:n};return["create","delete"].map(t=>({verb:t,...s}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"podRights");function u(e,s){let t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((p,c)=>c.map(g=>({verb:g,group:"",resource:p,namespace:e,unless:n})),"copies");if(s==="pull")return[...i(e),...t("secrets",["create","patch"])];let o=["create","patch","list","delete"];return[...i(e),...t("configmaps",o),...t("secrets",o)]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"rehearsalRights");


/***/ }),

/***/ 3331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   podRights: () => (/* reexport safe */ _chunk_3K44T7FJ_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   rehearsalRights: () => (/* reexport safe */ _chunk_3K44T7FJ_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_3K44T7FJ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4881);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
