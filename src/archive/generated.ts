/** A file of the ZIP that is made for it. */
export interface GeneratedFile {
  readonly name: string
  /** As in the manifest. */
  readonly type: string
  /** Text, of which a long one comes in pieces, is packed; bytes are packed already. */
  readonly content: string | Iterable<string> | Uint8Array
}
