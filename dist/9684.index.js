export const id = 9684;
export const ids = [9684];
export const modules = {

/***/ 8415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ O),
/* harmony export */   c: () => (/* binding */ P),
/* harmony export */   d: () => (/* binding */ C),
/* harmony export */   e: () => (/* binding */ Ee)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var p=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((te,f)=>{"use strict";var w=typeof process=="object"&&process.env&&process.env.NODE_DEBUG&&/\bsemver\b/i.test(process.env.NODE_DEBUG)?(...n)=>console.error("SEMVER",...n):()=>{};f.exports=w});var O=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((ie,m)=>{"use strict";var b="2.0.0",j=Number.MAX_SAFE_INTEGER||9007199254740991,_=16,y=250,v=["	",`
`,"\v","\f","\r"," ","\xA0","\u1680","\u2000","\u2001","\u2002","\u2003","\u2004","\u2005","\u2006","\u2007","\u2008","\u2009","\u200A","\u2028","\u2029","\u202F","\u205F","\u3000","\uFEFF"],H=["major","premajor","minor","preminor","patch","prepatch","prerelease"];m.exports={MAX_LENGTH:256,MAX_SAFE_COMPONENT_LENGTH:_,MAX_SAFE_BUILD_LENGTH:y,MAX_SAFE_INTEGER:j,WHITESPACE_CHARACTERS:v,RELEASE_TYPES:H,SEMVER_SPEC_VERSION:b,FLAG_INCLUDE_PRERELEASE:1,FLAG_LOOSE:2}});var P=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((o,S)=>{"use strict";var{MAX_SAFE_COMPONENT_LENGTH:$,MAX_SAFE_BUILD_LENGTH:x,MAX_LENGTH:k}=O(),V=p();o=S.exports={};var q=o.re=[],B=o.safeRe=[],r=o.src=[],z=o.safeSrc=[],s=o.t={},Y=0,u="[a-zA-Z0-9-]",W=[["\\s",1],["\\d",k],[u,x]],Z=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(n=>{for(let[e,E]of W)n=n.split(`${e}*`).join(`${e}{0,${E}}`).split(`${e}+`).join(`${e}{1,${E}}`);return n},"makeSafeRegex"),i=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((n,e,E)=>{let t=Z(e),I=Y++;V(n,I,e),s[n]=I,r[I]=e,z[I]=t,q[I]=new RegExp(e,E?"g":void 0),B[I]=new RegExp(t,E?"g":void 0)},"createToken");i("NUMERICIDENTIFIER","0|[1-9]\\d*");i("NUMERICIDENTIFIERLOOSE","\\d+");i("NONNUMERICIDENTIFIER",`\\d*[a-zA-Z-]${u}*`);i("MAINVERSION",`(${r[s.NUMERICIDENTIFIER]})\\.(${r[s.NUMERICIDENTIFIER]})\\.(${r[s.NUMERICIDENTIFIER]})`);i("MAINVERSIONLOOSE",`(${r[s.NUMERICIDENTIFIERLOOSE]})\\.(${r[s.NUMERICIDENTIFIERLOOSE]})\\.(${r[s.NUMERICIDENTIFIERLOOSE]})`);i("PRERELEASEIDENTIFIER",`(?:${r[s.NONNUMERICIDENTIFIER]}|${r[s.NUMERICIDENTIFIER]})`);i("PRERELEASEIDENTIFIERLOOSE",`(?:${r[s.NONNUMERICIDENTIFIER]}|${r[s.NUMERICIDENTIFIERLOOSE]})`);i("PRERELEASE",`(?:-(${r[s.PRERELEASEIDENTIFIER]}(?:\\.${r[s.PRERELEASEIDENTIFIER]})*))`);i("PRERELEASELOOSE",`(?:-?(${r[s.PRERELEASEIDENTIFIERLOOSE]}(?:\\.${r[s.PRERELEASEIDENTIFIERLOOSE]})*))`);i("BUILDIDENTIFIER",`${u}+`);i("BUILD",`(?:\\+(${r[s.BUILDIDENTIFIER]}(?:\\.${r[s.BUILDIDENTIFIER]})*))`);i("FULLPLAIN",`v?${r[s.MAINVERSION]}${r[s.PRERELEASE]}?${r[s.BUILD]}?`);i("FULL",`^${r[s.FULLPLAIN]}$`);i("LOOSEPLAIN",`[v=\\s]*${r[s.MAINVERSIONLOOSE]}${r[s.PRERELEASELOOSE]}?${r[s.BUILD]}?`);i("LOOSE",`^${r[s.LOOSEPLAIN]}$`);i("GTLT","((?:<|>)?=?)");i("XRANGEIDENTIFIERLOOSE",`${r[s.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`);i("XRANGEIDENTIFIER",`${r[s.NUMERICIDENTIFIER]}|x|X|\\*`);i("XRANGEPLAIN",`[v=\\s]*(${r[s.XRANGEIDENTIFIER]})(?:\\.(${r[s.XRANGEIDENTIFIER]})(?:\\.(${r[s.XRANGEIDENTIFIER]})(?:${r[s.PRERELEASE]})?${r[s.BUILD]}?)?)?`);i("XRANGEPLAINLOOSE",`[v=\\s]*(${r[s.XRANGEIDENTIFIERLOOSE]})(?:\\.(${r[s.XRANGEIDENTIFIERLOOSE]})(?:\\.(${r[s.XRANGEIDENTIFIERLOOSE]})(?:${r[s.PRERELEASELOOSE]})?${r[s.BUILD]}?)?)?`);i("XRANGE",`^${r[s.GTLT]}\\s*${r[s.XRANGEPLAIN]}$`);i("XRANGELOOSE",`^${r[s.GTLT]}\\s*${r[s.XRANGEPLAINLOOSE]}$`);i("COERCEPLAIN",`(^|[^\\d])(\\d{1,${$}})(?:\\.(\\d{1,${$}}))?(?:\\.(\\d{1,${$}}))?`);i("COERCE",`${r[s.COERCEPLAIN]}(?:$|[^\\d])`);i("COERCEFULL",r[s.COERCEPLAIN]+`(?:${r[s.PRERELEASE]})?(?:${r[s.BUILD]})?(?:$|[^\\d])`);i("COERCERTL",r[s.COERCE],!0);i("COERCERTLFULL",r[s.COERCEFULL],!0);i("LONETILDE","(?:~>?)");i("TILDETRIM",`(\\s*)${r[s.LONETILDE]}\\s+`,!0);o.tildeTrimReplace="$1~";i("TILDE",`^${r[s.LONETILDE]}${r[s.XRANGEPLAIN]}$`);i("TILDELOOSE",`^${r[s.LONETILDE]}${r[s.XRANGEPLAINLOOSE]}$`);i("LONECARET","(?:\\^)");i("CARETTRIM",`(\\s*)${r[s.LONECARET]}\\s+`,!0);o.caretTrimReplace="$1^";i("CARET",`^${r[s.LONECARET]}${r[s.XRANGEPLAIN]}$`);i("CARETLOOSE",`^${r[s.LONECARET]}${r[s.XRANGEPLAINLOOSE]}$`);i("COMPARATORLOOSE",`^${r[s.GTLT]}\\s*(${r[s.LOOSEPLAIN]})$|^$`);i("COMPARATOR",`^${r[s.GTLT]}\\s*(${r[s.FULLPLAIN]})$|^$`);i("COMPARATORTRIM",`(\\s*)${r[s.GTLT]}\\s*(${r[s.LOOSEPLAIN]}|${r[s.XRANGEPLAIN]})`,!0);o.comparatorTrimReplace="$1$2$3";i("HYPHENRANGE",`^\\s*(${r[s.XRANGEPLAIN]})\\s+-\\s+(${r[s.XRANGEPLAIN]})\\s*$`);i("HYPHENRANGELOOSE",`^\\s*(${r[s.XRANGEPLAINLOOSE]})\\s+-\\s+(${r[s.XRANGEPLAINLOOSE]})\\s*$`);i("STAR","(<|>)?=?\\s*\\*");i("GTE0","^\\s*>=\\s*0\\.0\\.0\\s*$");i("GTE0PRE","^\\s*>=\\s*0\\.0\\.0-0\\s*$")});var C=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((Ie,D)=>{"use strict";var J=Object.freeze({loose:!0}),K=Object.freeze({}),Q=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(n=>n?typeof n!="object"?J:n:K,"parseOptions");D.exports=Q});var g=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((Re,M)=>{"use strict";var F=/^[0-9]+$/,G=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((n,e)=>{if(typeof n=="number"&&typeof e=="number")return n===e?0:n<e?-1:1;let E=F.test(n),t=F.test(e);return E&&t&&(n=+n,e=+e),n===e?0:E&&!t?-1:t&&!E?1:n<e?-1:1},"compareIdentifiers"),ee=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((n,e)=>G(e,n),"rcompareIdentifiers");M.exports={compareIdentifiers:G,rcompareIdentifiers:ee}});var Ee=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.d)((ce,U)=>{"use strict";var N=p(),{MAX_LENGTH:d,MAX_SAFE_INTEGER:h}=O(),{safeRe:L,t:l}=P(),re=C(),{compareIdentifiers:A}=g(),se=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)((n,e)=>{let E=e.split(".");if(E.length>n.length)return!1;for(let t=0;t<E.length;t++)if(A(n[t],E[t])!==0)return!1;return!0},"isPrereleaseIdentifier"),T=class n{static{(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(this,"SemVer")}constructor(e,E){if(E=re(E),e instanceof n){if(e.loose===!!E.loose&&e.includePrerelease===!!E.includePrerelease)return e;e=e.version}else if(typeof e!="string")throw new TypeError(`Invalid version. Must be a string. Got type "${typeof e}".`);if(e.length>d)throw new TypeError(`version is longer than ${d} characters`);N("SemVer",e,E),this.options=E,this.loose=!!E.loose,this.includePrerelease=!!E.includePrerelease;let t=e.trim().match(E.loose?L[l.LOOSE]:L[l.FULL]);if(!t)throw new TypeError(`Invalid Version: ${e}`);if(this.raw=e,this.major=+t[1],this.minor=+t[2],this.patch=+t[3],this.major>h||this.major<0)throw new TypeError("Invalid major version");if(this.minor>h||this.minor<0)throw new TypeError("Invalid minor version");if(this.patch>h||this.patch<0)throw new TypeError("Invalid patch version");t[4]?this.prerelease=t[4].split(".").map(I=>{if(/^[0-9]+$/.test(I)){let a=+I;if(a>=0&&a<h)return a}return I}):this.prerelease=[],this.build=t[5]?t[5].split("."):[],this.format()}format(){return this.version=`${this.major}.${this.minor}.${this.patch}`,this.prerelease.length&&(this.version+=`-${this.prerelease.join(".")}`),this.version}toString(){return this.version}compare(e){if(N("SemVer.compare",this.version,this.options,e),!(e instanceof n)){if(typeof e=="string"&&e===this.version)return 0;e=new n(e,this.options)}return e.version===this.version?0:this.compareMain(e)||this.comparePre(e)}compareMain(e){return e instanceof n||(e=new n(e,this.options)),this.major<e.major?-1:this.major>e.major?1:this.minor<e.minor?-1:this.minor>e.minor?1:this.patch<e.patch?-1:this.patch>e.patch?1:0}comparePre(e){if(e instanceof n||(e=new n(e,this.options)),this.prerelease.length&&!e.prerelease.length)return-1;if(!this.prerelease.length&&e.prerelease.length)return 1;if(!this.prerelease.length&&!e.prerelease.length)return 0;let E=0;do{let t=this.prerelease[E],I=e.prerelease[E];if(N("prerelease compare",E,t,I),t===void 0&&I===void 0)return 0;if(I===void 0)return 1;if(t===void 0)return-1;if(t===I)continue;return A(t,I)}while(++E)}compareBuild(e){e instanceof n||(e=new n(e,this.options));let E=0;do{let t=this.build[E],I=e.build[E];if(N("build compare",E,t,I),t===void 0&&I===void 0)return 0;if(I===void 0)return 1;if(t===void 0)return-1;if(t===I)continue;return A(t,I)}while(++E)}inc(e,E,t){if(e.startsWith("pre")){if(!E&&t===!1)throw new Error("invalid increment argument: identifier is empty");if(E){let I=`-${E}`.match(this.options.loose?L[l.PRERELEASELOOSE]:L[l.PRERELEASE]);if(!I||I[1]!==E)throw new Error(`invalid identifier: ${E}`)}}switch(e){case"premajor":this.prerelease.length=0,this.patch=0,this.minor=0,this.major++,this.inc("pre",E,t);break;case"preminor":this.prerelease.length=0,this.patch=0,this.minor++,this.inc("pre",E,t);break;case"prepatch":this.prerelease.length=0,this.inc("patch",E,t),this.inc("pre",E,t);break;case"prerelease":this.prerelease.length===0&&this.inc("patch",E,t),this.inc("pre",E,t);break;case"release":if(this.prerelease.length===0)throw new Error(`version ${this.raw} is not a prerelease`);this.prerelease.length=0;break;case"major":(this.minor!==0||this.patch!==0||this.prerelease.length===0)&&this.major++,this.minor=0,this.patch=0,this.prerelease=[];break;case"minor":(this.patch!==0||this.prerelease.length===0)&&this.minor++,this.patch=0,this.prerelease=[];break;case"patch":this.prerelease.length===0&&this.patch++,this.prerelease=[];break;case"pre":{let I=Number(t)?1:0;if(this.prerelease.length===0)this.prerelease=[I];else{let a=this.prerelease.length;for(;--a>=0;)typeof this.prerelease[a]=="number"&&(this.prerelease[a]++,a=-2);if(a===-1){if(E===this.prerelease.join(".")&&t===!1)throw new Error("invalid increment argument: identifier already exists");this.prerelease.push(I)}}if(E){let a=[E,I];if(t===!1&&(a=[E]),se(this.prerelease,E)){let X=this.prerelease[E.split(".").length];isNaN(X)&&(this.prerelease=a)}else this.prerelease=a}break}default:throw new Error(`invalid increment argument: ${e}`)}return this.raw=this.format(),this.build.length&&(this.raw+=`+${this.build.join(".")}`),this}};U.exports=T});


