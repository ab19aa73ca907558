export const id = 8214;
export const ids = [8214];
export const modules = {

/***/ 6820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ y),
/* harmony export */   b: () => (/* binding */ T),
/* harmony export */   c: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2223);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2617);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8522);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var m=1,g="openclaw-deploy",w=1e6,y=class r{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(this,"RecordKeeper")}#t;#r;#o;#e;static async read(e,t,o){return new r(e,t,o,await D(e,t,o))}constructor(e,t,o,n){this.#t=e,this.#r=t,this.#o=o,this.#e=n}get current(){return this.#e}async update(e){let t=e(this.#e);t!==this.#e&&(this.#e=t,await v(this.#t,this.#r,t,this.#o))}};function T({namespace:r,deployment:e},{write:t}){let o={group:"",resource:"secrets",namespace:r},n=i(e);return[{verb:"get",...o,name:n},...t?[{verb:"patch",...o,name:n},{verb:"create",...o}]:[]]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(T,"recordRights");function i(r){return`openclaw-deploy.${r}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(i,"recordName");async function D(r,e,t){let o=await r.request({method:"GET",path:h(e)});if(o.status===404)return _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.a;if(o.status!==200)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`GET of the record, Secret ${i(e.deployment)}`,o);let{data:n}=o.body,s=n?.record===void 0?void 0:S(n.record);return s||(t(`What earlier runs left in Secret ${i(e.deployment)} cannot be read, so this run goes on without it`),_chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.a)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(D,"readRecord");async function v(r,e,t,o){let n=(0,_chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_1__.i)(t,e.namespace),s=f(n),p=s.length<=w;p||o("The manifests are too large to be remembered: a run that is killed now could not be undone by the next");let a=await r.request({method:"PATCH",path:`${h(e)}?fieldManager=${g}&force=true`,contentType:"application/apply-patch+yaml",body:{apiVersion:"v1",kind:"Secret",metadata:{name:i(e.deployment),namespace:e.namespace,labels:{"app.kubernetes.io/managed-by":"openclaw-deploy"}},type:"openclaw-deploy/record",data:{record:(p?s:f(P(n))).toString("base64")}}});if(a.status!==200&&a.status!==201)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`the write of the record, Secret ${i(e.deployment)}`,a)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(v,"writeRecord");function P({verified:r,pending:e,failed:t}){return{failed:t,...r&&{verified:{...r,objects:[]}},...e&&{pending:{...e,before:[]}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(P,"withoutObjects");function h({namespace:r,deployment:e}){return`/api/v1/namespaces/${encodeURIComponent(r)}/secrets/${encodeURIComponent(i(e))}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(h,"pathOf");function f(r){return (0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.gzipSync)(JSON.stringify({format:m,...r}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(f,"encode");function S(r){try{let{format:e,...t}=JSON.parse((0,node_zlib__WEBPACK_IMPORTED_MODULE_4__.gunzipSync)(Buffer.from(r,"base64")).toString("utf8"));return e===m&&Array.isArray(t.failed)?t:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(S,"decode");


/***/ }),

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

/***/ 8214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RecordKeeper: () => (/* reexport safe */ _chunk_DJZKFDRM_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   recordName: () => (/* reexport safe */ _chunk_DJZKFDRM_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   recordRights: () => (/* reexport safe */ _chunk_DJZKFDRM_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_DJZKFDRM_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6820);
/* harmony import */ var _chunk_G5PPKTA5_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2223);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
