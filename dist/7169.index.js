export const id = 7169;
export const ids = [7169];
export const modules = {

/***/ 7169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   putAway: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_UWDTUAMZ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9463);
/* harmony import */ var _chunk_NOXE225H_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3203);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5723);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function x(l,c,f){try{let{namespace:e,deployment:i,holder:t}=JSON.parse(l),[{connect:u},{sweep:h},{labelsFor:w},{lockLeft:y}]=await Promise.all([Promise.all(/* import() */[__webpack_require__.e(1621), __webpack_require__.e(161)]).then(__webpack_require__.bind(__webpack_require__, 161)),__webpack_require__.e(/* import() */ 2587).then(__webpack_require__.bind(__webpack_require__, 2587)),__webpack_require__.e(/* import() */ 7004).then(__webpack_require__.bind(__webpack_require__, 7004)),__webpack_require__.e(/* import() */ 4178).then(__webpack_require__.bind(__webpack_require__, 4178))]),{client:n}=await u((0,_chunk_UWDTUAMZ_js__WEBPACK_IMPORTED_MODULE_1__.b)(new _chunk_UWDTUAMZ_js__WEBPACK_IMPORTED_MODULE_1__.d(c)),f);try{let o=t===void 0?void 0:await y(n,{namespace:e,deployment:i},t);if(t!==void 0&&o===void 0)return;let g=w({metadata:{name:i}});for(let k of await h({client:n,namespace:e,warn:_chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_3__.f},g))(0,_chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_3__.g)(`Deleted pod ${k}`);if(o===void 0)return;await o.release(),(0,_chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_3__.g)("Let go of the lock that the main step held")}finally{n.close()}}catch(e){(0,_chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_3__.f)(`What the main step left in the cluster could not be put away, which the next run does: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__.c)(e)}`)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(x,"putAway");


/***/ })

};
