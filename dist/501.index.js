export const id = 501;
export const ids = [501];
export const modules = {

/***/ 501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askInPod: () => (/* binding */ N)
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
/* harmony import */ var _chunk_3K44T7FJ_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4881);
/* harmony import */ var _chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1290);
/* harmony import */ var _chunk_6GG4VJSQ_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2818);
/* harmony import */ var _chunk_J66EELHS_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(175);
/* harmony import */ var _chunk_6EDJHXV7_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2126);
/* harmony import */ var _chunk_2DVQAESJ_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1430);
/* harmony import */ var _chunk_THKKMY72_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(4331);
/* harmony import */ var _chunk_WVNJHYD6_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8754);
/* harmony import */ var _chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(8076);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(5723);
/* harmony import */ var _chunk_YRYGY3I5_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(8431);
/* harmony import */ var _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(5653);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(3047);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_28__ = __webpack_require__(7841);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_29__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_30__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_31__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_32__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_33__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_34__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_35__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var E=["image-missing","image-denied","image-platform","image-pull"],O=18e4,P=300;async function N(e,u,l){let n={...e,timeoutMs:Math.min(e.timeoutMs,O)},p=await (0,_chunk_PJVOMAOH_js__WEBPACK_IMPORTED_MODULE_11__.b)(n.client,S(n.namespace));if(p.length>0)return{obstacle:`the cluster forbids this run ${p.map(({verb:s,resource:r})=>`${s} ${r}`).join(", ")} in ${n.namespace}`};let o=await (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.b)(n);if(o!==void 0)return{obstacle:o};let{container:c}=n.part,a=await (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.c)(n,"pull",l,t=>T(t,c,u)).catch(t=>{let[{code:s,message:r}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_34__.b)(t);if(E.includes(s))throw (0,_chunk_LHWXBY6D_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,"pull");if(!(t instanceof _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_34__.a))throw t;return{kind:"obstacle",why:r}});return a.kind!=="proof"?{obstacle:(0,_chunk_VP4J5T54_js__WEBPACK_IMPORTED_MODULE_8__.a)(a.why,P)}:{output:a.pod.status?.containerStatuses?.find(({name:t})=>t===c)?.state?.terminated?.message??""}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_35__.a)(N,"askInPod");function S(e){return[...(0,_chunk_3K44T7FJ_js__WEBPACK_IMPORTED_MODULE_10__.a)(e),{verb:"create",group:"",resource:"secrets",namespace:e}]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_35__.a)(S,"rightsFor");var v="/openclaw-deploy",M="input";function T(e,u,{script:l,input:n,variable:p}){let{pod:o,copies:c}=e,{name:a,namespace:d,labels:t}=o.metadata,s=`${a}-input`,r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_35__.a)(i=>({...i,command:["node","-e",l],env:[{name:p,value:`${v}/${M}`}],volumeMounts:[{name:"input",mountPath:v,readOnly:!0},{name:"tmp",mountPath:"/tmp"}],resources:{requests:{cpu:"100m",memory:"256Mi"},limits:{memory:"1Gi"}}}),"asked");return{...e,copies:[...c,{of:{kind:"Secret",name:s},object:{apiVersion:"v1",kind:"Secret",metadata:{name:s,...d&&{namespace:d},...t&&{labels:t}},type:"Opaque",stringData:{[M]:n}}}],pod:{...o,spec:{...o.spec,containers:o.spec.containers.map(i=>i.name===u?r(i):i),volumes:[{name:"input",secret:{secretName:s}},{name:"tmp",emptyDir:{}}]}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_35__.a)(T,"asking");


/***/ }),

/***/ 4881:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var n="rehearse: off";function i(e){let s={group:"",resource:"pods",namespace:e,unless:n};return["create","delete"].map(t=>({verb:t,...s}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"podRights");function u(e,s){let t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((p,c)=>c.map(g=>({verb:g,group:"",resource:p,namespace:e,unless:n})),"copies");if(s==="pull")return[...i(e),...t("secrets",["create","patch"])];let o=["create","patch","list","delete"];return[...i(e),...t("configmaps",o),...t("secrets",o)]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"rehearsalRights");


/***/ })

};
