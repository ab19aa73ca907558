export const id = 3561;
export const ids = [3561];
export const modules = {

/***/ 185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function s(r,n){return t(r,n)?.filter(e=>e.to>e.from)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"schemaMoves");function t(r,n){if(!(r===void 0||n===void 0))return Object.entries(r).flatMap(([e,d])=>{let i=Object.hasOwn(n,e)?n[e]:void 0;return i!==void 0?[{name:e,from:d,to:i}]:[]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(t,"schemaPairs");function u(r){return r.map(({name:n,from:e,to:d})=>`${n} ${e} to ${d}`).join(", ")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"describeMoves");


/***/ }),

/***/ 3561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   explainOldRefusal: () => (/* binding */ v),
/* harmony export */   rollbackRefusal: () => (/* binding */ k)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(185);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function l(e){return`Fix the new one forward, or restore ${e===void 0?"a backup of the state from before":`the backup ${e}`} (docs/backup.md) and deploy the old release again`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(l,"fix");function k(e){let{moves:n,newGatewayStarted:t,backup:o}=e;if(!(!t||n===void 0||n.length===0))return{code:"rollback-refused",message:`${d(e.newVersion,"The new OpenClaw")} has moved the state's schema (${(0,_chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__.c)(n)}), and ${d(e.oldVersion,"the old one")} refuses newer state, so going back would only be a second outage`,fix:l(o)}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(k,"rollbackRefusal");var m=/database schema\(s\) are newer than this build/,w=/is older than the config last written by OpenClaw ([\w.-]*\w)/,g=/(\w+) database (?!schema\()[^;]*? uses schema (\d+); this build supports (\d+)/g;function v(e,{newVersion:n,oldVersion:t,backup:o}){if(e.code!=="openclaw-refused")return;let a=[e.message,...e.evidence??[]].join(`
`),r={...e.evidence&&{evidence:e.evidence},...e.where&&{where:e.where}},c=`so ${d(t,"the old one")} refuses to start on it`;if(m.test(a)){let u=b(a),h=u.length>0?` (${(0,_chunk_7PKVOL3G_js__WEBPACK_IMPORTED_MODULE_1__.c)(u)})`:"";return{code:"rollback-refused",message:`${d(n,"The new OpenClaw")} has moved the state's schema${h}, ${c}`,fix:l(o),...r}}let f=w.exec(a);if(f)return{code:"rollback-refused",message:`${d(n??f[1],"The new OpenClaw")} has written the config last, ${c}`,fix:"Fix the new one forward, or put the config back as it was before (git\u2019s, without the `meta` that OpenClaw adds) and deploy the old release again",...r}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(v,"explainOldRefusal");function b(e){let n=new Map;for(let[,t="",o,a]of e.matchAll(g)){let r=n.get(t);(!r||r.to<Number(o))&&n.set(t,{name:t,from:Number(a),to:Number(o)})}return[...n.values()]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"movesIn");function d(e,n){return e?`OpenClaw ${e}`:n}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(d,"named");


/***/ })

};
