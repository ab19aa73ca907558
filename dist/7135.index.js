export const id = 7135;
export const ids = [7135];
export const modules = {

/***/ 7746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ L),
/* harmony export */   b: () => (/* binding */ N),
/* harmony export */   c: () => (/* binding */ E),
/* harmony export */   d: () => (/* binding */ R)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3257);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function x(e){let[,t="",a=""]=/^(?:\(\?([ims]+)\))?(.*)$/s.exec(e)??[],o=a.replace(/\\([^\p{L}\p{N}])/gu,(s,n)=>`\\u{${n.codePointAt(0)?.toString(16)}}`);if(!/\(\?(?:[=!]|<[=!])/.test(a))try{return new RegExp(o,`u${[...new Set(t)].join("")}`)}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(x,"goRegExp");var S="_unencrypted",b={kms:"AWS KMS",gcp_kms:"GCP KMS",azure_kv:"Azure Key Vault",hc_vault:"HashiCorp Vault",pgp:"PGP"},k=["unencrypted_suffix","encrypted_suffix","unencrypted_regex","encrypted_regex","unencrypted_comment_regex","encrypted_comment_regex"];function w(e){let t=f(e);if(!t)return{malformed:"it is not a map"};let{mac:a,lastmodified:o}=t;if(!c(a))return{malformed:"it has no `mac`"};if(!c(o))return{malformed:"it has no `lastmodified`"};let s=g(t.key_groups).map(f);if(s.length>1)return{unsupported:`splits its data key between ${s.length} key groups`};let n=_(t),{age:i,others:d}=n.age.length+n.others.length>0?n:_(s[0]??{});if(i.length+d.length===0)return{malformed:"it names no recipient"};let p=P(t);if(typeof p!="function")return p;let m=t.mac_only_encrypted===!0;return m&&k.slice(4).some(M=>c(t[M]))?{unsupported:"has `mac_only_encrypted` together with a rule about comments"}:{age:i,others:d,lastModified:o,mac:a,macOnlyEncrypted:m,encrypts:p}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(w,"readMetadata");function _(e){let t=g(e.age).flatMap(o=>{let{recipient:s,enc:n}=f(o)??{};return c(s)&&c(n)?[{recipient:s,enc:n}]:[]}),a=Object.entries(b).flatMap(([o,s])=>g(e[o]).length>0?[s]:[]);return{age:t,others:a}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(_,"recipientsOf");function P(e){let[t,a]=k.filter(n=>c(e[n]));if(a)return{malformed:`it has both \`${t}\` and \`${a}\``};let o=t?String(e[t]):S,s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)((n,i)=>d=>d.some(n)?i:!i,"anywhere");switch(t){case"encrypted_suffix":return s(n=>n.endsWith(o),!0);case"encrypted_regex":case"unencrypted_regex":{let n=x(o);return n?s(i=>n.test(i),t==="encrypted_regex"):{unsupported:`has an \`${t}\` that this action cannot read`}}case"encrypted_comment_regex":case"unencrypted_comment_regex":return()=>{};default:return s(n=>n.endsWith(o),!1)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(P,"ruleOf");function c(e){return typeof e=="string"&&e!==""}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(c,"isText");function f(e){return (0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.e)(e)?e:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(f,"asMap");function g(e){return Array.isArray(e)?e:[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(g,"asList");function L({document:e}){try{return w(e.toJS({maxAliasCount:100})[_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__.d])}catch{return{malformed:"its aliases cannot be read"}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(L,"metadataOf");function N(e,t){return{code:"manifest-invalid",message:`${R(e)} carries a \`sops\` key that is no SOPS metadata: ${t}`,fix:"Encrypt the file again by sops, or remove the key",where:E(e)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(N,"malformed");function E(e){return (0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__.g)(e,e.document.get(_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__.d,!0))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(E,"placeOfMetadata");function R({document:e}){let t=e.getIn(["kind"]),a=e.getIn(["metadata","name"]);return typeof t=="string"&&typeof a=="string"&&!(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__.b)(t)&&!(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_1__.b)(a)?`${t} ${a}`:"This object"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(R,"labelOf");


/***/ }),

/***/ 7135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepSealed: () => (/* binding */ S)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_IXO36ZST_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7746);
/* harmony import */ var _chunk_3U5KVVDN_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4792);
/* harmony import */ var _chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3257);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1621);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var y=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.f)((0,_chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_4__.a)(),1);function S(n,r){return n.flatMap(e=>{if((0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__.f)(e.document))return[];let a=(0,_chunk_IXO36ZST_js__WEBPACK_IMPORTED_MODULE_1__.a)(e);return"malformed"in a?(r.push((0,_chunk_IXO36ZST_js__WEBPACK_IMPORTED_MODULE_1__.b)(e,a.malformed)),[]):(0,_chunk_3U5KVVDN_js__WEBPACK_IMPORTED_MODULE_2__.a)(e.document).flatMap(t=>{let o=t.path.length===0?(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__.g)(e):(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__.g)(e,t.node),i=j(t);return i?[{object:i,where:o}]:(r.push({code:"secret-encrypted",message:"This object is encrypted by SOPS together with its kind and name, so it cannot be kept by name",fix:'Encrypt only its values (`sops encrypt --encrypted-regex "^(data|stringData)$"`), or set `secrets: apply`',where:o}),[])})})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.a)(S,"keepSealed");function j({node:n,inherited:r}){if(!(0,y.isMap)(n))return;let e=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.a)((...b)=>{let m=n.getIn(b);return typeof m=="string"&&m!==""&&!(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__.b)(m)?m:void 0},"text"),[a,t,o]=[e("apiVersion")??r.apiVersion,e("kind")??r.kind,e("metadata","name")];if(!a||!t||!o||(0,_chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_3__.b)(n.getIn(["metadata","namespace"])))return;let i=e("metadata","namespace");return{apiVersion:a,kind:t,metadata:{name:o,...i&&{namespace:i}}}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.a)(j,"nameOf");


/***/ })

};
