export const id = 9195;
export const ids = [9195];
export const modules = {

/***/ 5653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ C),
/* harmony export */   b: () => (/* binding */ R)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5806);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7841);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var $=40,T=2e3,u=5e3,O=2e3,C=class{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(this,"Observer")}failure;#n;#s;#e;#a=new AbortController;#t;#r;#i;#d;#y=[];#w=[];#c=new Map;#h=new Map;#v=new Map;#b=new Map;#p=new Set;#o;#l=new Map;#P=new Set;constructor(e,t,n){this.#n=e,this.#s=t,this.#e=n;let s=encodeURIComponent(e.namespace);this.#t={core:`/api/v1/namespaces/${s}`,apps:`/apis/apps/v1/namespaces/${s}`},"pod"in e?this.#N(e.pod):this.#R(e.deployment)}get view(){if("pod"in this.#n)return this.#i&&this.#g(void 0,this.#i);if(this.#r!==void 0&&!(this.#o!==void 0&&(this.#i===void 0||this.#d===void 0)))return this.#g(this.#r[0],this.#i??[])}get away(){return this.#l.values().next().value}async lastLook(){let e=this.#n,t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(r=>e.client.request({method:"GET",path:r,timeoutMs:u,signal:this.#a.signal}),"ask"),[n,s]=await Promise.all(["pod"in e?void 0:t(`${this.#t.apps}/deployments/${encodeURIComponent(e.deployment)}`),this.#o&&t(`${this.#t.core}/pods?${new URLSearchParams({...this.#o})}`)]),i={deployment:n?.status===200?n.body:n?.status===404?void 0:this.#r?.[0],pods:s?.status===200?s.body.items.map(L):this.#i??[]},o=this.#f(i.pods,i.deployment);return this.#S(o,!0),await Promise.all([...this.#p,this.#A(o)]),this.#g(i.deployment,i.pods)}close(){this.#a.abort()}#R(e){this.#$({path:`${this.#t.apps}/deployments`,name:e},t=>{this.#r=t,t[0]&&this.#o===void 0&&this.#M(R(t[0]))})}#M(e){this.#o={labelSelector:e};let{core:t,apps:n}=this.#t;this.#C({labelSelector:e}),this.#u({path:`${n}/replicasets`,labelSelector:e},s=>{this.#d=s}),this.#u({path:`${t}/persistentvolumeclaims`},s=>{this.#y=s})}#N(e){this.#o={fieldSelector:`metadata.name=${e}`},this.#C({name:e})}#C(e){let{core:t}=this.#t;this.#$({path:`${t}/pods`,...e},n=>{this.#i=n,this.#S(this.#f(n,this.#r?.[0]),!1)}),this.#u({path:`${t}/events`},n=>{this.#w=n})}#$(e,t){let n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(s=>{let i=this.#l.size>0;s===void 0?this.#l.delete(e.path):this.#l.set(e.path,s),this.#l.size>0!==i&&this.#e.onNote(s?`${s}; waiting for it`:"The API server answers again"),this.#e.onChange()},"onAway");this.#T(e,t,n).catch(s=>{this.failure=s,this.#e.onChange()})}#u(e,t){this.#T(e,t).catch(n=>this.#x(e.path,n))}#T(e,t,n){let s={onChange:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(i=>{t(i),this.#e.onChange()},"onChange"),onPolling:(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(()=>this.#m("May not watch (verb watch): asking the cluster once a second instead"),"onPolling"),...n&&{onAway:n}};return (0,_chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_1__.a)(this.#n.client,e,s,this.#a.signal)}#x(e,t){let n=e.split("/").at(-1),s=t instanceof _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__.a&&t.problems[0].code==="cluster-forbidden";this.#d??=n==="replicasets"?[]:void 0,this.#e.onChange(),this.#m(s?`May not list ${n}: reasons will be poorer`:`Going on without ${n}, so reasons will be poorer: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__.c)(t)}`)}#m(e){this.#P.has(e)||(this.#P.add(e),this.#e.onNote(e))}#f(e,t){return t?e.filter(n=>(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.d)(n,t,this.#d??[])):e}#g(e,t){let n=this.#f(t,e),s=new Set([...M(e),...n.flatMap(N)]),i=this.#y.filter(({metadata:l})=>s.has(l.name)),o=this.#d??[];for(let l of[e,...o,...n,...i])l&&this.#b.set(l.metadata.uid,this.#k(l));let r=this.#w.filter(l=>{let h=this.#b.get(l.involvedObject.uid);return h||h===!1&&this.#O(x(l))}),c=this.#c.size>0&&{awayNodes:this.#c};return{deployment:e,replicaSets:o,pods:n,claims:i,events:r,logs:new Map(this.#h),...c}}#k(e){return this.#O(e.metadata.creationTimestamp)||e.kind==="Pod"&&(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.b)(e,this.#s)||e.kind==="ReplicaSet"&&(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.b)(e.spec.template,this.#s)}#O(e){return Date.parse(e??"")>=this.#s.appliedAtMs-O}#S(e,t){for(let n of e){if(n.metadata.deletionTimestamp||!(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.b)(n,this.#s))continue;let{initContainerStatuses:s=[],containerStatuses:i=[]}=n.status??{};for(let o of[...s,...i]){let r=S(o)??(t&&o.state?.running&&!o.ready?"last look":void 0),c=`${n.metadata.uid}/${o.name}`;if(r===void 0||this.#v.get(c)===r&&!t)continue;this.#v.set(c,r);let l=this.#D(n,o,c).finally(()=>this.#p.delete(l));this.#p.add(l)}}}async#A(e){let t={timeoutMs:u,signal:this.#a.signal},n=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(async i=>{let{nodeName:o}=i.spec,r=o&&await (0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_2__.c)(this.#n.client,o,t),c=r&&(0,_chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_2__.d)(r);return c?[[(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.i)(i),c]]:[]},"ask"),s=await Promise.all(e.filter(i=>(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.b)(i,this.#s)&&!(0,_chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_3__.h)(i)).map(n));this.#c=new Map(s.flat())}async#D(e,t,n){let[s,i]=await Promise.all([t.state?.waiting?[]:this.#L(e,t.name,!1),t.lastState?.terminated?this.#L(e,t.name,!0):[]]),o=this.#h.get(n),r=s.length+i.length===0&&o!==void 0;this.#h.set(n,r?o:{current:s,previous:i}),this.#e.onChange()}async#L(e,t,n){let s=new URLSearchParams({container:t,tailLines:String($),previous:String(n)}),i=`${this.#t.core}/pods/${encodeURIComponent(e.metadata.name)}/log?${s}`;try{let o={timeoutMs:u,signal:this.#a.signal},{status:r,text:c}=await this.#n.client.requestText(i,o);return r===403&&this.#m("May not read logs (get pods/log): reasons will be poorer"),(r===200?c.split(`
`).filter(h=>h!==""):[]).map(h=>h.slice(0,T))}catch{return[]}}};function S({state:a,lastState:e,restartCount:t=0}){return a?.terminated?a.terminated.exitCode===0?void 0:`${t} ended`:e?.terminated?`${t} after an end`:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(S,"runWithLog");function L(a){return{...a,apiVersion:"v1",kind:"Pod"}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(L,"asPod");function R(a){let{matchLabels:e={},matchExpressions:t=[]}=a.spec.selector??{},n=t.map(({key:s,operator:i,values:o=[]})=>i==="Exists"?s:i==="DoesNotExist"?`!${s}`:`${s} ${i.toLowerCase()} (${o.join(",")})`);return[...Object.entries(e).map(([s,i])=>`${s}=${i}`),...n].join(",")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(R,"selectorOf");function M(a){let{volumes:e=[]}=a?.spec.template.spec??{};return e.flatMap(({persistentVolumeClaim:t})=>t?.claimName??[])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(M,"claimsOfTemplate");function N({metadata:a,spec:e}){let{volumes:t=[]}=e;return t.flatMap(({name:n,persistentVolumeClaim:s,ephemeral:i})=>i?`${a.name}-${n}`:s?.claimName??[])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(N,"claimsOfPod");function x(a){let{series:e}=a;return a.lastTimestamp??e?.lastObservedTime??a.eventTime??a.metadata.creationTimestamp??void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(x,"timeOf");


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

/***/ 7841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ h),
/* harmony export */   b: () => (/* binding */ y),
/* harmony export */   c: () => (/* binding */ p),
/* harmony export */   d: () => (/* binding */ P),
/* harmony export */   e: () => (/* binding */ g),
/* harmony export */   f: () => (/* binding */ w),
/* harmony export */   g: () => (/* binding */ b),
/* harmony export */   h: () => (/* binding */ O),
/* harmony export */   i: () => (/* binding */ R),
/* harmony export */   j: () => (/* binding */ $),
/* harmony export */   k: () => (/* binding */ T),
/* harmony export */   l: () => (/* binding */ S),
/* harmony export */   m: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7975);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function h({deployment:e,replicaSets:t},n){if(e===void 0)return;let a=c(e.spec.template);return t.find(i=>p(i,e)&&y(i.spec.template,n)&&(0,node_util__WEBPACK_IMPORTED_MODULE_3__.isDeepStrictEqual)(c(i.spec.template),a))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(h,"newReplicaSet");function y(e,{container:t,image:n}){return e?.spec.containers.some(a=>a.name===t&&a.image===n)??!1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(y,"hasImage");function c(e){let{"pod-template-hash":t,...n}=e?.metadata?.labels??{};return{...e,metadata:{...e?.metadata,labels:n}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(c,"withoutHash");function p(e,t){let n=t?.metadata.uid;return n!==void 0&&(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)?.uid===n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(p,"isOwnedBy");function P(e,t,n){let a=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)?.uid,i=n.find(({metadata:s})=>s.uid===a);return i?p(i,t):g(e)===t.metadata.name}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(P,"isPodOf");function g(e){let{kind:t,name:n=""}=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_1__.b)(e)??{},a=`-${e.metadata.labels?.["pod-template-hash"]}`;return t==="ReplicaSet"&&n.endsWith(a)?n.slice(0,-a.length):void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"deploymentNamedBy");function w(e){return!e.metadata.deletionTimestamp&&!b(e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(w,"isActive");function b({status:e}){return e?.phase==="Failed"||e?.phase==="Succeeded"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"hasEnded");function O(e){return e.status?.conditions?.some(t=>t.type==="Ready"&&t.status==="True")??!1}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(O,"isReady");function R({metadata:e}){return`${e.uid}/${e.resourceVersion}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(R,"versionOf");function $(e){let t=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(n=>Date.parse(n.metadata.creationTimestamp??"")||0,"createdAt");return e.toSorted((n,a)=>t(a)-t(n)||(n.metadata.name<a.metadata.name?-1:n.metadata.name>a.metadata.name?1:0))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)($,"newestFirst");function T(e,t){let{containerStatuses:n=[],initContainerStatuses:a=[]}=e.status??{},i=(e.spec.initContainers??[]).map(o=>{let d=o.restartPolicy==="Always"?"sidecar":"init",u=`${d==="init"?"Init container":"Sidecar"} ${o.name}`;return{kind:d,label:u,name:o.name,spec:o,status:a.find(({name:l})=>l===o.name)}}),s=e.spec.containers.toSorted((o,d)=>+(d.name===t)-+(o.name===t)).map(o=>{let d=n.find(({name:u})=>u===o.name);return{kind:"main",label:`Container ${o.name}`,name:o.name,spec:o,status:d}});return[...i,...s]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(T,"containersOf");function S(e){let t=e?.restartCount??0,{state:n,lastState:a}=e??{};if(n?.terminated)return{...n.terminated,run:t+1};if(a?.terminated)return{...a.terminated,run:n?.running?t:t+1}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(S,"endOf");function k(e,t,{name:n,status:a}){let{current:i=[],previous:s=[]}=e.logs.get(`${t.metadata.uid}/${n}`)??{},[o,d]=a?.state?.running?[s,i]:[i,s],u=S(a)?.message,l=o.length>0?o:d;return l.length>0||!u?l:u.trimEnd().split(`
`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"endedLog");


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


/***/ }),

/***/ 9195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Observer: () => (/* reexport safe */ _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   selectorOf: () => (/* reexport safe */ _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_1__.b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_76I2WUX7_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5653);
/* harmony import */ var _chunk_ESG3545P_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7812);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1461);
/* harmony import */ var _chunk_WZGNOJRU_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5806);
/* harmony import */ var _chunk_N2GYHVTA_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3047);
/* harmony import */ var _chunk_SFKJUXMM_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7841);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ESEFBTCC_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2617);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
