/** Asks for an address and drops the answer; gives up after ten seconds. */
export async function ask(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'follow' })
  await response.body?.cancel()
}
