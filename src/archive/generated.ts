/** A file of the ZIP that is made for it. */
export interface GeneratedFile {
  readonly name: string
  /** As in the manifest; text is packed, anything else is packed already. */
  readonly type: string
  readonly text: string | Uint8Array
}
