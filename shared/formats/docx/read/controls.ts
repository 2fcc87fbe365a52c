import { capture, childOf, type Element, type Handler, inside } from "../../xml.ts";
import { generatedHandler, isGenerated } from "./generated.ts";
import { isOn } from "./run-properties.ts";
import type { WordStory } from "./word.ts";

/**
 * Reads a content control (ECMA-376-1, 17.5.2) with `handler`: it is transparent, but for our own generated parts and
 * tables of contents. `placeholder` reads what only stands where something is to be written; nobody does unless told.
 */
export function controlHandler(story: WordStory, handler: Handler, placeholder?: Handler): Handler {
  const properties: Element = { name: "w:sdtPr", attributes: {}, children: [] };
  return {
    open(name) {
      if (name === "w:sdtPr") return capture(properties, { left: story.part.of.context.limits.nodes });
      if (name !== "w:sdtContent") return undefined;
      if (isGenerated(childOf(properties, "w:tag")?.attributes["w:val"] ?? "")) return generatedHandler(story);
      if (isPlaceholder(properties)) return placeholder && inside(placeholder);
      return isContents(story, properties) ? undefined : inside(handler);
    },
  };
}

function isPlaceholder(properties: Element): boolean {
  const showing = childOf(properties, "w:showingPlcHdr");
  return showing !== undefined && isOn(showing.attributes["w:val"]);
}

function isContents(story: WordStory, properties: Element): boolean {
  const gallery = childOf(childOf(properties, "w:docPartObj"), "w:docPartGallery")?.attributes["w:val"];
  if (gallery !== "Table of Contents") return false;
  story.part.of.context.warn("contents-dropped");
  return true;
}
