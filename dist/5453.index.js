export const id = 5453;
export const ids = [5453];
export const modules = {

/***/ 5453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   decide: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function b(n){let{imageReasons:s,built:g,changes:e,byHand:c,isVerifiedSet:r,isUnfinished:i,ailment:t}=n,l=r&&!i?e:[],o=[...l.map(a=>`${a} was changed in the cluster since the last verified run`),...c.map(a=>`a field was set by hand, ${a}`),...t!==void 0&&e.length===0?[t]:[]],h=[...s,...i?["a run before was ended between its apply and its end"]:[],...e.length===0?["the cluster has every object as the manifests want it"]:[],...e.length>0&&l.length===0?[`${u(e)} would change`]:[],...o,...t===void 0&&e.length===0?["the gateway is ready"]:[]],y=e.length===0&&!i&&t===void 0,f=o.length>0&&r&&!i;return{decision:g?"build":y?"nothing":"roll-out",reasons:h,drift:o,isDriftAlone:f}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(b,"decide");function u(n){return n.length>3?`${n.slice(0,2).join(", ")} and ${n.length-2} more objects`:n.join(" and ")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"list");


/***/ })

};
