export const id = 721;
export const ids = [721];
export const modules = {

/***/ 721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   candidateTags: () => (/* binding */ J),
/* harmony export */   resolveBase: () => (/* binding */ ee)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(341);
/* harmony import */ var _chunk_AH2BXMGX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8415);
/* harmony import */ var _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4159);
/* harmony import */ var _chunk_AQ2H2F7Y_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(922);
/* harmony import */ var _chunk_NOXE225H_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3203);
/* harmony import */ var _chunk_D7RCWGT2_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5723);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7499);
/* harmony import */ var _chunk_WYZ7JX7W_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1461);
/* harmony import */ var _chunk_MCD35U73_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7739);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8354);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var I=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.d)((X,E)=>{"use strict";var x=(0,_chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__.b)(),U=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)((e,t,n)=>(e=new x(e,n),t=new x(t,n),e.intersects(t,n)),"intersects");E.exports=U});var O=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.d)((G,D)=>{"use strict";var l=(0,_chunk_AH2BXMGX_js__WEBPACK_IMPORTED_MODULE_2__.e)(),A=(0,_chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__.b)(),N=(0,_chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__.a)(),H=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)((e,t)=>{e=new A(e,t);let n=new l("0.0.0");if(e.test(n)||(n=new l("0.0.0-0"),e.test(n)))return n;n=null;for(let a=0;a<e.set.length;++a){let d=e.set[a],r=null;d.forEach(i=>{let o=new l(i.semver.version);switch(i.operator){case">":o.prerelease.length===0?o.patch++:o.prerelease.push(0),o.raw=o.format();case"":case">=":(!r||N(o,r))&&(r=o);break;case"<":case"<=":break;default:throw new Error(`Unexpected operation: ${i.operator}`)}}),r&&(!n||N(n,r))&&(n=r)}return n&&e.test(n)?n:null},"minVersion");D.exports=H});var M=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.f)((0,_chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__.c)(),1),B=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.f)(I(),1),V=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.f)(O(),1),_=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.f)((0,_chunk_2IRKOMQX_js__WEBPACK_IMPORTED_MODULE_1__.d)(),1);var L="bookworm-slim",S=3,P=22;function J(e){let t=(0,V.default)(e);if(t===null)return[];let n=Math.max(t.major,P),a=n+n%2;return Array.from({length:2*S},(r,i)=>a+2*i).filter(r=>(0,B.default)(e,`^${r}.0.0`)).slice(0,S).map(r=>`node:${r}-${L}`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(J,"candidateTags");async function ee(e){if((0,_.default)(e.nodeRange)===null)throw h(`No base image can be chosen: this release says that it needs Node ${e.nodeRange}, which is no range of versions`,"Set `openclaw-version` to another release");let t=e.wanted===void 0?J(e.nodeRange):[e.wanted],n=[],{env:a,progress:d}=e,r=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(i=>(0,_chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__.e)(i,a),"loginFor");for(let i of t){let o=(0,_chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__.b)(i,e.dockerHubMirror),c;try{c=await (0,_chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__.c)(o,e.architecture,{progress:d,loginFor:r})}catch(u){throw h(`The base image ${i} cannot be looked up: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.c)(u)}`,K(u,o.login!==void 0))}if(c===void 0){n.push(`${i} does not exist for linux/${e.architecture}`);continue}let f=c.env.NODE_VERSION;if(f!==void 0&&!(0,M.default)(f,e.nodeRange)){n.push(`${i} has Node ${f}`);continue}return{reference:`${o.host}/${o.repository}${o.tag?`:${o.tag}`:""}@${c.digest}`,digest:c.digest,...f&&{nodeVersion:f}}}throw h(`No base image fits, since this release needs Node ${e.nodeRange}: ${n.join(", ")||`no long-term Node from ${P} on is in that range`}`,e.wanted===void 0?"Set `base-image` to an image with a Node in that range":"Set `base-image` to a newer image, or remove it to have one chosen")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(ee,"resolveBase");function K(e,t){return e instanceof _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__.a&&t?"Correct the login in DOCKER_HUB_MIRROR, or what it may read there":e instanceof _chunk_DOYVV3HD_js__WEBPACK_IMPORTED_MODULE_3__.a?"Check the name of the image; if its registry wants a login, put one into `auths` of the Docker config before this step (docker login or docker/login-action, without a credential store)":(e instanceof _chunk_AQ2H2F7Y_js__WEBPACK_IMPORTED_MODULE_4__.a?e.fix:void 0)??"Check the runner\u2019s network, or set `base-image` to an image on a registry it can read"}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(K,"fixFor");function h(e,t){return new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_12__.a({code:"base-image",message:e,fix:t})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_13__.a)(h,"fail");


/***/ })

};
