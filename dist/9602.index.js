export const id = 9602;
export const ids = [9602];
export const modules = {

/***/ 9729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function a(e){let r=e.spec;return e.kind==="Deployment"&&Array.isArray(r?.template?.spec?.containers)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(a,"isDeployment");


/***/ }),

/***/ 9602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   putBack: () => (/* binding */ z),
/* harmony export */   rollBack: () => (/* binding */ ae),
/* harmony export */   wentBack: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_KAEJWIMG_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9729);
/* harmony import */ var _chunk_3XROGB4A_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2852);
/* harmony import */ var _chunk_B5AZRZEO_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5332);
/* harmony import */ var _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2223);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5723);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var _=6e5;async function ae(o,e,a,t,n,c){let{inputs:l,outcome:s,timeline:m}=o;if((0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.b)(n)[0].code==="locked")throw n;await e.lock.demand().catch(y=>{throw h(n,(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.b)(y)[0])});let r=e.record.current.pending?.before??[],p=l.rollback?A(r,e):void 0,u=p&&await q(o,e,a,p),w=u&&await L(o,u,c),d=u!==void 0&&w===void 0;if(e.record.current.pending&&await (0,_chunk_3XROGB4A_js__WEBPACK_IMPORTED_MODULE_2__.f)(o,e,a,t,n,!d),!d)throw w?h(n,w):n;let b=await m.phase("Roll back",()=>z(o,e,t,r)).catch(async y=>{s.rolledBack=!1;let[f,...O]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.b)(y);throw h(n,await U(u,f),...O)});throw s.rolledBack=!0,await e.record.update(C((0,_chunk_3XROGB4A_js__WEBPACK_IMPORTED_MODULE_2__.g)(o,a,t,n),b)).catch(()=>{}),b.length>0?h(n,...b):n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(ae,"rollBack");function C(o,e){return a=>(0,_chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_4__.h)(e.length>0?(0,_chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_4__.g)(a,{...o,leftStanding:!0}):a)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(C,"wentBack");async function L(o,e,a){let{newVersion:t,oldVersion:n}=e;if(!a||t===void 0||n===void 0||t===n)return;let[{readNpmRegistry:c,schemaVersionsOf:l},{schemaMoves:s},{rollbackRefusal:m}]=await Promise.all([Promise.all(/* import() */[__webpack_require__.e(341), __webpack_require__.e(4593)]).then(__webpack_require__.bind(__webpack_require__, 4593)),__webpack_require__.e(/* import() */ 2436).then(__webpack_require__.bind(__webpack_require__, 2436)),__webpack_require__.e(/* import() */ 3561).then(__webpack_require__.bind(__webpack_require__, 3561))]),{workspace:r,env:p}=o.surroundings;o.timeline.progress(`Asking npm whether OpenClaw ${n} can read the state that ${t} has left`);let u=await c(r,p).catch(()=>{}),[w,d]=await Promise.all([n,t].map(f=>u&&l(f,u))),b=s(w,d);return m({...e,moves:b,newGatewayStarted:a})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(L,"refusalOf");async function U(o,e){let{explainOldRefusal:a}=await __webpack_require__.e(/* import() */ 3561).then(__webpack_require__.bind(__webpack_require__, 3561)),t=a(e,o);return t||{...e,code:"rollback-failed",message:`The old gateway could not be put back either: ${e.message}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(U,"explained");async function q({outcome:o},e,a,t){let[{containerIn:n},{versionOfLive:c}]=await Promise.all([Promise.all(/* import() */[__webpack_require__.e(1621), __webpack_require__.e(2444), __webpack_require__.e(4300)]).then(__webpack_require__.bind(__webpack_require__, 4300)),__webpack_require__.e(/* import() */ 9684).then(__webpack_require__.bind(__webpack_require__, 9684))]),{previousVersion:l,backup:s}=o,m=a.version??o.openclawVersion,r=n(t,e.workload)?.image,p=r===void 0?l:c(r,e.record.current.verified);return{...m&&{newVersion:m},...p&&{oldVersion:p},...s&&{backup:s.file}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(q,"knownOf");function h(o,...e){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.a(...(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.b)(o),...e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(h,"withMore");async function z(o,e,a,t){let{restore:n}=await __webpack_require__.e(/* import() */ 2751).then(__webpack_require__.bind(__webpack_require__, 2751)),c=A(t,e),l=t.filter(r=>!("object"in r)||r.object!==c),{objects:s,refusals:m}=await n(e.cluster.client,l,r=>o.timeline.progress(r));return c&&await H(o,e,a,c,s).catch(r=>{throw h(r,...m)}),m}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(z,"putBack");async function H(o,e,a,t,n){let{cluster:c,workload:l,namespace:s}=e,[{containerIn:m},{waitForTerminating:r},{restoreObject:p},{waitForRollout:u},{verifyGateway:w}]=await Promise.all([Promise.all(/* import() */[__webpack_require__.e(1621), __webpack_require__.e(2444), __webpack_require__.e(4300)]).then(__webpack_require__.bind(__webpack_require__, 4300)),__webpack_require__.e(/* import() */ 521).then(__webpack_require__.bind(__webpack_require__, 521)),__webpack_require__.e(/* import() */ 2751).then(__webpack_require__.bind(__webpack_require__, 2751)),Promise.all(/* import() */[__webpack_require__.e(9894), __webpack_require__.e(3424)]).then(__webpack_require__.bind(__webpack_require__, 3424)),Promise.all(/* import() */[__webpack_require__.e(4331), __webpack_require__.e(5832), __webpack_require__.e(4690)]).then(__webpack_require__.bind(__webpack_require__, 4690))]),{client:d}=c,{inputs:b,timeline:y}=o,f=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(g=>y.progress(g),"progress"),O=await J(t,n,a);await r({client:d,namespace:s},e.gateway.object,f)&&await e.lock.demand();let R=await p(d,O,f),{name:T,image:P=""}=m(R,l)??{name:l.container},F={generation:R.metadata.generation??0,container:T,image:P,appliedAtMs:d.now()},N={client:d,namespace:s,deployment:l.deployment},$=await (0,_chunk_3XROGB4A_js__WEBPACK_IMPORTED_MODULE_2__.a)(o,e),E={timeoutMs:Math.max(b.timeoutMs,_)},v=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(()=>u(N,F,E,$),"findPod"),G=await v();await w(d,G,T,{image:P,configs:[]},{progress:f,findPod:v}).catch(g=>{let[{code:S,message:W}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_9__.b)(g);if(S!=="cluster-unreachable")throw g;o.warn(`The old gateway is ready again, and not more than that is known of it: ${W}`)}),f(`The old gateway is live again: ${P}`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(H,"putGatewayBack");function A(o,{gateway:e}){return o.flatMap(t=>"object"in t?[t.object]:[]).find(t=>(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_8__.c)(t)===(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_8__.c)(e.object))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(A,"gatewayIn");async function J(o,e,a){let{CONFIG_ANNOTATION:t}=await __webpack_require__.e(/* import() */ 3274).then(__webpack_require__.bind(__webpack_require__, 3274));return (0,_chunk_KAEJWIMG_js__WEBPACK_IMPORTED_MODULE_1__.a)(o)&&o.spec.template.metadata?.annotations?.[t]!==void 0?a.mark(o,e):o}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_10__.a)(J,"markedAnew");


/***/ })

};
