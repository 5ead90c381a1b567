import { execFileSync } from 'node:child_process'

/** Whether a program is on this machine, for tests in which it is the judge. */
export function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Programs that were written by others and say whether a ZIP is whole, with what comes before its name. */
export const ZIP_JUDGES = [
  ['unzip -t', 'unzip', ['-tqq']],
  ['7z t', '7z', ['t']],
  ['Python zipfile', 'python3', ['-m', 'zipfile', '-t']],
] as const
