import {
  AlignmentType,
  type IParagraphPropertiesOptions,
  type IRunStylePropertiesOptions,
  LineRuleType,
  ParagraphProperties,
  RunProperties,
  type XmlComponent,
} from "docx";
import type { TextStyle, Theme } from "../../../kinds/theme.ts";
import { element } from "./element.ts";
import { twips } from "./lengths.ts";

/** A style to define: its name as Word knows it, what it builds on, and how it looks. */
export type Style = {
  id: string;
  name: string;
  type?: "paragraph" | "character" | "table" | "numbering";
  /** Ours, not one of Word's own. */
  custom?: boolean;
  default?: boolean;
  basedOn?: string;
  next?: string;
  /** In Word's gallery of styles. */
  quick?: boolean;
  priority?: number;
  paragraph?: IParagraphPropertiesOptions;
  run?: IRunStylePropertiesOptions;
  /** What only a style of tables has. */
  table?: XmlComponent[];
};

/** `w:style`, its elements in the order of the schema (ECMA-376-1, 17.7.4.17). */
export function styleElement(style: Style): XmlComponent {
  const value = (name: string, given: string | number | undefined) =>
    given === undefined ? [] : [element(name, { "w:val": given })];
  return element(
    "w:style",
    {
      "w:type": style.type ?? "paragraph",
      "w:default": style.default ? 1 : undefined,
      "w:customStyle": style.custom ? 1 : undefined,
      "w:styleId": style.id,
    },
    [
      ...value("w:name", style.name),
      ...value("w:basedOn", style.basedOn),
      ...value("w:next", style.next),
      ...value("w:uiPriority", style.priority),
      ...(style.quick ? [element("w:qFormat")] : []),
      new ParagraphProperties(style.paragraph ?? {}, { implicitListParagraphStyle: false, inListOrder: false }),
      new RunProperties(style.run ?? {}),
      ...(style.table ?? []),
    ],
  );
}

const alignments = { justify: AlignmentType.BOTH, start: AlignmentType.LEFT, center: AlignmentType.CENTER } as const;

/** The paragraph and run properties of a theme's text style. */
export function look(
  theme: Theme,
  style: TextStyle,
): { paragraph: IParagraphPropertiesOptions; run: IRunStylePropertiesOptions } {
  return {
    paragraph: {
      alignment: alignments[style.align],
      spacing: {
        before: twips(style.before),
        after: twips(style.after),
        line: twips(style.leading),
        lineRule: LineRuleType.EXACT,
      },
    },
    run: {
      font: theme.fonts[style.family],
      // Word knows two weights of a family: what is heavier than regular is its bold.
      bold: style.weight !== "regular",
      italics: style.italic,
      size: `${style.size}pt`,
      color: style.colour.slice(1),
    },
  };
}
