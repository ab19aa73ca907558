export const id = 5332;
export const ids = [5332];
export const modules = {

/***/ 9950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8637);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4708);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var m=2e4;function g({url:i},e,t={}){let n={timeout:m,...t,proxyEnv:{HTTPS_PROXY:i.href,HTTP_PROXY:i.href}};return e==="https:"?new node_https__WEBPACK_IMPORTED_MODULE_4__.Agent(n):new node_http__WEBPACK_IMPORTED_MODULE_3__.Agent(n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"agentThrough");var h=class extends node_https__WEBPACK_IMPORTED_MODULE_4__.Agent{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)(this,"RoutingAgent")}#t;#e;#n=new Map;constructor(e,t){super({timeout:m,...t}),this.#t=e,this.#e=t}createConnection(...e){let[{host:t,port:n}]=e,u=new URL(`https://${t?.includes(":")?`[${t}]`:t}:${n??443}`),r=(0,_chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,this.#t);if(r===void 0)return super.createConnection(...e);let o=this.#n.get(r.url.href);return o===void 0&&(o=g(r,"https:",this.#e),this.#n.set(r.url.href,o)),o.createConnection(...e)}};


/***/ }),

/***/ 2951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fetchByProxy: () => (/* binding */ D)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_DLFGFHBM_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9950);
/* harmony import */ var _chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8637);
/* harmony import */ var _chunk_KRRDD73K_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8354);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4708);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7075);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8522);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var w=20,E=new Set([301,302,303,307,308]),T=new Set([204,205,304]);async function D(e,o,t,m){let n=new URL(e),r={"accept-encoding":"gzip","user-agent":"openclaw-deploy",...o};for(let i=0;;i++){let s=await v(n,r,t,m),{statusCode:d=0}=s,{location:a}=s.headers;if(!E.has(d)||a===void 0)return S(d,s);if(s.resume(),i===w)throw new Error(`${n.host} redirects in a circle`);let c=new URL(a,n);c.origin!==n.origin&&(r=L(r)),n=c}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(D,"fetchByProxy");function v(e,o,t,m){let n=(0,_chunk_HZH5N2T2_js__WEBPACK_IMPORTED_MODULE_2__.a)(e,m),r=e.protocol==="https:"?node_https__WEBPACK_IMPORTED_MODULE_6__:node_http__WEBPACK_IMPORTED_MODULE_5__;return new Promise((i,s)=>{let d,a=r.get(e,{headers:o,agent:n?(0,_chunk_DLFGFHBM_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,e.protocol):!1},f=>{d=f,i(f)}),c=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(()=>{s(t.reason),d?.destroy(t.reason),a.destroy(t.reason)},"cut");a.on("error",s),a.on("close",()=>t.removeEventListener("abort",c)),t.addEventListener("abort",c),t.aborted&&c()})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(v,"get");function S(e,o){let t=new Headers;for(let[n,r=[]]of Object.entries(o.headersDistinct))for(let i of r)t.append(n,i);if(T.has(e))return o.resume(),new Response(null,{status:e,headers:t});let m=o.headers["content-encoding"]==="gzip"?(0,node_stream__WEBPACK_IMPORTED_MODULE_7__.pipeline)(o,(0,node_zlib__WEBPACK_IMPORTED_MODULE_8__.createGunzip)(),()=>{}):o;return new Response(node_stream__WEBPACK_IMPORTED_MODULE_7__.Readable.toWeb(m),{status:e,headers:t})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(S,"responseOf");function L(e){return Object.fromEntries(Object.entries(e).filter(([o])=>o.toLowerCase()!=="authorization"))}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(L,"withoutLogin");


/***/ })

};