/***/ }),

/***/ 3313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ d),
/* harmony export */   c: () => (/* binding */ f)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7598);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var s=2,o=12;function c(e){let n=[...e.buildArgs].sort(([t],[i])=>t<i?-1:t>i?1:0),a=JSON.stringify([s,e.version,e.integrity,e.baseReference,e.platform,e.dockerfile,e.context,n]);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(a).digest("hex")}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(c,"imageFingerprint");function d(e,n){return`${e.replaceAll("+","_")}-${n.slice(0,o)}`}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(d,"imageTag");function f(e){return new RegExp(`^(\\d.*)-[0-9a-f]{${o}}$`).exec(e)?.[1]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(f,"versionOfTag");


/***/ }),

/***/ 3215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ q)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_AH2BXMGX_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8415);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var o=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.d)((w,u)=>{"use strict";var c=(0,_chunk_AH2BXMGX_js__WEBPACK_IMPORTED_MODULE_1__.e)(),f=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)((r,s,e=!1)=>{if(r instanceof c)return r;try{return new c(r,s)}catch(a){if(!e)return null;throw a}},"parse");u.exports=f});var q=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.d)((d,i)=>{"use strict";var p=o(),h=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_2__.a)((r,s)=>{let e=p(r,s);return e?e.version:null},"valid");i.exports=h});


/***/ }),

/***/ 9684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   versionOfLive: () => (/* binding */ v)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_VFZ7G2MZ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3215);
/* harmony import */ var _chunk_AH2BXMGX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8415);
/* harmony import */ var _chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3313);
/* harmony import */ var _chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7499);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var u=(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.f)((0,_chunk_VFZ7G2MZ_js__WEBPACK_IMPORTED_MODULE_1__.b)(),1);var m=/^v?(20\d\d\.\d+\.\d+(?:-\d+|-(?:alpha|beta|rc)\.\d+)?)$/;function v(e,n){let{tag:r,digest:t}=(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_4__.a)(e),o=n&&(0,_chunk_S2INJ66K_js__WEBPACK_IMPORTED_MODULE_4__.a)(n.image),g=t!==void 0&&o?.digest===t;return f(r)??(g?n?.version??f(o.tag):void 0)??m.exec(r??"")?.[1]}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(v,"versionOfLive");function f(e){let n=(0,_chunk_B7RDDEAT_js__WEBPACK_IMPORTED_MODULE_3__.c)(e??"");return n!==void 0&&(0,u.default)(n)!==null?n:void 0}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_5__.a)(f,"ours");


/***/ })

};
