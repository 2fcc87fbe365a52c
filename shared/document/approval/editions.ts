import type { Block } from "../tree.ts";
import { paragraph, shortened } from "./blocks.ts";
import type { ApprovedEdition } from "./facts.ts";
import type { Speak } from "./speak.ts";

/** Of a new edition: why it was made, whose opinions follow where it was not reviewed, and the editions before. */
export function editionBlocks({ text, instant }: Speak, edition: ApprovedEdition): Block[] {
  const { number, reason, corrects, before } = edition;
  const why =
    reason === undefined
      ? text("approval-edition-erased", { number })
      : text("approval-edition", { number, reason: shortened(reason) });
  const kept = corrects === undefined ? [] : [text("approval-corrects", { edition: corrects })];
  return [
    paragraph("approval-edition", [why, ...kept].join(" ")),
    ...before.map((each) =>
      paragraph(
        `approval-edition-${each.number}`,
        text(each.corrected ? "approval-edition-corrected" : "approval-edition-before", {
          ...{ number: each.number, date: instant(each.approved), version: each.version.slice(0, 12) },
        }),
      ),
    ),
  ];
}
