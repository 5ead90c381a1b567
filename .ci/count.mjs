// Counts what happened: the tests from vitest's report, the checks from their lines. Plain JavaScript that
// runs on any Node, for it must also speak when nothing could be installed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, testsExit, checkExit] = process.argv.slice(2)

const read = (name) => {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return ''
  }
}

const files = JSON.parse(read('tests.json') || '{}').testResults ?? []
const tests = files.flatMap((file) => file.assertionResults)
const withStatus = (...statuses) => tests.filter(({ status }) => statuses.includes(status))

for (const { fullName } of withStatus('skipped', 'pending', 'todo', 'disabled'))
  process.stdout.write(`skipped: ${fullName}\n`)

const passed = withStatus('passed').length
const failedTests = withStatus('failed').length
// A file that does not load has no tests to fail, and a run that broke off may have no file.
const failedFiles = files.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
const failedRun = Math.max(failedTests + failedFiles.length, testsExit === '0' && passed > 0 ? 0 : 1)
const failedChecks = Math.max(
  read('check.log').match(/^check .+: failed$/gm)?.length ?? 0,
  checkExit === '0' ? 0 : 1,
)

const failed = failedRun + failedChecks
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
