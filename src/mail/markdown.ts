import type { Definition, PhrasingContent, RootContent } from 'mdast'
import type { Lines, Rich, Run } from './rich.ts'

/** Something that can't be put in a mail, with the line of the file. */
export interface MarkdownMistake {
  readonly line: number
  readonly message: string
}

export interface MarkdownText {
  /** The `# heading` with which the text begins. */
  readonly title?: Lines
  readonly parts: readonly Rich[]
  /** What is left out of the parts because it can't be put in a mail. */
  readonly mistakes: readonly MarkdownMistake[]
}

/** Reads Markdown (CommonMark) as the parts of a mail. */
export async function readMarkdown(text: string): Promise<MarkdownText> {
  const { fromMarkdown } = await import('mdast-util-from-markdown')
  const nodes = fromMarkdown(text).children
  const reading = readingOf(text, nodes)
  const [first, ...others] = nodes.filter(({ type }) => type !== 'definition')
  const hasTitle = first?.type === 'heading' && first.depth === 1
  const title = hasTitle ? linesOf(first.children, reading) : undefined
  const parts = (hasTitle || !first ? others : [first, ...others]).flatMap((node) => partOf(node, reading))
  const mistakes = reading.mistakes.toSorted((one, other) => one.line - other.line)
  return { ...(title && { title }), parts, mistakes }
}

/** The words without their looks, for a subject. */
export function wordsOf(lines: Lines): string {
  return lines.map((line) => line.map(({ text }) => text).join('')).join(' ')
}

interface Reading {
  readonly text: string
  readonly links: ReadonlyMap<string, string>
  readonly mistakes: MarkdownMistake[]
}

function readingOf(text: string, nodes: readonly RootContent[]): Reading {
  const definitions = nodes.filter((node): node is Definition => node.type === 'definition')
  return { text, links: new Map(definitions.map(({ identifier, url }) => [identifier, url])), mistakes: [] }
}

function partOf(node: RootContent, reading: Reading): readonly Rich[] {
  switch (node.type) {
    case 'heading':
      return [{ part: 'heading', lines: linesOf(node.children, reading) }]
    case 'paragraph':
      if (isTable(node, reading)) return refuse(node, reading, 'a table')
      return [{ part: 'paragraph', lines: linesOf(node.children, reading) }]
    case 'list': {
      const items = node.children.map(({ children }) => paragraphsOf(children, reading, 'in a list').flat())
      return [{ part: 'list', ordered: node.ordered === true, items }]
    }
    case 'blockquote':
      return [{ part: 'quote', paragraphs: paragraphsOf(node.children, reading, 'in a quotation') }]
    case 'thematicBreak':
      return [{ part: 'rule' }]
    case 'definition':
      return []
    default:
      return refuse(node, reading, NAMES[node.type] ?? node.type)
  }
}

function paragraphsOf(nodes: readonly RootContent[], reading: Reading, where: string): readonly Lines[] {
  return nodes.flatMap((node) =>
    node.type === 'paragraph'
      ? [linesOf(node.children, reading)]
      : refuse(node, reading, `${NAMES[node.type] ?? node.type} ${where}`),
  )
}

const BREAK = 'break'

function linesOf(nodes: readonly PhrasingContent[], reading: Reading): Lines {
  const lines: Run[][] = [[]]
  for (const run of nodes.flatMap((node) => runsOf(node, {}, reading))) {
    if (run === BREAK) lines.push([])
    else lines.at(-1)?.push(run)
  }
  return lines
}

type Style = Omit<Run, 'text'>

function runsOf(node: PhrasingContent, style: Style, reading: Reading): readonly (Run | typeof BREAK)[] {
  const inside = (nodes: readonly PhrasingContent[], more: Style) =>
    nodes.flatMap((one) => runsOf(one, { ...style, ...more }, reading))
  switch (node.type) {
    case 'text':
      return [{ text: node.value, ...style }]
    case 'break':
      return [BREAK]
    case 'strong':
      return inside(node.children, { strong: true })
    case 'emphasis':
      return inside(node.children, { emphasis: true })
    case 'link':
    case 'linkReference': {
      const url = node.type === 'link' ? node.url : (reading.links.get(node.identifier) ?? '')
      if (!isLink(url)) return refuse(node, reading, 'a link that is not https:, mailto: or tel:')
      return node.children.length === 0 ? [{ text: url, ...style, url }] : inside(node.children, { url })
    }
    default:
      return refuse(node, reading, NAMES[node.type] ?? node.type)
  }
}

const NAMES: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'a picture',
  imageReference: 'a picture',
  code: 'code',
  inlineCode: 'code',
  list: 'a list',
  heading: 'a heading',
  blockquote: 'a quotation',
  thematicBreak: 'a line',
}

const LINKS = [/^https:\/\/[^\s/]+\.[^\s/]+/i, /^mailto:[^\s@]+@[^\s@]+$/i, /^tel:\+?[\d-]+$/i]

function isLink(url: string): boolean {
  return URL.canParse(url) && LINKS.some((link) => link.test(url))
}

/** CommonMark knows no tables; who writes one means one. */
const UNDER_TABLE_HEAD = /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*$/m

function isTable({ position }: RootContent, { text }: Reading): boolean {
  return UNDER_TABLE_HEAD.test(text.slice(position?.start.offset, position?.end.offset))
}

function refuse(
  { position }: RootContent | PhrasingContent,
  { mistakes }: Reading,
  what: string,
): readonly [] {
  const mistake = { line: position?.start.line ?? 1, message: `${what} can't be put in a mail` }
  // A tag of HTML is a mistake where it opens and where it closes.
  if (!mistakes.some((one) => one.line === mistake.line && one.message === mistake.message))
    mistakes.push(mistake)
  return []
}
