export const id = 914;
export const ids = [914];
export const modules = {

/***/ 733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ x),
/* harmony export */   b: () => (/* binding */ q),
/* harmony export */   c: () => (/* binding */ z),
/* harmony export */   d: () => (/* binding */ R),
/* harmony export */   e: () => (/* binding */ $),
/* harmony export */   f: () => (/* binding */ I),
/* harmony export */   g: () => (/* binding */ Y),
/* harmony export */   h: () => (/* binding */ te),
/* harmony export */   i: () => (/* binding */ re),
/* harmony export */   j: () => (/* binding */ E),
/* harmony export */   k: () => (/* binding */ k),
/* harmony export */   l: () => (/* binding */ D)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(835);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7499);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var O={"kubernetes.io/dockerconfigjson":"dockerconfigjson","kubernetes.io/dockercfg":"dockercfg"};function x(e){let{type:t="Opaque"}=e,n=Object.hasOwn(O,t)?O[t]:void 0;if(n===void 0)return{flaw:`is of type ${t}, from which no node takes a login`};let o=M(e,`.${n}`);if(o===void 0)return{flaw:`has no key .${n}`};let s=v(o,n);if(s===void 0)return{flaw:`has no JSON of registries in .${n}`};let i=Object.entries(s).map(([a,u])=>T(a,u)),d=i.indexOf(void 0);return d>=0?{flaw:`has an entry for ${Object.keys(s)[d]} that cannot be read`}:{format:n,auths:s,logins:i.filter(a=>a!==void 0)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(x,"loginsOf");function q({format:e,auths:t}){let n=e==="dockercfg"?t:{auths:t};return{[`.${e}`]:Buffer.from(JSON.stringify(n)).toString("base64")}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(q,"loginData");function z(e,t){return{auth:Buffer.from(`${e}:${t}`).toString("base64")}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(z,"authEntry");function R(e,t){let{host:n,repository:o}=(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_2__.a)(t);if(n===void 0&&$(e)==="index.docker.io")return!0;let s=n===void 0&&!o.includes("/")?"library/":"",i=S($(e)),d=S(`${n??"docker.io"}/${s}${o}`);return i.port!==d.port||i.labels.length!==d.labels.length||!d.path.startsWith(i.path)?!1:i.labels.every((a,u)=>F(a).test(d.labels[u]??""))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"isFor");function $(e){let[,t="",n=""]=/^(?:https?:\/\/)?([^/]*)(.*)$/.exec(e)??[],o=n.replace(/^\/v[12](?=\/)/,"");return o==="/"?t:t+o}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)($,"registryKey");function S(e){let[,t="",n="",o=""]=/^([^/:]*)(?::(\d*))?(.*)$/.exec(e)??[];return{labels:t.split("."),port:n,path:o}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"split");function F(e){let t=e.replace(/[.+^${}()|[\]\\]/g,"\\$&").replaceAll("*",".*").replaceAll("?",".");return new RegExp(`^${t}$`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(F,"globOf");function M(e,t){let{data:n,stringData:o}=e,s=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(o)?o[t]:void 0;if(typeof s=="string")return s;let i=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(n)?n[t]:void 0;return typeof i=="string"?Buffer.from(i,"base64").toString("utf8"):void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(M,"dataOf");function v(e,t){let n=_(e);if((0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(n))return t==="dockercfg"?n:n.auths===void 0?{}:(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(n.auths)?n.auths:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"authsIn");function T(e,t){if(!(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(t))return;let{auth:n,username:o="",password:s=""}=t;if(n===void 0||n==="")return typeof o=="string"&&typeof s=="string"?{registry:e,username:o,password:s}:void 0;if(typeof n!="string")return;let i=Buffer.from(n,"base64").toString("utf8"),d=i.indexOf(":");if(!(d<0))return{registry:e,username:i.slice(0,d),password:i.slice(d+1)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(T,"loginOf");function _(e){try{return JSON.parse(e)}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(_,"parsed");var I="openclaw-deploy-pull-secret",N="openclaw-deploy/pull-secret-ends";function Y(e,t){return{[N]:`${new Date(e).toISOString()} ${t}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(Y,"endNote");function P({registry:e,password:t},n,{format:o}){let s=K(t);if(s!==void 0)return s;let{annotations:i={},managedFields:d=[]}=n.metadata,[a="",u]=(i[N]??"").split(" "),c=d.some(({manager:f,operation:m,fieldsV1:l})=>f===I&&m==="Apply"&&l?.["f:data"]?.[`f:.${o}`]!==void 0),g=Date.parse(a);return c&&u===e&&Number.isFinite(g)?g:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(P,"loginEnd");function K(e){try{let t=JSON.parse(Buffer.from(e,"base64").toString("utf8")),n=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_3__.e)(t)?Number(t.expiration):Number.NaN;return n>1e9&&n<1e11?n*1e3:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(K,"tokenEnd");var te=24*36e5,J=36e5;function re({image:e,isEcr:t,secrets:n,nowMs:o}){let s=E(e),i=n.map(l=>B(l,e,o)),d=i.filter(l=>l.kind==="usable"),a=i.flatMap(l=>l.kind==="useless"?l.problem:[]);if(d.length===0){let l=i.some(w=>w.kind==="useless"&&w.hasEnded);if(a.length>0)return t||l?{problems:a,warnings:[]}:{problems:[],warnings:a};let[b]=n;if(b===void 0||!t)return{problems:[],warnings:[]};let L=`No login for ${s} is in ${D(n)}, so the node cannot pull the image by it`;return{problems:[],warnings:[k(L,"Add the registry to it, if the nodes have no login of their own",b.where)]}}let u=d.reduce((l,b)=>j(b)>j(l)?b:l),{name:c,endsAtMs:g,where:f}=u;if(g===void 0)return{problems:[],warnings:a,lasting:{name:c}};let m=g-o<J?[k(`The login for ${s} in Secret ${c} ends on ${(0,_chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_1__.d)(g)}, and then the gateway cannot be moved to a node that does not have its image`,`${A}, if nothing renews it before`,f)]:[];return{problems:[],warnings:[...a,...m],lasting:{name:c,endsAtMs:g}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(re,"judgePull");var A="Set `pull-secret: refresh`, or give the nodes a login of their own (docs/pull-credentials.md)";function B({name:e,secret:t,where:n,madeFrom:o},s,i){if(t===void 0&&o!==void 0)return{kind:"usable",name:e,endsAtMs:void 0,where:n};let d=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)((f,m,l=!1)=>({kind:"useless",problem:k(f,m,n),hasEnded:l}),"useless");if(t===void 0){let f=`The pod names the pull secret ${e}, which neither the manifests nor the cluster have`;return d(f,"Make it, let `pull-secret: refresh` make it, or remove it from imagePullSecrets if the nodes have a login of their own")}let a=x(t);if("flaw"in a)return d(`The pull secret ${e} ${a.flaw}`,"Make it anew by kubectl create secret docker-registry, or delete it and set `pull-secret: refresh`");let u=a.logins.filter(({registry:f})=>R(f,s)).map(f=>P(f,t,a));if(u.length===0)return{kind:"foreign"};let c=u.includes(void 0)?void 0:Math.max(...u);if(c===void 0||c>i)return{kind:"usable",name:e,endsAtMs:c,where:n};let g=`The login for ${E(s)} in Secret ${e} ended on ${(0,_chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_1__.d)(c)}, so no node can pull the image by it`;return d(g,`${A}; a login of Amazon ECR lives 12 hours`,!0)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(B,"judgeOne");function j({endsAtMs:e}){return e??Number.POSITIVE_INFINITY}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(j,"endOf");function E(e){return (0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_2__.a)(e).host??"docker.io"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(E,"hostOf");function k(e,t,n){return{code:"pull-secret",message:e,fix:t,where:n}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"problem");function D(e){return`${e.length>1?"Secrets":"Secret"} ${e.map(({name:t})=>t).join(", ")}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(D,"list");


/***/ }),

/***/ 914:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SOON_MS: () => (/* reexport safe */ _chunk_R65ADPUL_js__WEBPACK_IMPORTED_MODULE_1__.h),
/* harmony export */   judgePull: () => (/* reexport safe */ _chunk_R65ADPUL_js__WEBPACK_IMPORTED_MODULE_1__.i)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_R65ADPUL_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(733);
/* harmony import */ var _chunk_3YNZNERV_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(835);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8872);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5723);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7499);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
