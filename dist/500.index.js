export const id = 500;
export const ids = [500];
export const modules = {

/***/ 6119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeSummary: () => (/* binding */ I)
/* harmony export */ });
/* unused harmony export renderSummary */
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_EFKX5DIM_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4277);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4169);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function I(n,e){process.env.GITHUB_STEP_SUMMARY&&await _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_2__.a.addRaw(v(n,e)).write()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(I,"writeSummary");function v(n,e){return[`## ${h(n)}`,...O(n),...j(n),...M(n),...R(e),""].join(`

`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(v,"renderSummary");function h({problems:n,openclawVersion:e,objects:t,verified:i}){let o=`OpenClaw${e?` ${a(e)}`:""}`;if(n?.[0]?.code==="manifest-write-failed")return`\u26A0\uFE0F ${o} is live, but not pinned`;if(n)return t?`\u274C ${o} did not become live`:`\u274C ${o} was not deployed`;let s=t?.some(({change:g})=>g!=="unchanged"),c=i==="basic"?" (ready, its version not asked)":"";return s?`\u2705 ${o} is live${c}`:`\u2705 ${o} was live already${c}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(h,"verdict");function O({problems:n=[]}){return n.map(e=>{let t=(0,_chunk_EFKX5DIM_js__WEBPACK_IMPORTED_MODULE_1__.c)(e);return[`**${a(e.message)}.**${t?` (${d(t)})`:""}`,`Fix: ${a(e.fix)}.`,...e.evidence?.length?[b("Evidence",e.evidence)]:[]].join(`

`)})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(O,"problems");function j(n){let{gateway:e,image:t,previousImage:i,openclawVersion:o,previousVersion:s}=n,c=s!==void 0&&s!==o,l=[["Gateway",e&&a(`${e.namespace}/${e.deployment}, container ${e.container}`)],["Version",o&&a(c?`${s} \u2192 ${o}`:o)],["Image",t&&d(t)],["Before",i&&i!==t?d(i):void 0],["Decision",n.decision&&a(`${n.decision}: ${n.reasons.join("; ")}`)],["Manifest",P(n)]].filter(w=>!!w[1]);return l.length===0?[]:[f(["",""],l)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(j,"facts");function P({manifestChanged:n,manifestFile:e=""}){if(n!==void 0)return n?`${d(e)} now pins this image`:"pinned this image before"}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(P,"manifest");function M({objects:n=[]}){return n.length===0?[]:[f(["Object","Change"],n.map(({name:e,change:t})=>[a(e),t]))]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(M,"objects");function R(n){if(n.length===0)return[];let e=n.map(({name:i,startMs:o,endMs:s,failed:c})=>[c?`${i} (failed)`:i,(0,_chunk_EFKX5DIM_js__WEBPACK_IMPORTED_MODULE_1__.b)(s-o)]),t=(n.at(-1)?.endMs??0)-(n[0]?.startMs??0);return[f(["Phase","Time"],[...e,["**Total**",`**${(0,_chunk_EFKX5DIM_js__WEBPACK_IMPORTED_MODULE_1__.b)(t)}**`]])]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(R,"timeline");function f(n,e){let t=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(i=>`| ${i.join(" | ")} |`,"line");return[t(n),t(n.map(()=>"---")),...e.map(t)].join(`
`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(f,"table");function b(n,e){let t=e.flatMap(i=>i.split(p)).map(i=>`    ${i}`);return`<details><summary>${n}</summary>

${t.join(`
`)}

</details>`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(b,"details");var p=/\r\n|\r|\n/;function a(n){return y(n).replace(/[\\`*_[\]~|<>&#]/g,e=>`&#${e.charCodeAt(0)};`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(a,"plain");function d(n){return`\`${y(n).replace(/[`|\\]/g,"'")}\``}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(d,"code");function y(n){return n.split(p).join(" ").trim()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_3__.a)(y,"oneLine");


/***/ })

};
