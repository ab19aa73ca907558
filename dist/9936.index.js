export const id = 9936;
export const ids = [9936];
export const modules = {

/***/ 9936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commitMessage: () => (/* binding */ d)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function d(e){let{image:r,version:n,previousImage:a,previousVersion:i}=e,g=n?`OpenClaw ${n}`:`OpenClaw's image ${r.split("@").at(-1)?.slice(0,19)}`,l=n&&i&&i!==n?` (before: ${i})`:"",f=[["Image",r],["Before",a!==r?a:void 0],["Gateway",e.gateway],["Verified",e.verified],["Run",e.runUrl]].flatMap(([c,o=""])=>s(o)?[`${c}: ${s(o)}`]:[]);return`${s(`Pin ${g}${l}`)}

${f.join(`
`)}
`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"commitMessage");function s(e){return e.replace(/\s+/g," ").trim()}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"oneLine");


/***/ })

};
