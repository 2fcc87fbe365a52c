import { expect } from "vitest";
import { inlineText } from "../../../infra/cli/outline.ts";
import { compare } from "../../../shared/document/redline/compare.ts";
import type { BlockChange, WordChange } from "../../../shared/document/redline/redline.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { textOf } from "../../../shared/document/visit.ts";
import { treeOf } from "../sample.ts";

/** Sentences of a framing note, none like another. */
export const contexte = "Le réseau réunit des centres de ressources depuis 2002.";
export const cadre = "La politique de la ville appelle des règles simples.";
export const suites =
  "Le séminaire de juillet dira comment les centres s’organisent ensuite, avec leurs partenaires de l’année.";
export const suite =
  "Une enquête auprès des collectivités montre que les demandes ont doublé en trois ans, sans moyens nouveaux.";

/** A redline in lines: "=" stays, "+" came, "-" went, "~" was edited; "[-old-]{+new+}" within. */
export function lines(changes: readonly BlockChange[], indent = ""): string[] {
  return changes.flatMap((change): string[] => {
    const move = "move" in change && change.move !== undefined ? `@${change.move}` : "";
    if (change.is === "same") return [`${indent}= ${text(change.after)}`];
    if (change.is === "inserted") return [`${indent}+${move} ${text(change.after)}`];
    if (change.is === "deleted") return [`${indent}-${move} ${text(change.before)}`];
    if (change.is === "relisted") return [`${indent}~ relisted`, ...lines(change.lines, `${indent}  `)];
    if (change.is === "parted") {
      const ends = { same: "", inserted: "{+¶+}", deleted: "[-¶-]" };
      return [`${indent}~ ${change.pieces.map((piece) => words(piece.words) + ends[piece.end]).join("")}`];
    }
    switch (change.type) {
      case "text":
      case "code":
        return [`${indent}~ ${words(change.words)}`];
      case "figure":
        return [`${indent}~ figure ${words(change.caption)}`];
      case "quote":
        return [`${indent}~ quote`, ...lines(change.blocks, `${indent}  `)];
      case "callout":
        return [`${indent}~ ${change.after.variant} ${words(change.words)}`, ...lines(change.blocks, `${indent}  `)];
      case "list":
        return [
          `${indent}~ list`,
          ...change.items.flatMap((item) => {
            if (item.is === "relisted") return [`${indent}  /`, ...lines(item.lines, `${indent}    `)];
            if (item.is === "edited") return [`${indent}  ~`, ...lines(item.blocks, `${indent}    `)];
            const sign = { same: "=", inserted: "+", deleted: "-" }[item.is];
            const { children } = item.is === "deleted" ? item.before : item.after;
            return [`${indent}  ${sign} ${children.map(text).join(" / ")}`];
          }),
        ];
      default:
        return [
          `${indent}~ table ${words(change.caption)}`,
          ...change.rows.map((row) => {
            if (row.is === "edited")
              return `${indent}  ~ ${row.cells.map(({ blocks }) => lines(blocks).join(" / ")).join(" | ")}`;
            const sign = { same: "=", inserted: "+", deleted: "-" }[row.is];
            const { cells } = row.is === "deleted" ? row.before : row.after;
            return `${indent}  ${sign} ${cells.map(({ children }) => children.map(text).join(" / ")).join(" | ")}`;
          }),
        ];
    }
  });
}

function text(block: Block): string {
  return textOf(block).replaceAll("\n", " / ");
}

/** Edited words, in a line. */
export function words(changes: readonly WordChange[]): string {
  const written = changes.map((change) => {
    switch (change.is) {
      case "same":
        return inlineText(change.words);
      case "inserted":
        return `{+${inlineText(change.words)}+}`;
      case "deleted":
        return `[-${inlineText(change.words)}-]`;
      case "typed":
        return `(${inlineText(change.before)}>${inlineText(change.after)})`;
      default:
        return `<${inlineText(change.before)}>${inlineText(change.after)}>`;
    }
  });
  return written.join("");
}

/** What changed between two texts, in lines, and how many changes that is. */
export function check(before: Block[], after: Block[], wanted: string[], changes: number): void {
  const redline = compare(treeOf(before), treeOf(after));
  expect(lines(redline.blocks)).toEqual(wanted);
  expect(redline.changes).toBe(changes);
}
