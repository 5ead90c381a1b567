/** What makes two column names equal: case, white space around them, and the difference of space, `-` and `_` do not count. */
export function columnKey(name: string): string {
  return name.trim().toLowerCase().replace(/[\s-]/g, '_')
}

/** As an alias is compared: letters and digits only, so that `geb. datum`, `Geb.Datum` and `geb_datum` are one name. */
export function aliasKey(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A number that may not be kept, by whatever name: such a column is never read, whoever asks for it. */
export function isBsnName(name: string): boolean {
  return /bsn|burgerservicen|sofin/.test(aliasKey(name))
}
