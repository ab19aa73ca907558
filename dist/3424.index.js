export const id = 3424;
export const ids = [3424];
export const modules = {

/***/ 3047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ p),
/* harmony export */   d: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function f({matchLabels:s={},matchExpressions:r=[]},n){return Object.entries(s).every(([t,e])=>n[t]===e)&&r.every(t=>b(t,n))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(f,"selects");function m(s,r){let n=s??{};if(!(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(n))return!1;let{matchLabels:t,matchExpressions:e}=n,a=t??{},c=e??[];return!(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(a)||!Array.isArray(c)||!c.every(_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)?!1:f({matchLabels:a,matchExpressions:c.map(({key:u,operator:l,values:d})=>({key:typeof u=="string"?u:"",operator:typeof l=="string"?l:"",values:Array.isArray(d)?d:[]}))},Object.assign(Object.create(null),(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(r)?r:{}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"picks");function p(s,r){if(!(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(s)||!(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.e)(r))return!1;let n=Object.entries(s);return n.length>0&&n.every(([t,e])=>Object.hasOwn(r,t)&&r[t]===e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(p,"serves");function b({key:s,operator:r,values:n=[]},t){let e=t[s],[a=""]=n;switch(r){case"In":return e!==void 0&&n.includes(e);case"NotIn":return e===void 0||!n.includes(e);case"Exists":return e!==void 0;case"DoesNotExist":return e===void 0;case"Gt":return Number(e)>Number(a);case"Lt":return Number(e)<Number(a);default:return!1}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"meets");


/***/ }),

/***/ 3424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   waitForPod: () => (/* reexport safe */ _chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_1__.e),
/* harmony export */   waitForRollout: () => (/* reexport safe */ _chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_1__.d)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9894);
/* harmony import */ var _chunk_FCEYNLPJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5547);
/* harmony import */ var _chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8076);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5723);
/* harmony import */ var _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5653);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3047);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7841);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
