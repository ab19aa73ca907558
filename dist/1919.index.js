export const id = 1919;
export const ids = [1919,4300];
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

/***/ 4300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   containerIn: () => (/* binding */ Q),
/* harmony export */   findWorkload: () => (/* binding */ L)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_KAEJWIMG_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9729);
/* harmony import */ var _chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3150);
/* harmony import */ var _chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2377);
/* harmony import */ var _chunk_5NSJH7DT_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1109);
/* harmony import */ var _chunk_3U5KVVDN_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4792);
/* harmony import */ var _chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3257);
/* harmony import */ var _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5741);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1621);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7499);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function C(n,e){return e.filter(t=>t.rendered&&!n.some(({manifest:a})=>a===t)).flatMap(_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.a).flatMap(({image:t,...a})=>{let{rendered:d}=a.manifest;return t!==void 0&&d!==void 0&&n.some(r=>r.manifest.rendered===d&&(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.a)(r.image)===(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.a)(t)&&(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.g)(d.file,(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.b)(r),(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.b)({...a,image:t})))?[{...a,image:t,node:void 0}]:[]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(C,"reachOf");function O(n,e){return[...Map.groupBy(e,({manifest:o})=>o.rendered)].flatMap(([o,t])=>{if(o===void 0)return[];let a=new Set(t.map(({manifest:d})=>(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.a)(d.object)));return[{code:"manifest-invalid",message:`The pin of ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.a)(n.object)} goes into the \`images\` of this kustomization, and would change ${[...a].join(", ")} too, which this run does not prove`,fix:"Give each gateway a kustomization of its own, and name that in `manifests`",where:{file:o.file.path,line:(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.d)(o.file)}}]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(O,"reachProblems");function L(n,e){let o=n.flatMap(T);if(o.length===0)throw c("workload-missing","The manifests hold no Deployment","Add the file with the gateway\u2019s Deployment to `manifests`");let t=o.filter(({manifest:r,container:f})=>(e.deployment===void 0||r.object.metadata.name===e.deployment)&&(e.namespace===void 0||(r.object.metadata.namespace??e.namespace)===e.namespace)&&(e.container===void 0||f===e.container));if(t.length===0){let r=Object.entries(e).flatMap(([f,m])=>f!=="repository"?[`${f} "${m}"`]:[]);throw c("workload-missing",`No container of the manifests has ${r.join(" and ")}; there is ${j(o)}`,"Correct the inputs `namespace`, `deployment` and `container`")}let a=t.filter(({image:r})=>r!==void 0&&(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_10__.a)(r).repository===e.repository),s=(e.deployment!==void 0||e.container!==void 0)&&t.length===1?t:a;if(s.length===0)throw c("workload-missing",`No container of the manifests uses an image from the repository ${e.repository}; there is ${j(t)}`,`Write <registry>/${e.repository} as the image of the gateway\u2019s container, or name it with \`deployment\` and \`container\``);if(s.length>1)throw c("workload-ambiguous",`${s.length} containers could be the gateway: ${j(s)}`,"Name the right one with `namespace`, `deployment` and `container`");return R(s[0],n,e.repository)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(L,"findWorkload");function Q(n,{container:e,image:o}){if(!(0,_chunk_KAEJWIMG_js__WEBPACK_IMPORTED_MODULE_1__.a)(n))return;let{containers:t}=n.spec.template.spec,a=t.find(({name:r})=>r===e);if(a)return a;let{repository:d}=(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_10__.a)(o),s=t.filter(r=>(0,_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.b)(r.image??"",o,d));return I(s)??I(t)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(Q,"containerIn");function I(n){return n.length===1?n[0]:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(I,"only");function T(n){return (0,_chunk_KAEJWIMG_js__WEBPACK_IMPORTED_MODULE_1__.a)(n.object)?(0,_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.a)(n).filter(({path:e})=>e.includes("containers")).map((e,o)=>({...e,index:o})):[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(T,"candidatesOf");function R(n,e,o){let{manifest:t,container:a,index:d,image:s}=n,r=e.flatMap(_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.a).filter(l=>l.image!==void 0&&(l.manifest!==t||l.path.join()!==n.path.join())&&S(l,t)&&(0,_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.b)(l.image,s??"",o)),f=[],m=[];for(let l of[n,...r].map(_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.c))"code"in l?m.push(l):f.push(l);m.push(...O(t,C(f,e)));let[k,...W]=m;if(k)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.a(k,...W);let{nodeSelector:D}=t.object.spec.template.spec;return{manifest:t,namespace:t.object.metadata.namespace,deployment:t.object.metadata.name,container:a,index:d,image:s,places:f,architecture:D?.["kubernetes.io/arch"]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(R,"workloadOf");function S({manifest:n},e){return n.encrypted&&!n.rendered?!1:n===e||["Job","CronJob"].includes(n.object.kind)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(S,"isHelper");function j(n){return n.map(({manifest:e,container:o,image:t})=>`${e.object.metadata.name}/${o} (${t??"no image"}, ${e.file.path}:${e.line})`).join(", ")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(j,"list");function c(n,e,o){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.a({code:n,message:e,fix:o})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(c,"fail");


/***/ })

};
