export const id = 178;
export const ids = [178];
export const modules = {

/***/ 1493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ _),
/* harmony export */   c: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MSJD25QB_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9190);
/* harmony import */ var _chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2999);
/* harmony import */ var _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1105);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var j="kubectl-client-side-apply",w=["f:metadata","f:annotations","f:kubectl.kubernetes.io/last-applied-configuration"];function h(e,t){let n=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(i=>i.manager===j&&i.operation==="Update"&&!i.subresource,"isKubectl"),r=e.filter(n),[s]=r.toSorted((i,f)=>(f.time??"").localeCompare(i.time??""));if(s===void 0)return;let a=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(i=>i.manager===t&&i.operation==="Apply"&&!i.subresource,"isOurs"),o=e.find(a),d=[...r,...o?[o]:[]].reduce((i,f)=>O(i,f.fieldsV1??{}),{}),l={...s,...o,manager:t,operation:"Apply",fieldsType:"FieldsV1",fieldsV1:K(d,w)};return[...e.filter(i=>!n(i)&&!a(i)),l]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(h,"takeOver");function O(e,t){let n={...e};for(let[r,s]of Object.entries(t))n[r]=O(n[r]??{},s);return n}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(O,"union");function K(e,[t,...n]){let r=t===void 0?void 0:e[t];if(t===void 0||r===void 0)return e;let{[t]:s,...a}=e,o=n.length===0?{}:K(r,n);return Object.keys(o).length===0&&n.length>0||n.length===0?a:{...a,[t]:o}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(K,"without");var g="openclaw-deploy",F=3;async function _(e,t,n,r){let s=await e.pathOf(t);if(s===void 0)throw k(t,r);let a=n&&await A(e,s,n),o=await e.request({method:"PATCH",path:`${s}?fieldManager=${g}&fieldValidation=Strict`,contentType:"application/apply-patch+yaml",body:t});if(o.status===409)throw S(t,o.body,r);if(o.status!==200&&o.status!==201){let[i]=(0,_chunk_MSJD25QB_js__WEBPACK_IMPORTED_MODULE_1__.b)(`apply of ${(0,_chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_2__.a)(t)}`,o).problems;throw new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_3__.a({...i,where:r})}let d=o.body,l=a===void 0?"created":T(a,d)?"unchanged":"configured";return{object:d,change:l}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(_,"apply");function k(e,t){return new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_3__.a({code:"apply-rejected",message:`The cluster knows no ${e.kind} in ${e.apiVersion}`,fix:`Install what brings it (for Traefik, its CRDs), or leave ${(0,_chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_2__.a)(e)} out of \`manifests\``,where:t})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"unknownKind");async function A(e,t,n){let r=n;for(let s=1;;s++){let a=h(r.metadata.managedFields??[],g);if(a===void 0)return r;let o=await e.request({method:"PATCH",path:t,contentType:"application/json-patch+json",body:[{op:"replace",path:"/metadata/managedFields",value:a},{op:"replace",path:"/metadata/resourceVersion",value:r.metadata.resourceVersion}]});if(o.status===200)return o.body;if(o.status!==409||s===F)throw (0,_chunk_MSJD25QB_js__WEBPACK_IMPORTED_MODULE_1__.b)(`the takeover of ${(0,_chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_2__.a)(n)} from kubectl`,o);r=await e.get(t)}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(A,"takeOverFromKubectl");function S(e,t,n){let s=(t.details?.causes??[]).filter(a=>a.reason==="FieldManagerConflict").map(({field:a,message:o})=>`${a?.replace(/^\./,"")} (owned by ${/"([^"]+)"/.exec(o??"")?.[1]??"another manager"})`);return new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_3__.a({code:"apply-conflict",message:`${(0,_chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_2__.a)(e)} has fields that somebody else set: ${s.join(", ")||(0,_chunk_MSJD25QB_js__WEBPACK_IMPORTED_MODULE_1__.c)({status:409,body:t})}`,fix:`Remove them from the manifest to leave them to their owner, or take them over once by kubectl apply --server-side --force-conflicts --field-manager=${g}`,where:n})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"conflict");function T(e,t){if(e.metadata.resourceVersion===t.metadata.resourceVersion)return!0;let n=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(({metadata:r,status:s,...a})=>{let{managedFields:o,resourceVersion:d,generation:l,...i}=r;return JSON.stringify(m({...a,metadata:i}))},"content");return n(e)===n(t)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(T,"sameContent");function m(e){return Array.isArray(e)?e.map(m):typeof e!="object"||e===null?e:Object.fromEntries(Object.entries(e).sort(([t],[n])=>t<n?-1:1).map(([t,n])=>[t,m(n)]))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(m,"sorted");


/***/ }),

/***/ 9190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ y),
/* harmony export */   b: () => (/* binding */ f),
/* harmony export */   c: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1105);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4708);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var w=3e4,y=class{static{(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(this,"KubeClient")}server;config;#e;#t=new Map;constructor(e,t){this.config=e,this.server=t,this.#e=this.server.protocol==="https:"?new node_https__WEBPACK_IMPORTED_MODULE_4__.Agent({keepAlive:!0}):new node_http__WEBPACK_IMPORTED_MODULE_3__.Agent({keepAlive:!0})}close(){this.#e.destroy()}async request(e){let{status:t,text:n}=await this.#n(e);return{status:t,body:R(n)}}async requestText(e){return this.#n({method:"GET",path:e})}async#n(e){let t=await this.#s().catch(u=>{throw E(u)}),n=e.body===void 0?void 0:JSON.stringify(e.body),{status:r,text:o}=await this.#r(e,t,n).catch(u=>{throw A(this.server,u)});if(r===401)throw new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"cluster-unauthorized",message:`The API server at ${this.server.host} does not accept the credentials (401 Unauthorized)`,fix:"Renew the token or client certificate of the kubeconfig, or check the service account of the runner pod"});return{status:r,text:o}}async get(e){let t=await this.request({method:"GET",path:e});if(t.status!==200)throw f(`GET ${e}`,t);return t.body}async find(e){let t=await this.pathOf(e);if(t===void 0)return;let n=await this.request({method:"GET",path:t});if(n.status!==404){if(n.status!==200)throw f(`GET ${t}`,n);return n.body}}async pathOf(e){let t=e.apiVersion.includes("/")?`/apis/${e.apiVersion}`:`/api/${e.apiVersion}`,n=(await this.resources(t)).find(o=>o.kind===e.kind);if(n===void 0)return;let r=n.namespaced?`/namespaces/${encodeURIComponent(e.metadata.namespace??"")}`:"";return`${t}${r}/${n.name}/${encodeURIComponent(e.metadata.name)}`}async isNamespaced(e){let t=e.apiVersion.includes("/")?`/apis/${e.apiVersion}`:`/api/${e.apiVersion}`;return(await this.resources(t)).find(n=>n.kind===e.kind)?.namespaced}resources(e){let t=this.#t.get(e);return t===void 0&&(t=this.request({method:"GET",path:e}).then(n=>{if(n.status===404)return[];if(n.status!==200)throw f(`GET ${e}`,n);return n.body.resources.filter(r=>!r.name.includes("/"))}),this.#t.set(e,t)),t}async#s(){let e={};return await this.config.applyToHTTPSOptions(e),e.agent?.constructor===node_https__WEBPACK_IMPORTED_MODULE_4__.Agent||e.agent?.constructor===node_http__WEBPACK_IMPORTED_MODULE_3__.Agent?{...e,agent:this.#e}:e}#r(e,t,n){let r=this.server.protocol==="https:"?node_https__WEBPACK_IMPORTED_MODULE_4__:node_http__WEBPACK_IMPORTED_MODULE_3__;return new Promise((o,u)=>{let l=r.request(new URL(this.server.pathname.replace(/\/$/,"")+e.path,this.server),{...t,method:e.method,headers:{...t.headers,accept:"application/json","user-agent":"openclaw-deploy",...n!==void 0&&{"content-type":e.contentType??"application/json","content-length":Buffer.byteLength(n)}},signal:AbortSignal.timeout(e.timeoutMs??w)},c=>{let m=[];c.on("data",b=>m.push(b)),c.on("end",()=>o({status:c.statusCode??0,text:Buffer.concat(m).toString("utf8")})),c.on("error",u)});l.on("error",u),l.end(n)})}};function f(s,e){let t=T(e);if(e.status===403)return new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"cluster-forbidden",message:`The cluster forbids ${s} (403): ${t}`,fix:"Grant that verb to the deployer in a Role of the namespace (README, section Permissions)"});let n=`The API server answered ${e.status} to ${s}: ${t}`;return e.status>=500?new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"cluster-unreachable",message:n,fix:"Run again when the cluster is well"}):new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"apply-rejected",message:n,fix:"Correct what the message names and run again"})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(f,"refused");function T(s){return s.body?.message||`HTTP ${s.status}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(T,"reasonOf");function E(s){return new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"cluster-unauthorized",message:`The credentials of the kubeconfig cannot be used: ${(0,_chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.c)(s)}`,fix:"Give a kubeconfig whose files and plugins are there on the runner, best with a token or certificate in it"})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(E,"unusable");function A(s,e){let t=(0,_chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.d)(e),n=e instanceof Error&&e.cause instanceof Error?e.cause:e,r=n instanceof Error&&n.name==="TimeoutError"?"no answer in time":(0,_chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.c)(e),o=t!==void 0&&/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME/.test(t);return new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"cluster-unreachable",message:`The Kubernetes API server at ${s.host} cannot be reached: ${r}`,fix:o?"Put the CA that signed the API server into certificate-authority-data of the kubeconfig, and use a host name that its certificate holds":"Check that the address is right and that the runner can reach it from where it runs"})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(A,"unreachable");function R(s){try{return JSON.parse(s)}catch{return{message:s.slice(0,300)}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(R,"parseBody");


/***/ }),

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

/***/ 2999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function i(e){let{name:a,namespace:n}=e.metadata;return`${e.kind} ${n?`${n}/`:""}${a}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"describe");


/***/ }),

/***/ 178:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   liveImage: () => (/* binding */ $),
/* harmony export */   preflight: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3583);
/* harmony import */ var _chunk_FZNXJ6UT_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1493);
/* harmony import */ var _chunk_MSJD25QB_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9190);
/* harmony import */ var _chunk_W4DGFC4P_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2999);
/* harmony import */ var _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1105);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function b(t,n){let i=await Promise.all(n.map(e=>h(t,e)));return n.filter((e,s)=>i[s]===!1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(b,"missingRights");async function h(t,n){let[i,e]=n.resource.split("/"),s=await t.request({method:"POST",path:"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",body:{apiVersion:"authorization.k8s.io/v1",kind:"SelfSubjectAccessReview",spec:{resourceAttributes:{verb:n.verb,group:n.group,resource:i,...e&&{subresource:e},...n.namespace&&{namespace:n.namespace}}}}});return s.status!==201&&s.status!==200?!0:s.body.status?.allowed===!0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(h,"isAllowed");async function x(t,n,i){let e=await (0,_chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_5__.e)(n.map(a=>w(t,a,i))),s={verb:"list",group:"",resource:"pods",namespace:i},o=await Promise.all(e.map(({object:a})=>y(t,a,["get","patch"])));await g(t,[...o.flat(),s]);let c=await (0,_chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_5__.e)(e.map(({object:a})=>t.find(a))),u=e.filter((a,d)=>c[d]===void 0);return await g(t,(await Promise.all(u.map(({object:a})=>y(t,a,["create"])))).flat()),e.map((a,d)=>({...a,live:c[d]}))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(x,"preflight");function $(t,n){if(!(t===void 0||!(0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_1__.a)(t)))return t.spec.template.spec.containers.find(i=>i.name===n)?.image}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)($,"liveImage");async function w(t,n,i){let{object:e,file:s,line:o}=n,c={file:s.path,line:o},u=await t.isNamespaced(e);if(u===void 0)throw (0,_chunk_FZNXJ6UT_js__WEBPACK_IMPORTED_MODULE_2__.c)(e,c);return (0,_chunk_PAECNOCV_js__WEBPACK_IMPORTED_MODULE_1__.a)(e)&&v(e,c),!u||e.metadata.namespace!==void 0?{manifest:n,object:e}:{manifest:n,object:{...e,metadata:{...e.metadata,namespace:i}}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(w,"place");function v(t,n){let i=t.spec.paused?"is paused":t.spec.replicas===0?"has replicas: 0":void 0;if(i!==void 0)throw new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_5__.a({code:"manifest-invalid",message:`Deployment ${t.metadata.name} ${i}, so nothing of it would start`,fix:i==="is paused"?"Remove spec.paused":"Set replicas to 1",where:n})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(v,"rejectIdle");async function y(t,n,i){let e=(await t.pathOf(n))?.split("/").at(-2)??"",s=n.apiVersion.includes("/")?n.apiVersion.split("/")[0]??"":"",{namespace:o}=n.metadata;return i.map(c=>({verb:c,group:s,resource:e,...o&&{namespace:o}}))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(y,"rightsOn");async function g(t,n){let i=[...new Map(n.map(s=>[JSON.stringify(s),s])).values()],e=await b(t,i);if(e.length>0)throw new _chunk_Z7TBKIZX_js__WEBPACK_IMPORTED_MODULE_5__.a(K(e))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(g,"demand");function K(t){return{code:"cluster-forbidden",message:`The cluster forbids this run (403) to ${t.map(({verb:i,group:e,resource:s,namespace:o})=>`${i} ${s}${e&&`.${e}`}${o?` in ${o}`:""}`).join(", ")}`,fix:"Grant these verbs to the deployer in a Role of the namespace (README, section Permissions)"}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_6__.a)(K,"forbidden");


/***/ })

};
