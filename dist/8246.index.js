export const id = 8246;
export const ids = [8246];
export const modules = {

/***/ 8246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PACKAGES_FILE: () => (/* binding */ s),
/* harmony export */   changedPackages: () => (/* binding */ g),
/* harmony export */   parsePackages: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var s="/opt/openclaw/packages.txt";function i(t){let e=new Map;for(let r of t.split(`
`)){let[,n,a]=/^[^:]+:(@?[^@:]+)@([^:]+)/.exec(r)??[];n===void 0||a===void 0||e.set(n,(e.get(n)??new Set).add(a))}return new Map([...e].map(([r,n])=>[r,[...n].sort()]))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"parsePackages");function g(t,e){return[...new Set([...t.keys(),...e.keys()])].sort().map(n=>({name:n,from:t.get(n)??[],to:e.get(n)??[]})).filter(({from:n,to:a})=>n.join()!==a.join())}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(g,"changedPackages");


/***/ })

};
