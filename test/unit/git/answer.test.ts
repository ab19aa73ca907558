import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Answer, judge, makesBranch, telling } from '../../../src/git/answer.ts'

const SPEC = 'refs/heads/main'
const rejected = (why: string) => `To https://github.com/o/r\n!\t0123456789abcdef:${SPEC}\t${why}\nDone\n`
const REFUSED = "error: failed to push some refs to 'https://github.com/o/r'\n"
const HINTS =
  'hint: Updates were rejected because the remote contains work that you do\nhint: not have locally. not found\n'
const remote = (...lines: string[]) => lines.map((line) => `remote: ${line}        \n`).join('')

type Said = [what: string, words: string, answer: Answer, first: string]

/** What git 2.39 to 2.47, GitHub, GitLab and OpenSSH say. */
const SAID: readonly Said[] = [
  [
    'a push in between',
    `${REFUSED}${HINTS}${rejected('[rejected] (fetch first)')}`,
    'moved',
    '[rejected] (fetch first)',
  ],
  [
    'a push in between that is here',
    rejected('[rejected] (non-fast-forward)'),
    'moved',
    '[rejected] (non-fast-forward)',
  ],
  [
    'two pushes at the same moment',
    rejected(`[remote rejected] (cannot lock ref '${SPEC}': is at 1234 but expected 5678)`),
    'moved',
    `[remote rejected] (cannot lock ref '${SPEC}': is at 1234 but expected 5678)`,
  ],
  [
    'two pushes at the same moment, of receive-pack',
    rejected('[remote rejected] (failed to update ref)'),
    'moved',
    '[remote rejected] (failed to update ref)',
  ],
  [
    'branch protection',
    remote(
      `error: GH006: Protected branch update failed for ${SPEC}.`,
      '',
      '- Changes must be made through a pull request.',
    ) +
      REFUSED +
      rejected('[remote rejected] (protected branch hook declined)'),
    'protected',
    `GH006: Protected branch update failed for ${SPEC}`,
  ],
  [
    'a ruleset',
    remote(`error: GH013: Repository rule violations found for ${SPEC}.`) +
      rejected('[remote rejected] (push declined due to repository rule violations)'),
    'protected',
    `GH013: Repository rule violations found for ${SPEC}`,
  ],
  [
    'a protected branch of GitLab',
    remote('========================', '', 'GitLab: You are not allowed to push code to protected branches.', '') +
      rejected('[remote rejected] (pre-receive hook declined)'),
    'protected',
    'GitLab: You are not allowed to push code to protected branches',
  ],
  ['an update hook', rejected('[remote rejected] (hook declined)'), 'protected', '[remote rejected] (hook declined)'],
  [
    'contents: read',
    `${remote('Permission to o/r.git denied to github-actions[bot].')}fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403\n`,
    'denied',
    'Permission to o/r.git denied to github-actions[bot]',
  ],
  [
    'persist-credentials: false',
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
    'denied',
    "could not read Username for 'https://github.com': terminal prompts disabled",
  ],
  [
    'a token that has ended',
    `${remote('Invalid username or token.')}fatal: Authentication failed for 'https://github.com/o/r/'\n`,
    'denied',
    'Invalid username or token',
  ],
  [
    'a repository that is not to be known of',
    `${remote('Repository not found.')}fatal: repository 'https://github.com/o/r/' not found\n`,
    'denied',
    'Repository not found',
  ],
  [
    'a deploy key that may read only',
    'ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\n',
    'denied',
    'The key you are authenticating with has been marked as read only',
  ],
  [
    'no key',
    'Warning: Permanently added github.com\ngit@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n',
    'denied',
    'git@github.com: Permission denied (publickey)',
  ],
  [
    'no such branch',
    "fatal: couldn't find remote ref refs/heads/gone\n",
    'missing',
    "couldn't find remote ref refs/heads/gone",
  ],
  [
    'no name server',
    "fatal: unable to access 'https://github.com/o/r/': Could not resolve host: github.com\n",
    'unreachable',
    "unable to access 'https://github.com/o/r/': Could not resolve host: github.com",
  ],
  [
    'a server in trouble',
    "fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 503\n",
    'unreachable',
    "unable to access 'https://github.com/o/r/': The requested URL returned error: 503",
  ],
  [
    'a server in trouble after it had all',
    `${remote('Resolving deltas: 100% (2/2), completed with 2 local objects.', 'Internal Server Error')}${rejected('[remote rejected] (Internal Server Error)')}`,
    'unreachable',
    'Internal Server Error',
  ],
  [
    'a connection that ends',
    'fatal: the remote end hung up unexpectedly\n',
    'unreachable',
    'the remote end hung up unexpectedly',
  ],
  [
    'a connection that is not properly encrypted',
    "fatal: unable to access 'https://github.com/o/r/': gnutls_handshake() failed: The TLS connection was non-properly terminated.\n",
    'unreachable',
    "unable to access 'https://github.com/o/r/': gnutls_handshake() failed: The TLS connection was non-properly terminated",
  ],
  ...[
    'error: SSL certificate problem: unable to get local issuer certificate',
    'error: RPC: TLS handshake failure',
    'error: GnuTLS recv, failed in TLS',
  ].map((line): Said => ['TLS itself', `${line}\n`, 'unreachable', line.replace('error: ', '')]),
  ...['o/k8s-tls', 'tls/r', 'o/ssl', 'o/failed-to-connect', 'o/tls.git'].map(
    (repository): Said => [
      `something else, of the repository ${repository}`,
      `error: failed to push some refs to 'https://github.com/${repository}'\nTo https://github.com/${repository}\n!\tx:${SPEC}\t[remote rejected] (unpacker error)\nDone\n`,
      'failed',
      '[remote rejected] (unpacker error)',
    ],
  ),
  [
    'something else, with the repository named by the server',
    'remote: error: Disk quota of https://git.example/o/k8s-tls is used up\n',
    'failed',
    'Disk quota of https://git.example/o/k8s-tls is used up',
  ],
  [
    'a remote that is no bare repository',
    rejected('[remote rejected] (branch is currently checked out)'),
    'failed',
    '[remote rejected] (branch is currently checked out)',
  ],
]

describe('what git says', () => {
  test.each(SAID)('of %s', (_, words, answer, first) => {
    expect(judge(1, words)).toBe(answer)
    expect(telling(words)[0]).toBe(first)
    expect(judge(0, words)).toBe('done')
  })

  test('never has an address’s credentials in it', () => {
    const part = fc.stringMatching(/^[\w.~%+-]{4,20}$/)
    fc.assert(
      fc.property(part, fc.option(part), (user, password) => {
        const address = `https://${user}${password === null ? '' : `:${password}`}@github.example/o/r`
        const words = `remote: see ${address}\nfatal: unable to access '${address}': The requested URL returned error: 403\n`
        expect(telling(words).join('\n')).not.toContain(`${user}${password === null ? '@' : ':'}`)
      }),
    )
  })

  test('is one of the answers, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(judge(1, words)).not.toBe('done')
        expect(telling(words).every((line) => !/[\r\n]/.test(line))).toBe(true)
      }),
    )
  })
})

test.each([
  [`To x\n*\tHEAD:${SPEC}\t[new branch]\nDone\n`, true],
  [`To x\n \tHEAD:${SPEC}\t1234..5678\nDone\n`, false],
  [`To x\n=\tHEAD:${SPEC}\t[up to date]\nDone\n`, false],
])('%j makes a branch: %p', (porcelain, makes) => {
  expect(makesBranch(porcelain)).toBe(makes)
})
