export const id = 5971;
export const ids = [5971];
export const modules = {

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ v),
/* harmony export */   b: () => (/* binding */ O)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3150);
/* harmony import */ var _chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2377);
/* harmony import */ var _chunk_5NSJH7DT_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1109);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function v({places:t},r){let a=new Map,e=[],n=[],l=t.filter(({manifest:i})=>!i.rendered);for(let[i,m]of Map.groupBy(l,({manifest:o})=>o.file)){let o=O(i.text,m,r);o!==i.text&&e.push({file:i,text:o});let c=o===i.text?[]:(0,_chunk_5NSJH7DT_js__WEBPACK_IMPORTED_MODULE_3__.b)({...i,text:o},[]);for(let{manifest:p}of m){let d=c.find(({index:M,root:j})=>M===p.index&&j.join()===p.root.join());a.set(p,d??p)}}for(let[i,m]of Map.groupBy(t,({manifest:o})=>o.rendered)){if(i===void 0)continue;let o=z(i,m,r,n);o!==i.file.text&&e.push({file:i.file,text:o});for(let{manifest:c,path:p}of m){let{object:d}=a.get(c)??c;a.set(c,{...c,object:x(d,p,r)})}}let[f,...s]=n;if(f)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_4__.a(f,...s);return{manifests:a,files:e}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(v,"pin");function O(t,r,a){return r.filter(e=>e.image!==a).map(({node:e})=>({type:e?.type,range:e.range})).sort((e,n)=>n.range[0]-e.range[0]).reduce((e,{type:n,range:[l,f]})=>{let s=n==="QUOTE_DOUBLE"?'"':n==="QUOTE_SINGLE"?"'":"";return e.slice(0,l)+s+a+s+e.slice(f)},t)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(O,"replaceImages");function z({file:t,renderer:r},a,e,n){let l=a.filter(s=>s.image!==e),{text:f}=t;for(let{live:s,base:i}of (0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_2__.f)(t,l.map(_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_1__.b))){let m=(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_2__.c)({...t,text:f},s,e,i),o={file:t.path,line:(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_2__.d)(t)};m===void 0?n.push({code:"manifest-invalid",message:`The \`images\` of this kustomization are written in a way that ${(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_2__.a)(s)} cannot be pinned in`,fix:"Write them as plain values, without an anchor, alias or block",where:o}):m===f?n.push({code:"manifest-invalid",message:`This kustomization pins the image in its \`images\`, and yet \`${r.command}\` makes ${s}`,fix:"Look for what sets it after `images`, such as `replacements` or `transformers`, and take the image out of there",where:o}):f=m}return f}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(z,"pinKustomization");function x(t,[r,...a],e){if(r===void 0)return e;let n=Array.isArray(t)?[...t]:{...t};return n[r]=x(n[r],a,e),n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(x,"withValue");


/***/ }),

/***/ 5971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   basesOf: () => (/* binding */ Y),
/* harmony export */   changeOfBase: () => (/* binding */ Z),
/* harmony export */   differenceIn: () => (/* binding */ X),
/* harmony export */   pinTargets: () => (/* binding */ U),
/* harmony export */   repin: () => (/* binding */ V)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7UKD6Q5H_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(809);
/* harmony import */ var _chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3150);
/* harmony import */ var _chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2377);
/* harmony import */ var _chunk_5NSJH7DT_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1109);
/* harmony import */ var _chunk_3U5KVVDN_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4792);
/* harmony import */ var _chunk_K44MTNZU_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3257);
/* harmony import */ var _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5741);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1621);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7499);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2414);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(819);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(7975);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function U({places:n}){return[...Map.groupBy(n,({manifest:e})=>e.rendered?.file??e.file)].map(([e,t])=>({file:e,places:t}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(U,"pinTargets");function V(n,o,e,t){return(n.places.some(({manifest:r})=>r.rendered)?z:q)(n,o,e,t)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(V,"repin");function X({file:n,places:o},e){for(let t of o){let{image:i,manifest:r}=t;if(!r.rendered){let s=B(t,{...n,text:e});if(typeof s=="string")return s;if(s.image!==i)return h(s);continue}let a=(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.a)(t);if(!(0,node_util__WEBPACK_IMPORTED_MODULE_14__.isDeepStrictEqual)((0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)({...n,text:e},i,a),(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(n,i,a)))return E(i)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(X,"differenceIn");function Y({file:n,places:o}){let e=o.filter(i=>{let{manifest:r,image:a}=i;return!r.rendered||r.file.path===n.path?!1:(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(n,a,(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.a)(i))===void 0});return[...Map.groupBy(e,({manifest:i})=>i.file)].map(([i,r])=>({file:i,places:r}))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(Y,"basesOf");function Z({file:n,places:o},e,t,i){for(let r of o){let a=(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.c)({...n,text:t},r);if(!(a===void 0||i.includes(a))&&a!==(0,_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.c)({...n,text:e},r))return h({...r,image:a})}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(Z,"changeOfBase");function q({file:n,places:o},e,t,i){let r=[];for(let a of o){let s=B(a,{...n,text:e});if(typeof s=="string")return{changed:s};if(![a.image,t,i].includes(s.image))return{changed:h(s)};r.push(s)}return{text:(0,_chunk_7UKD6Q5H_js__WEBPACK_IMPORTED_MODULE_1__.b)(e,r,t)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(q,"repinManifest");function z({file:n,places:o},e,t,i){let r=e,a=o.filter(s=>s.image!==t);for(let{live:s,base:u}of (0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.f)(n,a.map(_chunk_3N2C2JG3_js__WEBPACK_IMPORTED_MODULE_2__.b))){let f={...n,text:r},c=(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(n,s,u),p=c?.name??u,x=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(W=>c===void 0||(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(f,W,p)?.name===c.name,"isOwn");if(x(t)&&(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.c)(f,t,t,p)===r)continue;let T=(0,node_util__WEBPACK_IMPORTED_MODULE_14__.isDeepStrictEqual)((0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(f,s,p),c)?s:i&&x(i)&&D(f,i,p)?i:void 0;if(T===void 0)return{changed:E(s)};let w=(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.c)(f,T,t,p);if(w===void 0)return{changed:"its `images` are written in a way that cannot be edited"};r=w}return{text:r}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(z,"repinKustomization");function D(n,o,e){let{digest:t}=(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.b)(o);return t!==""&&(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.e)(n,o,e)?.digest===t}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(D,"isPinnedTo");function B({manifest:n,container:o,path:e},t){let i=[],r=(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.c)(n.object),a=(0,_chunk_5NSJH7DT_js__WEBPACK_IMPORTED_MODULE_4__.b)(t,i).find(({object:c})=>(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.c)(c)===r);if(a===void 0)return i[0]?.message??`there is no ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.a)(n.object)} in it`;let s=e.at(-3),u=(0,_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.a)(a).find(c=>c.container===o&&c.path.at(-3)===s);if(u===void 0)return`${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.a)(n.object)} has no container ${o}`;let f=(0,_chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_7__.c)(u);return"code"in f?f.message:f}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(B,"placeAgain");function h({manifest:n,container:o,image:e}){return`container ${o} of ${(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_11__.a)(n.object)} has the image ${e}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(h,"hasNow");function E(n){return`its \`images\` say something else about ${(0,_chunk_H4MOTHB7_js__WEBPACK_IMPORTED_MODULE_3__.a)(n)}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(E,"otherEntry");


/***/ })

};
