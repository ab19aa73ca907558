export const id = 105;
export const ids = [105];
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

/***/ 4105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   findWorkload: () => (/* binding */ C),
/* harmony export */   repositoryOf: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9869);
/* harmony import */ var _chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3583);
/* harmony import */ var _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1226);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var f=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.f)((0,_chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__.a)(),1);function C(n,e){let a=n.flatMap(w);if(a.length===0)throw l("workload-missing","The manifests hold no Deployment","Add the file with the gateway\u2019s Deployment to `manifests`");let t=a.filter(({manifest:o,container:s})=>(e.deployment===void 0||o.object.metadata.name===e.deployment)&&(e.namespace===void 0||(o.object.metadata.namespace??e.namespace)===e.namespace)&&(e.container===void 0||s===e.container));if(t.length===0){let o=Object.entries(e).flatMap(([s,p])=>s!=="repository"?[`${s} "${p}"`]:[]);throw l("workload-missing",`No container of the manifests has ${o.join(" and ")}; there is ${c(a)}`,"Correct the inputs `namespace`, `deployment` and `container`")}let m=t.filter(({image:o})=>o!==void 0&&b(o)===e.repository),i=(e.deployment!==void 0||e.container!==void 0)&&t.length===1?t:m;if(i.length===0)throw l("workload-missing",`No container of the manifests uses an image from the repository ${e.repository}; there is ${c(t)}`,`Write <registry>/${e.repository} as the image of the gateway\u2019s container, or name it with \`deployment\` and \`container\``);if(i.length>1)throw l("workload-ambiguous",`${i.length} containers could be the gateway: ${c(i)}`,"Name the right one with `namespace`, `deployment` and `container`");return $(i[0])}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(C,"findWorkload");function b(n){let e=n.replace(/@.*$/,""),[a="",...t]=e.split("/");return(t.length>0&&/[.:]|^localhost$/.test(a)?t.join("/"):e).replace(/:[^/:]*$/,"")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(b,"repositoryOf");function w(n){return (0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_2__.a)(n.object)?n.object.spec.template.spec.containers.map((e,a)=>({manifest:n,container:e?.name??`#${a}`,index:a,image:e?.image})):[]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"candidatesOf");function $({manifest:n,container:e,index:a,image:t}){let m=["spec","template","spec","containers",a],r=n.document.getIn([...m,"image"],!0),i=n.document.getIn(m,!0),o=n.lines.linePos(r?.range?.[0]??i?.range?.[0]??0).line,s={file:n.file.path,line:o};if(t===void 0)throw l("manifest-invalid",`The container ${e} has no image to pin`,"Add `image: <registry>/<repository>:<tag>` to that container",s);if(!(0,f.isScalar)(r)||typeof r.value!="string"||r.type==="BLOCK_FOLDED"||r.type==="BLOCK_LITERAL")throw l("manifest-invalid",`The image of container ${e} is not written as a plain value, so it cannot be pinned`,"Write the image as plain text on one line, without an alias or block",s);let{nodeSelector:p}=n.object.spec.template.spec;return{manifest:n,namespace:n.object.metadata.namespace,deployment:n.object.metadata.name,container:e,index:a,image:t,imageNode:r,architecture:p?.["kubernetes.io/arch"]}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)($,"workloadOf");function c(n){return n.map(({manifest:e,container:a,image:t})=>`${e.object.metadata.name}/${a} (${t??"no image"}, ${e.file.path}:${e.line})`).join(", ")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(c,"list");function l(n,e,a,t){return new _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_3__.a({code:n,message:e,fix:a,...t&&{where:t}})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(l,"fail");


/***/ })

};
