export interface Progress {
  show(done: number, total: number): void
  /** Takes the bar away. */
  end(): void
}

const WIDTH = 30

/** A bar on stderr, for people: silent where nobody watches. */
export function openProgress(what: string, interactive: boolean): Progress {
  if (!interactive) return { show: () => {}, end: () => {} }
  const line = (text: string) => void process.stderr.write(`\r\u001b[K${text}`)
  return {
    show: (done, total) => line(`${what} ${bar(done, total)} ${done}/${total}`),
    end: () => line(''),
  }
}

function bar(done: number, total: number): string {
  const full = Math.min(WIDTH, Math.round((done / Math.max(total, 1)) * WIDTH))
  return '#'.repeat(full) + '.'.repeat(WIDTH - full)
}
