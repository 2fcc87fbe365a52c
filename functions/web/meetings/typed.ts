import { html, raw } from "hono/html";
import { compose } from "../../../shared/document/compose.ts";
import { identify } from "../../../shared/document/identify.ts";
import { htmlArticle } from "../../../shared/formats/html/article.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { belowHeading, type Said } from "../../../shared/meeting/minutes-document.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { Html, Web } from "../http/context.ts";

/** Reads what somebody typed, in the network's language. */
export function typedReader({ language, limits }: Pick<Settings, "language" | "limits">) {
  return async (text: string): Promise<Said> => {
    // the parser, for who typed anything
    const { readTypedText } = await import("../../../shared/formats/markdown/typed-text.ts");
    return readTypedText(text, { language, limits });
  };
}

/** What somebody typed, by the same reading as its document: safe HTML, in which headings stand below those of the page. */
export async function typedText({ ports, settings }: Web, text: string): Promise<Html> {
  const { blocks, notes } = await typedReader(settings)(text);
  const { kind } = await loadKind(ports.assets, "plain");
  const layout = { ...kind.layout, cover: false, contents: 0, lists: false, numbered: 0, orthotypography: false };
  const meta = { authors: [], language: settings.language, keywords: [] };
  const { document } = compose({
    parts: [{ title: "", tree: identify({ schema: 1, meta, blocks, notes, bibliography: [] }) }],
    kind: { ...kind, parts: "one", layout },
    facts: { network: settings.network, action: "", title: "–" },
    ...{ fileName: "", instant: new Date(ports.clock()).toISOString() },
  });
  const sections = document.sections.map((section) => ({ ...section, blocks: belowHeading(section.blocks) }));
  return html`${raw(htmlArticle({ ...document, sections }, { imageHref: () => "", title: false }))}`;
}
