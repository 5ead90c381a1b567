import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'

// A file that is gone from src must not live on in dist.
rmSync('dist', { recursive: true, force: true })
compile('tsconfig.build.json')
// Types are for the portal, which imports the rules and the accounts.
compile('tsconfig.types.json')
if (!process.exitCode) chmodSync('dist/bin/ouderportaal.js', 0o755)

function compile(project: string): void {
  const { status } = spawnSync('tsc', ['-p', project], { stdio: 'inherit' })
  process.exitCode ||= status ?? 1
}
