export const STYLE_NAME = 'album/opmaak.css'

/** One sheet for all pages, in a file of its own: the pages' security policy forbids styles inside. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fbf8f3; --card: #fff; --ink: #27231e; --quiet: #665e54; --line: #e4dcd0; --accent: #0b665d;
  --shade: 0 1px 2px #4d3f2a1f, 0 6px 18px #4d3f2a14;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171512; --card: #211e1a; --ink: #eee8de; --quiet: #b3a99b; --line: #38332c; --accent: #86d6ca;
    --shade: 0 1px 2px #0008;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Color Emoji", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3 { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "Noto Serif", serif; line-height: 1.2; }
h1 { margin: 0; font-size: clamp(2rem, 6vw, 3.25rem); font-weight: 600; letter-spacing: -.01em; }
h1::first-letter { text-transform: uppercase; }
h2 { margin: 2.75rem 0 1rem; font-size: 1.45rem; font-weight: 600; }
h2 time { display: inline-block; }
h2 time::first-letter { text-transform: uppercase; }
h3 { margin: 0; font-size: 1rem; }
h3 time { margin-left: .4em; font-weight: 400; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
ul { padding-left: 1.2rem; }
header { padding-bottom: 1.5rem; border-bottom: 1px solid var(--line); }
header p { margin: .5rem 0 0; }
.home { margin: 0 0 .4rem; color: var(--quiet); }
.quiet, time { color: var(--quiet); }
h2 time { color: inherit; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -6rem; padding: .6rem 1rem; background: var(--card); border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; }
.nothing { margin: 3rem 0; font-size: 1.2rem; }

.months, .media, .beside { list-style: none; margin: 0; padding: 0; }
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, clamp(9.5rem, 40vw, 13.5rem)), 1fr)); gap: clamp(.75rem, 2vw, 1.25rem); }
.months a {
  display: flex; flex-direction: column; height: 100%; overflow: hidden; padding-bottom: .8rem; color: inherit;
  text-decoration: none; background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shade);
}
.months a:hover strong { text-decoration: underline; }
.months img, .months .blank { width: 100%; height: auto; aspect-ratio: 4 / 3; object-fit: cover; background: var(--line); }
.months strong, .months .quiet { padding: 0 1rem; }
.months strong { margin-top: .7rem; font-size: 1.1rem; }
.months strong::first-letter { text-transform: uppercase; }
.months .quiet { font-size: .92rem; }
.beside li { margin: .4rem 0; }

/* A month is read, so its lines are no longer than is easy to read. */
body:has(article, .media) { max-width: 62rem; }
article {
  margin: 0 0 1.25rem; padding: 1.1rem 1.3rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shade);
}
article p { margin-bottom: 0; }
.text { white-space: pre-wrap; max-width: 44rem; margin: .35rem 0; }
article .media { margin-top: .9rem; }

/* Rows of one height, filled from side to side; no caption makes its photo wider. */
.media { display: flex; flex-wrap: wrap; gap: .9rem; }
.media li { flex: 1 1 auto; max-width: 100%; }
.media::after { content: ""; flex: 1000 1 12rem; }
figure { margin: 0; break-inside: avoid; }
figure a { display: block; }
figure img { display: block; height: 13rem; width: auto; min-width: 100%; max-width: 100%; object-fit: cover; border-radius: 8px; background: var(--line); }
figure video { display: block; height: 13rem; width: 100%; min-width: min(23rem, 100%); border-radius: 8px; background: #000; }
.unseen { display: grid; place-items: center; height: 13rem; min-width: 13rem; padding: 1rem; border: 1px dashed var(--quiet); border-radius: 8px; }
figcaption { width: 0; min-width: 100%; padding-top: .3rem; font-size: .9rem; line-height: 1.4; }

.turn { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.turn span { display: block; font-size: .85rem; color: var(--quiet); }
.turn .all { order: 1; flex: 1 1 100%; text-align: center; }
.turn [rel=next] { margin-left: auto; text-align: right; }

@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #000; --shade: none; }
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  a { text-decoration: none; }
  .turn, .skip { display: none; }
  h2, h3 { break-after: avoid; }
  .months li, .text { break-inside: avoid-page; }
  .months { grid-template-columns: repeat(4, 1fr); gap: 4mm; }
  article { padding: 3mm 4mm; }
  .text { max-width: none; }
  figure img, figure video, .unseen { height: 44mm; }
  .media { gap: 3mm; }
}
`
