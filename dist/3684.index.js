export const id = 3684;
export const ids = [3684];
export const modules = {

/***/ 3684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writePin: () => (/* binding */ T)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_YC26UT2L_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(449);
/* harmony import */ var _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6331);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1455);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
async function T(r,a){let o=[];try{for(let{file:t,text:e}of r)o.push(await w(t.path,()=>y(t,e,a)));for(let{temporary:t,target:e,path:n}of o)await w(n,()=>(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.rename)(t,e))}finally{for(let{temporary:t}of o)await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.rm)(t,{force:!0})}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(T,"writePin");async function y(r,a,o){let t=await (0,_chunk_YC26UT2L_js__WEBPACK_IMPORTED_MODULE_1__.b)(o,r.absolute);if(t===void 0)throw new Error(`${r.path} leads out of the workspace by now`);if((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.readFile)(t)).compare(Buffer.from(r.text))!==0)throw new Error(`${r.path} was changed while this ran`);let e=`${t}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_4__.randomUUID)()}.tmp`;try{await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.writeFile)(e,a,{flag:"wx"}),await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.chmod)(e,(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.stat)(t)).mode&4095)}catch(n){throw await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_5__.rm)(e,{force:!0}),n}return{temporary:e,target:t,path:r.path}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(y,"writeBeside");async function w(r,a){return a().catch(o=>{throw new _chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.a({code:"manifest-write-failed",message:`The gateway runs, but its pin could not be written: ${(0,_chunk_ISN6AVNL_js__WEBPACK_IMPORTED_MODULE_2__.c)(o)}`,fix:"Write the image of the `image` output into the manifest by hand",where:{file:r}})})}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_3__.a)(w,"failing");


/***/ })

};
