/** One sheet for both pages, in a file of its own: the pages' security policy forbids styles inside. */
export const STYLE = `:root { color-scheme: light dark; --quiet: #595959; --line: #d6d2cb; --paper: #fffdf9; --ink: #1d1b19; }
@media (prefers-color-scheme: dark) {
  :root { --quiet: #aaa59d; --line: #45413b; --paper: #1c1a18; --ink: #efebe4; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Color Emoji", sans-serif; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
h1 { margin: 0; line-height: 1.2; }
h2 { margin: 2.5rem 0 1rem; text-transform: capitalize; }
h3 { margin: 0; font-size: 1rem; }
a { color: inherit; }
header p, time, .quiet { color: var(--quiet); }
article { max-width: 42rem; margin: 0 0 1.5rem; padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.media { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 1rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-size: .9rem; overflow-wrap: anywhere; }
figcaption time { display: block; }
img, video { display: block; width: 100%; height: auto; max-height: 24rem; object-fit: contain; background: #0001; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .9rem; }
@media print {
  :root { color-scheme: light; --quiet: #444; --line: #bbb; --paper: #fff; --ink: #000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  .media { grid-template-columns: 1fr 1fr; }
  img { max-height: 9cm; }
}
`
