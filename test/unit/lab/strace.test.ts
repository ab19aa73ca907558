import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { executedIn } from '../../../lab/scanner/strace.ts'

const MAIN = '100   execve("/usr/bin/node", ["node", "main.js"], ["A=1"]) = 0'
const END = '100   +++ exited with 0 +++'
const trace = (...lines: string[]) => [MAIN, ...lines, END, ''].join('\n')
const startedIn = (...lines: string[]) => executedIn(trace(...lines)).slice(1)
const fork = (parent: number, child: number, flags = 'SIGCHLD') =>
  `${parent} clone(child_stack=NULL, flags=${flags}, child_tidptr=0x7fe4) = ${child}`

describe('one program', () => {
  test('the first', () => {
    expect(executedIn(trace())).toEqual([
      {
        pid: 100,
        parent: undefined,
        program: '/usr/bin/node',
        argv: ['node', 'main.js'],
        env: ['A=1'],
        isStarted: true,
      },
    ])
  })

  test('whose text has all that a list of strings has too', () => {
    const [each] = startedIn(
      String.raw`100 execve("/bin/a", ["a\"], [\"b", "\\", "", "x) = -1 ENOENT (No such file)"], ["A=\303\251\n\0011"]) = 0`,
    )
    expect(each).toMatchObject({
      argv: ['a"], ["b', '\\', '', 'x) = -1 ENOENT (No such file)'],
      env: ['A=é\n\u00011'],
      isStarted: true,
    })
  })

  test('by a descriptor, and without a list', () => {
    expect(startedIn('100 execveat(3, "", ["a"], ["B=2"], AT_EMPTY_PATH) = 0')).toMatchObject([
      { argv: ['a'], env: ['B=2'] },
    ])
    expect(startedIn('100 execve("/bin/a", NULL, NULL) = 0')).toMatchObject([{ argv: [], env: [] }])
  })

  test('when others come between', () => {
    const lines = [
      '7 execve("/bin/a", ["a"], ["A=1"] <unfinished ...>',
      '8 execve("/bin/b", ["b"], [] <unfinished ...>',
      '7 <... execve resumed>)             = 0',
      '8 <... execve resumed>)             = -1 EACCES (Permission denied)',
    ]
    expect(startedIn(...lines)).toMatchObject([
      { pid: 7, argv: ['a'], env: ['A=1'], isStarted: true },
      { pid: 8, argv: ['b'], env: [], isStarted: false },
    ])
  })

  test('when it was killed before it was told how the call went', () => {
    expect(startedIn('7 execve("/bin/a", ["a"], [] <unfinished ...>')).toMatchObject([{ pid: 7, argv: ['a'] }])
  })

  test('in place of a process, by one of its threads', () => {
    const lines = [
      '12 execve("/bin/a", ["a"], [] <pid changed to 100 ...>',
      '100 +++ superseded by execve in pid 12 +++',
      '100 <... execve resumed>)             = 0',
    ]
    expect(startedIn(...lines)).toMatchObject([{ pid: 100, argv: ['a'], isStarted: true }])
  })

  test('that was looked for along PATH, once', () => {
    const attempt = (path: string, result: string) => `7 execve("${path}/a", ["a"], ["A=1"]) = ${result}`
    const ENOENT = '-1 ENOENT (No such file or directory)'
    expect(startedIn(attempt('/x', ENOENT), attempt('/y', '0'))).toMatchObject([{ program: '/y/a', isStarted: true }])
    expect(startedIn(attempt('/x', ENOENT), attempt('/y', ENOENT))).toMatchObject([
      { program: '/y/a', isStarted: false },
    ])
  })
})

describe('the parent', () => {
  const parentOf = (...lines: string[]) =>
    startedIn(...lines, '7 execve("/bin/a", ["a"], []) = 0').map(({ parent }) => parent)
  test.each<[what: string, lines: string[], parent: number | undefined]>([
    ['by fork', ['100 fork() = 7'], 100],
    ['by clone', [fork(100, 7)], 100],
    ['by vfork, told of later', ['100 vfork( <unfinished ...>', '100 <... vfork resumed>)              = 7'], 100],
    ['of a thread of a thread', [fork(100, 5, 'CLONE_VM|CLONE_THREAD'), fork(5, 6, 'CLONE_THREAD'), fork(6, 7)], 100],
    ['of a child', [fork(100, 5), fork(5, 7)], 5],
    ['of nobody', [], undefined],
  ])('%s', (_, lines, parent) => {
    expect(parentOf(...lines)).toEqual([parent])
  })
})

describe('a trace that would hide something is an error, without its text', () => {
  test.each([
    ['a cut string', '100 execve("/bin/a", ["top-sec"...], []) = 0'],
    ['a cut list', '100 execve("/bin/a", ["top-sec"], 0x7ffc /* 21 vars */) = 0'],
  ])('%s', (_, line) => {
    expect(() => startedIn(line)).toThrow('line 2 of strace’s trace cannot be read')
  })

  test('no end', () => {
    expect(() => executedIn(MAIN)).toThrow(/has no end/)
    expect(() => executedIn('')).toThrow(/has no end/)
    expect(executedIn(`${MAIN}\n100   +++ killed by SIGKILL +++\n`)).toHaveLength(1)
  })
})

test('any arguments are read as they were given', () => {
  /** As strace writes them: the shortest octal that the next character does not lengthen. */
  const quote = (text: string) => {
    const escaped = Array.from(Buffer.from(text), (byte, at) => {
      const known = { 10: '\\n', 9: '\\t', 11: '\\v', 12: '\\f', 13: '\\r', 34: '\\"', 92: '\\\\' }[byte]
      if (known) return known
      if (byte > 31 && byte < 127) return String.fromCharCode(byte)
      const next = Buffer.from(text)[at + 1] ?? 0
      return `\\${byte.toString(8).padStart(next > 47 && next < 58 ? 3 : 1, '0')}`
    })
    return `"${escaped.join('')}"`
  }
  const strings = fc.array(fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0')))
  fc.assert(
    fc.property(strings, strings, (argv, env) => {
      const line = `7 execve("/bin/a", [${argv.map(quote).join(', ')}], [${env.map(quote).join(', ')}]) = 0`
      expect(startedIn(line)).toMatchObject([{ argv, env }])
    }),
  )
})
