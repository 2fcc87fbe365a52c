import { childrenOf, type Element, textIn } from "../../xml.ts";

/** A reviewer's comment (ECMA-376-1, 17.13.4); `date` as in the file, ISO 8601. */
export type Comment = { author: string; date?: string; text: string };

/** The comments of comments.xml, by id. */
export function readComments(root: Element | undefined): Map<string, Comment> {
  return new Map(
    childrenOf(root, "w:comment").map((comment): [string, Comment] => {
      const date = comment.attributes["w:date"];
      const text = wordsOf(comment).trim();
      return [
        comment.attributes["w:id"] ?? "",
        { author: comment.attributes["w:author"] ?? "", ...(date && { date }), text },
      ];
    }),
  );
}

/** All the words of an element, its paragraphs on lines of their own. */
export function wordsOf(element: Element): string {
  const words = element.children.map((child) => {
    if (typeof child === "string") return "";
    if (child.name === "w:t") return textIn(child);
    if (child.name === "w:tab" || child.name === "w:br") return " ";
    return wordsOf(child);
  });
  return words.join("") + (element.name === "w:p" ? "\n" : "");
}
