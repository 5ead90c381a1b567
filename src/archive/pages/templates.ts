import { Eta } from 'eta'
import { STYLE_NAME } from './style.ts'

/** The browser itself then refuses every script and everything from outside, whatever a text may hold. */
const POLICY =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"

const layout = `<!doctype html>
<html lang="<%= it.language %>">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title><%= it.title === it.name ? it.name : it.title + ' · ' + it.name %></title>
<link rel="stylesheet" href="<%= it.up %>${STYLE_NAME}">
</head>
<body>
<a class="skip" href="#main"><%= it.texts.skip %></a>
<%~ it.body %>
</body>
</html>
`

const media = `<ul class="media">
<% for (const item of it.media) { %>
<li>
<figure>
<% if (item.isVideo) { %>
<video controls preload="metadata" src="<%= item.link %>" aria-label="<%= item.alt %>"></video>
<% } else if (item.thumbnail) { %>
<a href="<%= item.link %>"><img src="<%= item.thumbnail.link %>" width="<%= item.thumbnail.width %>" height="<%= item.thumbnail.height %>" loading="lazy" alt="<%= item.alt %>"></a>
<% } else { %>
<a class="unseen" href="<%= item.link %>"><%= it.texts.noThumbnail %><span class="hidden">: <%= item.alt %></span></a>
<% } %>
<figcaption><time datetime="<%= item.takenAt %>"><%= item.time %></time> <bdi><%= item.caption %></bdi></figcaption>
</figure>
</li>
<% } %>
</ul>
`

const month = `<% layout('@layout', it) %>
<header>
<p class="home"><a href="../index.html"><%= it.name %></a></p>
<h1><%= it.title %></h1>
</header>
<main id="main">
<% for (const day of it.days) { %>
<section aria-labelledby="d<%= day.date %>">
<h2 id="d<%= day.date %>"><time datetime="<%= day.date %>"><%= day.label %></time></h2>
<% for (const entry of day.entries) { %>
<article>
<h3><bdi><%= entry.author %></bdi> <time datetime="<%= entry.writtenAt %>"><%= entry.time %></time></h3>
<div class="text" dir="auto"><%= entry.text %></div>
<% if (entry.media.length > 0) { %>
<%~ include('@media', { media: entry.media, texts: it.texts }) %>
<% } %>
<% for (const note of entry.notes) { %>
<p class="quiet"><%= note %></p>
<% } %>
</article>
<% } %>
<% if (day.media.length > 0) { %>
<%~ include('@media', { media: day.media, texts: it.texts }) %>
<% } %>
</section>
<% } %>
</main>
<nav class="turn" aria-label="<%= it.texts.browse %>">
<% if (it.before) { %>
<a rel="prev" href="<%= it.before.href %>"><span><%= it.texts.earlier %></span> <%= it.before.label %></a>
<% } %>
<a class="all" href="../index.html"><%= it.texts.start %></a>
<% if (it.after) { %>
<a rel="next" href="<%= it.after.href %>"><span><%= it.texts.later %></span> <%= it.after.label %></a>
<% } %>
</nav>
`

const index = `<% layout('@layout', it) %>
<header>
<p class="home"><%= it.organisation %></p>
<h1 dir="auto"><%= it.title %></h1>
<p><%= it.period %></p>
<% if (it.part) { %>
<p><%= it.part %></p>
<% } %>
<% if (it.counts.length > 0) { %>
<p class="counts"><%= it.counts.join(' · ') %></p>
<% } %>
</header>
<main id="main">
<% if (it.years.length === 0) { %>
<p class="nothing"><%= it.texts.nothing %></p>
<% } else { %>
<nav aria-label="<%= it.texts.months %>">
<% for (const year of it.years) { %>
<h2><%= year.year %></h2>
<ul class="months">
<% for (const month of year.months) { %>
<li><a href="<%= month.href %>">
<% if (month.cover) { %>
<img src="<%= month.cover.name %>" width="<%= month.cover.width %>" height="<%= month.cover.height %>" loading="lazy" alt="">
<% } else { %>
<span class="blank"></span>
<% } %>
<strong><%= month.label %></strong>
<span class="quiet"><%= month.counts.join(' · ') %></span>
</a></li>
<% } %>
</ul>
<% } %>
</nav>
<% } %>
<section aria-labelledby="also">
<h2 id="also"><%= it.texts.also %></h2>
<ul class="beside">
<% for (const file of it.beside) { %>
<li><a href="<%= file.name %>"><%= file.label %></a>: <span class="quiet"><%= file.what %></span></li>
<% } %>
</ul>
</section>
<% if (it.leftOut.length > 0) { %>
<section aria-labelledby="left-out">
<h2 id="left-out"><%= it.texts.leftOutTitle %></h2>
<ul>
<% for (const sentence of it.leftOut) { %>
<li><%= sentence %></li>
<% } %>
</ul>
</section>
<% } %>
</main>
`

const eta = new Eta({ autoTrim: [false, 'nl'] })
for (const [name, template] of Object.entries({ layout, media, month, index })) {
  eta.loadTemplate(`@${name}`, template)
}

/** A page from its template; every value in it is escaped. */
export function renderTemplate(name: 'index' | 'month', view: object): string {
  return eta.render(`@${name}`, view)
}
