export const id = 7004;
export const ids = [7004];
export const modules = {

/***/ 4272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ k),
/* harmony export */   b: () => (/* binding */ L),
/* harmony export */   c: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3047);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var u="openclaw-deploy/rehearsal";function k({deployment:e,others:r},t){let{namespace:p}=e.metadata,o=r.filter(({result:a})=>a.kind==="Service"&&a.metadata.namespace===p).find(({result:a})=>{let{selector:l}=a.spec??{};return (0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.c)(l,t)});return o?`Service ${o.result.metadata.name}`:(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.spec.selector??{},t)?`Deployment ${e.metadata.name}`:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"whatWouldTake");function L({metadata:e}){return{"app.kubernetes.io/managed-by":"openclaw-deploy",[u]:m(e.name,i)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(L,"labelsFor");function b({metadata:e}){let t=`-rehearsal-${Array.from({length:5},()=>(0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.randomInt)(36).toString(36)).join("")}`;return`${m(e.name,i-t.length-3)}${t}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"nameFor");var i=63;function m(e,r){return e.slice(0,r).replace(/[-.]+$/,"")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"cut");


/***/ }),

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

/***/ 7004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   labelsFor: () => (/* reexport safe */ _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   nameFor: () => (/* reexport safe */ _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   whatWouldTake: () => (/* reexport safe */ _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4272);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3047);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
