import type { Meta } from "../../../document/tree.ts";
import { textOf } from "../../../document/visit.ts";
import { wordsIn } from "../../../document/word-count.ts";
import { assemble } from "../../office/assemble.ts";
import { type Handler, inside } from "../../xml.ts";
import { openWordStory, type WordStory } from "./word.ts";

/** The tag of a content control that holds what we generated (`docx/write/sections.ts`). */
export function isGenerated(tag: string): boolean {
  return tag === "livrable:generated" || tag.startsWith("livrable:generated:");
}

/**
 * Reads a part that we generated for what reviewers wrote on it alone: its words are ours, and left out; what a cover says of its
 * document, which a translator writes over, is kept apart.
 */
export function generatedHandler({ part }: WordStory): Handler {
  const { of } = part;
  const { tally } = of;
  const aside = {
    ...of,
    meta: of.cover,
    // its words are counted here already
    ours: false,
    context: { ...of.context, warn: () => {} },
    tally: { ...tally, formatters: new Set<string>(), hidden: 0, underlined: 0 },
    wanted: new Set<string>(),
    bookmarks: new Set<string>(),
    aliases: new Map<string, string>(),
    unlabelled: new Set<string>(),
  };
  const story = openWordStory({ ...part, of: aside }, true);
  const known = wordsIn(saidOf(of.cover));
  return {
    ...inside(of.blockHandler(story)),
    close: () => {
      of.context.source.aside += wordsIn(assemble(story).map(textOf)) + wordsIn(saidOf(of.cover)) - known;
      tally.insertions = aside.tally.insertions;
      tally.deletions = aside.tally.deletions;
    },
  };
}

function saidOf({ title = "", subtitle = "", authors, date = "" }: Meta): string[] {
  return [title, subtitle, ...authors, date];
}
