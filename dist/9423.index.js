export const id = 9423;
export const ids = [9423];
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

/***/ 9423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nodesAlong: () => (/* reexport safe */ _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.b),
/* harmony export */   placeAt: () => (/* reexport safe */ _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.c),
/* harmony export */   valueAt: () => (/* reexport safe */ _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__.a)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_4WIJMJ6X_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8309);
/* harmony import */ var _chunk_7P5KGOH6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1621);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);



/***/ })

};
