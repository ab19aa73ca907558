// The order in which jest begins the lab's tests. By itself it goes by the size of the files until it has measured them, and
// a file of four minutes that is begun last keeps the other processor waiting.

const LONGEST = [
  'faults',
  'runner-pod',
  'upgrade',
  'rehearsal',
  'manifests',
  'pairing',
  'door',
  'lock',
  'record',
  'failures',
  'image',
]

const rank = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/e2e/${name}.test.ts`))
  return place === -1 ? LONGEST.length : place
}

export default class LongestFirst {
  sort(tests) {
    return tests.toSorted((a, b) => rank(a) - rank(b))
  }

  allFailedTests(tests) {
    return tests
  }

  cacheResults() {}
}
