import { spawnSync } from 'node:child_process'

/** The `check:` scripts of package.json, the quick ones first. */
const STEPS = ['types', 'pure', 'lint', 'walls', 'startup', 'unused']

// All of them, also after one that failed: whoever mends one thing must not meet the next.
for (const step of STEPS) {
  const { status } = spawnSync('npm', ['run', '--silent', `check:${step}`], { stdio: 'inherit' })
  process.stdout.write(`check ${step}: ${status === 0 ? 'passed' : 'failed'}\n`)
  if (status !== 0) process.exitCode = 1
}
