import type { Rich } from './rich.ts'

export type Language = 'nl' | 'en'

/** A line of a fact sheet: what it is and its value, which on a phone can be tapped when it has a link. */
export interface Fact {
  readonly label: string
  readonly value: string
  readonly href?: string
}

/** Words that lead somewhere; the text of the mail writes the address behind them. */
export interface Link {
  readonly label: string
  readonly url: string
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'signature'; readonly greeting: string; readonly name: string }
  | { readonly kind: 'rich'; readonly rich: Rich }
  | { readonly kind: 'footer'; readonly text: string; readonly link?: Link | undefined }

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** What a mail says, before it becomes text and HTML: both are made of it, so they can't say different things. */
export interface Letter {
  readonly subject: string
  readonly blocks: readonly Block[]
}

/** A mail in every language: a missing translation does not compile. */
export type Template<Data> = Readonly<Record<Language, (data: Data) => Letter>>

export const heading = (text: string): BlockOf<'heading'> => ({ kind: 'heading', text })
export const paragraph = (text: string): BlockOf<'paragraph'> => ({ kind: 'paragraph', text })
export const button = (label: string, url: string): BlockOf<'button'> => ({ kind: 'button', label, url })
/** What is not known, for instance a location's phone number, is left out. */
export const facts = (...rows: readonly Fact[]): BlockOf<'facts'> => ({
  kind: 'facts',
  facts: rows.filter(({ value }) => value !== ''),
})
export const list = (items: readonly string[]): BlockOf<'list'> => ({ kind: 'list', items })
/** A list under its own heading; nothing at all when the list is empty. */
export const section = (title: string, items: readonly string[]): readonly Block[] =>
  items.length > 0 ? [heading(title), list(items)] : []
export const rich = (part: Rich): BlockOf<'rich'> => ({ kind: 'rich', rich: part })
export const signature = (greeting: string, name: string): BlockOf<'signature'> => ({
  kind: 'signature',
  greeting,
  name,
})

/** Below the signature: why the guardian gets this mail and, where it can be ended, the way to do so. */
export const footer = (text: string, link?: Link): BlockOf<'footer'> => ({ kind: 'footer', text, link })

/** A phone number that a phone can dial; in `+31 (0)318` the zero is for those who leave out the `+31`. */
export function phone(label: string, number: string): Fact {
  const dialled = number.replace(/^(\s*(?:\+|00)[\d\s]+)\(0\)/, '$1').replace(/[^\d+]/g, '')
  return { label, value: number, href: `tel:${dialled}` }
}
