export const id = 9552;
export const ids = [9552];
export const modules = {

/***/ 3583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function a(e){let r=e.spec;return e.kind==="Deployment"&&Array.isArray(r?.template?.spec?.containers)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(a,"isDeployment");


/***/ }),

/***/ 9552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   putBack: () => (/* binding */ _),
/* harmony export */   rollBack: () => (/* binding */ L)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MCOTPGL3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9365);
/* harmony import */ var _chunk_EMFBHE5T_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7574);
/* harmony import */ var _chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7418);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4169);
/* harmony import */ var _chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3583);
/* harmony import */ var _chunk_UDC36PJD_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1405);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9756);
/* harmony import */ var _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4016);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var N=6e5;async function L(t,e,a,o,n){let{inputs:i,outcome:s,timeline:m}=t,l=e.record.current.pending?.before??[],p=i.rollback&&I(l,e)!==void 0;if(e.record.current.pending&&await (0,_chunk_MCOTPGL3_js__WEBPACK_IMPORTED_MODULE_1__.f)(t,e,a,o,n,!p),!p)throw n;try{await m.phase("Roll back",()=>_(t,e,o,l)),s.rolledBack=!0}catch(b){s.rolledBack=!1;let[r,...w]=(0,_chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.b)(n),[d]=(0,_chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.b)(b);throw new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.a(r,...w,{...d,code:"rollback-failed",message:`The old gateway could not be put back either: ${d.message}`})}throw await e.record.update(_chunk_UDC36PJD_js__WEBPACK_IMPORTED_MODULE_6__.f).catch(()=>{}),n}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(L,"rollBack");async function _(t,e,a,o){let{cluster:n,workload:i,namespace:s}=e,[{restore:m},{liveImage:l},{waitForRollout:p},{verifyGateway:b}]=await Promise.all([__webpack_require__.e(/* import() */ 6274).then(__webpack_require__.bind(__webpack_require__, 6274)),__webpack_require__.e(/* import() */ 7980).then(__webpack_require__.bind(__webpack_require__, 5599)),Promise.all(/* import() */[__webpack_require__.e(3957), __webpack_require__.e(6953)]).then(__webpack_require__.bind(__webpack_require__, 6953)),Promise.all(/* import() */[__webpack_require__.e(6794), __webpack_require__.e(3823)]).then(__webpack_require__.bind(__webpack_require__, 3823))]),{client:r}=n,{inputs:w,timeline:d}=t,y=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(f=>d.progress(f),"progress"),u=I(o,e),v=o.filter(f=>!("object"in f)||f.object!==u),A=await m(r,v,y);if(u===void 0)return;let K=await E(u,A,a),[g=u]=await m(r,[{object:K}],y),j=l(g,i.container)??"",R={generation:g.metadata.generation??0,container:i.container,image:j,appliedAtMs:r.now()},x=await p({client:r,namespace:s,deployment:i.deployment},R,{timeoutMs:Math.max(w.timeoutMs,N)},await (0,_chunk_MCOTPGL3_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,e));await b(r,x,i.container,{image:j,configs:[]}),y(`The old gateway is live again: ${j}`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(_,"putBack");function I(t,{gateway:e}){return t.flatMap(o=>"object"in o?[o.object]:[]).find(o=>(0,_chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_8__.b)(o)===(0,_chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_8__.b)(e.object))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(I,"gatewayIn");async function E(t,e,a){let{CONFIG_ANNOTATION:o}=await __webpack_require__.e(/* import() */ 7839).then(__webpack_require__.bind(__webpack_require__, 7839));return (0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_5__.a)(t)&&t.spec.template.metadata?.annotations?.[o]!==void 0?a.mark(t,e):t}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(E,"markedAnew");


/***/ })

};
