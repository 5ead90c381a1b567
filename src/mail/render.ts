import { letterAsHtml } from './html.ts'
import type { Language, Template } from './letter.ts'
import type { Look } from './look.ts'
import { letterAsText, oneLine } from './text.ts'

export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export function render<Data>(template: Template<Data>, data: Data, language: Language, look: Look): Rendered {
  const letter = template[language](data)
  return {
    subject: oneLine(letter.subject),
    text: letterAsText(letter),
    html: letterAsHtml(letter, language, look),
  }
}
