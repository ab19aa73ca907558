export const id = 6454;
export const ids = [6454];
export const modules = {

/***/ 8309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1621);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.f)((0,_chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_1__.a)(),1);function c(e,r){let n=e;for(let o of r){if(typeof n!="object"||n===null||!Object.hasOwn(n,o))return;n=n[o]}return n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(c,"valueAt");function m(e,r){return f(e,r).map(({node:n})=>n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"nodesAlong");function b({file:e,line:r,lines:n,node:o},u){let t=f(o,u).findLast(a=>a.start!==void 0)?.start;return{file:e.path,line:t===void 0?r:n.linePos(t).line}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"placeAt");function f(e,r){let n=[{node:e,start:d(e)}];for(let o of r){let u=n.at(-1)?.node;if(!(0,s.isCollection)(u))break;if((0,s.isMap)(u)){let t=u.items.find(({key:a})=>String(a?.value??a)===String(o));if(t===void 0)break;n.push({node:t.value,start:d(t.key)})}else{let t=u.items[Number(o)];if(t===void 0)break;n.push({node:t,start:d(t)})}}return n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(f,"stepsAlong");function d(e){return e?.range?.[0]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(d,"startOf");


/***/ }),

/***/ 5741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ S),
/* harmony export */   b: () => (/* binding */ k),
/* harmony export */   c: () => (/* binding */ I)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1621);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7499);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var s=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.f)((0,_chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_2__.a)(),1);var h={Pod:["spec"],Job:["spec","template","spec"],CronJob:["spec","jobTemplate","spec","template","spec"],Deployment:["spec","template","spec"],StatefulSet:["spec","template","spec"],DaemonSet:["spec","template","spec"]};function S(i){let{object:e}=i,n=Object.hasOwn(h,e.kind)?h[e.kind]:void 0;return n===void 0?[]:["containers","initContainers"].flatMap(a=>{let t=(0,_chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,[...n,a]);return Array.isArray(t)?t.map((r,o)=>{let c=typeof r?.name=="string"?r.name:`#${o}`,d=typeof r?.image=="string"?r.image:void 0;return{manifest:i,path:[...n,a,o,"image"],container:c,image:d}}):[]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"imagesIn");function k(i,e,n){let a=(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_3__.a)(i),t=(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_3__.a)(e);return a.repository!==n?!1:t.repository!==n||t.host===void 0||a.host===t.host}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"isGatewayImage");function I(i){let{manifest:e,path:n,container:a,image:t}=i,r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)((d,p)=>({code:"manifest-invalid",message:d,fix:p,where:(0,_chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.c)(e,n)}),"wrong");if(e.encrypted&&!e.rendered){let{kind:d,metadata:p}=e.object;return r(`The ${d} ${p.name} is encrypted by SOPS, so its image cannot be pinned in the file`,`Keep the ${d} in a file of its own that is not encrypted`)}if(t===void 0)return r(`The container ${a} has no image to pin`,"Add `image: <registry>/<repository>:<tag>` to that container");if(e.rendered)return{...i,image:t,node:void 0};let o=(0,_chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.b)(e.node,n),c=o[n.length];return!(0,s.isScalar)(c)||typeof c.value!="string"||/^BLOCK/.test(c.type??"")?r(`The image of container ${a} is not written as a plain value, so it cannot be pinned`,"Write the image as plain text on one line, without an alias or block"):b(e,o)?r(`The image of container ${a} is repeated elsewhere by a YAML alias, which the pin would change with it`,"Write out what the alias repeats"):{...i,image:t,node:c}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(I,"pinPlaceOf");function b({document:i},e){let n=e.filter(t=>t?.anchor!==void 0);if(n.length===0)return!1;let a=!1;return(0,s.visit)(i,{Alias(t,r){let o=(0,s.isAlias)(r)?r.resolve(i):void 0;if(n.includes(o))return a=!0,s.visit.BREAK}}),a}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(b,"isRepeated");


/***/ }),

/***/ 6454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   imagesIn: () => (/* reexport safe */ _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_1__.a),
/* harmony export */   isGatewayImage: () => (/* reexport safe */ _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   pinPlaceOf: () => (/* reexport safe */ _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_1__.c)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_JTUPMLVM_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5741);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1621);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7499);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
