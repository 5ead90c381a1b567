import { expect, test } from 'vitest'
import { rich } from './letter.ts'
import { type MarkdownText, readMarkdown, wordsOf } from './markdown.ts'
import { render } from './render.ts'
import { LOOK } from './test-kit.ts'

function renderedFrom({ title, parts }: MarkdownText) {
  const letter = {
    subject: 'News',
    blocks: [...(title ? [rich({ part: 'title', lines: title })] : []), ...parts.map(rich)],
  }
  return render({ nl: () => letter, en: () => letter }, undefined, 'nl', LOOK)
}

const rendered = async (markdown: string) => renderedFrom(await readMarkdown(markdown))

/** What stands between the greeting of a page and its end, without the styles. */
const bodyOf = (html: string) =>
  html.slice(html.indexOf('<body'), html.indexOf('</body>')).replace(/ (style|class)="[^"]*"/g, '')

test('the heading with which a text begins is its title', async () => {
  const { title, parts } = await readMarkdown('# Nieuws *van* maart\n\nTekst\n\n# Nog een')
  expect(wordsOf(title ?? [])).toBe('Nieuws van maart')
  expect(parts.map(({ part }) => part)).toEqual(['paragraph', 'heading'])
})

test('a text without one has no title', async () => {
  expect((await readMarkdown('Tekst\n\n# Kop')).title).toBeUndefined()
  expect((await readMarkdown('## Kop\n\nTekst')).title).toBeUndefined()
})

test.each<readonly [what: string, markdown: string, html: string, text: string]>([
  [
    'words in bold and italics',
    'Kom **op *tijd***.',
    '<p>Kom <strong>op </strong><strong><em>tijd</em></strong>.</p>',
    'Kom op tijd.',
  ],
  ['a line that was ended', 'een  \ntwee', '<p>een<br>twee</p>', 'een\ntwee'],
  ['a heading', '## Wat mee?', '<h2>Wat mee?</h2>', 'Wat mee?'],
  ['a list', '- een\n- twee', '<ul>\n<li>een</li>\n<li>twee</li>\n</ul>', '- een\n- twee'],
  ['a numbered list', '1. een\n2. twee', '<ol>\n<li>een</li>\n<li>twee</li>\n</ol>', '1. een\n2. twee'],
  [
    'a quotation',
    '> een\n>\n> twee',
    '<blockquote>\n<p>een</p>\n<p>twee</p>\n</blockquote>',
    '> een\n>\n> twee',
  ],
  ['a line across', 'een\n\n---\n\ntwee', '<hr>', '---'],
  [
    'a link',
    'Lees [meer **nu**](https://opvang.example/x) op tijd',
    '<p>Lees <a href="https://opvang.example/x">meer </a><a href="https://opvang.example/x"><strong>nu</strong></a> op tijd</p>',
    'Lees meer nu (https://opvang.example/x) op tijd',
  ],
  [
    'a link that is its own address',
    '<https://opvang.example/x>',
    '<a href="https://opvang.example/x">https://opvang.example/x</a>',
    'https://opvang.example/x',
  ],
  [
    'an address to write to',
    '[Mail ons](mailto:info@opvang.example)',
    '<a href="mailto:info@opvang.example">Mail ons</a>',
    'Mail ons (info@opvang.example)',
  ],
  [
    'a number to call',
    '[Bel ons](tel:+31318123456)',
    '<a href="tel:+31318123456">Bel ons</a>',
    'Bel ons (+31318123456)',
  ],
  [
    'a link by name',
    '[meer][x]\n\n[x]: https://opvang.example/x',
    '<a href="https://opvang.example/x">meer</a>',
    'meer (https://opvang.example/x)',
  ],
  ['signs of HTML as they are written', '1 \\< 2 & "3"', '1 &lt; 2 &amp; &quot;3&quot;', '1 < 2 & "3"'],
  ['an end of a tag in words', 'Tom &lt;b&gt;', 'Tom &lt;b&gt;', 'Tom <b>'],
])('%s is the same in HTML and in text', async (_what, markdown, html, text) => {
  const mail = await rendered(markdown)
  expect(bodyOf(mail.html)).toContain(html)
  expect(mail.text).toContain(text)
  expect((await readMarkdown(markdown)).mistakes).toEqual([])
})

test.each<readonly [what: string, markdown: string]>([
  ['HTML', '<b>vet</b>'],
  ['HTML', '<div>\nblok\n</div>'],
  ['a picture', '![foto](https://opvang.example/foto.jpg)'],
  ['a picture', '![foto][x]\n\n[x]: https://opvang.example/foto.jpg'],
  ['code', 'een `stukje`'],
  ['code', '```\nblok\n```'],
  ['a table', '| dag | uur |\n| --- | --- |\n| ma | 7 |'],
  ['a table', 'dag | uur\n:-- | --:\nma | 7'],
  ['a list in a list', '- een\n  - twee'],
  ['a heading in a quotation', '> # kop'],
  ['a link that is not https:, mailto: or tel:', '[x](http://opvang.example)'],
  ['a link that is not https:, mailto: or tel:', '[x](javascript:alert(1))'],
  ['a link that is not https:, mailto: or tel:', '[x](/soep)'],
  ['a link that is not https:, mailto: or tel:', '[x](https://)'],
])('%s is a mistake with its line', async (what, markdown) => {
  const { mistakes, parts } = await readMarkdown(`Eerst\n\n${markdown}`)
  expect(mistakes).toContainEqual({
    line: what.includes(' in a list') ? 4 : 3,
    message: `${what} can't be put in a mail`,
  })
  const { html } = renderedFrom({ parts, mistakes })
  expect(html).not.toMatch(/<b>|<div>\n|<img|javascript|foto\.jpg|http:/)
})

test('all mistakes are told, in the order of the lines', async () => {
  const { mistakes } = await readMarkdown('<hr>\n\ntekst `x`\n\n![y](https://z.example/y.png)')
  expect(mistakes.map(({ line }) => line)).toEqual([1, 3, 5])
})
