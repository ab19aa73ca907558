export const id = 5721;
export const ids = [5721];
export const modules = {

/***/ 5721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fromProcess: () => (/* binding */ E)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_GSENS36V_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8077);
/* harmony import */ var _chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2485);
/* harmony import */ var _chunk_THIDPCCQ_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3490);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(819);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1421);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7975);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var w=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)((r,e,o)=>{if(e.Version!==1)throw Error(`Profile ${r} credential_process did not return Version 1.`);if(e.AccessKeyId===void 0||e.SecretAccessKey===void 0)throw Error(`Profile ${r} credential_process returned invalid credentials.`);if(e.Expiration){let d=new Date;if(new Date(e.Expiration)<d)throw Error(`Profile ${r} credential_process returned expired credentials.`)}let s=e.AccountId;!s&&o?.[r]?.aws_account_id&&(s=o[r].aws_account_id);let n={accessKeyId:e.AccessKeyId,secretAccessKey:e.SecretAccessKey,...e.SessionToken&&{sessionToken:e.SessionToken},...e.Expiration&&{expiration:new Date(e.Expiration)},...e.CredentialScope&&{credentialScope:e.CredentialScope},...s&&{accountId:s}};return (0,_chunk_GSENS36V_js__WEBPACK_IMPORTED_MODULE_1__.b)(n,"CREDENTIALS_PROCESS","w"),n},"getValidatedProcessCredentials");var P=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)(async(r,e,o)=>{let s=e[r];if(e[r]){let n=s.credential_process;if(n!==void 0){let d=(0,node_util__WEBPACK_IMPORTED_MODULE_6__.promisify)(_chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.m?.getTokenRecord?.().exec??node_child_process__WEBPACK_IMPORTED_MODULE_5__.exec);try{let{stdout:c}=await d(n),l;try{l=JSON.parse(c.trim())}catch{throw Error(`Profile ${r} credential_process returned invalid JSON.`)}return w(r,l,e)}catch(c){throw new _chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.b(c.message,{logger:o})}}else throw new _chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.b(`Profile ${r} did not contain credential_process.`,{logger:o})}else throw new _chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.b(`Profile ${r} could not be found in shared credentials file.`,{logger:o})},"resolveProcessCredentials");var E=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_4__.a)((r={})=>async({callerClientConfig:e}={})=>{r.logger?.debug("@aws-sdk/credential-provider-process - fromProcess");let o=await (0,_chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.l)(r);return P((0,_chunk_6JKYLVQ4_js__WEBPACK_IMPORTED_MODULE_2__.h)({profile:r.profile??e?.profile}),o,r.logger)},"fromProcess");


/***/ })

};
