const UNITS: Readonly<Record<string, number>> = { M: 1e6, G: 1e9 }

/** The least: below it a part would be little else than pages. */
const LEAST = 1e6

/**
 * `500M` or `2G` in bytes, undefined for anything else. By thousands, as disks and mailboxes are sold: what is split
 * for a limit of 4 GB must fit, however that limit counts.
 */
export function splitSizeOf(text: string): number | undefined {
  const found = /^(\d{1,6}(?:\.\d{1,3})?)\s*([MG])B?$/i.exec(text)
  const bytes = Number(found?.[1]) * (UNITS[found?.[2]?.toUpperCase() ?? ''] ?? Number.NaN)
  return bytes >= LEAST ? Math.floor(bytes) : undefined
}
