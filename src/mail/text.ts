import type { Block, BlockOf, Letter } from './letter.ts'
import type { Look } from './look.ts'
import { richAsText } from './rich.ts'

type Writers = { readonly [Kind in Block['kind']]: (block: BlockOf<Kind>) => readonly string[] }

const WRITERS: Writers = {
  heading: ({ text }) => [text],
  paragraph: ({ text }) => [text],
  button: ({ label, url }) => [`${label}:`, url],
  facts: ({ facts }) => facts.map(({ label, value }) => `${label}: ${value}`),
  list: ({ items }) => items.map((item) => `- ${item}`),
  rich: ({ rich }) => richAsText(rich),
  signature: ({ greeting, name }) => [`${greeting},`, name],
  footer: ({ text, link }) => (link ? [text, `${link.label}: ${link.url}`] : [text]),
}

/** The letter as plain text: a blank line between blocks, long lines left to the reader's screen. */
export function letterAsText(letter: Letter, { organisation }: Look): string {
  return `${[oneLine(organisation), ...letter.blocks.map(blockAsText)].join('\n\n')}\n`
}

function blockAsText(block: Block): string {
  const write = WRITERS[block.kind] as (block: Block) => readonly string[]
  return write(block).map(oneLine).join('\n')
}

/** White space as a browser shows it, so that a line break in a name starts no line here either. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
