export const id = 602;
export const ids = [602];
export const modules = {

/***/ 9602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollBack: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1226);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var v=6e5;async function k(r,m,e,o){let{inputs:a,outcome:i,timeline:l}=r,p=[...e.others,e.gateway].every(({change:n})=>n==="unchanged");if(!a.rollback||p||e.gateway.live===void 0)throw o;try{await l.phase("Roll back",()=>M(r,m,e)),i.rolledBack=!0}catch(n){i.rolledBack=!1;let[t,...g]=(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.b)(o),[s]=(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.b)(n);throw new _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_1__.a(t,...g,{...s,code:"rollback-failed",message:`The old gateway could not be put back either: ${s.message}`})}throw o}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"rollBack");async function M(r,{cluster:m,workload:e,namespace:o},a){let[{restore:i},{liveImage:l},{waitForRollout:p},{verifyGateway:n}]=await Promise.all([__webpack_require__.e(/* import() */ 986).then(__webpack_require__.bind(__webpack_require__, 6986)),__webpack_require__.e(/* import() */ 925).then(__webpack_require__.bind(__webpack_require__, 8925)),__webpack_require__.e(/* import() */ 247).then(__webpack_require__.bind(__webpack_require__, 9247)),__webpack_require__.e(/* import() */ 70).then(__webpack_require__.bind(__webpack_require__, 3070))]),{client:t}=m,{inputs:g,timeline:s}=r,d=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(b=>s.progress(b),"progress"),y=await i(t,[...a.others,a.gateway],a.gateway,d),w=l(y,e.container)??"",f={generation:y.metadata.generation??0,container:e.container,image:w,appliedAtMs:t.now()},T=await p({client:t,namespace:o,deployment:e.deployment},f,{timeoutMs:Math.max(g.timeoutMs,v)},d);await n(t,T,e.container,void 0),d(`The old gateway is live again: ${w}`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(M,"restoreAndWait");


/***/ })

};
