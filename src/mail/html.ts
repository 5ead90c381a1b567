import { Eta } from 'eta/core'
import type { Block, Language, Letter } from './letter.ts'
import type { Look } from './look.ts'
import { pageOf } from './page.ts'
import { RICH_AS_HTML } from './rich.ts'

// The templates are strings in a module because tsc copies no other files. Eta escapes all that `<%=` writes.
const eta = new Eta()

// Styles stand on the elements, since several mail readers drop a style sheet; a class is what the dark colours of
// the page hold on to. Outlook on Windows knows no padding of a link, so that its button is widened by spaces.
const PARTS: Readonly<Record<Block['kind'], string>> = {
  heading: '<h2 style="margin:28px 0 8px;font-size:18px;line-height:1.3"><%= it.text %></h2>',
  paragraph: '<p style="margin:0 0 16px"><%= it.text %></p>',
  button: `<p style="margin:24px 0 12px"><a href="<%= it.url %>" class="button" style="display:inline-block;padding:14px 28px;\
border-radius:6px;background:<%= it.look.colour %>;color:#ffffff;font-weight:bold;text-decoration:none">\
<!--[if mso]><i style="mso-font-width:300%;mso-text-raise:24pt" hidden>&emsp;</i><span style="mso-text-raise:12pt"><![endif]-->\
<%= it.label %><!--[if mso]></span><i style="mso-font-width:300%" hidden>&emsp;&#8203;</i><![endif]--></a></p>
<p style="margin:0 0 24px;font-size:13px;line-height:1.4;word-break:break-all"><a href="<%= it.url %>" class="brand" \
style="color:<%= it.look.colour %>"><%= it.url %></a></p>`,
  facts: `<dl class="box" style="margin:0 0 20px;padding:14px 18px 6px;border-radius:6px;background:#f1f4f7">
<% it.facts.forEach((fact) => { %><dt class="quiet" style="margin:0;font-size:14px;color:#52595f"><%= fact.label %></dt>
<dd style="margin:0 0 10px;font-weight:bold;overflow-wrap:anywhere"><% if (fact.href) { %><a href="<%= fact.href %>" \
class="ink" style="color:#1c2024"><%= fact.value %></a><% } else { %><%= fact.value %><% } %></dd>
<% }) %></dl>`,
  list: `<ul style="margin:0 0 20px;padding:0 0 0 22px">
<% it.items.forEach((item) => { %><li style="margin:0 0 8px"><%= item %></li>
<% }) %></ul>`,
  rich: RICH_AS_HTML,
  signature: '<p style="margin:28px 0 0"><%= it.greeting %>,<br><%= it.name %></p>',
  footer: `<p class="quiet line" style="margin:28px 0 0;padding:16px 0 0;border-top:1px solid #d5dbe1;font-size:14px;\
color:#52595f"><%= it.text %><% if (it.link) { %><br>
<a href="<%= it.link.url %>" class="brand" style="color:<%= it.look.colour %>"><%= it.link.label %></a><% } %></p>`,
}

const BLOCKS = new Map(Object.entries(PARTS).map(([kind, part]) => [kind, eta.compile(part)]))

export function letterAsHtml(letter: Letter, language: Language, look: Look): string {
  const blocks = letter.blocks.map((block) => BLOCKS.get(block.kind)?.call(eta, { ...block, look }))
  return pageOf({ language, subject: letter.subject, content: blocks.join('\n'), look })
}
