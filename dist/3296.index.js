export const id = 3296;
export const ids = [3296];
export const modules = {

/***/ 3296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   stoppedProblem: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function d(n,a){let{metadata:e,spec:o}=n,i=e.namespace===void 0?"":` -n ${e.namespace}`,r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)((l,m)=>({code:"deployment-changed",message:`${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.a)(n)} is ${l} in the cluster, so nothing that is applied to it would start, and nothing was touched`,fix:`Run ${m}${i}, then run again`}),"tell");if(o.paused&&a)return r("paused",`kubectl rollout resume deployment/${e.name}`);if(o.replicas===0)return r("scaled to 0",`kubectl scale deployment/${e.name} --replicas=1`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(d,"stoppedProblem");


/***/ })

};
