export const id = 8476;
export const ids = [8476];
export const modules = {

/***/ 8476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gatewayConfig: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_WEU3PO2B_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3003);
/* harmony import */ var _chunk_GQOJTMMS_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8156);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1621);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3047);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(819);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6760);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var j="placeholder";function h(p,y,u){let{delivery:a,configPath:t,environment:l,lookup:g}=(0,_chunk_WEU3PO2B_js__WEBPACK_IMPORTED_MODULE_1__.x)(p,y,{namespace:u});if(a===void 0)return;let{config:n,copier:b,mount:v}=a,O=[...(0,_chunk_WEU3PO2B_js__WEBPACK_IMPORTED_MODULE_1__.e)(v.volume,g)].flatMap(([e,{text:r}])=>/\.json5?$/.test(e)?[[e,r]]:[]),i=Object.fromEntries([...O,[node_path__WEBPACK_IMPORTED_MODULE_9__.posix.basename(t),n.source]]),s=Object.values(i).flatMap(e=>[...e.matchAll(w)].map(([,r=""])=>r));return{name:node_path__WEBPACK_IMPORTED_MODULE_9__.posix.basename(t),files:i,variables:Object.fromEntries(s.map(e=>[e,l.literal(e)||j])),standIns:s.filter(e=>!l.literal(e)),migrated:b&&n.flaw===void 0?(0,_chunk_WEU3PO2B_js__WEBPACK_IMPORTED_MODULE_1__.n)(n):[],value:n.value,place:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_8__.a)((...e)=>n.spot(...e).place,"place"),placeOfLine:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_8__.a)(e=>n.spotOfLine(e).place,"placeOfLine")}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_8__.a)(h,"gatewayConfig");var w=/\$\{([A-Z_][A-Z0-9_]*)\}/g;


/***/ })

};
