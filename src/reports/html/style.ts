import { PICTURE_STYLE } from '#xray/picture/style.js';

/** The one style sheet of the pages. Changed: STYLE_HASH changes too, which a test says. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1c2126; --quiet: #55606b; --paper: #ffffff; --panel: #f4f6f8; --line: #d5dbe1; --link: #0b57a4;
  --good: #11643a; --bad: #a3201c; --wait: #6b4e00; --bar: #4a78a8;
  --added: #e2f4e8; --removed: #fbe7e6;
  --accent: #0e6271; --accent-soft: #d9eaec; --warn: #735000; --warn-soft: #f8edcf; --line-strong: #78817b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ec; --quiet: #a4afba; --paper: #15191d; --panel: #1e2429; --line: #3a434b; --link: #84b9f0;
    --good: #72cf98; --bad: #ff9a93; --wait: #e3bf5f; --bar: #6d9fd0;
    --added: #183527; --removed: #41211f;
    --accent: #79c7d4; --accent-soft: #1c3f46; --warn: #e2bd63; --warn-soft: #3b3114; --line-strong: #8a948e;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
h2, h3 { display: flex; justify-content: space-between; gap: 1rem; }
a { color: var(--link); }
p { margin: .5rem 0; }
ul { margin: .5rem 0; padding-left: 1.25rem; }
.kicker, .note, .points, figcaption, dt { color: var(--quiet); font-size: .875rem; font-weight: 400; }
.kicker { margin: 0 0 .25rem; }
.score { font-size: 1.25rem; }
.points { white-space: nowrap; }
.checks { list-style: none; padding: 0; margin: 0; }
.check { padding: .625rem 0; border-bottom: 1px solid var(--line); }
.check .head { display: flex; gap: .75rem; align-items: baseline; }
.check .title { flex: 1; font-weight: 600; }
.verdict { min-width: 5.5rem; font-size: .875rem; font-weight: 600; color: var(--wait); }
.verdict.passed { color: var(--good); }
.verdict.failed { color: var(--bad); }
.check > :not(.head) { margin-left: 6.25rem; }
.help { padding: .5rem .75rem; border-left: 3px solid var(--bar); background: var(--panel); }
.tag { border: 1px solid var(--line); border-radius: .25rem; padding: 0 .3rem; font-size: .75rem; font-weight: 400; color: var(--quiet); }
figure { margin: .75rem 0; }
pre { margin: .25rem 0; padding: .625rem .75rem; background: var(--panel); border-radius: .25rem; white-space: pre-wrap;
  font: .8125rem/1.5 ui-monospace, "Liberation Mono", monospace; }
code, dd { font-family: ui-monospace, "Liberation Mono", monospace; font-size: .8125rem; }
.diff pre { padding: .5rem 0; }
.diff pre > * { display: inline-block; width: 100%; padding: 0 .75rem; text-decoration: none; vertical-align: top; }
.diff del { background: var(--removed); text-decoration: none; }
.diff ins { background: var(--added); text-decoration: none; }
.diff .legend { margin-left: .75rem; }
.diff .legend > * { padding: 0 .3rem; color: var(--ink); }
.gap { color: var(--quiet); }
details { margin: .75rem 0; }
summary { cursor: pointer; color: var(--link); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 38rem; font-size: .9375rem; overflow-wrap: break-word; }
th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { color: var(--quiet); font-size: .8125rem; }
tbody th, tbody td { overflow-wrap: anywhere; }
td.number { white-space: nowrap; }
.number { padding-left: .75rem; text-align: right; font-variant-numeric: tabular-nums; }
dl { margin: .5rem 0; }
dl div { display: flex; gap: 1rem; padding: .125rem 0; }
dt { flex: 0 0 14rem; }
dd { margin: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 45%), 1fr)); gap: .75rem; }
.facts div { display: block; padding: .5rem .75rem; background: var(--panel); border-radius: .25rem; }
.facts dd { font-family: inherit; font-size: 1.125rem; font-weight: 600; }
.histogram { display: block; width: 100%; max-width: 40rem; height: auto; }
.histogram rect { fill: var(--bar); }
.histogram line { stroke: var(--line); }
.histogram text { fill: var(--ink); font-size: 12px; text-anchor: middle; }
.histogram .axis { fill: var(--quiet); }
.drawing { --surface: var(--paper); --raised: var(--panel); --sunken: var(--panel); --text: var(--ink); --text-muted: var(--quiet);
  --sans: system-ui, "Liberation Sans", sans-serif; }
.drawing .scroll { margin: .5rem 0; border: 1px solid var(--line); }
.drawing svg { display: block; }
.on-phone { display: none; }
${PICTURE_STYLE}
@media (max-width: 40rem) {
  .on-phone { display: block; }
  .not-on-phone { display: none; }
  .check > :not(.head) { margin-left: 0; }
  dl div { display: block; }
  .check .head { flex-wrap: wrap; }
  .histogram text { font-size: 20px; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  a { color: inherit; text-decoration: none; }
  .check, .diff, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  summary { list-style: none; }
  .drawing svg { max-width: 100%; height: auto; }
}
`;

/** As a content security policy names it: SHA-256 of STYLE in Base64. */
export const STYLE_HASH = 'sha256-sOQWElAe3PaIaosS6Pjm5Rt2hLnNgaWmGt1dp4Bgf4k=';
