import type { Inline } from "../../document/tree.ts";
import { plainText } from "../../document/visit.ts";
import { documentTexts } from "../../i18n/documents.ts";
import { interfaceLanguage } from "../../i18n/languages.ts";
import { translate } from "../../i18n/translate.ts";
import type { TextStyle } from "../../kinds/theme.ts";
import type { Features } from "../fonts/face.ts";
import type { LinkItem, Tag } from "../frames.ts";
import { addNode, faceOf, type Setting } from "../setting.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Run, RunStyle } from "./run.ts";

/** What inlines take from those they are in. */
type Surroundings = Pick<TextStyle, "family" | "weight" | "italic"> & {
  style: RunStyle;
  features: Features;
};

/** The style that a block's own text starts from. */
export function baseStyle(setting: Setting, style: TextStyle, tag: Tag, features: Features = {}): RunStyle {
  const face = faceOf(setting, style);
  return {
    face,
    features,
    size: style.size,
    rise: 0,
    colour: style.colour,
    tag,
    language: setting.language,
    strike: false,
    verbatim: false,
    lexicon: lexiconOf(setting.fonts, face, features),
  };
}

/** Inlines as a flat list of runs; links, notes and spans of another language get their structure nodes. */
export function collectInlines(
  setting: Setting,
  inlines: readonly Inline[],
  style: TextStyle,
  tag: Tag,
  features: Features = {},
): Run[] {
  const runs: Run[] = [];
  const { family, weight, italic } = style;
  collectInto(setting, runs, inlines, {
    family,
    weight,
    italic,
    features,
    style: baseStyle(setting, style, tag, features),
  });
  return runs;
}

function collectInto(setting: Setting, runs: Run[], inlines: readonly Inline[], around: Surroundings): void {
  for (const inline of inlines) {
    switch (inline.type) {
      case "text":
        if (inline.value !== "") runs.push({ type: "text", text: inline.value, style: around.style });
        break;
      case "lineBreak":
        runs.push({ type: "break", style: around.style });
        break;
      case "noteReference":
        collectCall(setting, runs, inline.note, inline.number, around);
        break;
      default:
        collectInto(setting, runs, contentOf(inline), within(setting, inline, around));
    }
  }
}

type Wrapping = Exclude<Inline, { type: "text" | "lineBreak" | "noteReference" }>;

/** What an inline holds; a citation not yet composed, its keys. */
function contentOf(inline: Wrapping): readonly Inline[] {
  switch (inline.type) {
    case "code":
      return [{ type: "text", value: inline.value }];
    case "citation":
      return inline.text ?? [{ type: "text", value: `[${plainText([inline])}]` }];
    default:
      return inline.children;
  }
}

/** The surroundings inside an inline. */
function within(setting: Setting, inline: Wrapping, around: Surroundings): Surroundings {
  switch (inline.type) {
    case "strong":
      return refaced(setting, { ...around, weight: around.weight === "regular" ? "semibold" : "bold" });
    case "emphasis":
      return refaced(setting, { ...around, italic: !around.italic });
    case "smallCaps":
      return refaced(setting, { ...around, features: { ...around.features, smallCaps: true } });
    case "superscript":
    case "subscript":
      return shifted(setting, around, inline.type, plainText(inline.children));
    case "strike":
      return { ...around, style: { ...around.style, strike: true } };
    case "code":
      return coded(setting, around);
    case "link":
      return linked(setting, around, { href: inline.href }, plainText(inline.children));
    case "crossReference":
      return linked(setting, around, { target: inline.target }, plainText(inline.children));
    case "citation":
      return around;
    case "language":
      return inLanguage(setting, around, inline.language);
  }
}

function refaced(setting: Setting, around: Surroundings): Surroundings {
  const face = faceOf(setting, around);
  const { features } = around;
  const lexicon = lexiconOf(setting.fonts, face, features);
  return { ...around, style: { ...around.style, face, features, lexicon } };
}

/** Superiors and inferiors of the font where it has them all, else ordinary glyphs, smaller, off the baseline. */
function shifted(
  setting: Setting,
  around: Surroundings,
  feature: "superscript" | "subscript",
  text: string,
): Surroundings {
  const { style } = around;
  const features = { ...around.features, [feature]: true };
  if (setting.fonts.supports(style.face, text, features)) return refaced(setting, { ...around, features });
  const rise = style.rise + style.size * (feature === "superscript" ? 0.34 : -0.14);
  return { ...around, style: { ...style, size: style.size * 0.65, rise } };
}

function coded(setting: Setting, around: Surroundings): Surroundings {
  const { code } = setting.theme.styles;
  const changed = refaced(setting, { ...around, family: code.family });
  return { ...changed, style: { ...changed.style, size: changed.style.size * 0.95, verbatim: true } };
}

function linked(setting: Setting, around: Surroundings, to: LinkItem["to"], description: string): Surroundings {
  const { style } = around;
  const leads = "href" in to || setting.targets.has(to.target);
  if (!leads || typeof style.tag !== "number" || style.link !== undefined) return around;
  const tag = addNode(setting, { type: "Link", parent: style.tag });
  const colour = "href" in to ? setting.theme.colours.link : style.colour;
  return { ...around, style: { ...style, tag, colour, link: { to, description, tag } } };
}

function inLanguage(setting: Setting, around: Surroundings, language: string): Surroundings {
  const { style } = around;
  if (typeof style.tag !== "number") return { ...around, style: { ...style, language } };
  const tag = addNode(setting, { type: "Span", parent: style.tag, language });
  return { ...around, style: { ...style, language, tag } };
}

/** The number that calls a note, and the link to it. */
function collectCall(
  setting: Setting,
  runs: Run[],
  id: string,
  number: number | undefined,
  around: Surroundings,
): void {
  const text = String(number ?? setting.notes.get(id)?.number ?? "");
  if (text === "") return;
  const { style } = shifted(setting, around, "superscript", text);
  if (typeof style.tag !== "number") {
    runs.push({ type: "text", text, style });
    return;
  }
  const reference = addNode(setting, { type: "Reference", parent: style.tag });
  const tag = addNode(setting, { type: "Link", parent: reference });
  const description = translate(interfaceLanguage(setting.language), documentTexts, "note-call", { number: text });
  const link = style.link ?? { to: { target: noteTarget(id) }, description, tag };
  runs.push({ type: "text", text, note: id, style: { ...style, tag, link } });
}

/** The name under which a note's place is kept. */
export function noteTarget(id: string): string {
  return `note:${id}`;
}
