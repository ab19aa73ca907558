export const id = 4407;
export const ids = [4407];
export const modules = {

/***/ 4407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildImage: () => (/* binding */ b),
/* harmony export */   checkImage: () => (/* binding */ $),
/* harmony export */   pushImage: () => (/* binding */ A),
/* harmony export */   registryOf: () => (/* binding */ h)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9756);
/* harmony import */ var _chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6646);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1455);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var p=JSON.stringify({gateway:{mode:"local",port:18789,bind:"lan",auth:{mode:"token",token:"image-check"}}});function g(t,e){let i={CHECK_CONFIG:p,OPENCLAW_CONFIG_PATH:"/tmp/openclaw.json",OPENCLAW_STATE_DIR:"/tmp/state",XDG_CACHE_HOME:"/tmp/cache",HOME:"/tmp"};return["run","--rm","--pull=never",`--platform=${e}`,"--network=none","--read-only","--tmpfs=/tmp:exec","--cap-drop=ALL","--security-opt=no-new-privileges",...Object.entries(i).map(([n,d])=>`--env=${n}=${d}`),"--entrypoint=sh",t,"-c",['echo "uid=$(id -u)"','echo "version=$(openclaw --version 2>&1 | tail -n 1)"','printf %s "$CHECK_CONFIG" > "$OPENCLAW_CONFIG_PATH"',"openclaw config validate --json 2>&1",'echo "validate=$?"'].join(`
`)]}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(g,"checkArguments");function m(t,e,i){let n=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(c=>new RegExp(`^${c}=(.*)$`,"m").exec(e)?.[1]?.trim(),"field"),d=e.trim().split(`
`).slice(-10),a=(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)((c,f)=>({code:"image-check-failed",message:c,fix:f,evidence:d}),"wrong");if(n("uid")===void 0)return[a(`The built image does not start (exit code ${t})`,/exec format error/i.test(e)?"Build on a runner of the same architecture as the node":"Check the Dockerfile: the image needs `sh` and OpenClaw on PATH")];let o=[];n("uid")!==String(1e3)&&o.push(a(`The image runs as uid ${n("uid")}, and the gateway must run as 1000`,"End the Dockerfile with USER 1000"));let r=/(\d{4}\.\d+\.\d+(?:-[\w.]+)?)/.exec(n("version")??"")?.[1];return r!==i&&o.push(a(`The image holds OpenClaw ${r??`that does not tell its version ("${n("version")??""}")`}, but ${i} was asked for`,"Install the version in the build argument OPENCLAW_VERSION in the Dockerfile")),n("validate")!=="0"&&o.push(a("OpenClaw in the image does not accept a minimal config",/lifecycle/.test(e)?"Let npm run openclaw\u2019s install scripts in the Dockerfile (npm 12 needs --allow-scripts=openclaw)":"Check the base image\u2019s Node and that the install ran to its end; the lines below are OpenClaw\u2019s own")),o}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(m,"judgeCheck");async function b(t,e,i){let n=i===void 0?void 0:await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_3__.readFile)(i,"utf8").catch(()=>{});await t.build({dockerfilePath:e.dockerfilePath,contextPath:e.contextPath,platform:e.platform,image:e.image,buildArgs:[["OPENCLAW_VERSION",e.release.version],["OPENCLAW_INTEGRITY",e.release.integrity],["BASE_IMAGE",e.base.reference],...e.buildArgs],labels:{"org.opencontainers.image.title":"openclaw","org.opencontainers.image.version":e.release.version,"org.opencontainers.image.base.name":e.base.reference.replace(/@.*/,""),"org.opencontainers.image.base.digest":e.base.digest,"openclaw-deploy.fingerprint":e.fingerprint},secrets:{npmrc:e.npmrc,...n&&{ca:n}}})}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(b,"buildImage");async function $(t,e,i,n,d){let{exitCode:a,output:o}=await t.run(g(e,i)),[r,...c]=m(a,o,n);if(r)throw new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_1__.a(r,...c);d(`OpenClaw ${n} starts as uid 1000 and accepts a config`)}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)($,"checkImage");async function A(t,e,i,n,d){let a=h(i);await t.login(await e.login(a)),d(`Logged in to ${a}`);let o=await t.push(`${i}:${n}`),r=await e.digestOf(n),c=o.kind==="stored"?o.digest:void 0;if(r===void 0||c!==void 0&&c!==r)throw new _chunk_BNLCCYHA_js__WEBPACK_IMPORTED_MODULE_1__.a({code:"push-failed",message:o.kind==="refused"?`ECR refused the tag ${n} as taken, but has nothing under it`:`Docker pushed ${c??"an image"}, but ECR has ${r??"nothing"} under ${n}`,fix:"Run again; if it stays, check that no other job pushes to this repository"});return d(o.kind==="refused"?`ECR had ${n} already and keeps it: ${r}`:`ECR has ${n}: ${r}`),r}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(A,"pushImage");function h(t){return t.slice(0,t.indexOf("/"))}(0,_chunk_5TY4VEMX_js__WEBPACK_IMPORTED_MODULE_2__.a)(h,"registryOf");


/***/ })

};
