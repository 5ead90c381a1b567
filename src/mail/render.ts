import { letterAsHtml } from './html.ts'
import type { Block, Language, Template } from './letter.ts'
import type { Look } from './look.ts'
import { letterAsText, oneLine } from './text.ts'

export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function render<Data>(template: Template<Data>, data: Data, language: Language, look: Look): Rendered {
  const { subject, blocks } = template[language](data)
  const letter = { subject, blocks: blocks.filter(saysSomething) }
  return {
    subject: oneLine(letter.subject),
    text: letterAsText(letter, look),
    html: letterAsHtml(letter, language, look),
  }
}

/** Facts of which none is known are no box without words. */
function saysSomething(block: Block): boolean {
  return block.kind !== 'facts' || block.facts.length > 0
}
