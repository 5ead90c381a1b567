export interface Progress {
  show(done: number, total: number): void
  /** Takes the bar away. */
  end(): void
}

const WIDTH = 30

/** A bar on stderr, with how fast it goes and how long it will take: for people, silent where nobody watches. */
export function openProgress(what: string, interactive: boolean): Progress {
  if (!interactive) return { show: () => {}, end: () => {} }
  const line = (text: string) => void process.stderr.write(`\r\u001b[K${text}`)
  const began = performance.now()
  return {
    show: (done, total) =>
      line(`${what} ${bar(done, total)} ${pace({ done, total }, performance.now() - began)}`),
    end: () => line(''),
  }
}

function bar(done: number, total: number): string {
  const full = Math.min(WIDTH, Math.round((done / Math.max(total, 1)) * WIDTH))
  return '#'.repeat(full) + '.'.repeat(WIDTH - full)
}

/** Nothing can be said of the pace before this many milliseconds. */
const TOO_SOON = 500

/** How much is done; after a moment also how many in a second, and how long the rest takes at that pace. */
export function pace(
  { done, total }: { readonly done: number; readonly total: number },
  elapsed: number,
): string {
  const share = `${done}/${total}`
  if (elapsed < TOO_SOON || done === 0) return share
  const each = elapsed / done
  return `${share}, ${Math.round(1000 / each)} a second, ${timeInWords((total - done) * each)} left`
}

function timeInWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
