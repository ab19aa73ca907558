export const id = 7613;
export const ids = [7613];
export const modules = {

/***/ 601:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   b: () => (/* binding */ k),
/* harmony export */   c: () => (/* binding */ x),
/* harmony export */   d: () => (/* binding */ b),
/* harmony export */   e: () => (/* binding */ R),
/* harmony export */   f: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var l="openclaw-deploy/config";function k(t){let n=new Map,e=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)((s,o)=>{typeof o=="string"&&o!==""&&n.set(`${s}/${o}`,{kind:s,name:o})},"add"),i=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(s=>{if(!(typeof s!="object"||s===null))for(let[o,u]of Object.entries(s)){let{name:p,secretName:m}=u??{};["configMap","configMapRef","configMapKeyRef"].includes(o)&&e("ConfigMap",p),["secretRef","secretKeyRef"].includes(o)&&e("Secret",p),o==="secret"&&e("Secret",m??p),i(u)}},"visit"),{containers:r,initContainers:c,volumes:f}=t.spec.template.spec;return i([r,c,f]),[...n.values()].sort((s,o)=>s.kind+s.name<o.kind+o.name?-1:1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(k,"configReferences");function x({spec:t}){let{imagePullSecrets:n=[]}=t.template.spec;return n.map(({name:e})=>({kind:"Secret",name:e}))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(x,"pullSecretReferences");function b(t){return t.flatMap(n=>{let{data:e={}}=n,i=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(r=>n.kind==="Secret"?Buffer.from(r,"base64").toString("utf8"):r,"text");return Object.entries(e).filter(([r])=>/\.json5?$/.test(r)).map(([r,c])=>({name:`${n.kind} ${n.metadata.name}, ${r}`,text:i(c)}))})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(b,"configTexts");function R(t){let n=t.map(e=>{if(e===void 0)return null;let{kind:i,metadata:r}=e;if(i==="Secret")return[i,r.name,r.uid,r.resourceVersion];let{data:c={},binaryData:f={}}=e;return[i,r.name,d(c),d(f)]});return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(JSON.stringify(n)).digest("hex").slice(0,16)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(R,"configMark");function C(t,n){let{template:e}=t.spec,i={...e.metadata?.annotations,[l]:n};return{...t,spec:{...t.spec,template:{...e,metadata:{...e.metadata,annotations:i}}}}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(C,"withConfigMark");function d(t){return Object.entries(t).sort(([n],[e])=>n<e?-1:1)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"sortedEntries");


/***/ }),

/***/ 7613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deploymentFingerprint: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_2T42NDJE_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(601);
/* harmony import */ var _chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4016);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6646);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function b(i,o){let a=i.toSorted((d,c)=>(0,_chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_2__.b)(d)<(0,_chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_2__.b)(c)?-1:1);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.createHash)("sha256").update(JSON.stringify([a.map(_chunk_QAIQHTJ4_js__WEBPACK_IMPORTED_MODULE_2__.c),(0,_chunk_2T42NDJE_js__WEBPACK_IMPORTED_MODULE_1__.e)(o)])).digest("hex")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(b,"deploymentFingerprint");


/***/ })

};
