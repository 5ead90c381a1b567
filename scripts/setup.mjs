// Makes a fresh clone ready, on any Node from 20 on and before a single package is there: installs the
// packages, among them the Node this project runs on, when they are missing or older than the lockfile.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const lockfile = join(root, 'package-lock.json')
// npm writes this file at the end of a complete install, so it is missing after one that was interrupted.
const installed = join(root, 'node_modules', '.package-lock.json')

function isUpToDate() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs
}

function install() {
  process.stderr.write('Installing packages (npm ci), once; this takes about a minute.\n')
  return spawnSync('npm ci --no-audit --no-fund --loglevel=error', {
    cwd: root,
    shell: true,
    stdio: ['ignore', 2, 2],
  })
}

if (!isUpToDate() && install().status !== 0) {
  process.stderr.write(
    'The packages could not be installed: see npm above, check the network, and run it again.\n',
  )
  process.exitCode = 1
}
