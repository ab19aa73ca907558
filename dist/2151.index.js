export const id = 2151;
export const ids = [2151];
export const modules = {

/***/ 2151:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeSummary: () => (/* binding */ V)
/* harmony export */ });
/* unused harmony export renderSummary */
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QXYW4EFR_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5772);
/* harmony import */ var _chunk_EMFBHE5T_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7574);
/* harmony import */ var _chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7418);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4169);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function w(n,e){let r=n.map(({name:o,failed:a,...c})=>({...c,name:a?`${o} (failed)`:o,isBad:a})),t=(e?.steps??[]).map(o=>({...o,isBad:!0}));return["```mermaid","gantt","  dateFormat x","  axisFormat %M:%S",...h("Run",r),...t.length>0?h("No gateway",t):[],"```"]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(w,"gantt");function h(n,e){return[`  section ${n}`,...e.map(x)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(h,"section");function x({name:n,startMs:e,endMs:r,isBad:t}){let[o,a]=[Math.round(e),Math.max(Math.round(r),Math.round(e)+1)];return`  ${n} ${(0,_chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_3__.b)(r-e)} :${t?"crit, ":""}${o}, ${a}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(x,"bar");async function V(n,e){process.env.GITHUB_STEP_SUMMARY&&await _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_4__.a.addRaw(B(n,e)).write()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(V,"writeSummary");function B(n,e){return[`## ${P(n)}`,...S(n),...N(n),...n.objects?v(n.objects):_(n),...F(e,n),""].join(`

`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(B,"renderSummary");function P({problems:n,openclawVersion:e,plan:r,objects:t,rolledBack:o,verified:a,previousImage:c}){let d=`OpenClaw${e?` ${s(e)}`:""}`,u=c?"; the old gateway was not touched":"";if(n?.[0]?.code==="manifest-write-failed")return`\u26A0\uFE0F ${d} is live, but not pinned`;if(n&&o)return`\u274C ${d} did not become live; the old gateway is live again`;if(n&&o===!1)return`\u274C ${d} did not become live, and the old gateway is not either`;if(n)return t?`\u274C ${d} did not become live`:`\u274C ${d} was not deployed${u}`;if(r&&!t)return`\u{1F50E} ${d}: a dry run, nothing was applied`;let g=t?.some(({change:R})=>R!=="unchanged"),m=a==="basic"?" (not everything could be proven)":"";return g?`\u2705 ${d} is live${m}`:`\u2705 ${d} was live already${m}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(P,"verdict");function S({problems:n=[]}){return n.map(e=>{let r=(0,_chunk_QXYW4EFR_js__WEBPACK_IMPORTED_MODULE_1__.a)(e);return[`**${s(e.message)}.**${r?` (${f(r)})`:""}`,`Fix: ${s(e.fix)}.`,...e.evidence?.length?[b("Evidence",e.evidence)]:[]].join(`

`)})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(S,"problems");function N(n){let{gateway:e,image:r,previousImage:t,openclawVersion:o,previousVersion:a}=n,c=a!==void 0&&a!==o,u=[["Gateway",e&&s(`${e.namespace}/${e.deployment}, container ${e.container}`)],["Version",o&&s(c?`${a} \u2192 ${o}`:o)],["Image",r&&f(r)],["Before",t&&t!==r?f(t):void 0],["Decision",n.decision&&s(`${n.decision}: ${n.reasons.join("; ")}`)],["Rehearsal",E(n)],["Not proven",n.unproven?.length?s(n.unproven.join("; ")):void 0],["Manifest",I(n)]].filter(g=>!!g[1]);return u.length===0?[]:[O(["",""],u)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(N,"facts");function E({rehearsal:n}){if(n===void 0)return;let{level:e,node:r,unproven:t}=n,o=e==="on"?"the image was pulled and started with the new config":"the image was pulled",a=t.length>0?`; not proven: ${t.join("; ")}`:"";return s(`${o}${r?` on node ${r}`:""}${a}`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(E,"rehearsal");function I({manifestChanged:n,manifestFile:e=""}){if(n!==void 0)return n?`${f(e)} now pins this image`:"pinned this image before"}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(I,"manifest");function v(n){return n.length===0?[]:[O(["Object","Change"],n.map(({name:e,change:r})=>[s(e),r]))]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(v,"objects");function _({plan:n=[]}){let e=n.map(({name:t,change:o})=>({name:t,change:o})),r=n.filter(({diff:t})=>t!=="");return[...v(e),...r.map(({name:t,diff:o})=>b(s(t),o.split(`
`)))]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(_,"planned");function F(n,{outage:e}){if(n.length===0)return[];let r=(n.at(-1)?.endMs??0)-(n[0]?.startMs??0);return[`The run took ${(0,_chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_3__.b)(r)}${e?`, with ${(0,_chunk_EMFBHE5T_js__WEBPACK_IMPORTED_MODULE_2__.e)(e)}`:""}.`,w(n,e).join(`
`)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(F,"timeline");function O(n,e){let r=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(t=>`| ${t.join(" | ")} |`,"line");return[r(n),r(n.map(()=>"---")),...e.map(r)].join(`
`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(O,"table");function b(n,e){let r=e.flatMap(t=>t.split(j)).map(t=>`    ${t}`);return`<details><summary>${n}</summary>

${r.join(`
`)}

</details>`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(b,"details");var j=/\r\n|\r|\n/;function s(n){return M(n).replace(/[\\`*_[\]~|<>&#]/g,e=>`&#${e.charCodeAt(0)};`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(s,"plain");function f(n){return`\`${M(n).replace(/[`|\\]/g,"'")}\``}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(f,"code");function M(n){return n.split(j).join(" ").trim()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_5__.a)(M,"oneLine");


/***/ })

};
