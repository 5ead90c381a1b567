import { Eta } from 'eta/core'
import type { Block, Language, Letter } from './letter.ts'
import type { Look } from './look.ts'
import { RICH_AS_HTML } from './rich.ts'

// The templates are strings in a module because tsc copies no other files. Eta escapes all that `<%=` writes;
// `<%~` writes as is and stands once, for the blocks that were escaped one by one.
const eta = new Eta()

// Styles stand on the elements: several mail readers drop a style sheet.
const PARTS: Readonly<Record<Block['kind'], string>> = {
  paragraph: '<p style="margin:0 0 16px"><%= it.text %></p>',
  button: `<p style="margin:24px 0 8px"><a href="<%= it.url %>" style="display:inline-block;padding:14px 24px;\
border-radius:6px;background:<%= it.look.colour %>;color:#ffffff;font-weight:bold;text-decoration:none"><%= it.label %></a></p>
<p style="margin:0 0 24px;font-size:14px;word-break:break-all"><a href="<%= it.url %>" style="color:<%= it.look.colour %>">\
<%= it.url %></a></p>`,
  facts: `<p style="margin:0 0 16px;padding:12px 16px;border-radius:6px;background:#eef3f8">
<% it.facts.forEach((fact, index) => { %><% if (index > 0) { %><br>
<% } %><%= fact.label %>: <% if (fact.href) { %><a href="<%= fact.href %>" style="color:<%= it.look.colour %>;\
display:inline-block;overflow-wrap:anywhere"><%= fact.value %></a><% } else { %><strong style="display:inline-block;overflow-wrap:anywhere">\
<%= fact.value %></strong><% } %><% }) %>

</p>`,
  list: `<ul style="margin:0 0 16px;padding-left:20px">
<% it.items.forEach((item) => { %><li style="margin:0 0 8px"><%= item %></li>
<% }) %></ul>`,
  rich: RICH_AS_HTML,
  signature: '<p style="margin:24px 0 0"><%= it.greeting %>,<br><%= it.name %></p>',
  footer: `<p style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #d5dbe1;font-size:14px;color:#52595f"><%= it.text %>\
<% if (it.link) { %><br>
<a href="<%= it.link.url %>" style="color:<%= it.look.colour %>"><%= it.link.label %></a><% } %></p>`,
}

const PAGE = eta.compile(`<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.subject %></title>
</head>
<body style="margin:0;padding:16px;background:#ffffff;color:#1c1c1c">
<div style="max-width:560px;margin:0 auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;\
overflow-wrap:break-word">
<%~ it.blocks.join('\\n') %>

</div>
</body>
</html>
`)

const BLOCKS = new Map(Object.entries(PARTS).map(([kind, part]) => [kind, eta.compile(part)]))

export function letterAsHtml(letter: Letter, language: Language, look: Look): string {
  const blocks = letter.blocks.map((block) => BLOCKS.get(block.kind)?.call(eta, { ...block, look }))
  return PAGE.call(eta, { language, subject: letter.subject, blocks })
}
