import { readFileSync, writeFileSync } from 'node:fs'

// Preloaded into the program by the bench: writes down, in KiB, the most memory that it ever had.
process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY, String(peakKib())))

/** On Linux the peak that Node reports begins with that of the process that started this one. */
function peakKib() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
