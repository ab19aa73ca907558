export const id = 2587;
export const ids = [2587];
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

/***/ 7812:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ E)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1461);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2617);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var T={watchSeconds:30,silenceMs:35e3,pollMs:1e3,refusalPatienceMs:3e4},S=100,v=2e3,M=1e3;async function E(o,e,t,i,s={}){await new m(o,e,t,i,{...T,...s}).run()}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(E,"watchCollection");var m=class{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(this,"CollectionWatch")}#o;#s;#n;#e;#l;#r=new Map;#t;#a="watch";#i=0;#h=!1;#d;#c=!1;#f=!1;constructor(e,t,i,s,n){this.#o=e,this.#s=t,this.#n=i,this.#e=s,this.#l=n}async run(){for(;!this.#e.aborted;){try{await this.#T()}catch(e){if(this.#e.aborted)return;if(!this.#C(e))throw e;this.#M((0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(e)[0].message)}await this.#O()}}async#T(){if(this.#a!=="watch"){this.#a==="poll-list"?await this.#m():await this.#p(),this.#u();return}this.#t===void 0&&(await this.#m(),this.#t===void 0)||await this.#S(this.#t)}async#m(){let e=this.#w(),t=await this.#o.request({method:"GET",path:e,signal:this.#e});if(t.status===403&&this.#s.name!==void 0&&!this.#c){await this.#p(),this.#b("poll-object");return}if(t.status!==200)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`GET ${e}`,t);let{kind:i,apiVersion:s,metadata:n,items:h}=t.body;this.#t=n.resourceVersion??"0",this.#y(h.map(u=>({...u,kind:i.replace(/List$/,""),apiVersion:s})))}async#p(){let e=`${this.#s.path}/${encodeURIComponent(this.#s.name??"")}`,t=await this.#o.request({method:"GET",path:e,signal:this.#e});if(t.status!==200&&t.status!==404)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`GET ${e}`,t);this.#y(t.status===200?[t.body]:[])}#y(e){let t=this.#r;this.#r=new Map(e.map(s=>[d(s),s]));let i=this.#c&&t.size===e.length&&e.every(s=>t.get(d(s))?.metadata.resourceVersion===s.metadata.resourceVersion);this.#c=!0,i||this.#g()}async#S(e){let{watchSeconds:t,silenceMs:i}=this.#l,s=this.#w({watch:"true",allowWatchBookmarks:"true",timeoutSeconds:String(t),resourceVersion:e}),n=new AbortController,h=setTimeout(()=>n.abort(new DOMException("silence","TimeoutError")),i),u=performance.now(),f=!1,l=!1,g={onOpen:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(()=>{f=!0,this.#f=!0,this.#u()},"onOpen"),onLine:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(r=>{n.signal.aborted||(h.refresh(),l=this.#v(r),l||n.abort())},"onLine")};try{let r=await this.#o.stream(s,g,AbortSignal.any([this.#e,n.signal]));if(r.status===403&&!this.#f)return this.#b("poll-list");if(r.status===410)this.#t=void 0;else if(r.status!==200)throw (0,_chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_2__.c)(`WATCH ${s}`,r)}catch(r){if(!f||!n.signal.aborted)throw r}finally{clearTimeout(h),l||=f&&performance.now()-u>=M,l&&(this.#i=0)}l||this.#i++}#w(e={}){let{path:t,labelSelector:i,name:s}=this.#s,n=new URLSearchParams({...i&&{labelSelector:i},...s&&{fieldSelector:`metadata.name=${s}`},...e});return n.size>0?`${t}?${n}`:t}#v(e){if(e.trim()==="")return!0;let t;try{t=JSON.parse(e)}catch{return!1}if(t.type==="ERROR")return this.#t=void 0,!1;let i=t.object;return this.#t=i.metadata.resourceVersion??this.#t,t.type==="BOOKMARK"||(t.type==="DELETED"?this.#r.delete(d(i)):this.#r.set(d(i),i),this.#g()),!0}#g(){this.#n.onChange([...this.#r.values()])}#b(e){this.#a=e,this.#u(),this.#n.onPolling?.()}#u(){this.#d=void 0,this.#a!=="watch"&&(this.#i=0),this.#h&&this.#n.onAway?.(void 0),this.#h=!1}#M(e){this.#i++,!(this.#i<2||this.#h)&&(this.#h=!0,this.#n.onAway?.(e))}#C(e){if(!(e instanceof _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a))return!1;let{code:t}=e.problems[0];return t==="cluster-unreachable"?!0:!(t==="cluster-forbidden"||t==="cluster-unauthorized")||!this.#c?!1:(this.#d??=performance.now(),performance.now()-this.#d<this.#l.refusalPatienceMs)}async#O(){let e=Math.min(S*2**(this.#i-1),v),t=this.#i===0?0:(0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_1__.a)(e),i=this.#a==="watch"?t:Math.max(t,this.#l.pollMs);i>0&&await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)(i,void 0,{signal:this.#e}).catch(()=>{})}};function d(o){return o.metadata.uid??o.metadata.name}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(d,"keyOf");


