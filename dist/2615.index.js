export const id = 2615;
export const ids = [2615];
export const modules = {

/***/ 2615:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeArchitecture: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3047);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var a="kubernetes.io/arch",b="node.kubernetes.io/",m=5;function k(n,r,e,u){let{[a]:g,...l}=r.nodeSelector??{},d=n.filter(t=>(0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_1__.e)(x(t),{...r,nodeSelector:l})),s=d.filter(({metadata:t})=>t.labels?.[a]!==void 0),i=s.filter(({metadata:t})=>t.labels?.[a]!==e);if(s.length<d.length||i.length===0)return;let o=i.slice(0,m).map(({metadata:t})=>`${t.name} is ${t.labels?.[a]}`).join(", "),f=i.length>m?`${o} and ${i.length-m} more`:o;if(i.length===s.length){let t=i[0]?.metadata.labels?.[a];return{severity:"error",problem:{code:"image-platform",message:`The image is for linux/${e}, and no node that the gateway may run on is: ${f}`,fix:`Set nodeSelector ${a}: ${t} in the pod template, which also decides what is built, on a runner of that kind`,where:u}}}let w=s.filter(t=>!i.includes(t));if(!w.some(t=>(0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_1__.e)(t,{...r,nodeSelector:l})))return{severity:"passing",problem:{code:"image-platform",...N(w,e),where:u}};if(g===void 0)return{severity:"warning",problem:{code:"image-platform",message:`The image is for linux/${e}, but its pod may be placed where it cannot run: ${f}`,fix:`Set nodeSelector ${a}: ${e} in the pod template`,where:u}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"judgeArchitecture");function N(n,r){let e=n.slice(0,m),u=e.map(o=>`${o.metadata.name} (${$(o).join(", ")})`).join(", "),g=n.length>m?` and ${n.length-m} more`:"",l=n.find(o=>y(o)&&$(o).length===1)?.metadata.name,d=e.filter(o=>$(o).some(f=>f!==S)),s=d.map(({metadata:o})=>o.name).join(" or "),i=d.every(y)?`, and uncordon it (kubectl uncordon ${d[0]?.metadata.name})`:"";return{message:`The image is for linux/${r}, and no node that can run it takes a new pod now: ${u}${g}`,fix:l===void 0?`Wait until ${s} is well${i}`:`Uncordon ${l} (kubectl uncordon ${l})${s&&`, or wait until ${s} is well`}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(N,"unready");var S="cordoned";function y({spec:n}){return n?.unschedulable===!0||(n?.taints??[]).some(({key:r})=>r===_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_1__.a)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(y,"isCordoned");function $(n){let r=(n.spec?.taints??[]).filter(({key:e})=>e.startsWith(b)&&e!==_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_1__.a).map(({key:e})=>e.slice(b.length));return[...new Set([...y(n)?[S]:[],...r])]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)($,"statesOf");function x({spec:{taints:n=[]}={},...r}){return{...r,spec:{taints:n.filter(({key:e})=>!e.startsWith(b))}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(x,"recovered");


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

/***/ 5806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ A),
/* harmony export */   c: () => (/* binding */ E),
/* harmony export */   d: () => (/* binding */ q),
/* harmony export */   e: () => (/* binding */ R),
/* harmony export */   f: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3047);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var g="node.kubernetes.io/unschedulable",b={key:g,effect:"NoSchedule"};async function A(e){let o=await e.request({method:"GET",path:"/api/v1/nodes"}).catch(()=>{});return o?.status===200?o.body.items:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(A,"listNodes");async function E(e,o,n={}){let t=`/api/v1/nodes/${encodeURIComponent(o)}`,r=await e.request({method:"GET",path:t,...n}).catch(()=>{});return r?.status===200?r.body:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(E,"readNode");var y="node.kubernetes.io/unreachable",N=[y,"node.kubernetes.io/not-ready"];function q({spec:e,status:o}){let n=o?.conditions?.find(({type:d})=>d==="Ready"),t=e?.taints?.find(({key:d})=>N.includes(d))?.key;return t===void 0&&(n===void 0||n.status==="True")?void 0:{said:n?.status==="Unknown"||t===y?"does not answer":"is not ready",cause:n===void 0||n.status==="True"?`Taint ${t}`:`${n.reason}: ${n.message}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(q,"absenceOf");function R({metadata:e,spec:{unschedulable:o,taints:n=[]}={}},t){let{nodeName:r,nodeSelector:d,affinity:f,tolerations:m}=t,l=f?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms,u=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(a=>(m??[]).some(p=>x(p,a)),"isTolerated");return(!o||u(b))&&(r??e.name)===e.name&&(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.a)({matchLabels:d??{}},e.labels??{})&&(l===void 0||l.filter(T).some(a=>h(a,e)))&&n.every(a=>a.effect==="PreferNoSchedule"||u(a))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(R,"mayRunOn");function T({matchExpressions:e=[],matchFields:o=[]}){return e.length+o.length>0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(T,"isMeaningful");function h({matchExpressions:e=[],matchFields:o=[]},n){return e.every(t=>(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,n.labels??{}))&&o.every(t=>(0,_chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_1__.d)(t,{"metadata.name":n.name}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(h,"isMet");function x({key:e,operator:o="Equal",value:n="",effect:t},r){return t!==void 0&&t!==""&&t!==r.effect?!1:e===void 0||e===""?o==="Exists":e===r.key&&(o==="Exists"||n===(r.value??""))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(x,"tolerates");


/***/ })

};
