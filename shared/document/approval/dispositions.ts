import { type DocumentKey, documentTexts } from "../../i18n/documents.ts";
import type { Language } from "../../i18n/languages.ts";
import { translate, type Values } from "../../i18n/translate.ts";
import type { Block } from "../tree.ts";
import { withShownBreaks } from "../visit.ts";
import { type Cells, heading, paragraph, shortened, table } from "./blocks.ts";
import type { Approval, Treated } from "./facts.ts";

/** Characters of a passage that the annex gives; the dossier has it whole. */
const longestPassage = 160;
/** Rows of one table of the annex; the dossier has them all. */
const maxRows = 300;

type Say = (key: DocumentKey, values?: Values) => string;

type Table = { name: string; caption: string; treated: readonly Treated[] };

/** Each remark and its disposition: a table of those that came along, then one a round; empty where there is none. */
export function dispositionBlocks(
  { rounds, carried = [] }: Pick<Approval, "rounds" | "carried">,
  language: Language,
): Block[] {
  const say: Say = (key, values = {}) => translate(language, documentTexts, key, values);
  const several = rounds.length > 1 || carried.length > 0;
  const tables: Table[] = [
    { name: "annex-carried", caption: say("annex-carried"), treated: carried },
    ...rounds.map(({ number, contributions }) => ({
      ...{ name: `annex-${number}`, caption: several ? say("annex-round", { number }) : "", treated: contributions },
    })),
  ];
  const blocks = tables.flatMap((each) => (each.treated.length > 0 ? tableBlocks(say, each) : []));
  return blocks.length === 0 ? [] : [heading("annex", 1, say("annex-title")), ...blocks];
}

function tableBlocks(say: Say, { name, caption, treated }: Table): Block[] {
  const header = (["number", "passage", "asked", "done", "reason"] as const).map((column) => say(`annex-${column}`));
  const rows = treated.slice(0, maxRows).map((each) => rowOf(say, each));
  const left = treated.length - rows.length;
  return [
    table(name, caption, header, rows, [0.07, 0.25, 0.31, 0.13, 0.24]),
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
