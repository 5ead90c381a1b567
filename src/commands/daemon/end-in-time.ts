import { EXIT } from '../../errors.ts'

/** What is being done has so long to end. */
const GRACE_MS = 18_000
/** What was broken off has so long to notice; then the process is gone, and others take over what it had. */
const LAST_MS = 24_000

/** A signal that breaks off what did not end soon after another signal. */
export function endInTime(signal: AbortSignal): AbortSignal {
  const breaking = new AbortController()
  const begin = () => {
    setTimeout(() => breaking.abort(), GRACE_MS).unref()
    setTimeout(() => process.exit(EXIT.done), LAST_MS).unref()
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  return breaking.signal
}
