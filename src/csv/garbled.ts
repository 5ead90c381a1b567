/** Ã and what follows it when é, ë or ö in UTF-8 is read as Windows-1252: no language writes these side by side. */
const GARBLED = Buffer.from([0xc3, 0x83, 0xc2])

const LINE_END = /\r\n|\r|\n/

/** The line of a text in UTF-8 on which letters stand that were read in the wrong encoding, here or by who made the file. */
export function garbledLineIn(utf8: Buffer): number | undefined {
  const at = utf8.indexOf(GARBLED)
  return at === -1 ? undefined : utf8.toString('utf8', 0, at).split(LINE_END).length
}
