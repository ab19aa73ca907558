export const id = 9809;
export const ids = [9809];
export const modules = {

/***/ 9809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   requireDaemon: () => (/* binding */ D)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_UXLGKC6Q_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5673);
/* harmony import */ var _chunk_S6RIQE5R_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6195);
/* harmony import */ var _chunk_JXIDBX2P_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9533);
/* harmony import */ var _chunk_XXGNH6EA_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8872);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(819);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6760);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function D(e,o){let r=/^unix:\/\/(.+)$/.exec(e)?.[1];if(r!==void 0&&await h(r))return;let s=new _chunk_UXLGKC6Q_js__WEBPACK_IMPORTED_MODULE_1__.a(o.DOCKER_CONFIG||(0,node_path__WEBPACK_IMPORTED_MODULE_9__.join)(o.HOME||(0,node_os__WEBPACK_IMPORTED_MODULE_8__.homedir)(),".docker"),e,o),{version:c,now:m}=await s.ask().catch(d=>({version:"",now:(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_5__.c)(d)}));if(c==="")throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_5__.a({code:"docker-unavailable",message:"An image has to be built, and ARC\u2019s containerMode kubernetes (or kubernetes-novolume) has no Docker daemon",fix:"Run this workflow on a scale set with containerMode: dind, or set `image` to one that was built elsewhere; DOCKER_HOST may name a daemon that this pod can reach",evidence:[`${e}: ${m}`]})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.a)(D,"requireDaemon");async function h(e){return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_7__.access)(e).then(()=>!0,()=>!1)}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_6__.a)(h,"isThere");


/***/ })

};
