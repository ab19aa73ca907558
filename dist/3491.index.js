export const id = 3491;
export const ids = [3491];
export const modules = {

/***/ 6923:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ N),
/* harmony export */   b: () => (/* binding */ x),
/* harmony export */   c: () => (/* binding */ m)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_I74GR5MP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(299);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function N(e){let n=await e.request({method:"GET",path:"/api/v1/nodes"}).catch(()=>{});return n?.status===200?n.body.items:void 0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(N,"listNodes");function x({metadata:e,spec:{unschedulable:n,taints:o=[]}={}},r){let{nodeName:a,nodeSelector:y={},affinity:u,tolerations:c=[]}=r,d=u?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;return!n&&(a??e.name)===e.name&&(0,_chunk_I74GR5MP_js__WEBPACK_IMPORTED_MODULE_1__.a)({matchLabels:y},e.labels??{})&&(d===void 0||d.filter(m).some(l=>g(l,e)))&&o.every(l=>l.effect==="PreferNoSchedule"||c.some(f=>p(f,l)))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(x,"mayRunOn");function m({matchExpressions:e=[],matchFields:n=[]}){return e.length+n.length>0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"isMeaningful");function g({matchExpressions:e=[],matchFields:n=[]},o){return e.every(r=>(0,_chunk_I74GR5MP_js__WEBPACK_IMPORTED_MODULE_1__.c)(r,o.labels??{}))&&n.every(r=>(0,_chunk_I74GR5MP_js__WEBPACK_IMPORTED_MODULE_1__.c)(r,{"metadata.name":o.name}))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"isMet");function p({key:e,operator:n="Equal",value:o="",effect:r},a){return r!==void 0&&r!==""&&r!==a.effect?!1:e===void 0||e===""?n==="Exists":e===a.key&&(n==="Exists"||o===(a.value??""))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(p,"tolerates");


/***/ }),

/***/ 299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ d),
/* harmony export */   b: () => (/* binding */ l),
/* harmony export */   c: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(737);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function d({matchLabels:o={},matchExpressions:t=[]},n){return Object.entries(o).every(([r,e])=>n[r]===e)&&t.every(r=>i(r,n))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(d,"selects");function l(o,t){if(!(0,_chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_1__.d)(o)||!(0,_chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_1__.d)(t))return!1;let n=Object.entries(o);return n.length>0&&n.every(([r,e])=>Object.hasOwn(t,r)&&t[r]===e)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(l,"serves");function i({key:o,operator:t,values:n=[]},r){let e=r[o],[u=""]=n;switch(t){case"In":return e!==void 0&&n.includes(e);case"NotIn":return e===void 0||!n.includes(e);case"Exists":return e!==void 0;case"DoesNotExist":return e===void 0;case"Gt":return Number(e)>Number(u);case"Lt":return Number(e)<Number(u);default:return!1}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(i,"meets");


/***/ }),

/***/ 3491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isMeaningful: () => (/* reexport safe */ _chunk_EIDZHSJN_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   listNodes: () => (/* reexport safe */ _chunk_EIDZHSJN_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   mayRunOn: () => (/* reexport safe */ _chunk_EIDZHSJN_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_EIDZHSJN_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6923);
/* harmony import */ var _chunk_I74GR5MP_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(299);
/* harmony import */ var _chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(737);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
