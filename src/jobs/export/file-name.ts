import { createHash } from 'node:crypto'

const LONGEST_NUMBER = 40

/**
 * `kind-0301-1f2e3d4c.zip`: one name for one export, however many a child has, safe on every disk. A part of one that
 * was split has the year behind it, `-2025` or `-2025-2`.
 */
export function exportFileName(child: string, key: string, part?: string): string {
  return `kind-${[safeNumber(child), key.slice(0, 8), ...(part ? [part] : [])].join('-')}.zip`
}

export function isExportOf(child: string, name: string): boolean {
  const start = `kind-${safeNumber(child)}-`
  return name.startsWith(start) && /^[0-9a-f]{8}(-\d{4}(-\d{1,3})?)?\.zip$/.test(name.slice(start.length))
}

/** The year of a part, `2025` or `2025-2`, by the name of its file. */
export function partLabelOf(name: string): string | undefined {
  return /-[0-9a-f]{8}-(\d{4}(?:-\d{1,3})?)\.zip$/.exec(name)?.[1]
}

/** A number is any text of the planning package: one that can't be written as it is carries its hash, and stays apart. */
function safeNumber(child: string): string {
  const readable = (child.match(/[A-Za-z0-9]+/g) ?? []).join('-').slice(0, LONGEST_NUMBER)
  if (readable === child) return child
  const hash = createHash('sha256').update(child).digest('hex').slice(0, 8)
  return readable ? `${readable}-${hash}` : hash
}
