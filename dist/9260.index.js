export const id = 9260;
export const ids = [9260];
export const modules = {

/***/ 9260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   accountOf: () => (/* binding */ b),
/* harmony export */   ecrRegion: () => (/* binding */ v),
/* harmony export */   namedIn: () => (/* binding */ a),
/* harmony export */   rightsOn: () => (/* binding */ y)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var m=/^\d{12}\.dkr[.-]ecr(?:-fips)?\.([a-z0-9][a-z0-9-]*)\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;function v(e){return m.exec(e)?.[1]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(v,"ecrRegion");function a(e){let{imagePullSecrets:o}=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(e)?e:{};return Array.isArray(o)?o.flatMap(n=>(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(n)&&typeof n.name=="string"?n.name:[]):[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(a,"namedIn");function b({spec:e}){return e.template.spec.serviceAccountName||"default"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"accountOf");function y(e,o,n,s){let u=a(e.spec.template.spec),l=o.find(({kind:c,metadata:p})=>c==="ServiceAccount"&&p.name===b(e)&&(p.namespace??n)===n),f=u.length>0?u:a(l),g=s?"pull-secret: check":"pull-secret: off",i={group:"",resource:"secrets",namespace:n};return f.flatMap(c=>[{verb:"get",...i,name:c,unless:"pull-secret: off"},...s?[{verb:"patch",...i,name:c,unless:g}]:[]])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(y,"rightsOn");


/***/ })

};
