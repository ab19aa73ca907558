export const id = 2675;
export const ids = [2675];
export const modules = {

/***/ 2675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CHECK_SCRIPT: () => (/* binding */ i),
/* harmony export */   REQUEST_VARIABLE: () => (/* binding */ t),
/* harmony export */   parseAnswer: () => (/* binding */ o)
/* harmony export */ });
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/* harmony import */ var _chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(819);
const require = (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url);
var t="OPENCLAW_DEPLOY_REQUEST";var i=String.raw`
const fs = process.getBuiltinModule('node:fs')
const { execFile } = process.getBuiltinModule('node:child_process')
const { files, name, variables } = JSON.parse(fs.readFileSync(process.env.${t} || 0, 'utf8'))
const folder = '/tmp/openclaw-config'
fs.mkdirSync(folder, { recursive: true })
for (const [file, text] of Object.entries(files)) {
  const path = folder + '/' + file
  fs.mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
  fs.writeFileSync(path, text)
}
const env = {
  ...process.env, ...variables,
  HOME: '/tmp', XDG_CACHE_HOME: '/tmp/cache', OPENCLAW_STATE_DIR: '/tmp/state', OPENCLAW_CONFIG_PATH: folder + '/' + name,
}
const ask = (...args) => new Promise((done) => execFile('openclaw', [...args, '--json'],
  { env, timeout: ${9e4}, maxBuffer: 32e6 },
  (error, stdout, stderr) => {
    try { done({ told: JSON.parse(stdout.slice(stdout.indexOf('{'))) }) }
    catch { done({ failure: stderr.trim().split('\n').pop() || String(error?.message ?? 'it printed nothing').split('\n')[0] }) }
  }))
Promise.all([ask('config', 'validate'), ask('models', 'list')]).then(([verdict, models]) => {
  const said = (list) => (list ?? []).map(({ path, message }) => ({ path: String(path), message: String(message).slice(0, 300) }))
  const unknown = (models.told?.models ?? []).filter(({ input, contextWindow }) => input === '-' && contextWindow === null)
  const answer = {
    valid: verdict.told?.valid, issues: said(verdict.told?.issues), warnings: said(verdict.told?.warnings),
    unknownModels: unknown.map(({ key }) => String(key)), more: 0,
    failure: (verdict.failure ?? verdict.told?.error?.message)?.slice(0, 500),
  }
  for (const list of [answer.warnings, answer.unknownModels, answer.issues])
    while (Buffer.byteLength(JSON.stringify(answer)) > ${4e3} && list.length > 0) { list.pop(); answer.more++ }
  const line = JSON.stringify(answer)
  console.log(line)
  try { fs.writeFileSync('/dev/termination-log', line, { flag: 'r+' }) } catch {}
})
`;function o(s){let r=s.split(`
`).findLast(e=>e.startsWith("{"));try{let e=JSON.parse(r??"");return Array.isArray(e.issues)?e:void 0}catch{return}}(0,_chunk_QOFHO4I3_js__WEBPACK_IMPORTED_MODULE_1__.a)(o,"parseAnswer");


/***/ })

};
