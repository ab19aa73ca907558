export const id = 668;
export const ids = [668];
export const modules = {

/***/ 2617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ x),
/* harmony export */   d: () => (/* binding */ A),
/* harmony export */   e: () => (/* binding */ T),
/* harmony export */   f: () => (/* binding */ E),
/* harmony export */   g: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7739);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function l(e){return e.body?.message||`HTTP ${e.status}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(l,"reasonOf");function m(e){try{return JSON.parse(e)}catch{return{message:e.slice(0,300)}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(m,"parseBody");function x(e,t){let n=l(t);if(t.status===403)return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-forbidden",message:`The cluster forbids ${e} (403): ${n}`,fix:"Grant that verb to the deployer in a Role of the namespace (README, section Permissions)"});let o=`The API server answered ${t.status} to ${e}: ${n}`;return t.status>=500||t.status===429?new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unreachable",message:o,fix:"Run again when the cluster is well"}):new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"apply-rejected",message:o,fix:"Correct what the message names and run again"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(x,"refused");function A(e,t,n){let o="cluster-unauthorized";if(t.kind==="none")return{code:o,message:`The API server at ${e} wants credentials (401 Unauthorized), and the kubeconfig\u2019s user has none`,fix:"Put a token or a client certificate into the kubeconfig\u2019s user"};let{account:a,endsMs:i}=t.kind==="token"?t:{},u=a===void 0?"credentials":`token of ${a}`,c=`The API server at ${e} does not accept the ${u} (401 Unauthorized)`;return i!==void 0&&i<=n?{code:o,message:`${c}: the token ended at ${new Date(i).toISOString()}`,fix:"Make a new token, or run on a runner in the cluster with its own service account, whose token the kubelet renews"}:{code:o,message:c,fix:t.kind==="token"?"Check that the token and the server of the kubeconfig are of the same cluster and that the account is still there, or make a new token":"Renew the client certificate of the kubeconfig, and check that it is of the same cluster as its server"}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(A,"unauthorized");function T(e){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unauthorized",message:`The credentials of the kubeconfig cannot be used: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.c)(e)}`,fix:"Give a kubeconfig whose files and plugins are there on the runner, best with a token or certificate in it"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(T,"unusable");function E(e,t,n,o){let a=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.d)(t),i=(0,_chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,e.host,n),u=a!==void 0&&/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(a);return p(e,{...i,...u&&{fix:`Put the CA that signed the API server into certificate-authority-data of the kubeconfig${o?"":", or into the file of NODE_EXTRA_CA_CERTS"}, and use a host name that its certificate holds${n?"; if the proxy opens TLS, name the host in NO_PROXY":""}`}})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(E,"unreachable");function p(e,{said:t,fix:n}){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"cluster-unreachable",message:`The Kubernetes API server at ${e.host} cannot be reached: ${t}`,fix:n??"Check that the address is right and that the runner can reach it from where it runs"})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(p,"cannotBeReached");


/***/ }),

/***/ 668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refused: () => (/* reexport safe */ _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
