import { Eta } from 'eta'

/** The browser itself then refuses every script and everything from outside, whatever a text may hold. */
const POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'"

const layout = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><%= it.title %> · <%= it.child %></title>
<link rel="stylesheet" href="opmaak.css">
</head>
<body>
<header>
<nav><a href="index.html"><%= it.texts.album %></a> · <a href="schrift.html"><%= it.texts.diary %></a></nav>
<h1 dir="auto"><%= it.title %> · <%= it.child %></h1>
<p><%= it.organisation %>, <%= it.period %></p>
</header>
<main>
<%~ it.body %>
</main>
<% if (it.leftOut.length > 0) { %>
<footer>
<h3><%= it.texts.leftOutTitle %></h3>
<ul>
<% for (const sentence of it.leftOut) { %>
<li><%= sentence %></li>
<% } %>
</ul>
</footer>
<% } %>
</body>
</html>
`

const media = `<div class="media">
<% for (const item of it.media) { %>
<figure>
<% if (item.isVideo) { %>
<video controls preload="metadata" src="<%= item.link %>" title="<%= item.title %>"></video>
<% } else { %>
<a href="<%= item.link %>"><img src="<%= item.link %>" alt="<%= item.title %>"></a>
<% } %>
<figcaption><time datetime="<%= item.takenAt %>"><%= item.when %></time> <bdi><%= item.caption %></bdi></figcaption>
</figure>
<% } %>
</div>
`

const album = `<% layout('@layout', it) %>
<% for (const month of it.months) { %>
<section>
<h2><%= month.label %></h2>
<%~ include('@media', { media: month.items }) %>
</section>
<% } %>
<% if (it.months.length === 0) { %>
<p><%= it.texts.noPhotos %></p>
<% } %>
`

const diary = `<% layout('@layout', it) %>
<% for (const month of it.months) { %>
<section>
<h2><%= month.label %></h2>
<% for (const entry of month.items) { %>
<article>
<h3><time datetime="<%= entry.writtenAt %>"><%= entry.when %></time> · <bdi><%= entry.author %></bdi></h3>
<div class="text" dir="auto"><%= entry.text %></div>
<% if (entry.media.length > 0) { %>
<%~ include('@media', entry) %>
<% } %>
<% if (entry.notHere) { %>
<p class="quiet"><%= entry.notHere %></p>
<% } %>
</article>
<% } %>
</section>
<% } %>
<% if (it.months.length === 0) { %>
<p><%= it.texts.noDiary %></p>
<% } %>
`

const eta = new Eta({ autoTrim: [false, 'nl'] })
for (const [name, template] of Object.entries({ layout, media, album, diary })) {
  eta.loadTemplate(`@${name}`, template)
}

/** A page from its template; every value in it is escaped. */
export function renderTemplate(name: 'album' | 'diary', view: object): string {
  return eta.render(`@${name}`, view)
}
