export const id = 4537;
export const ids = [4537];
export const modules = {

/***/ 4537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pushImage: () => (/* binding */ P),
/* harmony export */   registryOf: () => (/* binding */ y)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1461);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8500);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var k=[2e3,8e3];async function P(o,u,c,t,s,l=k){let h=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(e=>(s(`ECR had ${t} already and keeps it: ${e}`),e),"kept"),d=await u.digestOf(t);if(d!==void 0)return h(d);let a;try{a=await E(o,u,c,t,s,l)}catch(e){let n=await u.digestOf(t).catch(()=>{});if(n===void 0)throw e;return s(`ECR has ${t} all the same: ${n}. What the push ended with: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.c)(e)}`),n}let r=await u.digestOf(t),i=a.kind==="stored"?a.digest:void 0;if(r===void 0||i!==void 0&&i!==r)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"push-failed",message:a.kind==="taken"?`ECR refused the tag ${t} as taken, but has nothing under it`:`Docker pushed ${i??"an image"}, but ECR has ${r??"nothing"} under ${t}`,fix:"Run again; if it stays, check that no other job pushes to this repository"});return a.kind==="taken"?h(r):(s(`ECR has ${t}: ${r}`),r)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(P,"pushImage");function y(o){return o.slice(0,o.indexOf("/"))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(y,"registryOf");async function E(o,u,c,t,s,l){let h=y(c),d="first",a=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(async i=>{let e=await o.login(await u.login(h,i));return e||s(`Logged in to ${h}${i?" again":""}`),e},"logIn"),r=!1;for(let i=0;;i++){let e=d&&await a(d==="fresh");e||(d=void 0);let n=e??await o.push(`${c}:${t}`);if(n.kind!=="again")return n;let p=l[i];if(p===void 0||n.isLoginOver&&r)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a(n.problem);if(n.isLoginOver){r=!0,d="fresh",s(`ECR no longer takes the login (${n.said}): a fresh one is asked for`);continue}s(`The ${e?"login":"push"} was cut off: ${n.said}; trying again (${i+2} of ${l.length+1})`),await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_4__.setTimeout)((0,_chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_1__.a)(p))}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(E,"pushPatiently");


/***/ })

};
