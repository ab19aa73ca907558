import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'

/**
 * Content of a runner's ~/.npmrc: it uses the registry that the host uses.
 * @param cafile where the runner has the CAs that the host trusts; by default where the host has them
 */
export function hostNpmrc(cafile = setting('cafile')): string {
  return [`registry=${setting('registry')}`, cafile !== 'null' ? `cafile=${cafile}` : '', ''].join('\n')
}

function setting(key: string): string {
  return execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', cwd: homedir() }).trim()
}
