import type { ParagraphProperties, RunProperties } from "../../office/properties.ts";
import type { Attributes, Element } from "../../xml.ts";
import type { OdtStory } from "./odt.ts";
import { styleKey } from "./styles.ts";

/** The properties of a `text:p` or `text:h` (19.850), from its style and the list item around it. */
export function propertiesOf(
  story: OdtStory,
  { name, attributes }: Pick<Element, "name" | "attributes">,
): ParagraphProperties {
  const { of } = story.part;
  const { list } = story;
  const style = styleKey("paragraph", attributes["text:style-name"]);
  const properties: ParagraphProperties = {
    ...of.styles.get(style)?.paragraph,
    ...(style !== undefined && { style }),
    ...(name === "text:h" && { outline: outlineOf(attributes) }),
    ...(list && { list: list.instance, level: list.level, continues: list.started }),
  };
  if (list) {
    list.started = true;
    of.counted.add(`${list.instance} ${list.level}`);
  }
  return properties;
}

/** What a paragraph's own automatic style says of its text. */
export function directOf({ part }: OdtStory, attributes: Attributes): RunProperties {
  return part.of.styles.get(styleKey("paragraph", attributes["text:style-name"]))?.direct ?? {};
}

/** True of a paragraph whose style hides its text (20.331). */
export function isHidden({ part }: OdtStory, attributes: Attributes): boolean {
  return part.of.styles.get(styleKey("paragraph", attributes["text:style-name"]))?.run.hidden === true;
}

/** Outline levels count from 0, as the properties of paragraphs do. */
function outlineOf(attributes: Attributes): number {
  const level = Number(attributes["text:outline-level"] ?? 1);
  return level >= 1 ? Math.min(level, 9) - 1 : 9;
}
