export const id = 3770;
export const ids = [3770];
export const modules = {

/***/ 2478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ q)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6303);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var o=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.d)((w,u)=>{"use strict";var c=(0,_chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_1__.a)(),f=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)((r,s,e=!1)=>{if(r instanceof c)return r;try{return new c(r,s)}catch(a){if(!e)return null;throw a}},"parse");u.exports=f});var q=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.d)((d,i)=>{"use strict";var p=o(),h=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)((r,s)=>{let e=p(r,s);return e?e.version:null},"valid");i.exports=h});


/***/ }),

/***/ 7037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var d=2e4,u=[500,2e3];async function p(e,a,o="GET"){for(let s=0;;s++){let n=u[s];try{let t=await fetch(e,{method:o,headers:a,signal:AbortSignal.timeout(d)});if(n===void 0||t.status!==429&&t.status<500)return{status:t.status,headers:t.headers,body:c(await t.text())};await t.body?.cancel()}catch(t){if(n===void 0)throw t}await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(n*(.75+Math.random()/2))}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(p,"getJson");function c(e){try{return JSON.parse(e)}catch{return}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"parse");


/***/ }),

/***/ 216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ m)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4169);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var f=6;function m(o){for(let t of[o,...o.split(/\r?\n/),Buffer.from(o).toString("base64"),encodeURIComponent(o)])t.trim().length>=f&&(0,_chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_1__.b)(t.trim())}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"mask");


/***/ }),

