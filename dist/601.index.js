export const id = 601;
export const ids = [601];
export const modules = {

/***/ 5482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ J),
/* harmony export */   b: () => (/* binding */ S)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9869);
/* harmony import */ var _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1226);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6646);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6760);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var d=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.f)((0,_chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_1__.a)(),1);var O=/\.(ya?ml|json)$/i,F=/^kustomization(\.ya?ml)?$/i;async function M(t,e,n){let r=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)((i,m)=>(n.push({code:"manifest-invalid",message:i,fix:m,where:{file:t}}),[]),"wrong"),a=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(()=>r(`\`manifests\` names ${t}, which is outside the workspace`,"Name files inside the checkout"),"outside");if(b(t,e))return a();let f=await y((0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(e,t),"isDirectory"),s=[];for await(let i of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_4__.glob)(f?(0,node_path__WEBPACK_IMPORTED_MODULE_5__.join)(t,"*"):t,{cwd:e}))await y((0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(e,i),"isFile")&&s.push(w(i,e));if(s.some(i=>b(i,e)))return a();if(s.some(i=>F.test((0,node_path__WEBPACK_IMPORTED_MODULE_5__.basename)(i))))return r(`${t} is a kustomization, which this version does not build`,"List its plain manifests in `manifests`, or build it in a step before");let c=s.length===1&&s[0]===w(t,e)?s:s.filter(i=>O.test(i));return c.length>0?c.sort():r(f?`The folder ${t} holds no YAML file`:`\`manifests\` names ${t}, and there is no such file`,"Check the path, which is relative to the workspace, and that actions/checkout ran before this step")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(M,"findFiles");function b(t,e){let n=(0,node_path__WEBPACK_IMPORTED_MODULE_5__.relative)(e,(0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(e,t));return n===".."||n.startsWith("../")||(0,node_path__WEBPACK_IMPORTED_MODULE_5__.isAbsolute)(n)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(b,"isOutside");async function y(t,e){return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_4__.stat)(t).then(n=>n[e](),()=>!1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(y,"isKind");function w(t,e){return (0,node_path__WEBPACK_IMPORTED_MODULE_5__.relative)(e,(0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(e,t)).replaceAll("\\","/")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(w,"normalize");async function J(t,e){let n=[],r=new Set;for(let l of t){let c=await M(l,e,n);for(let i of c)r.add(i)}let a=[];for(let l of r){let c=(0,node_path__WEBPACK_IMPORTED_MODULE_5__.resolve)(e,l);try{let i=z(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_4__.readFile)(c));a.push(...S({path:l,absolute:c,text:i},n))}catch(i){n.push({code:"manifest-invalid",message:`${l} cannot be read: ${(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_2__.c)(i)}`,fix:"Check that the file is there, readable and UTF-8",where:{file:l}})}}for(let l of N(a))n.push(l);let[f,...s]=n;if(f)throw new _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_2__.a(f,...s);return a}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(J,"readManifests");function S(t,e){let n=new d.LineCounter,r=(0,d.parseAllDocuments)(t.text,{lineCounter:n,version:"1.1",customTags:E,uniqueKeys:!0}),a=[];for(let f of Array.isArray(r)?r:[]){for(let p of f.errors)e.push({code:"manifest-invalid",message:`${t.path} is not valid YAML: ${p.message.split(`
`)[0]?.replace(/ at line \d+, column \d+:?$/,"")}`,fix:"Correct the syntax on that line",where:{file:t.path,line:n.linePos(p.pos[0]).line}});let{contents:s}=f,l=s===null||(0,d.isScalar)(s)&&s.value===null;if(f.errors.length>0||l)continue;let c=n.linePos(s.range[0]).line,{object:i,flaw:m}=C(f);m?e.push({code:"manifest-invalid",...m,where:{file:t.path,line:c}}):a.push({object:i,file:t,line:c,document:f,lines:n})}return a}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(S,"parseManifests");function C(t){try{let e=(0,d.isMap)(t.contents)?t.toJS({maxAliasCount:100}):void 0;return{object:e,flaw:K(e)}}catch(e){return{flaw:{message:`This document cannot be read: ${(0,_chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_2__.c)(e)}`,fix:"Correct its YAML aliases"}}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(C,"readValue");function K(t){if(typeof t!="object"||t===null||Array.isArray(t))return{message:"This document is not a Kubernetes object",fix:"Give an object with apiVersion, kind and metadata, or remove the file from `manifests`"};let e=t,n=e.metadata,r=["apiVersion","kind"].filter(a=>typeof e[a]!="string"||e[a]==="");if(r.length>0)return{message:`This object has no ${r.join(" and no ")}`,fix:`Add ${r.join(" and ")}, or remove the file from \`manifests\``};if(String(e.kind).endsWith("List")&&Array.isArray(e.items))return{message:`This is a ${e.kind}, which cannot be pinned or applied as one object`,fix:"Write its items as separate documents, divided by ---"};if(e.apiVersion==="kustomize.config.k8s.io/v1beta1")return{message:"This is a kustomization, which this version does not build",fix:"List the plain manifests in `manifests`, or build them in a step before"};if(typeof n?.name!="string"||n.name==="")return{message:`This ${e.kind} has no metadata.name`,fix:"Add metadata.name (generateName cannot be applied again and again)"};if(typeof e.sops=="object"&&e.sops!==null)return{message:`${e.kind} ${n.name} is still encrypted by SOPS`,fix:"Decrypt it in a step before, or leave it out of `manifests` and keep the one in the cluster"}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(K,"flawOf");function N(t){let e=new Map;return t.flatMap(n=>{let{apiVersion:r,kind:a,metadata:f}=n.object,s=[r.replace(/\/.*/,""),a,f.namespace,f.name].join("\0"),l=e.get(s);return e.set(s,n),l?[{code:"manifest-invalid",message:`${a} ${f.name} is there twice: also at ${l.file.path}:${l.line}`,fix:"Remove one of the two",where:{file:n.file.path,line:n.line}}]:[]})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(N,"duplicates");function z(t){return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(t)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(z,"decode");var V={tag:"tag:yaml.org,2002:int",default:!0,test:/^[-+]?0o[0-7]+$/,resolve:(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(t=>Number.parseInt(t.replace("0o",""),8),"resolve")},E=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(t=>[V,...t.filter(e=>typeof e=="string"||e.format!=="TIME"&&!e.tag.endsWith(":timestamp"))],"asKubectlReads");


/***/ }),

/***/ 8601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseManifests: () => (/* reexport safe */ _chunk_PBLDLMO2_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   readManifests: () => (/* reexport safe */ _chunk_PBLDLMO2_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_PBLDLMO2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5482);
/* harmony import */ var _chunk_5KQU3H4K_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9869);
/* harmony import */ var _chunk_AQQ5P2VP_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1226);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
