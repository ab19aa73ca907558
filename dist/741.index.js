export const id = 741;
export const ids = [741];
export const modules = {

/***/ 7741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   applyOrder: () => (/* binding */ c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var n=["Namespace","CustomResourceDefinition","PriorityClass","StorageClass","ResourceQuota","LimitRange","ServiceAccount","Role","ClusterRole","RoleBinding","ClusterRoleBinding","Secret","ConfigMap","PersistentVolume","PersistentVolumeClaim","Service","NetworkPolicy","PodDisruptionBudget"];function c(i,s){let r=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(e=>{if(e===s)return n.length+1;let t=n.indexOf(e.object.kind);return t===-1?n.length:t},"rank");return[...i].sort((e,t)=>r(e)-r(t))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"applyOrder");


/***/ })

};
