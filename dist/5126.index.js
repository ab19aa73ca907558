export const id = 5126;
export const ids = [5126];
export const modules = {

/***/ 5414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function i(r,e){if(!(r===void 0||e===void 0))return Object.entries(r).flatMap(([n,d])=>{let o=Object.hasOwn(e,n)?e[n]:void 0;return o!==void 0&&o>d?[{name:n,from:d,to:o}]:[]})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(i,"schemaMoves");function u(r){return r.map(({name:e,from:n,to:d})=>`${e} ${n} to ${d}`).join(", ")}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"describeMoves");


/***/ }),

/***/ 5126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainOldRefusal: () => (/* binding */ v),
/* harmony export */   rollbackRefusal: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5414);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var l="Fix the new one forward, or restore a backup of the state volume from before and then deploy the old release again";function p(e){let{moves:n,newGatewayStarted:t}=e;if(!(!t||n===void 0||n.length===0))return{code:"rollback-refused",message:`${r(e.newVersion,"The new OpenClaw")} has moved the state's schema (${(0,_chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__.b)(n)}), and ${r(e.oldVersion,"the old one")} refuses newer state, so going back would only be a second outage`,fix:l}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(p,"rollbackRefusal");var h=/database schema\(s\) are newer than this build/,m=/is older than the config last written by OpenClaw ([\w.-]*\w)/,w=/(\w+) database (?!schema\()[^;]*? uses schema (\d+); this build supports (\d+)/g;function v(e,{newVersion:n,oldVersion:t}){if(e.code!=="openclaw-refused")return;let o=[e.message,...e.evidence??[]].join(`
`),d={...e.evidence&&{evidence:e.evidence},...e.where&&{where:e.where}},s=`so ${r(t,"the old one")} refuses to start on it`;if(h.test(o)){let f=g(o),u=f.length>0?` (${(0,_chunk_36235NHK_js__WEBPACK_IMPORTED_MODULE_1__.b)(f)})`:"";return{code:"rollback-refused",message:`${r(n,"The new OpenClaw")} has moved the state's schema${u}, ${s}`,fix:l,...d}}let c=m.exec(o);if(c)return{code:"rollback-refused",message:`${r(n??c[1],"The new OpenClaw")} has written the config last, ${s}`,fix:"Fix the new one forward, or put the config back as it was before (git\u2019s, without the `meta` that OpenClaw adds) and deploy the old release again",...d}}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(v,"explainOldRefusal");function g(e){let n=new Map;for(let[,t="",o,d]of e.matchAll(w)){let s=n.get(t);(!s||s.to<Number(o))&&n.set(t,{name:t,from:Number(d),to:Number(o)})}return[...n.values()]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"movesIn");function r(e,n){return e?`OpenClaw ${e}`:n}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(r,"named");


/***/ })

};
