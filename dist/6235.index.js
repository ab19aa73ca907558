export const id = 6235;
export const ids = [6235];
export const modules = {

/***/ 6235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRehearsal: () => (/* binding */ $),
/* harmony export */   startMs: () => (/* binding */ L)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(310);
/* harmony import */ var _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4106);
/* harmony import */ var _chunk_ZZFSQ7HQ_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8410);
/* harmony import */ var _chunk_AAMWBUAH_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4272);
/* harmony import */ var _chunk_7DYA2XEV_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8702);
/* harmony import */ var _chunk_SMF3YR3V_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7099);
/* harmony import */ var _chunk_GQOJTMMS_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8156);
/* harmony import */ var _chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9894);
/* harmony import */ var _chunk_FCEYNLPJ_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5547);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1290);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2818);
/* harmony import */ var _chunk_J66EELHS_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(175);
/* harmony import */ var _chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2126);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(1430);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(4331);
/* harmony import */ var _chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(8754);
/* harmony import */ var _chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8076);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(5723);
/* harmony import */ var _chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(8431);
/* harmony import */ var _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(5653);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(3047);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(7841);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_28__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_29__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_30__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_31__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_32__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_33__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_34__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function $(t,i,s){let{warn:a}=t,n=await (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.b)(t);if(n!==void 0){a(`Not rehearsed: ${n}`);return}let o=i==="on"?["on","pull"]:["pull"];for(let r of o){let e=await (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.c)(t,r,s).catch(l=>{throw (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.d)(l,r,r==="on"&&t.part.state!==void 0)});if(e.kind==="proof")return{...e,level:r,unproven:[...e.unproven,...await v(t,e.pod)]};let d=(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_8__.a)(e.why,S);a(r==="on"?`Only the pull is rehearsed, not the start: ${d}`:`Not rehearsed: ${d}`)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_34__.a)($,"runRehearsal");async function v({client:t,part:i,image:s},{spec:a}){let n=await (0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_25__.b)(t)??[],o=i.deployment.spec.template.spec,r=s.reference.slice(s.reference.indexOf("@")+1),e=(0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,o,a.nodeName??"",r),d=e.slice(0,c).join(", "),l=e.length>c?` and ${e.length-c} more`:"";return e.length>0?[`the pull on ${e.length>1?"nodes":"node"} ${d}${l}`]:[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_34__.a)(v,"elsewhere");var c=5,S=300;function L({status:t},i){let{state:s}=t?.containerStatuses?.find(({name:o})=>o===i)??{},a=t?.conditions?.find(({type:o})=>o==="Ready"),n=Date.parse(a?.lastTransitionTime??"")-Date.parse(s?.running?.startedAt??"");return n>=0?n:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_34__.a)(L,"startMs");


/***/ })

};
