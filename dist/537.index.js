export const id = 537;
export const ids = [537];
export const modules = {

/***/ 4537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollBack: () => (/* binding */ M)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1226);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var T=6e5;async function M(r,l,e,s){let{inputs:n,outcome:i,timeline:p}=r,[c,...t]=(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.b)(s),d=[...e.others,e.gateway].every(({change:a})=>a==="unchanged");if(!n.rollback||d||e.gateway.live===void 0)throw s;try{await p.phase("Roll back",()=>k(r,l,e)),i.rolledBack=!0}catch(a){i.rolledBack=!1;let[o]=(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.b)(a);throw new _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.a(c,...t,{...o,code:"rollback-failed",message:`The old gateway could not be put back either: ${o.message}`})}throw new _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.a(c,...t)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(M,"rollBack");async function k(r,{cluster:l,workload:e,namespace:s},n){let[{restore:i},{waitForRollout:p},{verifyGateway:c}]=await Promise.all([__webpack_require__.e(/* import() */ 947).then(__webpack_require__.bind(__webpack_require__, 9947)),__webpack_require__.e(/* import() */ 842).then(__webpack_require__.bind(__webpack_require__, 3842)),__webpack_require__.e(/* import() */ 70).then(__webpack_require__.bind(__webpack_require__, 3070))]),{client:t}=l,{inputs:d,timeline:a}=r,o=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(g=>a.progress(g),"progress"),w=await i(t,[...n.others,n.gateway],n.gateway,o),f=w.spec.template.spec.containers.find(({name:g})=>g===e.container)?.image??"",h={generation:w.metadata.generation??0,container:e.container,image:f,appliedAtMs:t.now()},b=await p({client:t,namespace:s,deployment:e.deployment},h,{timeoutMs:Math.max(d.timeoutMs,T)},o);await c(t,b,e.container,void 0),o(`The old gateway is live again: ${f}`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"restoreAndWait");


/***/ })

};
