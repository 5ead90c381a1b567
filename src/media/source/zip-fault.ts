/** What the reader of ZIPs says, by what it means to whoever made the ZIP. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/relative path|absolute path|invalid characters in fileName/i, 'a name in it leads out of its folder'],
  [/multi-disk/i, 'it is one part of a ZIP in several'],
  [/strong encryption/i, 'it is locked with a password'],
  [/too large/i, 'it is larger than a ZIP can be'],
  [/end of central dir|comment length|unexpected EOF/i, 'it is no ZIP, or its end is gone'],
]

/** What is wrong with a ZIP, in our words; of a fault of the disk its code. */
export function zipFault(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  if (code && 'syscall' in error) return `it cannot be read (${code})`
  const meaning = MEANINGS.find(([pattern]) => pattern.test(error.message))
  return meaning?.[1] ?? 'its list of files is damaged'
}
