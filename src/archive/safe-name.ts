/** Names that Windows keeps for devices, whatever comes after a dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** What some system takes for a separator, a wildcard or a command, and characters that are not seen or turn the text around. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\:*?"<>|]/u
const LONGEST = 255

/** Whether a name can be unpacked on Windows, macOS and Linux, and stays inside the folder that it is unpacked in. */
export function isSafeName(name: string): boolean {
  return name === name.normalize('NFC') && !UNSAFE.test(name) && name.split('/').every(isSafePart)
}

/** `.` and `..` end with a dot too. */
function isSafePart(part: string): boolean {
  return part !== '' && !/[. ]$/.test(part) && !RESERVED.test(part) && Buffer.byteLength(part) <= LONGEST
}

/** What is one name on a disk that ignores case. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