/***/ }),

/***/ 4106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ w),
/* harmony export */   b: () => (/* binding */ C),
/* harmony export */   c: () => (/* binding */ R),
/* harmony export */   d: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1461);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var $=3e4,y=1e3;async function w({client:e,namespace:o,warn:s},r,a=$){let n=p(o,"Pod"),i=AbortSignal.timeout(a);try{await P(()=>e.remove(`${n}/${encodeURIComponent(r)}`,i),i),await v(e,n,r,i)||s(`Pod ${r} of the rehearsal is still stopping after ${a/1e3} s`)}catch(l){let[{message:t}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(l);s(`Pod ${r} of the rehearsal could not be deleted: kubectl -n ${o} delete pod ${r} does it. ${t}`)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"removePod");async function C({client:e,namespace:o,warn:s},{kind:r,metadata:a}){let{name:n}=a;await e.remove(`${p(o,r)}/${encodeURIComponent(n)}`).catch(i=>{let[{code:l,message:t}]=(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(i);l!=="cluster-forbidden"&&s(`${r} ${n} of the rehearsal could not be deleted: ${t}`)})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(C,"removeCopy");async function R(e,o){let{client:s,namespace:r}=e,a=Object.entries(o).map(([t,d])=>`${t}=${d}`).join(","),n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(async t=>{let d=`${p(r,t)}?${new URLSearchParams({labelSelector:a})}`,b=await s.request({method:"GET",path:d});return b.status===200?b.body.items.map(g=>({...g,kind:t})):[]},"left"),[i,...l]=await Promise.all([n("Pod"),n("ConfigMap"),n("Secret")]);return await Promise.all(i.map(({metadata:t})=>w(e,t.name))),await Promise.all(l.flat().map(t=>C(e,t))),i.map(({metadata:t})=>t.name)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"sweep");function p(e,o){return`/api/v1/namespaces/${encodeURIComponent(e)}/${o.toLowerCase()}s`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(p,"collection");async function P(e,o){for(;;)try{return await e()}catch(s){if((0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.b)(s)[0].code!=="cluster-unreachable"||o.aborted)throw s;await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_5__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_2__.a)(y),void 0,{signal:o}).catch(()=>{})}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(P,"retried");async function v(e,o,s,r){let a=new AbortController,n=!1;return await (0,_chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,{path:o,name:s},{onChange:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(l=>{n=l.length===0,n&&a.abort()},"onChange")},AbortSignal.any([r,a.signal])),n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"seenGone");


/***/ }),

/***/ 2587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   collection: () => (/* reexport safe */ _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.d),
/* harmony export */   removeCopy: () => (/* reexport safe */ _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   removePod: () => (/* reexport safe */ _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   sweep: () => (/* reexport safe */ _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_VTD7E5RU_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4106);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1461);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
