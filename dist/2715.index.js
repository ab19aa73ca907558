export const id = 2715;
export const ids = [2715];
export const modules = {

/***/ 2715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   execRights: () => (/* reexport safe */ _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   missingRights: () => (/* reexport safe */ _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   onAllOf: () => (/* reexport safe */ _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1290);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ }),

/***/ 1290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function p(s,e){let r={group:"",resource:"pods/exec",namespace:s,...e&&{unless:e}};return["get","create"].map(n=>({verb:n,...r}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"execRights");async function m(s,e){let r=Map.groupBy(e,l),n=new Set((await Promise.all([...r.values()].map(t=>c(s,t)))).flat());return e.filter(t=>n.has(t))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(m,"missingRights");function l({verb:s,group:e,resource:r,namespace:n}){return JSON.stringify([s,e,r,n])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(l,"onAllOf");async function c(s,e){if(e.length>1){let{name:n,...t}=e[0];if(await i(s,t))return[];let a=e.filter(({name:u})=>u===void 0);if(a.length>0)return a}let r=await Promise.all(e.map(n=>i(s,n)));return e.filter((n,t)=>r[t]===!1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"missingOf");async function i(s,e){let[r,n]=e.resource.split("/"),t=await s.request({method:"POST",path:"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",body:{apiVersion:"authorization.k8s.io/v1",kind:"SelfSubjectAccessReview",spec:{resourceAttributes:{verb:e.verb,group:e.group,resource:r,...n&&{subresource:n},...e.namespace&&{namespace:e.namespace},...e.name&&{name:e.name}}}}});return t.status!==201&&t.status!==200?!0:t.body.status?.allowed===!0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"isAllowed");


/***/ })

};
