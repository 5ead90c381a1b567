/** A block of `Name: value` lines, by the name in lower case; of a name that comes twice the first. */
export type Fields = ReadonlyMap<string, string>

/** The blocks of a delivery status (RFC 3464, 2.1): the first is about the message, each other about one recipient. */
export function readFields(text: string): readonly Fields[] {
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/)
  return blocks.map(readBlock).filter(({ size }) => size > 0)
}

function readBlock(block: string): Fields {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name = '', value = ''] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}
