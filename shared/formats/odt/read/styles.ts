import type { ParagraphProperties, RunProperties } from "../../office/properties.ts";
import { foldName, type Role, roleOfName, type Style, type Styles, undefinedStyle } from "../../office/style.ts";
import { type Attributes, childOf, childrenOf, type Element } from "../../xml.ts";
import { millimetres } from "./lengths.ts";

/** A style of one family ("paragraph", "text"); `automatic` ones are direct formatting under a name. */
type Found = { element: Element; family: string; automatic: boolean };

/** Styles by family and name, with the properties that only OpenDocument has. */
export type OdtStyles = Styles & {
  /** Widths of table columns, millimetres, or their relative parts; by style name. */
  columns: ReadonlyMap<string, number>;
  /** Styles of cells that are bordered or have a background. */
  framedCells: ReadonlySet<string>;
};

/** The key of a style in `Styles`: names are only unique in a family (part 3, 19.484). */
export function styleKey(family: "paragraph" | "text", name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${family} ${name}`;
}

/** The styles of styles.xml and the automatic ones of content.xml, resolved; a chain that bites its tail ends there. */
export function readStyles(styles: Element | undefined, content: Element | undefined): OdtStyles {
  const found = new Map<string, Found>();
  const columns = new Map<string, number>();
  const framedCells = new Set<string>();
  collect(found, columns, framedCells, childOf(styles, "office:styles"), false);
  collect(found, columns, framedCells, childOf(styles, "office:automatic-styles"), true);
  collect(found, columns, framedCells, childOf(content, "office:automatic-styles"), true);
  const resolved = new Map<string, Style>();
  const resolve = (key: string, above: ReadonlySet<string>): Style | undefined => {
    const known = resolved.get(key);
    const own = found.get(key);
    if (known || !own || above.has(key) || above.size > longestChain) return known;
    const base = own.element.attributes["style:parent-style-name"];
    const style = styleOf(own, base === undefined ? undefined : baseOf(own.family, base, new Set(above).add(key)));
    resolved.set(key, style);
    return style;
  };
  const baseOf = (family: string, name: string, above: ReadonlySet<string>): Style | undefined =>
    found.has(`${family} ${name}`) ? resolve(`${family} ${name}`, above) : undefinedStyle(decodeName(name));
  const undefinedOnce = (key: string): Style => {
    const style = undefinedStyle(decodeName(key.slice(key.indexOf(" ") + 1)));
    resolved.set(key, style);
    return style;
  };
  const defaults = childrenOf(childOf(styles, "office:styles"), "style:default-style").find(isParagraphs);
  return {
    get: (key) => (key === undefined ? undefined : (resolve(key, new Set()) ?? undefinedOnce(key))),
    defaultParagraph: resolve("paragraph Standard", new Set()),
    defaults: runProperties(childOf(defaults, "style:text-properties")),
    columns,
    framedCells,
  };
}

const longestChain = 50;

function isParagraphs({ attributes }: Element): boolean {
  return attributes["style:family"] === "paragraph";
}

function collect(
  found: Map<string, Found>,
  columns: Map<string, number>,
  framedCells: Set<string>,
  parent: Element | undefined,
  automatic: boolean,
): void {
  for (const element of childrenOf(parent, "style:style")) {
    const name = element.attributes["style:name"] ?? "";
    const family = element.attributes["style:family"] ?? "";
    found.set(`${family} ${name}`, { element, family, automatic });
    const column = childOf(element, "style:table-column-properties")?.attributes;
    const width =
      column &&
      (millimetres(column["style:column-width"]) ?? Number.parseFloat(column["style:rel-column-width"] ?? ""));
    if (width && width > 0) columns.set(name, width);
    const cell = childOf(element, "style:table-cell-properties")?.attributes;
    if (cell && framedBy(cell).framed) framedCells.add(name);
  }
}

function styleOf({ element, automatic }: Found, base: Style | undefined): Style {
  const { attributes } = element;
  const shown = attributes["style:display-name"] ?? decodeName(attributes["style:name"] ?? "");
  const names = automatic ? (base?.names ?? []) : [foldName(shown), ...(base?.names ?? [])];
  const ownRun = runProperties(childOf(element, "style:text-properties"));
  const paragraph = { ...base?.paragraph, ...paragraphProperties(element) };
  const named: Role | undefined = (automatic ? undefined : roleOfName(foldName(shown))) ?? base?.role;
  const role = leveled(attributes["style:default-outline-level"], named);
  return {
    names,
    paragraph,
    run: { ...base?.run, ...ownRun },
    ...(automatic && { direct: ownRun }),
    ...(role && { role }),
  };
}

/** The role of a style by the outline level that it gives (part 3, 19.473), which is empty where it gives none. */
function leveled(outline: string | undefined, otherwise: Role | undefined): Role | undefined {
  const level = Number(outline);
  if (level >= 1) return { is: "heading", level };
  return outline === "" && otherwise?.is === "heading" ? undefined : otherwise;
}

/** Characters that a name may not hold are written by their code: "Heading_20_1" (part 3, 19.498). */
function decodeName(name: string): string {
  return name.replace(/_([0-9a-f]{2,4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function paragraphProperties(style: Element): ParagraphProperties {
  const attributes: Attributes = childOf(style, "style:paragraph-properties")?.attributes ?? {};
  const align = aligns.get(attributes["fo:text-align"] ?? "");
  const border = attributes["fo:border-bottom"];
  const master = style.attributes["style:master-page-name"];
  return {
    ...(align && { align }),
    ...((attributes["fo:break-before"] === "page" || master) && { pageBreakBefore: true }),
    ...(attributes["fo:break-after"] === "page" && { sectionBreak: true }),
    ...(isDrawn(border) && { ruled: true }),
    ...framedBy(attributes),
  };
}

function isDrawn(border: string | undefined): boolean {
  return border !== undefined && border !== "none" && Number.parseFloat(border) !== 0;
}

/** Whether borders (20.183) frame it, or stand at its left; whether it has a background (20.182). */
function framedBy(attributes: Attributes): Pick<ParagraphProperties, "framed"> {
  const background = attributes["fo:background-color"]?.toLowerCase();
  const side = (name: string) => isDrawn(attributes[`fo:border-${name}`] ?? attributes["fo:border"]);
  const said = Object.keys(attributes).some(
    (name) => name === "fo:border" || /^fo:border-(?:left|top|bottom)$/.test(name),
  );
  if (background === undefined && !said) return {};
  const tinted = background !== undefined && background !== "transparent" && background !== "#ffffff";
  return { framed: tinted || side("left") || (side("top") && side("bottom")) };
}

const aligns = new Map(
  Object.entries<NonNullable<ParagraphProperties["align"]>>({
    start: "start",
    left: "start",
    justify: "start",
    center: "center",
    end: "end",
    right: "end",
  }),
);

/** What a `style:text-properties` says (part 3, 16.29.29). */
function runProperties(element: Element | undefined): RunProperties {
  const attributes = element?.attributes ?? {};
  const weight = attributes["fo:font-weight"];
  const slant = attributes["fo:font-style"];
  const underline = attributes["style:text-underline-style"];
  const strike = attributes["style:text-line-through-style"] ?? attributes["style:text-line-through-type"];
  const variant = attributes["fo:font-variant"];
  const vertical = verticalOf(attributes["style:text-position"]);
  const language = languageOf(attributes["fo:language"], attributes["fo:country"]);
  const complexLanguage = languageOf(attributes["style:language-complex"], attributes["style:country-complex"]);
  const font = attributes["style:font-name"];
  return {
    ...(weight !== undefined && { bold: weight === "bold" || Number(weight) >= 600 }),
    ...(slant !== undefined && { italic: slant === "italic" || slant === "oblique" }),
    ...(underline !== undefined && { underline: underline !== "none" }),
    ...(strike !== undefined && { strike: strike !== "none" }),
    ...(variant !== undefined && { smallCaps: variant === "small-caps" }),
    ...(vertical && { vertical }),
    ...(attributes["text:display"] !== undefined && { hidden: attributes["text:display"] === "none" }),
    ...(language && { language }),
    ...(complexLanguage && { complexLanguage }),
    ...(font && { font }),
  };
}

/** "super 58%", "-33% 58%", "0% 100%" (part 3, 20.388). */
function verticalOf(position: string | undefined): RunProperties["vertical"] {
  if (position === undefined) return undefined;
  const [where = ""] = position.split(" ");
  const raised = Number.parseFloat(where);
  if (where === "super" || raised > 0) return "superscript";
  return where === "sub" || raised < 0 ? "subscript" : "baseline";
}

function languageOf(language: string | undefined, country: string | undefined): string | undefined {
  if (!language || language === "none") return undefined;
  return country && country !== "none" ? `${language}-${country}` : language;
}
