import type { ParagraphProperties } from "../../office/properties.ts";
import { foldName, type Role, roleOfName, type Style, type Styles, undefinedStyle } from "../../office/style.ts";
import { childOf, childrenOf, type Element } from "../../xml.ts";
import { paragraphProperties } from "./paragraph-properties.ts";
import { runProperties } from "./run-properties.ts";

/** The styles of styles.xml (ECMA-376-1, 17.7), resolved once each; a chain that bites its tail ends there. */
export function readStyles(root: Element | undefined): Styles {
  const elements = new Map(childrenOf(root, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]));
  const resolved = new Map<string, Style>();
  const resolve = (id: string, above: ReadonlySet<string>): Style | undefined => {
    const known = resolved.get(id);
    const element = elements.get(id);
    if (known || !element || above.has(id) || above.size > longestChain) return known;
    const base = childOf(element, "w:basedOn")?.attributes["w:val"];
    const style = styleOf(element, base === undefined ? undefined : baseOf(base, new Set(above).add(id)));
    resolved.set(id, style);
    return style;
  };
  // A style of Word's own that nobody changed may be named, and not be there: its id says what it is.
  const baseOf = (id: string, above: ReadonlySet<string>): Style | undefined =>
    elements.has(id) ? resolve(id, above) : undefinedStyle(id);
  const undefinedOnce = (id: string): Style => {
    const style = undefinedStyle(id);
    resolved.set(id, style);
    return style;
  };
  const defaultId = elements.entries().find(([, { attributes }]) => isDefaultParagraph(attributes))?.[0];
  const defaults = childOf(childOf(childOf(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr");
  return {
    get: (id) => (id === undefined ? undefined : (resolve(id, new Set()) ?? undefinedOnce(id))),
    defaultParagraph: defaultId === undefined ? undefined : resolve(defaultId, new Set()),
    defaults: runProperties(defaults),
  };
}

/** Ids of the table styles that draw a first column otherwise (17.7.6.6). */
export function stylesWithFirstColumn(root: Element | undefined): ReadonlySet<string> {
  const drawing = childrenOf(root, "w:style").filter((style) =>
    childrenOf(style, "w:tblStylePr").some(({ attributes }) => attributes["w:type"] === "firstCol"),
  );
  return new Set(drawing.map(({ attributes }) => attributes["w:styleId"] ?? ""));
}

const longestChain = 50;

function isDefaultParagraph(attributes: Element["attributes"]): boolean {
  return attributes["w:type"] === "paragraph" && ["1", "true", "on"].includes(attributes["w:default"] ?? "");
}

function styleOf(element: Element, base: Style | undefined): Style {
  const name = foldName(childOf(element, "w:name")?.attributes["w:val"] ?? element.attributes["w:styleId"] ?? "");
  const own = paragraphProperties(childOf(element, "w:pPr"));
  const paragraph = { ...base?.paragraph, ...own };
  const run = { ...base?.run, ...runProperties(childOf(element, "w:rPr")) };
  const role = roleIn(own, roleOfName(name) ?? base?.role);
  return { names: [name, ...(base?.names ?? [])], paragraph, run, ...(role && { role }) };
}

/** The role of a style by its own outline level, of which the tenth is body text (17.3.1.20), else `otherwise`. */
function roleIn({ outline }: ParagraphProperties, otherwise: Role | undefined): Role | undefined {
  if (outline === undefined) return otherwise;
  if (outline < 9) return { is: "heading", level: outline + 1 };
  return otherwise?.is === "heading" ? undefined : otherwise;
}
