export const id = 940;
export const ids = [940];
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

/***/ 940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findWorkload: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9869);
/* harmony import */ var _chunk_FKYOD5YU_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8908);
/* harmony import */ var _chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3583);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9756);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var u=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.f)((0,_chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__.a)(),1);function C(n,e){let t=n.flatMap(b);if(t.length===0)throw s("workload-missing","The manifests hold no Deployment","Add the file with the gateway\u2019s Deployment to `manifests`");let a=t.filter(({manifest:o,container:r})=>(e.deployment===void 0||o.object.metadata.name===e.deployment)&&(e.namespace===void 0||(o.object.metadata.namespace??e.namespace)===e.namespace)&&(e.container===void 0||r===e.container));if(a.length===0){let o=Object.entries(e).flatMap(([r,p])=>r!=="repository"?[`${r} "${p}"`]:[]);throw s("workload-missing",`No container of the manifests has ${o.join(" and ")}; there is ${c(t)}`,"Correct the inputs `namespace`, `deployment` and `container`")}let m=a.filter(({image:o})=>o!==void 0&&(0,_chunk_FKYOD5YU_js__WEBPACK_IMPORTED_MODULE_2__.a)(o).repository===e.repository),d=(e.deployment!==void 0||e.container!==void 0)&&a.length===1?a:m;if(d.length===0)throw s("workload-missing",`No container of the manifests uses an image from the repository ${e.repository}; there is ${c(a)}`,`Write <registry>/${e.repository} as the image of the gateway\u2019s container, or name it with \`deployment\` and \`container\``);if(d.length>1)throw s("workload-ambiguous",`${d.length} containers could be the gateway: ${c(d)}`,"Name the right one with `namespace`, `deployment` and `container`");return $(d[0])}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(C,"findWorkload");function b(n){return (0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_3__.a)(n.object)?n.object.spec.template.spec.containers.map((e,t)=>({manifest:n,container:e?.name??`#${t}`,index:t,image:typeof e?.image=="string"?e.image:void 0})):[]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(b,"candidatesOf");function $({manifest:n,container:e,index:t,image:a}){let m=["spec","template","spec","containers",t],i=n.document.getIn([...m,"image"],!0),d=n.document.getIn(m,!0),o=n.lines.linePos(i?.range?.[0]??d?.range?.[0]??0).line,r={file:n.file.path,line:o};if(n.encrypted)throw s("manifest-invalid","The gateway\u2019s Deployment is encrypted by SOPS, so its image cannot be pinned in the file","Keep the Deployment in a file of its own that is not encrypted",r);if(a===void 0)throw s("manifest-invalid",`The container ${e} has no image to pin`,"Add `image: <registry>/<repository>:<tag>` to that container",r);if(!(0,u.isScalar)(i)||typeof i.value!="string"||i.type==="BLOCK_FOLDED"||i.type==="BLOCK_LITERAL")throw s("manifest-invalid",`The image of container ${e} is not written as a plain value, so it cannot be pinned`,"Write the image as plain text on one line, without an alias or block",r);let{nodeSelector:p}=n.object.spec.template.spec;return{manifest:n,namespace:n.object.metadata.namespace,deployment:n.object.metadata.name,container:e,index:t,image:a,imageNode:i,architecture:p?.["kubernetes.io/arch"]}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)($,"workloadOf");function c(n){return n.map(({manifest:e,container:t,image:a})=>`${e.object.metadata.name}/${t} (${a??"no image"}, ${e.file.path}:${e.line})`).join(", ")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(c,"list");function s(n,e,t,a){return new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_4__.a({code:n,message:e,fix:t,...a&&{where:a}})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(s,"fail");


/***/ })

};
