// Makes dist/ from src/: esbuild first, because it shakes client-node from 19 MB to what is used and splits what is
// loaded later into chunks; then ncc, which checks that nothing is left outside and collects the licences.
//
//   npm run build                 writes dist/
//   npm run build -- --into DIR   writes DIR instead, for the check that dist is what src builds

import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const into = process.argv.indexOf('--into')
const target = into === -1 ? join(root, 'dist') : resolve(process.argv[into + 1] ?? '')

// These packages do not declare it, but their modules only define things; without the promise esbuild keeps all of
// them: client-node's generated API alone is 19 MB.
const WITHOUT_SIDE_EFFECTS =
  /node_modules\/(@kubernetes\/client-node|@actions\/[a-z-]+|undici|openid-client|oauth4webapi|jose|js-yaml|vscode-languageserver-[a-z]+|dockerfile-ast)\//

const treeShakeable: Plugin = {
  name: 'tree-shakeable',
  setup({ onResolve, resolve: resolveAgain }) {
    onResolve({ filter: /.*/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === treeShakeable || rest.kind === 'entry-point') return undefined
      const isInside = /^[.#]/.test(path)
      if (!WITHOUT_SIDE_EFFECTS.test(isInside ? rest.importer : `node_modules/${path}/`)) return undefined
      // Asking esbuild costs it milliseconds each time, and client-node has thousands of files that name each other.
      const named = join(rest.resolveDir, path)
      if (isInside && statSync(named, { throwIfNoEntry: false })?.isFile()) return { path: named, sideEffects: false }
      const found = await resolveAgain(path, { ...rest, pluginData: treeShakeable })
      return found.errors.length > 0 || found.external ? undefined : { path: found.path, sideEffects: false }
    })
  },
}

// client-node speaks HTTP by undici in its generated API, and in the one method of KubeConfig that serves that API.
// Neither is on our path (src/kube/request.ts), and undici is most of what loading KubeConfig would cost.
const withoutUndici: Plugin = {
  name: 'without-undici',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, ({ importer }) =>
      importer.includes('/@kubernetes/client-node/') ? { path: 'undici', namespace: 'left-out' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: `class LeftOut { constructor() { throw new Error('undici is left out of this bundle (scripts/build.ts)') } }
        export { LeftOut as Agent, LeftOut as ProxyAgent, LeftOut as Headers, LeftOut as Request, LeftOut as FormData }
        export const fetch = () => new LeftOut()`,
    }))
  },
}

// Always the same place in the tree, because webpack makes its module ids from paths: dist must not depend on where or
// when it was built.
const scratch = join(root, '.tmp/build')
rmSync(scratch, { recursive: true, force: true })
mkdirSync(scratch, { recursive: true })
try {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outdir: scratch,
    bundle: true,
    metafile: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    // The one name that a stack trace or an SDK's error handling depends on.
    keepNames: true,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // CommonJS dependencies call require, which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    plugins: [withoutUndici, treeShakeable],
  })
  writeFileSync(join(scratch, 'package.json'), '{"type":"module"}\n')
  rmSync(target, { recursive: true, force: true })
  const ncc = [
    'build',
    join(scratch, 'index.js'),
    '--out',
    target,
    '--minify',
    '--target',
    'es2024',
    '--no-cache',
    '--quiet',
  ]
  execFileSync(join(root, 'node_modules/.bin/ncc'), ncc, { cwd: root, stdio: 'inherit' })
  for (const entry of ['main', 'pair', 'post'])
    writeFileSync(join(target, `${entry}.js`), `import { ${entry} } from './index.js'\nawait ${entry}()\n`)
  writeFileSync(join(target, 'licenses.txt'), licences(Object.keys(metafile.inputs)))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The licence of every package that a bundled file comes from, each once, by name. */
function licences(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []))
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >
    const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each))
    const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : `License: ${String(license)}`
    return `${String(name)} ${String(version)}\n\n${text}\n`
  })
  return [...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`)
}
