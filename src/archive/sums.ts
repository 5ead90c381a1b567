import type { StoredFile } from '../media/fingerprint.ts'

export const SUMS_NAME = 'SHA256SUMS'

/** What `sha256sum -c` reads, once the ZIP is unpacked, a line at a time. */
export function* sumLines(
  files: readonly (Pick<StoredFile, 'sha256'> & { readonly name: string })[],
): Generator<string> {
  for (const { name, sha256 } of files) yield `${sha256}  ${name}\n`
}
