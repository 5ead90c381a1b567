import { Eta } from 'eta/core'
import type { DeadLink } from '../answers.ts'
import type { Weakness } from '../password.ts'
import { type Language, TEXTS } from './texts.ts'

/** What a page shows. */
export type View =
  | { readonly page: 'paste' | 'opening' | 'done' | 'broken' }
  | { readonly page: 'choose'; readonly token: string; readonly userName: string; readonly weak?: Weakness }
  | { readonly page: 'dead'; readonly link: DeadLink }

export interface Look {
  readonly language: Language
  /** Lets this page's own script and style in, and no others. */
  readonly nonce: string
}

// Eta escapes all that `<%=` writes; `<%~` writes as is and stands once, for the part that was escaped already.
const eta = new Eta()

const HEAD = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.texts.title %></title>
<style nonce="<%= it.nonce %>">
body { margin: 0; padding: 24px 16px; background: #eef3f8; color: #1c1c1c; font: 17px/1.5 system-ui, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 24px; border-radius: 10px; background: #fff }
h1 { margin: 0 0 12px; font-size: 1.5rem; line-height: 1.2 }
label { display: block; margin: 16px 0 4px; font-weight: 600 }
input { box-sizing: border-box; width: 100%; padding: 10px; border: 1px solid #6b7785; border-radius: 6px; font: inherit }
input[readonly] { border-color: #eef3f8; background: #eef3f8 }
button { margin-top: 20px; padding: 12px 20px; border: 0; border-radius: 6px; background: #0b57a4; color: #fff; font: inherit; font-weight: 600 }
.advice { margin: 4px 0 0; font-size: 0.9rem; color: #48525c }
.wrong { padding: 10px 14px; border-radius: 6px; background: #fdecea; color: #8a1c12 }
</style>
</head>
<body>
<main>
<%~ it.body %>
</main>
</body>
</html>
`

const PARTS: Readonly<Record<View['page'], string>> = {
  paste: `<h1><%= it.texts.pasteTitle %></h1>
<form id="paste">
<label for="link"><%= it.texts.paste %></label>
<input id="link" type="text" required autocomplete="off" spellcheck="false">
<button><%= it.texts.open %></button>
</form>
<script nonce="<%= it.nonce %>">
paste.onsubmit = () => { location.assign('/activeren#' + link.value.trim().split('#').pop()); return false }
</script>`,
  // Whatever opens a link, a mail scanner too, comes this far and changes nothing.
  opening: `<h1><%= it.texts.title %></h1>
<p><%= it.texts.wait %></p>
<noscript><p class="wrong"><%= it.texts.needsScript %></p></noscript>
<form id="opening" method="post" action="/activeren"><input id="token" type="hidden" name="token"></form>
<script nonce="<%= it.nonce %>">
token.value = location.hash.slice(1); opening.submit(); onhashchange = () => location.reload()
</script>`,
  choose: `<h1><%= it.texts.title %></h1>
<p><%= it.texts.choose %></p>
<% if (it.weak) { %><p class="wrong" id="wrong" role="alert"><%= it.texts.weak[it.weak] %></p><% } %>

<form method="post" action="/activeren">
<input type="hidden" name="token" value="<%= it.token %>">
<label for="user"><%= it.texts.userName %></label>
<input id="user" type="text" readonly autocomplete="username" value="<%= it.userName %>">
<label for="password"><%= it.texts.password %></label>
<input id="password" type="password" name="password" required autofocus autocomplete="new-password"
 aria-describedby="advice<% if (it.weak) { %> wrong<% } %>"<% if (it.weak) { %> aria-invalid="true"<% } %>>
<p class="advice" id="advice"><%= it.texts.advice %></p>
<button><%= it.texts.save %></button>
</form>`,
  done: `<h1><%= it.texts.done %></h1>
<p><%= it.texts.doneMore %></p>`,
  dead: `<h1><%= it.texts.deadTitle %></h1>
<p class="wrong" role="alert"><%= it.texts.dead[it.link] %></p>`,
  broken: `<h1><%= it.texts.title %></h1>
<p class="wrong" role="alert"><%= it.texts.broken %></p>`,
}

const FRAME = eta.compile(HEAD)
const BODIES = new Map(Object.entries(PARTS).map(([page, part]) => [page, eta.compile(part)]))

export function renderPage(view: View, { language, nonce }: Look): string {
  const about = { ...view, language, nonce, texts: TEXTS[language] }
  const body = BODIES.get(view.page)?.call(eta, about)
  return FRAME.call(eta, { ...about, body })
}
