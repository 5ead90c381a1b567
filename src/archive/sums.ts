import type { StoredFile } from '../media/fingerprint.ts'

export const SUMS_NAME = 'SHA256SUMS'

/** What `sha256sum -c` reads, once the ZIP is unpacked. */
export function sumsText(files: readonly (Pick<StoredFile, 'sha256'> & { readonly name: string })[]): string {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}
