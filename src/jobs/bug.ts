/** A bug by its kind and code, and where it was. What it says is left out: that may hold data. */
export function tellBug(error: unknown): { readonly code: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', frames: [] }
  const code = 'code' in error && /^\w{2,40}$/.test(String(error.code)) ? ` ${error.code}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { code: `${error.name}${code}`, frames }
}
