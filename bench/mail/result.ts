import { readFileSync } from 'node:fs'

/** What a program that sent mails found out. */
export interface Result {
  readonly sent: number
  readonly seconds: number
  /** The most memory that it ever had. */
  readonly peakMb: number
}

/** On standard output, as the last thing. */
export function tellResult(result: Omit<Result, 'peakMb'>): void {
  process.stdout.write(JSON.stringify({ ...result, peakMb: peakKib() / 1024 }))
}

/** On Linux the peak that Node reports begins with that of the process that started this one. */
function peakKib(): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
