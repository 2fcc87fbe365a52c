import { type DocumentKey, documentTexts } from "../../i18n/documents.ts";
import type { Language } from "../../i18n/languages.ts";
import { translate, type Values } from "../../i18n/translate.ts";
import type { Block } from "../tree.ts";
import { withShownBreaks } from "../visit.ts";
import { type Cells, heading, paragraph, shortened, table } from "./blocks.ts";
import type { ApprovedRound, Treated } from "./facts.ts";

/** Characters of a passage that the annex gives; the dossier has it whole. */
const longestPassage = 160;
/** Rows of the annex of one round; the dossier has them all. */
const maxRows = 300;

type Say = (key: DocumentKey, values?: Values) => string;

/** Each remark on a passage and its disposition, a table a round; empty where no remark was made. */
export function dispositionBlocks(rounds: readonly ApprovedRound[], language: Language): Block[] {
  const say: Say = (key, values = {}) => translate(language, documentTexts, key, values);
  const treated = rounds.filter(({ contributions }) => contributions.length > 0);
  if (treated.length === 0) return [];
  const blocks = treated.flatMap((round) => roundBlocks(say, round, rounds.length > 1));
  return [heading("annex", 1, say("annex-title")), ...blocks];
}

function roundBlocks(say: Say, { number, contributions }: ApprovedRound, several: boolean): Block[] {
  const name = `annex-${number}`;
  const header = (["number", "passage", "asked", "done", "reason"] as const).map((column) => say(`annex-${column}`));
  const rows = contributions.slice(0, maxRows).map((each) => rowOf(say, each));
  const left = contributions.length - rows.length;
  return [
    table(name, several ? say("annex-round", { number }) : "", header, rows, [0.07, 0.25, 0.31, 0.13, 0.24]),
    ...(left > 0 ? [paragraph(`${name}-left`, say("annex-left", { count: left }))] : []),
  ];
}

function rowOf(say: Say, { number, type, passage, text, proposal, replies = [], done, reason }: Treated): Cells {
  // what an erased remark was about is not known any more
  const about =
    text === undefined
      ? "–"
      : passage === undefined
        ? say("annex-whole")
        : say("annex-quoted", { words: shortened(passage, longestPassage) });
  const proposals = proposal === undefined ? [] : [proposed(say, type, proposal)];
  const said = text === undefined ? [say("annex-erased")] : text.trim() === "" ? [] : [shortened(text)];
  const answered = replies.map((reply) => say("annex-reply", { words: shortened(reply) }));
  return [
    String(number),
    about,
    [...said, ...proposals, ...answered],
    say(`disposition-${done}`),
    shortened(reason ?? ""),
  ];
}

/** "Remplacer par : « … »", "Ajouter : « … »"; a correction to nothing takes its passage out. */
function proposed(say: Say, type: Treated["type"], proposal: string): string {
  if (type === "correction" && proposal.trim() === "") return say("annex-remove");
  const words = shortened(withShownBreaks(proposal));
  return say(type === "correction" ? "annex-replace" : type === "reference" ? "annex-cite" : "annex-add", { words });
}
