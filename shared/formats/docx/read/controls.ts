import { foldName } from "../../office/style.ts";
import { capture, childOf, childrenOf, type Element, type Handler, inside, replay, textIn } from "../../xml.ts";
import { wordsOf } from "./comments.ts";
import { contentsHandler } from "./contents.ts";
import { generatedHandler, isGenerated } from "./generated.ts";
import { isOn } from "./run-properties.ts";
import type { WordPackage, WordStory } from "./word.ts";

/**
 * Reads a content control (ECMA-376-1, 17.5.2) with `handler`: it is transparent, but for our own generated parts and
 * tables of contents, and for Word's own invitation to write, which gives a warning; `placeholder` reads what stands around it.
 */
export function controlHandler(story: WordStory, handler: Handler, placeholder?: Handler): Handler {
  const properties: Element = { name: "w:sdtPr", attributes: {}, children: [] };
  return {
    open(name) {
      if (name === "w:sdtPr") return capture(properties, { left: story.part.of.context.limits.nodes });
      if (name !== "w:sdtContent") return undefined;
      if (isGenerated(childOf(properties, "w:tag")?.attributes["w:val"] ?? "") && story.part.of.generated === "leave")
        return generatedHandler(story);
      if (isPlaceholder(properties)) return placeholderHandler(story, handler, placeholder);
      return isContents(story, properties) ? contentsHandler(story.part.of) : inside(handler);
    },
  };
}

/**
 * The content of a control marked as unfilled: an invitation to write ("Cliquez ici…") gives a warning, an author's
 * words are kept.
 */
function placeholderHandler(story: WordStory, handler: Handler, placeholder: Handler | undefined): Handler {
  const { of } = story.part;
  const content: Element = { name: "w:sdtContent", attributes: {}, children: [] };
  return capture(content, { left: of.context.limits.nodes }, () => {
    if (!isInvitation(of, content)) return replay(content, handler);
    const words = wordsOf(content).replace(/\s+/g, " ").trim();
    if (words !== "") of.context.warnEach("placeholder-dropped", { text: words });
    if (placeholder) replay(content, placeholder);
  });
}

/**
 * Every word wears Word's style of placeholders, or it is one short paragraph that says what Word says there; and there is
 * no picture.
 */
function isInvitation(of: WordPackage, content: Element): boolean {
  const runs = runsIn(content);
  if (runs.some(hasPicture)) return false;
  const words = wordsOf(content).trim();
  if (words.length <= invitationLength && invites.test(words) && paragraphsIn(content) <= 1) return true;
  return runs.every((run) => {
    const style = childOf(childOf(run, "w:rPr"), "w:rStyle")?.attributes["w:val"];
    const worn = of.styles.get(style)?.names ?? [foldName(style ?? "")];
    return textIn(run).trim() === "" || worn.some((name) => placeholderStyles.test(name));
  });
}

/** How Word's invitations begin, and their most characters: "Click or tap here to enter text." has 32. */
const invites = /^(cliquez|appuyez|choisissez|sélectionnez|click|tap|choose|select)(?!\p{L})/iu;
const invitationLength = 100;

/** Paragraphs that hold words, in tables too. */
function paragraphsIn(element: Element): number {
  return element.children.reduce((sum, child) => {
    if (typeof child === "string") return sum;
    if (child.name === "w:p") return sum + (wordsOf(child).trim() === "" ? 0 : 1);
    return sum + paragraphsIn(child);
  }, 0);
}

/** As Word names it, and as its ids do in English and French. */
const placeholderStyles = /^(placeholder ?text|textedelespacereserve|texte de l'espace reserve)$/;

function runsIn(element: Element): Element[] {
  return element.children.flatMap((child) => {
    if (typeof child === "string") return [];
    return child.name === "w:r" ? [child] : runsIn(child);
  });
}

function hasPicture(run: Element): boolean {
  return ["w:drawing", "w:pict", "w:object"].some((name) => childrenOf(run, name).length > 0);
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
