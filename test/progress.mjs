// A line for each test as it ends, because jest's own reporter is silent until a whole file is done, and a lab test
// takes minutes.

const name = ({ ancestorTitles, title }) => [...ancestorTitles, title].join(': ')

export default class Progress {
  onTestCaseResult(_test, result) {
    if (result.status === 'pending') return
    const took = `${((result.duration ?? 0) / 1000).toFixed(1)} s`
    if (result.status === 'passed') console.error(`ok      ${name(result)} (${took})`)
    else console.error(`FAILED  ${name(result)} (${took})\n${result.failureMessages.join('\n')}`)
  }

  onTestFileResult({ path }, { testExecError, testResults, numPassingTests, numFailingTests, perfStats }) {
    // jest tells of a case that is left out only with its file; otherwise a pattern left it out, as it was asked to.
    if (process.env.LAB_TESTS === 'short') {
      for (const each of testResults) if (each.status === 'pending') console.error(`soak    ${name(each)}`)
    }
    if (testExecError) console.error(`FAILED  ${path}\n${testExecError.stack ?? testExecError.message}`)
    console.error(
      `        ${path.replace(/^.*\/(?=test\/)/, '')}: ${numPassingTests} passed, ${numFailingTests} failed in ${(perfStats.runtime / 1000).toFixed(1)} s`,
    )
  }
}
