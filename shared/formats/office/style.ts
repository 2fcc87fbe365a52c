import type { CalloutVariant } from "../../document/tree.ts";
import { calloutOfStyle } from "../callouts.ts";
import type { ParagraphProperties, RunProperties } from "./properties.ts";

/** The role of a style, by its outline level or the name of one of the styles that it is based on. */
export type Role =
  | { is: "heading"; level: number }
  | {
      is:
        | "title"
        | "subtitle"
        | "author"
        | "date"
        | "quote"
        | "code"
        | "rule"
        | "listContinue"
        | "contents"
        | "cover"
        | "sourceLine";
    }
  | { is: "caption"; of: "figure" | "table" | "any" }
  | { is: "callout"; variant: CalloutVariant; title?: true; framed?: true };

/** A style with all that it inherits. `names`: its own, then those it is based on, folded. */
export type Style = {
  names: string[];
  paragraph: ParagraphProperties;
  run: RunProperties;
  /** Of a name that only stands for direct formatting (OpenDocument's automatic styles): what it says of its text. */
  direct?: RunProperties;
  role?: Role;
};

export type Styles = {
  get(id: string | undefined): Style | undefined;
  defaultParagraph: Style | undefined;
  defaults: RunProperties;
};

/** A style's name without case, accents and runs of space. */
export function foldName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

/** A style that a file names and does not define: its name may still tell what it is for. */
export function undefinedStyle(name: string): Style {
  const folded = foldName(name);
  const role = roleOfName(folded);
  return { names: [folded], paragraph: {}, run: {}, ...(role && { role }) };
}

/** What a folded name tells of a style, whatever program made it. */
export function roleOfName(name: string): Role | undefined {
  const role = roles.get(name);
  if (role) return role;
  const callout = calloutOfStyle(name);
  if (callout) return { is: "callout", ...callout };
  if (notHeadings.test(name)) return undefined;
  const heading = headingNames.exec(name);
  if (!heading || bodyNames.test(name.slice(0, heading.index))) return undefined;
  const level = heading.slice(1).find(Boolean);
  return level ? { is: "heading", level: Number(level) } : undefined;
}

/** "heading 2", "titre2", "oriv titre 2 numerote", "titre de niveau 3", "h2". */
const headingNames =
  /(?:^|[^\p{L}])(?:heading|intertitre|titre|uberschrift|kop|titolo|titulo|encabezado)(?: (?:de )?(?:niveau|niv|level))?\.? ?([1-9])(?![\d\p{L}])|^h([1-6])$/u;
/** Names that say such a level, of what stands elsewhere: in contents, captions, tables, or on characters alone. */
const notHeadings = /toc|contents|sommaire|table|tableau|figure|legende|caption|index|page|(?:^| )(?:car|char|zchn)$/;

/** Words before such a level of what follows a heading of it: "corps apres titre 1", "sous titre 1". */
const bodyNames = /(?<!\p{L})(?:corps|texte|paragraphe|liste|sous|apres|retour|suite)(?!\p{L})/u;

/** Folded names of built-in styles in English, French and German, of LibreOffice and of pandoc. */
const roles = new Map<string, Role>([
  ...named({ is: "title" }, "title", "titre", "titre principal", "titel"),
  ...named({ is: "subtitle" }, "subtitle", "sous titre", "untertitel"),
  ...named({ is: "author" }, "author", "auteur", "autor"),
  ...named({ is: "date" }, "date", "datum"),
  ...named({ is: "caption", of: "any" }, "caption", "legende", "beschriftung"),
  ...named({ is: "caption", of: "table" }, "table caption", "tablecaption", "table", "tableau"),
  ...named(
    { is: "caption", of: "figure" },
    "image caption",
    "figure caption",
    "figurecaption",
    "illustration",
    "figure",
    "drawing",
    "dessin",
  ),
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
    "source text",
    "verbatim char",
    "html code",
    "code html",
  ),
  ...named(
    { is: "sourceLine" },
    "source",
    "sources",
    "source line",
    "ligne de source",
    "source tableau",
    "source du tableau",
    "source figure",
    "source de la figure",
    "table source",
    "figure source",
    "table note",
    "note de tableau",
    "note tableau",
    "note de lecture",
    "notes et sources",
  ),
  ...named({ is: "rule" }, "horizontal line", "ligne horizontale"),
  ...named({ is: "heading", level: 1 }, "titre de partie", "titre de chapitre", "part title", "chapter title"),
  ...named({ is: "heading", level: 2 }, "titre de section", "section title", "intertitre"),
  // our own (`docx/write/styles.ts`)
  ...named({ is: "cover" }, "cover line", "cover bar"),
  ...named({ is: "listContinue" }, "list continue", "liste continue", "list paragraph", "paragraphe de liste"),
  ...named({ is: "contents" }, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((level) => [`toc ${level}`, `tm ${level}`])),
  ...named({ is: "contents" }, "table of figures", "table des illustrations"),
]);

function named(role: Role, ...names: string[]): [string, Role][] {
  return names.map((name) => [name, role]);
}
