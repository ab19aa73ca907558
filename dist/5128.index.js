export const id = 5128;
export const ids = [5128];
export const modules = {

/***/ 5128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   applyOrder: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var r=["Namespace","CustomResourceDefinition","PriorityClass","StorageClass","ResourceQuota","LimitRange","ServiceAccount","Role","ClusterRole","RoleBinding","ClusterRoleBinding","Secret","ConfigMap","PersistentVolume","PersistentVolumeClaim","Service","NetworkPolicy","PodDisruptionBudget"];function s(n){return[...Map.groupBy(n,({object:e})=>{let o=r.indexOf(e.kind);return o===-1?r.length:o})].sort(([e],[o])=>e-o).map(([,e])=>e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"applyOrder");


/***/ })

};
