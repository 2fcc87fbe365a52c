/** The colours and type of the whole page, light, dark and printed. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: #FBFAF6; --ink: #1B1F23; --muted: #57606A; --link: #0B4F6C; --accent: #7A2E3A; --rule: #767D84;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #16191C; --ink: #ECEAE4; --muted: #A9B0B7; --link: #8CC7E0; --accent: #E8A3AC; --rule: #858C93; }
}
body { margin: 0; background: var(--paper); color: var(--ink); }
main { box-sizing: border-box; max-width: calc(66ch + 48px); margin: 0 auto; padding: 40px 24px 64px;
  font: 1.125rem/1.6 "Source Serif 4", Charter, Georgia, "Times New Roman", serif; }
@media print {
  :root { --paper: #FFFFFF; --ink: #000000; --muted: #333333; --link: #000000; --accent: #000000; --rule: #666666; }
  main { max-width: none; padding: 0; font-size: 11pt; line-height: 1.4; }
  .document a { text-decoration: none; }
  .document .back { display: none; }
}
@page { margin: 22mm 25mm; }
`;

/** How an article is set, whatever the page around it; it takes the page's colours by name. */
export const articleStyle = `.document { font-variant-numeric: lining-nums; overflow-wrap: break-word; }
.document h1, .document h2, .document h3, .document h4, .document h5, .document h6, .document .heading {
  line-height: 1.25; margin: 40px 0 12px; text-wrap: balance; break-after: avoid; }
.document h1 { font-size: 2rem; margin: 0 0 12px; }
.document h2 { font-size: 1.5rem; }
.document h3 { font-size: 1.25rem; margin-top: 24px; }
.document h4, .document h5, .document h6, .document .heading { font-size: 1.125rem; margin-top: 24px; }
.document h5 { font-style: italic; }
.document h6, .document .heading { font-style: italic; font-weight: 400; }
.document .label { font-variant-numeric: tabular-nums; color: var(--accent); margin-right: .25em; }
.document p, .document ul, .document ol, .document blockquote, .document pre { margin: 0 0 16px; }
.document li > p, .document li > ul, .document li > ol { margin-bottom: 4px; }
.document .start { text-align: start; } .document .center { text-align: center; } .document .end { text-align: end; }
.document a { color: var(--link); text-underline-offset: .15em; }
.document a:focus-visible, .document .table:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.document sup, .document sub { line-height: 0; font-size: .75em; }
.document .small-caps { font-variant-caps: small-caps; }
.document header { margin-bottom: 40px; padding-bottom: 24px; border-bottom: 1px solid var(--rule); }
.document header figure { margin: 0 0 24px; }
.document .coverLine, .document .date, .document .authors { color: var(--muted); margin-bottom: 4px; }
.document .coverLine + .title { margin-top: 24px; } .document :is(.date, .authors) + .coverLine { margin-top: 16px; }
.document .subtitle { font-size: 1.25rem; line-height: 1.4; }
.document .contentsTitle { font-size: 1.5rem; font-weight: 700; line-height: 1.25; margin-bottom: 12px; }
.document .contents + .contents { margin-top: 40px; }
.document .labelled { list-style: none; }
.document .labelled > li > .label + p { display: inline; }
.document .contents ol { list-style: none; margin: 0; padding: 0; }
.document .contents ol ol { padding-left: 24px; } .document .contents ol + ol { margin-top: 12px; }
.document .contents li { margin: 4px 0; }
.document .contents a { text-decoration: none; }
.document .contents a:hover, .document .contents a:focus { text-decoration: underline; }
.document blockquote { padding-left: 16px; border-left: 2px solid var(--rule); }
.document .callout { margin: 24px 0; padding: 12px 20px 4px; border-left: 3px solid var(--accent);
  background: color-mix(in srgb, var(--accent) 7%, transparent); }
.document .callout > p { margin-bottom: 12px; }
.document .callout > .calloutTitle { margin-bottom: 4px; font: 600 1rem/1.5 "Source Sans 3", system-ui, sans-serif; color: var(--accent); break-after: avoid; }
.document .callout-keyFigure > .calloutTitle { font-size: 2rem; line-height: 1.2; }
.document .callout-pullQuote { background: none; font-size: 1.25em; font-style: italic; }
.document pre, .document code { font-family: ui-monospace, Consolas, monospace; font-size: .875em; }
.document pre { overflow-x: auto; white-space: pre-wrap; }
.document figure { margin: 24px 0; break-inside: avoid; }
.document img { display: block; max-width: 100%; height: auto; }
.document figcaption, .document caption { text-align: start; font-size: 1rem; line-height: 1.4; padding: 8px 0; }
.document .sourceLine { margin: 0 0 24px; font-size: .875rem; line-height: 1.4; color: var(--muted); break-before: avoid; }
.document .table { overflow-x: auto; margin: 24px 0; }
.document :is(.table, figure):has(+ .sourceLine) { margin-bottom: 8px; } .document .sourceLine:has(+ .sourceLine) { margin-bottom: 4px; }
.document table { border-collapse: collapse; font-size: 1rem; line-height: 1.4; font-variant-numeric: tabular-nums lining-nums; }
.document th, .document td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--rule); text-align: start; vertical-align: top; }
.document thead th { border-bottom-width: 2px; vertical-align: bottom; }
.document th.center, .document td.center { text-align: center; } .document th.end, .document td.end { text-align: end; }
.document td > p, .document th > p { margin: 0 0 4px; }
.document hr { border: 0; border-top: 1px solid var(--rule); margin: 40px auto; width: 33%; }
.document .bibliographyEntry { padding-left: 24px; text-indent: -24px; }
.document .notes { margin-top: 40px; padding-top: 8px; border-top: 1px solid var(--rule); font-size: 1rem; line-height: 1.5; }
.document .notes p { margin-bottom: 4px; }
.document .notes li > p:nth-last-child(-n+2) { display: inline; }
.document .notes li { margin-bottom: 8px; }
@media (max-width: 30em) { .document { hyphens: auto; } .document h1 { font-size: 1.625rem; } .document h2 { font-size: 1.375rem; } }
@media print { .document .page-break { break-after: page; } .document .table { overflow: visible; } }
`;
