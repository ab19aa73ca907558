export const id = 4075;
export const ids = [4075];
export const modules = {

/***/ 4075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   asItRan: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function f(e,p,c){if(e.kind!=="Job"||p===void 0)return e;let{spec:t}=e,s=p.spec.template.spec,o=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((d,b=[])=>d.map(n=>{let i=b.find(({name:u})=>u===n.name)?.image;return n.image===c&&i!==void 0?{...n,image:i}:n}),"kept"),{containers:m,initContainers:r}=t.template.spec,l={...t.template,spec:{...t.template.spec,containers:o(m,s.containers),...r&&{initContainers:o(r,s.initContainers)}}};return{...e,spec:{...t,template:l}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(f,"asItRan");


/***/ })

};
