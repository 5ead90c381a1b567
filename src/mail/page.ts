import { Eta } from 'eta/core'
import { DARK, onDark } from './colours.ts'
import type { Language } from './letter.ts'
import type { Look } from './look.ts'

export interface Page {
  readonly language: Language
  readonly subject: string
  /** HTML, escaped part by part. */
  readonly content: string
  readonly look: Look
}

const eta = new Eta()

// A mail reader that drops this shows the light colours, which stand on the elements, behind and before each other.
const STYLE = `:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: ${DARK.page} !important; }
  .card { background: ${DARK.column} !important; color: #f2f4f6 !important; border-color: <%= it.dark %> !important; }
  .box { background: ${DARK.box} !important; }
  .ink { color: #f2f4f6 !important; }
  .quiet { color: #b8c0c7 !important; }
  .logo { background: #ffffff !important; color: #1c2024 !important; padding: 6px 10px !important; border-radius: 4px !important; }
  .line { border-color: #48515a !important; }
  .brand { color: <%= it.dark %> !important; }
  .button { background: <%= it.dark %> !important; color: ${DARK.page} !important; }
}
@media (max-width: 480px) {
  .page { padding: 0 !important; }
  .card { padding: 20px !important; border-radius: 0 !important; }
}`

// Outlook on Windows knows no `max-width`: a table that only it sees holds the column.
const PAGE = eta.compile(`<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title><%= it.subject %></title>
<style>
${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:16px;background:#eef1f4">
<!--[if mso]><table role="presentation" width="600" align="center"><tr><td><![endif]-->
<main>
<div class="card" style="max-width:536px;margin:0 auto;padding:28px 32px 32px;border-top:4px solid <%= it.look.colour %>;\
border-radius:8px;background:#ffffff;color:#1c2024;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;\
overflow-wrap:break-word">
<h1 class="brand" style="margin:0 0 24px;font-size:18px;line-height:1.3;color:<%= it.look.colour %>">\
<% if (it.look.logo) { %><img src="<%= it.look.logo %>" alt="<%= it.look.organisation %>" height="48" class="logo" \
style="display:block;height:48px;width:auto;max-width:100%;border:0"><% } else { %><%= it.look.organisation %><% } %></h1>
<%~ it.content %>

</div>
</main>
<!--[if mso]></td></tr></table><![endif]-->
</body>
</html>
`)

/** The page around a letter: the organisation above it, one column, light and dark. */
export function pageOf(page: Page): string {
  return PAGE.call(eta, { ...page, dark: onDark(page.look.colour) })
}
