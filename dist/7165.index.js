export const id = 7165;
export const ids = [7165];
export const modules = {

/***/ 7165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeAnswer: () => (/* binding */ P),
/* harmony export */   resolved: () => (/* binding */ p)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8076);
/* harmony import */ var _chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2414);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function P(e,n,r){let o=r===void 0?"OpenClaw":`OpenClaw ${r}`,s=e.valid===!1?e.issues:[],i=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(t=>w(t,n),"isDoubtful");return{problems:s.filter(t=>!i(t)).map(t=>g(t,n,o)),warnings:[...s.filter(i).map(t=>{let{message:c,where:l}=g(t,n,o);return{message:c,fix:"Correct it, unless the gateway itself has what this check has not: its volume, its secrets, its migration of old forms",where:l}}),...e.unknownModels.map(t=>({message:`${o} does not know the model ${t}`,fix:"Correct the name, unless its provider has it all the same (`openclaw models list --all` shows what OpenClaw knows)",where:n.place(...m(n.value,t)??[])}))],notes:e.warnings.map(({path:t,message:c})=>(0,_chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_1__.a)(`${t}: ${c}`))}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(P,"judgeAnswer");var y=/Failed to read include file|unknown channel id|unknown heartbeat target|provider is not available|plugin/i;function w({path:e,message:n},{value:r,standIns:o,migrated:s}){let i=e===d?[]:p(r,e),t=[...i,...h(n)===void 0?[]:[h(n)]];if(y.test(n)||s.some(l=>t.length>0&&l.slice(0,t.length).join("\0")===t.slice(0,l.length).join("\0")))return!0;let c=k(r,i);return typeof c=="string"&&o.some(l=>c.includes(`\${${l}}`))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(w,"mayDifferInside");function k(e,n){return n.reduce((r,o)=>typeof r=="object"&&r!==null?r[o]:void 0,e)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(k,"valueAlong");function h(e){return/^Unrecognized keys?: "([^"]+)"/.exec(e)?.[1]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(h,"unknownKey");function g({path:e,message:n},r,o){let s=e===d?[]:p(r.value,e),i=h(n),t=/ at (\d+):\d+$/.exec(n)?.[1],c=t!==void 0&&e===d?r.placeOfLine(Number(t)):r.place(...s,...i===void 0?[]:[i]);return{code:"config-invalid",message:(0,_chunk_XNNALPQP_js__WEBPACK_IMPORTED_MODULE_1__.a)(`${o} would not start with this config: ${e===d?"the config":e}: ${n}`),fix:i===void 0?"Correct that value; `openclaw config schema` prints what each key takes":`Remove "${i}", or correct its name or place; \`openclaw config schema\` prints the keys there are`,where:c}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(g,"refusal");var d="<root>";function p(e,n){if(n==="")return[];let r=n.split(".");for(let o=r.length;o>0;o--){let s=r.slice(0,o).join(".");if(!(Array.isArray(e)?e[Number(s)]!==void 0:(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.e)(e)&&Object.hasOwn(e,s)))continue;let t=e[s];return[s,...p(t,r.slice(o).join("."))]}return r}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(p,"resolved");function m(e,n){if(e===n)return[];let r=Array.isArray(e)?[...e.entries()]:(0,_chunk_MHPCMTS6_js__WEBPACK_IMPORTED_MODULE_2__.e)(e)?Object.entries(e):[];for(let[o,s]of r){if(o===n)return[o];let i=m(s,n);if(i)return[o,...i]}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(m,"pathOfModel");


/***/ })

};
