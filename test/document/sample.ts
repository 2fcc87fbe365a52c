import type { ComposeInput } from "../../shared/document/compose.ts";
import type { Demands } from "../../shared/document/demands.ts";
import { identify } from "../../shared/document/identify.ts";
import type {
  Block,
  Callout,
  CalloutVariant,
  DocumentTree,
  Heading,
  Inline,
  Meta,
} from "../../shared/document/tree.ts";

/** Short makers of trees for tables of tests; ids come from `identify`. */

export const t = (value: string): Inline => ({ type: "text", value });
export const p = (...children: (Inline | string)[]): Block => ({
  type: "paragraph",
  id: "",
  children: mixed(children),
});
export const h = (level: number, title: string, more: Partial<Heading> = {}): Block => ({
  type: "heading",
  id: "",
  level: level as Heading["level"],
  numbered: true,
  children: [t(title)],
  ...more,
});
export const callout = (variant: CalloutVariant, children: Block[], title?: string): Callout => ({
  ...{ type: "callout", id: "", variant, children },
  ...(title !== undefined && { title: [t(title)] }),
});
export const note = (id: string): Inline => ({ type: "noteReference", note: id });
export const cite = (key: string, locator?: string): Inline => ({
  type: "citation",
  items: [locator === undefined ? { key } : { key, locator }],
});

function mixed(children: (Inline | string)[]): Inline[] {
  return children.map((child) => (typeof child === "string" ? t(child) : child));
}

export function treeOf(blocks: Block[], more: Partial<Omit<DocumentTree, "meta">> & { meta?: Partial<Meta> } = {}) {
  const meta: Meta = { title: "École et diversité", authors: [], language: "fr-FR", keywords: [], ...more.meta };
  return identify({ schema: 1, notes: {}, bibliography: [], blocks, ...more, meta });
}

export const note2008: Demands = {
  parts: "one",
  sections: [],
  layout: { cover: true, contents: 2, lists: false, numbered: 2, orthotypography: false },
  cover: [
    { fr: "{network}", en: "{network}" },
    { fr: "Note de cadrage", en: "Framing note" },
  ],
};

/** One composition's input around `blocks`, for the plainest of kinds unless told. */
export function inputOf(tree: DocumentTree, more: Partial<ComposeInput> = {}): ComposeInput {
  return {
    parts: [{ title: "", tree }],
    kind: note2008,
    fileName: "note-de-cadrage",
    facts: { network: "RECI" },
    instant: "2008-05-12T22:00:00.000Z",
    ...more,
  };
}
