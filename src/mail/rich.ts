/** A piece of what somebody wrote: words that look the same, and lead to the same place. */
export interface Run {
  readonly text: string
  readonly strong?: true
  readonly emphasis?: true
  readonly url?: string
}

/** The lines of a paragraph, which go on at the screen's own width unless the writer ended them. */
export type Lines = readonly (readonly Run[])[]

/** A part of a text with its own make-up, such as a newsletter. */
export type Rich =
  | { readonly part: 'title' | 'heading' | 'paragraph'; readonly lines: Lines }
  | { readonly part: 'list'; readonly ordered: boolean; readonly items: readonly Lines[] }
  | { readonly part: 'quote'; readonly paragraphs: readonly Lines[] }
  | { readonly part: 'rule' }

/** As HTML, for Eta: everything is escaped by `<%=`. */
export const RICH_AS_HTML = `<% if (it.rich.part === 'title') { %>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${lines('it.rich.lines')}</h1>
<% } else if (it.rich.part === 'heading') { %>
<h2 style="margin:28px 0 8px;font-size:18px;line-height:1.3">${lines('it.rich.lines')}</h2>
<% } else if (it.rich.part === 'paragraph') { %>
<p style="margin:0 0 16px">${lines('it.rich.lines')}</p>
<% } else if (it.rich.part === 'list') { %>
<<%= it.rich.ordered ? 'ol' : 'ul' %> style="margin:0 0 20px;padding:0 0 0 22px">
<% it.rich.items.forEach((item) => { %><li style="margin:0 0 8px">${lines('item')}</li>
<% }) %></<%= it.rich.ordered ? 'ol' : 'ul' %>>
<% } else if (it.rich.part === 'quote') { %>
<blockquote class="line" style="margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #d5dbe1">
<% it.rich.paragraphs.forEach((paragraph) => { %><p style="margin:0 0 8px">${lines('paragraph')}</p>
<% }) %></blockquote>
<% } else { %><hr class="line" style="margin:24px 0;border:0;border-top:1px solid #d5dbe1"><% } %>`

function lines(of: string): string {
  return `<% ${of}.forEach((line, at) => { %><% if (at > 0) { %><br><% } %><% line.forEach((run) => { %>\
<% if (run.url) { %><a href="<%= run.url %>" class="brand" style="color:<%= it.look.colour %>"><% } %>\
<% if (run.strong) { %><strong><% } %><% if (run.emphasis) { %><em><% } %><%= run.text %>\
<% if (run.emphasis) { %></em><% } %><% if (run.strong) { %></strong><% } %>\
<% if (run.url) { %></a><% } %><% }) %><% }) %>`
}

/** As plain text: what is strong is just said, and an address stands behind the words that lead to it. */
export function richAsText(rich: Rich): readonly string[] {
  switch (rich.part) {
    case 'list':
      return rich.items.flatMap((item, index) => marked(item, rich.ordered ? `${index + 1}. ` : '- '))
    case 'quote':
      return rich.paragraphs.flatMap((paragraph, index) => [
        ...(index > 0 ? ['>'] : []),
        ...paragraph.map((line) => `> ${lineAsText(line)}`),
      ])
    case 'rule':
      return ['---']
    default:
      return rich.lines.map(lineAsText)
  }
}

function marked([first = [], ...others]: Lines, mark: string): readonly string[] {
  return [`${mark}${lineAsText(first)}`, ...others.map(lineAsText)]
}

/** A link with words of different looks is several runs; its address stands behind the last. */
function lineAsText(line: readonly Run[]): string {
  return line
    .map(({ text, url }, at) => {
      if (url === undefined || line[at + 1]?.url === url) return text
      const address = url.replace(/^(mailto|tel):/, '')
      const label = labelUpTo(line, at)
      return label === address || label === url ? text : `${text} (${address})`
    })
    .join('')
}

function labelUpTo(line: readonly Run[], at: number): string {
  const start = line.findLastIndex((run, index) => index < at && run.url !== line[at]?.url) + 1
  return line
    .slice(start, at + 1)
    .map(({ text }) => text)
    .join('')
}
