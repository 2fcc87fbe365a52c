import { childOf, childrenOf, type Element } from "../../xml.ts";
import { type ParagraphProperties, paragraphProperties } from "./paragraph-properties.ts";
import { type RunProperties, runProperties } from "./run-properties.ts";

/** What a style is for, told by its outline level or the name of one of the styles it is based on. */
export type Role =
  | { is: "heading"; level: number }
  | { is: "title" | "subtitle" | "author" | "date" | "quote" | "code" | "rule" | "listContinue" | "contents" }
  | { is: "caption"; of: "figure" | "table" | "any" };

/** A style with all that it inherits (ECMA-376-1, 17.7.2). `names`: its own, then those it is based on, folded. */
export type Style = { names: string[]; paragraph: ParagraphProperties; run: RunProperties; role?: Role };

export type Styles = {
  get(id: string | undefined): Style | undefined;
  defaultParagraph: Style | undefined;
  defaults: RunProperties;
};

/** The styles of styles.xml, resolved once each; a chain that bites its tail ends there. */
export function readStyles(root: Element | undefined): Styles {
  const elements = new Map(childrenOf(root, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]));
  const resolved = new Map<string, Style>();
  const resolve = (id: string, above: ReadonlySet<string>): Style | undefined => {
    const known = resolved.get(id);
    const element = elements.get(id);
    if (known || !element || above.has(id) || above.size > longestChain) return known;
    const base = childOf(element, "w:basedOn")?.attributes["w:val"];
    const style = styleOf(element, base === undefined ? undefined : resolve(base, new Set(above).add(id)));
    resolved.set(id, style);
    return style;
  };
  const defaultId = elements.entries().find(([, { attributes }]) => isDefaultParagraph(attributes))?.[0];
  const defaults = childOf(childOf(childOf(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr");
  return {
    get: (id) => (id === undefined ? undefined : resolve(id, new Set())),
    defaultParagraph: defaultId === undefined ? undefined : resolve(defaultId, new Set()),
    defaults: runProperties(defaults),
  };
}

const longestChain = 50;

/** A style's name without case, accents and runs of space. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

function isDefaultParagraph(attributes: Element["attributes"]): boolean {
  return attributes["w:type"] === "paragraph" && ["1", "true", "on"].includes(attributes["w:default"] ?? "");
}

function styleOf(element: Element, base: Style | undefined): Style {
  const name = foldName(childOf(element, "w:name")?.attributes["w:val"] ?? element.attributes["w:styleId"] ?? "");
  const own = paragraphProperties(childOf(element, "w:pPr"));
  const paragraph = { ...base?.paragraph, ...own };
  const run = { ...base?.run, ...runProperties(childOf(element, "w:rPr")) };
  const role = outlineRole(own) ?? roleOfName(name) ?? base?.role;
  return { names: [name, ...(base?.names ?? [])], paragraph, run, ...(role && { role }) };
}

function outlineRole({ outline }: ParagraphProperties): Role | undefined {
  return outline !== undefined && outline < 9 ? { is: "heading", level: outline + 1 } : undefined;
}

function roleOfName(name: string): Role | undefined {
  const level = /^(?:heading|titre|uberschrift|kop|titolo|titulo|encabezado) ?([1-9])$/.exec(name)?.[1];
  return level ? { is: "heading", level: Number(level) } : roles.get(name);
}

/** Folded names of built-in styles in English, French and German, of LibreOffice and of pandoc. */
const roles = new Map<string, Role>([
  ...named({ is: "title" }, "title", "titre", "titre principal", "titel"),
  ...named({ is: "subtitle" }, "subtitle", "sous titre", "untertitel"),
  ...named({ is: "author" }, "author", "auteur", "autor"),
  ...named({ is: "date" }, "date", "datum"),
  ...named({ is: "caption", of: "any" }, "caption", "legende", "beschriftung"),
  ...named({ is: "caption", of: "table" }, "table caption", "tableau"),
  ...named({ is: "caption", of: "figure" }, "image caption", "illustration", "figure caption"),
  ...named(
    { is: "quote" },
    "quote",
    "citation",
    "intense quote",
    "citation intense",
    "block text",
    "quotations",
    "zitat",
  ),
  ...named(
    { is: "code" },
    "source code",
    "html preformatted",
    "preformatted text",
    "texte preformate",
    "prformat html",
    "verbatim char",
    "html code",
    "code html",
  ),
  ...named({ is: "rule" }, "horizontal line", "ligne horizontale"),
  ...named({ is: "listContinue" }, "list continue", "liste continue", "list paragraph", "paragraphe de liste"),
  ...named({ is: "contents" }, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((level) => [`toc ${level}`, `tm ${level}`])),
]);

function named(role: Role, ...names: string[]): [string, Role][] {
  return names.map((name) => [name, role]);
}
