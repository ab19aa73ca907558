export const id = 7821;
export const ids = [7821];
export const modules = {

/***/ 7821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildImage: () => (/* binding */ k),
/* harmony export */   checkImage: () => (/* binding */ x),
/* harmony export */   runInImage: () => (/* binding */ A)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_6FNI6ECM_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(518);
/* harmony import */ var _chunk_S6RIQE5R_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6195);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1455);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function k(r,e,o,n){let i=[await f(o),...(0,_chunk_6FNI6ECM_js__WEBPACK_IMPORTED_MODULE_1__.a)(await f(e.caFile))].filter(t=>t!=="").map(t=>t.endsWith(`
`)?t:`${t}
`).join(""),a={dockerfilePath:e.dockerfilePath,contextPath:e.contextPath,platform:e.platform,image:e.image,buildArgs:[["OPENCLAW_VERSION",e.release.version],["OPENCLAW_INTEGRITY",e.release.integrity],["BASE_IMAGE",e.base.reference],...e.before?[["OPENCLAW_BEFORE",e.before]]:[],...e.buildArgs],labels:b(e),secrets:{npmrc:e.npmrc,...i&&{ca:i}}};await r.build(a,n)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(k,"buildImage");async function f(r){return r===void 0?"":(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.readFile)(r,"utf8").catch(()=>"")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(f,"textOf");function b({release:r,base:e,fingerprint:o,platform:n,buildArgs:i}){return{"org.opencontainers.image.title":"openclaw","org.opencontainers.image.description":"OpenClaw gateway, built by openclaw-deploy","org.opencontainers.image.version":r.version,"org.opencontainers.image.base.name":e.reference.replace(/@.*/,""),"org.opencontainers.image.base.digest":e.digest,"openclaw-deploy.fingerprint":o,"openclaw-deploy.integrity":r.integrity,"openclaw-deploy.node-range":r.nodeRange,"openclaw-deploy.platform":n,"openclaw-deploy.build-args":i.map(([a])=>a).join(" ")}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(b,"labelsOf");async function x(r,e,o,n,i){let{exitCode:a,output:t}=await r.run((0,_chunk_S6RIQE5R_js__WEBPACK_IMPORTED_MODULE_2__.c)(e,o)),[c,...p]=(0,_chunk_S6RIQE5R_js__WEBPACK_IMPORTED_MODULE_2__.d)(a,t,n);if(c)throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_3__.a(c,...p);i(`OpenClaw ${n} starts as uid 1000 and accepts a config`)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(x,"checkImage");async function A(r,e,o,n,i){let a=(0,_chunk_S6RIQE5R_js__WEBPACK_IMPORTED_MODULE_2__.b)(e,o,["--interactive"],["node","-e",n]),{exitCode:t,output:c}=await r.run(a,i);return t===0?{output:c}:{obstacle:c.trim().split(`
`).at(-1)||`exit code ${t}`}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(A,"runInImage");


/***/ }),

/***/ 518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ r)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
function r(n){return n.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)??[]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(r,"certificatesIn");


/***/ }),

/***/ 6195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ h),
/* harmony export */   c: () => (/* binding */ g),
/* harmony export */   d: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var p="Build on a runner of the same architecture as the node",m=JSON.stringify({gateway:{mode:"local",port:18789,bind:"lan",auth:{mode:"token",token:"image-check"}}});function h(s,n,t,[e="",...a]){return["run","--rm","--pull=never",`--platform=${n}`,"--network=none","--read-only","--tmpfs=/tmp:exec","--cap-drop=ALL","--security-opt=no-new-privileges",...t,`--entrypoint=${e}`,s,...a]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(h,"runArguments");function g(s,n){let t={CHECK_CONFIG:m,OPENCLAW_CONFIG_PATH:"/tmp/openclaw.json",OPENCLAW_STATE_DIR:"/tmp/state",XDG_CACHE_HOME:"/tmp/cache",HOME:"/tmp"},e=['echo "uid=$(id -u)"','echo "version=$(openclaw --version 2>&1 | tail -n 1)"','printf %s "$CHECK_CONFIG" > "$OPENCLAW_CONFIG_PATH"',"openclaw config validate --json 2>&1",'echo "validate=$?"'].join(`
`),a=Object.entries(t).map(([i,r])=>`--env=${i}=${r}`);return h(s,n,a,["sh","-c",e])}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(g,"checkArguments");function u(s,n,t){let e=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c=>new RegExp(`^${c}=(.*)$`,"m").exec(n)?.[1]?.trim(),"field"),a=n.trim().split(`
`).slice(-10),i=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((c,d)=>({code:"image-check-failed",message:c,fix:d,evidence:a}),"wrong");if(e("uid")===void 0)return[i(`The built image does not start (exit code ${s})`,/exec format error/i.test(n)?p:"Check the Dockerfile: the image needs `sh` and OpenClaw on PATH")];let r=[];e("uid")!==String(1e3)&&r.push(i(`The image runs as uid ${e("uid")}, and the gateway must run as 1000`,"End the Dockerfile with USER 1000"));let l=/(\d{4}\.\d+\.\d+(?:-[\w.]+)?)/.exec(e("version")??"")?.[1];return l!==t&&r.push(i(`The image holds OpenClaw ${l??`that does not tell its version ("${e("version")??""}")`}, but ${t} was asked for`,"Install the version in the build argument OPENCLAW_VERSION in the Dockerfile")),e("validate")!=="0"&&r.push(i("OpenClaw in the image does not accept a minimal config",/lifecycle/.test(n)?"Let npm run openclaw\u2019s install scripts in the Dockerfile (npm 12 needs --allow-scripts=openclaw)":"Check the base image\u2019s Node and that the install ran to its end; the lines below are OpenClaw\u2019s own")),r}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(u,"judgeCheck");


/***/ })

};
