import { html, raw } from "hono/html";
import { compose } from "../../../shared/document/compose.ts";
import type { Composed } from "../../../shared/document/composed.ts";
import { identify } from "../../../shared/document/identify.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { ownInlines, plainText } from "../../../shared/document/visit.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { languageRecord, textIn } from "../../../shared/i18n/languages.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** How a document of a kind would look: its outline, composed as any document of it. */
export function previewOf({ ports, settings }: Web, speak: Say, kind: Kind): Html {
  const { text, given } = speak;
  const instant = new Date(ports.clock()).toISOString();
  const facts = { network: settings.network, action: text("kinds.preview.action"), title: given(kind.name) };
  const parts = [{ title: "", tree: outlineOf(speak, kind) }];
  const { document } = compose({ parts, kind: { ...kind, parts: "one" }, fileName: kind.id, facts, instant });
  const article = htmlArticle(document, { imageHref: () => "", title: false });
  return html`<section aria-labelledby="preview" class="note"><h2 id="preview">${text("kinds.preview")}</h2><p>${text("kinds.preview.lead")}</p>
<div class="version">${opening(document)}${raw(article)}</div></section>`;
}

/** The lines of its cover, or its title where it has none: below the page's own headings. */
function opening({ sections }: Composed): Html {
  const { blocks = [] } =
    sections.find(({ role, generated }) => role === "cover" || (role === "body" && generated)) ?? {};
  const lines = blocks.map((block) =>
    block.type === "paragraph" && block.role === "title"
      ? html`<h2>${plainText(ownInlines(block))}</h2>`
      : html`<p class="muted">${plainText(ownInlines(block))}</p>`,
  );
  return html`<header>${lines}</header>`;
}

/** A draft that says under each section what is written there. */
function outlineOf({ text, language }: Say, { sections, texts }: Kind): DocumentTree {
  const said = (value: string) => [{ type: "text" as const, value }];
  const blocks = sections.flatMap((section): Block[] => [
    { type: "heading", id: "", level: 1, numbered: true, children: said(textIn(section.title, language)) },
    {
      type: "paragraph",
      id: "",
      children: said(text(section.from === "bibliography" ? "kinds.preview.entry" : "kinds.preview.words")),
    },
  ]);
  const only: Block = { type: "paragraph", id: "", children: said(textIn(texts.author, language)) };
  return identify({
    schema: 1,
    meta: { language: languageRecord(language).locale, authors: [], keywords: [] },
    blocks: blocks.length === 0 ? [only] : blocks,
    ...{ notes: {}, bibliography: [] },
  });
}
