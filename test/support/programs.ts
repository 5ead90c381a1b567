import { spawnSync } from 'node:child_process'

/** Where a program is on this machine, or undefined. */
export function findProgram(program: string): string | undefined {
  const { stdout } = spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' })
  return stdout.trim() || undefined
}

/** Whether a program is on this machine, for tests in which it is the judge. */
export function isThere(program: string): boolean {
  return findProgram(program) !== undefined
}

/** Programs that were written by others and say whether a ZIP is whole, with what comes before its name. */
export const ZIP_JUDGES = [
  ['unzip -t', 'unzip', ['-tqq']],
  ['7z t', '7z', ['t']],
  ['Python zipfile', 'python3', ['-m', 'zipfile', '-t']],
  ['bsdtar', 'bsdtar', ['-x', '-O', '-f']],
] as const
