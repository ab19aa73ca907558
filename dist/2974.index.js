export const id = 2974;
export const ids = [2974];
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

/***/ 2974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   putBack: () => (/* binding */ F),
/* harmony export */   rollBack: () => (/* binding */ z)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ABPTHLCX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3082);
/* harmony import */ var _chunk_EMFBHE5T_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7574);
/* harmony import */ var _chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7418);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4169);
/* harmony import */ var _chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3583);
/* harmony import */ var _chunk_MU6LLFSF_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9697);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9756);
/* harmony import */ var _chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(737);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var E=6e5;async function z(e,o,n,t,r,s){let{inputs:f,outcome:c,timeline:u}=e,m=o.record.current.pending?.before??[],d=f.rollback&&V(m,o)!==void 0,i=d?await _(e,n,s):void 0,p=d&&i===void 0;if(o.record.current.pending&&await (0,_chunk_ABPTHLCX_js__WEBPACK_IMPORTED_MODULE_1__.f)(e,o,n,t,r,!p),!p)throw i?R(r,i):r;try{await u.phase("Roll back",()=>F(e,o,t,m)),c.rolledBack=!0}catch(b){throw c.rolledBack=!1,R(r,await D(e,n,(0,_chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.b)(b)[0]))}throw await o.record.update(_chunk_MU6LLFSF_js__WEBPACK_IMPORTED_MODULE_6__.f).catch(()=>{}),r}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(z,"rollBack");async function _(e,o,n){let{newVersion:t,oldVersion:r}=B(e,o);if(!n||t===void 0||r===void 0||t===r)return;let[{readNpmRegistry:s,schemaVersionsOf:f},{schemaMoves:c},{rollbackRefusal:u}]=await Promise.all([Promise.all(/* import() */[__webpack_require__.e(6303), __webpack_require__.e(3770)]).then(__webpack_require__.bind(__webpack_require__, 3770)),__webpack_require__.e(/* import() */ 1034).then(__webpack_require__.bind(__webpack_require__, 1034)),__webpack_require__.e(/* import() */ 5126).then(__webpack_require__.bind(__webpack_require__, 5126))]),{workspace:m,env:d}=e.surroundings,i=await s(m,d),[p,b]=await Promise.all([r,t].map(g=>f(g,i))),w=c(p,b),l=u({newVersion:t,oldVersion:r,moves:w,newGatewayStarted:n});return l&&(e.outcome.rolledBack=!1),l}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(_,"refusalOf");async function D(e,o,n){let{explainOldRefusal:t}=await __webpack_require__.e(/* import() */ 5126).then(__webpack_require__.bind(__webpack_require__, 5126)),r=t(n,B(e,o));return r||{...n,code:"rollback-failed",message:`The old gateway could not be put back either: ${n.message}`}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(D,"explained");function B({outcome:e},o){let n=o.version??e.openclawVersion,{previousVersion:t}=e;return{...n&&{newVersion:n},...t&&{oldVersion:t}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(B,"versionsOf");function R(e,o){return new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.a(...(0,_chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_7__.b)(e),o)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(R,"withMore");async function F(e,o,n,t){let{cluster:r,workload:s,namespace:f}=o,[{restore:c},{liveImage:u},{waitForRollout:m},{verifyGateway:d}]=await Promise.all([__webpack_require__.e(/* import() */ 6481).then(__webpack_require__.bind(__webpack_require__, 6481)),__webpack_require__.e(/* import() */ 8617).then(__webpack_require__.bind(__webpack_require__, 998)),Promise.all(/* import() */[__webpack_require__.e(8278), __webpack_require__.e(2404)]).then(__webpack_require__.bind(__webpack_require__, 2404)),Promise.all(/* import() */[__webpack_require__.e(541), __webpack_require__.e(767), __webpack_require__.e(4863)]).then(__webpack_require__.bind(__webpack_require__, 4863))]),{client:i}=r,{inputs:p,timeline:b}=e,w=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(y=>b.progress(y),"progress"),l=V(t,o),g=t.filter(y=>!("object"in y)||y.object!==l),x=await c(i,g,w);if(l===void 0)return;let A=await G(l,x,n),[j=l]=await c(i,[{object:A}],w),k=u(j,s.container)??"",K={generation:j.metadata.generation??0,container:s.container,image:k,appliedAtMs:i.now()},N=await m({client:i,namespace:f,deployment:s.deployment},K,{timeoutMs:Math.max(p.timeoutMs,E)},await (0,_chunk_ABPTHLCX_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,o));await d(i,N,s.container,{image:k,configs:[]}),w(`The old gateway is live again: ${k}`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(F,"putBack");function V(e,{gateway:o}){return e.flatMap(t=>"object"in t?[t.object]:[]).find(t=>(0,_chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_8__.b)(t)===(0,_chunk_BLJ3ZQ4Q_js__WEBPACK_IMPORTED_MODULE_8__.b)(o.object))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(V,"gatewayIn");async function G(e,o,n){let{CONFIG_ANNOTATION:t}=await __webpack_require__.e(/* import() */ 9992).then(__webpack_require__.bind(__webpack_require__, 9992));return (0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_5__.a)(e)&&e.spec.template.metadata?.annotations?.[t]!==void 0?n.mark(e,o):e}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_9__.a)(G,"markedAnew");


/***/ })

};
