export const id = 2013;
export const ids = [2013];
export const modules = {

/***/ 8754:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var t={"":1,m:.001,k:1e3,M:1e6,G:1e9,T:1e12,P:1e15,E:1e18,Ki:1024,Mi:1048576,Gi:1073741824,Ti:1099511627776,Pi:0x4000000000000,Ei:1152921504606847e3};function i(e){let[,o,r=""]=/^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(u(e))??[];return Object.hasOwn(t,r)?Number(o)*t[r]:Number.NaN}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"amountOf");function u(e){return typeof e=="number"||typeof e=="string"?String(e):""}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"textOf");


/***/ }),

/***/ 2013:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   boundsOf: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8754);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function k(n,e){let o=n.spec,t=o.containers.find(({name:d})=>d===e),s=b(o),i=(t?.volumeMounts??[]).map(({name:d,mountPath:c})=>{let u=o.volumes?.find(p=>p.name===d)?.emptyDir,f=u!==void 0&&!u.medium;return m(node_path__WEBPACK_IMPORTED_MODULE_3__.posix.resolve("/",c),[a(u?.sizeLimit),f?s:void 0])});return[m("/",[t&&y(t),s]),...i]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"boundsOf");function m(n,e){let o=e.filter(t=>t!==void 0);return{path:n,...o.length>0&&{bytes:Math.min(...o)}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"bound");function b({containers:n,initContainers:e=[]}){let o=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(i=>i.map(y).filter(d=>d!==void 0),"limits"),t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(({restartPolicy:i})=>i==="Always","isSidecar"),s=o([...n,...e.filter(t)]).reduce((i,d)=>i+d,0);return a(Math.max(s,...o(e)))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"limitOfPod");function y({resources:n}){return a(n?.limits?.["ephemeral-storage"])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(y,"limitOf");function a(n){let e=(0,_chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_1__.a)(n);return e>0?e:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(a,"positive");


/***/ })

};
