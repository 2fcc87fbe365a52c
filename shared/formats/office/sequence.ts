import { plainText } from "../../document/visit.ts";
import { nest, type Run, trimRuns } from "../runs.ts";
import { dropLeading, leadingText } from "../typed.ts";
import type { Paragraph } from "./story.ts";
import { foldName } from "./style.ts";

/** A caption without its label and counted number; undefined where the counter stands in running text. */
export function withoutSequence({ label, runs }: Paragraph, styled: boolean): Run[] | undefined {
  if (!label || (!styled && captionedBy(label.name) === "any")) return undefined;
  if (plainText(nest(runs.slice(0, label.end))).length > longestLabel) return undefined;
  const rest = runs.slice(label.end);
  const separator = /^\s*[.:]?\s*[–—-]?\s*/u.exec(leadingText(rest))?.[0].length ?? 0;
  return trimRuns(dropLeading(rest, separator));
}

/** Characters of "Figure 12" and its like. */
const longestLabel = 40;

/** What a counter of this name (`SEQ Figure`) counts. */
export function captionedBy(sequence: string): "figure" | "table" | "any" {
  const name = foldName(sequence);
  return /^tab/.test(name)
    ? "table"
    : /^(fig|illus|image|photo|graph|schema|carte|drawing)/.test(name)
      ? "figure"
      : "any";
}
