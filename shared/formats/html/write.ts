import type { Composed } from "../../document/composed.ts";
import { htmlArticle } from "./article.ts";
import type { HtmlOptions } from "./context.ts";
import { attributes, escaped } from "./escape.ts";
import { articleStyle, pageStyle } from "./style.ts";

/** The document as one whole page, with its style inside; images are where `imageHref` says. */
export function writeHtml(document: Composed, { imageHref }: Pick<HtmlOptions, "imageHref">): string {
  const { title, authors, keywords, language, version, instant } = document;
  return `<!DOCTYPE html>
<html${attributes({ lang: language })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${[
  ...authors.map((author) => meta("author", author)),
  ...(keywords.length > 0 ? [meta("keywords", keywords.join(", "))] : []),
  meta("date", instant),
  meta("generator", "Livrable"),
  ...(version === undefined ? [] : [meta("livrable:version", version)]),
].join("\n")}
<style>
${pageStyle}${articleStyle}</style>
</head>
<body>
<main>
${htmlArticle(document, { imageHref })}</main>
</body>
</html>
`;
}

function meta(name: string, content: string): string {
  return `<meta${attributes({ name, content })}>`;
}