/***/ 3770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readNpmRegistry: () => (/* binding */ $e),
/* harmony export */   resolveRelease: () => (/* binding */ we),
/* harmony export */   schemaVersionsOf: () => (/* binding */ Re)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_MZOBFABV_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7037);
/* harmony import */ var _chunk_HYIUZASY_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2478);
/* harmony import */ var _chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6303);
/* harmony import */ var _chunk_WRGQDB5L_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(216);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4169);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9756);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6646);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6760);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1692);
/* harmony import */ var node_querystring__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1792);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var k=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.d)((se,b)=>{"use strict";var L=(0,_chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_3__.a)(),q=(0,_chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_3__.c)(),D=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)((t,n,e)=>{let r=null,i=null,o=null;try{o=new q(n,e)}catch{return null}return t.forEach(a=>{o.test(a)&&(!r||i.compare(a)===-1)&&(r=a,i=new L(r,e))}),r},"maxSatisfying");b.exports=D});var N=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.f)((0,_chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_3__.d)(),1),$=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.f)((0,_chunk_HYIUZASY_js__WEBPACK_IMPORTED_MODULE_2__.a)(),1),y=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.f)(k(),1),V=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.f)((0,_chunk_5H33GCSQ_js__WEBPACK_IMPORTED_MODULE_3__.e)(),1);var H="https://registry.npmjs.org/";function x(t,n){let e=new Map;for(let c of[...t].reverse())for(let[u,l]of Y(c,n))e.set(u,l);for(let[c,u]of Object.entries(n)){let[,l]=/^npm_config_(.+)$/i.exec(c)??[];l&&u&&e.set(l.startsWith("//")?l:l.toLowerCase().replaceAll("_","-"),u)}let{url:r,userinfo:i}=W(e.get("registry")||H),o=K(r,e)??J(r,i),a=e.get("cafile");return{url:r,...o&&{authorization:o.authorization},...a&&{caFile:a},npmrc:[f("registry",r),...o?.lines??[],""].join(`
`)}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(x,"npmRegistry");function W(t){let[,n="",e,r=t]=/^(https?:\/\/)(?:([^/?#]*)@)?(.*)$/i.exec(t)??[];return{url:`${n}${r.replace(/\/+$/,"")}/`,userinfo:e}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(W,"splitUrl");function J(t,n){if(!n)return;let e=n.includes(":")?n:`${n}:`,r=Buffer.from((0,node_querystring__WEBPACK_IMPORTED_MODULE_12__.unescape)(e)).toString("base64");return{authorization:`Basic ${r}`,lines:[f(`${E(t)}:_auth`,r)]}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(J,"loginInUrl");function K(t,n){let e=E(t);for(;e.length>2;){let r=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(u=>n.get(`${e}:${u}`),"get"),i=r("_authToken");if(i)return{authorization:`Bearer ${i}`,lines:[f(`${e}:_authToken`,i)]};let o=r("_auth");if(o)return{authorization:`Basic ${o}`,lines:[f(`${e}:_auth`,o)]};let[a,c]=[r("username"),r("_password")];if(a&&c){let u=`${a}:${Buffer.from(c,"base64").toString("utf8")}`;return{authorization:`Basic ${Buffer.from(u).toString("base64")}`,lines:[f(`${e}:username`,a),f(`${e}:_password`,c)]}}e=e.endsWith("/")?e.slice(0,-1):e.slice(0,e.lastIndexOf("/")+1)}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(K,"loginInSettings");function E(t){return t.replace(/^https?:/i,"")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(E,"scopeOf");function f(t,n){return`${t}=${n.replace(/[\\;#]/g,"\\$&")}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(f,"setting");function*Y(t,n){for(let e of t.split(/\r?\n/)){let[,r,i]=/^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(e)??[];if(r===void 0||i===void 0)continue;let o=Q(i);yield[r,o.replace(/\$\{([^}]+)\}/g,(a,c)=>n[c.replace(/\?$/,"")]??(c.endsWith("?")?"":a))]}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(Y,"parseNpmrc");function Q(t){let[,,n]=/^(["'])(.*)\1$/.exec(t)??[];if(n!==void 0)return n;let[e=""]=/^(\\.|[^\\;#])*/.exec(t)??[];return e.replace(/\\([\\;#])/g,"$1").trim()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(Q,"unquoted");var g="openclaw",Z="application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8",ee=1e4;async function $e(t,n){let e=n.NPM_CONFIG_USERCONFIG||n.npm_config_userconfig||(0,node_path__WEBPACK_IMPORTED_MODULE_10__.join)(n.HOME||(0,node_os__WEBPACK_IMPORTED_MODULE_9__.homedir)(),".npmrc"),r=await Promise.all([(0,node_path__WEBPACK_IMPORTED_MODULE_10__.join)(t,".npmrc"),e].map(o=>(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_8__.readFile)(o,"utf8").catch(()=>""))),i=x(r,n);return i.authorization&&re(i.authorization),i.caFile&&ie(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_8__.readFile)(i.caFile,"utf8").catch(()=>"")),i}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)($e,"readNpmRegistry");async function we(t,n){let e=(0,$.default)(t);if(e===null&&(0,V.default)(t)!==null)return ne(t,n);let{status:r,body:i}=await j(n,`${g}/${encodeURIComponent(e??t)}`);if(r===404||r===405)throw _(t,await I(n).catch(()=>{}));return O(i,n)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(we,"resolveRelease");async function Re(t,n){let e=(0,$.default)(t);if(e!==null)try{let r=await fetch(`${n.url}${g}/${encodeURIComponent(e)}`,{headers:{accept:"application/json",...n.authorization&&{authorization:n.authorization}},signal:AbortSignal.timeout(ee)});return r.ok?P(await r.json()):void 0}catch{return}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(Re,"schemaVersionsOf");async function ne(t,n){let e=await I(n),r=e&&te(e,t),i=r&&e.versions?.[r];if(!i)throw _(t,e);return O(i,n)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(ne,"resolveRange");function te({"dist-tags":t,versions:n={}},e){let r=Object.keys(n),i=r.filter(a=>!n[a]?.deprecated),o=t?.latest;return o!==void 0&&i.includes(o)&&(0,N.default)(o,e)?o:(0,y.default)(i,e)??(0,y.default)(r,e)??void 0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(te,"pickVersion");async function I(t){let{status:n,body:e}=await j(t,g);return n===200?e:void 0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(I,"getPackument");function O(t,n){let{version:e,dist:r,engines:i}=t;if(!r?.integrity||!i?.node)throw new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_6__.a({code:"release-not-found",message:`The registry ${z(n)} gives no ${r?.integrity?"engines.node":"integrity"} for ${g} ${e}`,fix:"Use a registry that serves the package\u2019s full metadata"});let o=P(t);return{version:e,integrity:r.integrity,nodeRange:i.node,...o&&{schemaVersions:o}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(O,"releaseOf");function P(t){let n=t?.openclaw?.schemaVersions;if(typeof n!="object"||n===null)return;let e=Object.entries(n).filter(r=>Number.isInteger(r[1]));return e.length>0?Object.fromEntries(e):void 0}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(P,"schemasIn");function _(t,n){let e=Object.entries(n?.["dist-tags"]??{}).map(([r,i])=>`${r} is ${i}`);return new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_6__.a({code:"release-not-found",message:`npm has no release of ${g} for "${t}"${e.length>0?`; ${e.join(", ")}`:""}`,fix:"Set `openclaw-version` to `latest` or to a version that npm lists (npm view openclaw versions)"})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(_,"notFound");async function j(t,n){if(!/^https?:$/.test(URL.parse(t.url)?.protocol??""))throw d("that npmrc sets is no http or https URL","Correct `registry` in the npmrc that this step sees");let e=z(t),r=await (0,_chunk_MZOBFABV_js__WEBPACK_IMPORTED_MODULE_1__.a)(t.url+n,{accept:Z,...t.authorization&&{authorization:t.authorization}}).catch(a=>{throw d(`${e} did not answer: ${(0,_chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_6__.c)(a)}`,"Check the registry in npmrc and the runner\u2019s network, then run again")}),{status:i,body:o}=r;if(i===401||i===403)throw d(`${e} refuses access: HTTP ${i}`,"Check the login of that registry in the npmrc that this step sees");if(i===200&&(typeof o!="object"||o===null))throw d(`${e} answered with something else than JSON`,"Check the registry in npmrc, and whether a proxy or a sign-in page stands before it");if(i!==200&&i!==404&&i!==405)throw d(`${e} answered HTTP ${i}`,"Run again when the registry is well");return r}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(j,"get");function d(t,n){return new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_6__.a({code:"npm-unreachable",message:`The npm registry ${t}`,fix:n})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(d,"unreachable");function z(t){return new URL(t.url).host}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(z,"hostOf");function re(t){let[n,e=""]=t.split(" ");if((0,_chunk_WRGQDB5L_js__WEBPACK_IMPORTED_MODULE_4__.a)(e),n!=="Basic")return;let r=Buffer.from(e,"base64").toString("utf8");(0,_chunk_WRGQDB5L_js__WEBPACK_IMPORTED_MODULE_4__.a)(r.slice(r.indexOf(":")+1))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(re,"maskLogin");function ie(t){let n=t.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);n&&node_tls__WEBPACK_IMPORTED_MODULE_11__.setDefaultCACertificates([...node_tls__WEBPACK_IMPORTED_MODULE_11__.getCACertificates("default"),...n])}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_7__.a)(ie,"trust");


/***/ })

};
