/** Where a command speaks: results on `out`, everything else on `err`. */
export interface Output {
  /** A line of the result, on stdout. */
  say(line: string): void
  /** A line about the work, on stderr; silent with `--quiet`. */
  note(line: string): void
  /** What is wrong, on stderr, always. */
  warn(line: string): void
  /** The one document of `--json`, on stdout. */
  json(document: unknown): void
  /** True when stderr is a terminal and nothing asked for silence. */
  readonly interactive: boolean
  readonly quiet: boolean
}

export interface OutputOptions {
  readonly quiet: boolean
  readonly json: boolean
}

export function openOutput({ quiet, json }: OutputOptions): Output {
  const out = (text: string) => process.stdout.write(`${text}\n`)
  const err = (text: string) => process.stderr.write(`${text}\n`)
  return {
    say: (line) => void (quiet || json || out(line)),
    note: (line) => void (quiet || json || err(line)),
    warn: err,
    json: (document) => void out(JSON.stringify(document, null, 2)),
    quiet,
    interactive: Boolean(process.stderr.isTTY && process.stdin.isTTY) && !quiet && !json,
  }
}
