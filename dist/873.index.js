export const id = 873;
export const ids = [873];
export const modules = {

/***/ 9873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeSummary: () => (/* binding */ N)
/* harmony export */ });
/* unused harmony export renderSummary */
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QXYW4EFR_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5772);
/* harmony import */ var _chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7418);
/* harmony import */ var _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4169);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6646);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function N(n,e){process.env.GITHUB_STEP_SUMMARY&&await _chunk_VRRNAZLJ_js__WEBPACK_IMPORTED_MODULE_3__.a.addRaw(O(n,e)).write()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(N,"writeSummary");function O(n,e){return[`## ${j(n)}`,...b(n),...P(n),...n.objects?y(n.objects):R(n),...S(e),""].join(`

`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(O,"renderSummary");function j({problems:n,openclawVersion:e,plan:i,objects:t,rolledBack:o,verified:c}){let s=`OpenClaw${e?` ${a(e)}`:""}`;if(n?.[0]?.code==="manifest-write-failed")return`\u26A0\uFE0F ${s} is live, but not pinned`;if(n&&o)return`\u274C ${s} did not become live; the old gateway is live again`;if(n&&o===!1)return`\u274C ${s} did not become live, and the old gateway is not either`;if(n)return t?`\u274C ${s} did not become live`:`\u274C ${s} was not deployed`;if(i&&!t)return`\u{1F50E} ${s}: a dry run, nothing was applied`;let m=t?.some(({change:f})=>f!=="unchanged"),d=c==="basic"?" (ready, its version not asked)":"";return m?`\u2705 ${s} is live${d}`:`\u2705 ${s} was live already${d}`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(j,"verdict");function b({problems:n=[]}){return n.map(e=>{let i=(0,_chunk_QXYW4EFR_js__WEBPACK_IMPORTED_MODULE_1__.a)(e);return[`**${a(e.message)}.**${i?` (${u(i)})`:""}`,`Fix: ${a(e.fix)}.`,...e.evidence?.length?[w("Evidence",e.evidence)]:[]].join(`

`)})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(b,"problems");function P(n){let{gateway:e,image:i,previousImage:t,openclawVersion:o,previousVersion:c}=n,s=c!==void 0&&c!==o,d=[["Gateway",e&&a(`${e.namespace}/${e.deployment}, container ${e.container}`)],["Version",o&&a(s?`${c} \u2192 ${o}`:o)],["Image",i&&u(i)],["Before",t&&t!==i?u(t):void 0],["Decision",n.decision&&a(`${n.decision}: ${n.reasons.join("; ")}`)],["Manifest",M(n)]].filter(f=>!!f[1]);return d.length===0?[]:[g(["",""],d)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(P,"facts");function M({manifestChanged:n,manifestFile:e=""}){if(n!==void 0)return n?`${u(e)} now pins this image`:"pinned this image before"}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(M,"manifest");function y(n){return n.length===0?[]:[g(["Object","Change"],n.map(({name:e,change:i})=>[a(e),i]))]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(y,"objects");function R({plan:n=[]}){let e=n.map(({name:t,change:o})=>({name:t,change:o})),i=n.filter(({diff:t})=>t!=="");return[...y(e),...i.map(({name:t,diff:o})=>w(a(t),o.split(`
`)))]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(R,"planned");function S(n){if(n.length===0)return[];let e=n.map(({name:t,startMs:o,endMs:c,failed:s})=>[s?`${t} (failed)`:t,(0,_chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_2__.b)(c-o)]),i=(n.at(-1)?.endMs??0)-(n[0]?.startMs??0);return[g(["Phase","Time"],[...e,["**Total**",`**${(0,_chunk_DZLSTKND_js__WEBPACK_IMPORTED_MODULE_2__.b)(i)}**`]])]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"timeline");function g(n,e){let i=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(t=>`| ${t.join(" | ")} |`,"line");return[i(n),i(n.map(()=>"---")),...e.map(i)].join(`
`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(g,"table");function w(n,e){let i=e.flatMap(t=>t.split(v)).map(t=>`    ${t}`);return`<details><summary>${n}</summary>

${i.join(`
`)}

</details>`}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(w,"details");var v=/\r\n|\r|\n/;function a(n){return h(n).replace(/[\\`*_[\]~|<>&#]/g,e=>`&#${e.charCodeAt(0)};`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(a,"plain");function u(n){return`\`${h(n).replace(/[`|\\]/g,"'")}\``}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(u,"code");function h(n){return n.split(v).join(" ").trim()}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_4__.a)(h,"oneLine");


/***/ })

};
