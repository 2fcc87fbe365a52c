import { documentTexts } from "../i18n/documents.ts";
import { type Language, languages } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import { withShownBreaks } from "./visit.ts";

/** What a remark is called in a document of ours: its number, in a round or among those that came along with its text. */
export type RemarkName = { round?: number; number: number };

/** What a comment says of a remark; `lost`: the words that it is about, where the comment does not stand on them. */
export type SaidRemark = {
  type: "comment" | "correction" | "addition" | "reference";
  text: string;
  proposal?: string;
  elsewhere?: { type: "correction" | "addition"; anchor: { quotation?: { exact: string } }; proposal: string };
  replies?: readonly { author: string; text: string }[];
  lost?: string;
};

/** A remark as a comment in a Word file, a line a paragraph: its name, what it says, what it proposes, what was answered to it. */
export function remarkLines(language: Language, name: RemarkName, remark: SaidRemark): string[] {
  const say = (key: Parameters<typeof translate<typeof documentTexts>>[2], values = {}) =>
    translate(language, documentTexts, key, values);
  const lost = remark.lost === undefined ? [] : [say("comment-passage", { words: remark.lost })];
  const replies = (remark.replies ?? []).map(({ author, text }) =>
    author === "" ? say("comment-reply-nobody", { text }) : say("comment-reply", { who: author, text }),
  );
  const lines = [headOf(language, name), ...lost, remark.text, ...proposalLines(language, remark), ...replies];
  return lines.flatMap((line) => line.split(/\n+/)).filter((line) => line.trim() !== "");
}

function proposalLines(language: Language, { type, proposal, elsewhere }: SaidRemark): string[] {
  const say = (key: Parameters<typeof translate<typeof documentTexts>>[2], values = {}) =>
    translate(language, documentTexts, key, values);
  if (proposal === undefined) return [];
  const words = elsewhere?.anchor.quotation?.exact;
  if (elsewhere?.type === "addition")
    return [words === undefined ? say("comment-move") : say("comment-move-after", { words })];
  const said = withShownBreaks(proposal);
  const keys = { comment: "comment-replace", correction: "comment-replace", addition: "comment-add" } as const;
  const head = type === "reference" ? say("comment-cite", { proposal: said }) : say(keys[type], { proposal: said });
  const first = type === "correction" && proposal === "" ? say("comment-delete") : head;
  if (!elsewhere || words === undefined) return [first];
  return [first, say("comment-elsewhere", { words, proposal: withShownBreaks(elsewhere.proposal) })];
}

function headOf(language: Language, { round, number }: RemarkName): string {
  const said = String(number);
  return round === undefined
    ? translate(language, documentTexts, "comment-head-carried", { number: said })
    : translate(language, documentTexts, "comment-head", { number: said, round: String(round) });
}

/** What begins the comments of ours, in each language, e.g. "Remarque 12, relecture 2". */
const heads = languages.flatMap((language) =>
  (["comment-head", "comment-head-carried"] as const).map((key) => {
    const pattern = documentTexts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>\\d{1,6})`);
    return new RegExp(`^${pattern}(?!\\d)`);
  }),
);

/** The remark that a comment in a file is, if it is one of ours: by the line that it begins with, whatever was written below. */
export function remarkNamed(comment: string): RemarkName | undefined {
  const line = comment.trim().replace(/\s+/g, " ");
  const { number, round } = heads.map((head) => head.exec(line)?.groups).find((found) => found) ?? {};
  if (number === undefined) return undefined;
  return { number: Number(number), ...(round !== undefined && { round: Number(round) }) };
}

/** Names of remarks in few characters, e.g. "2.1-4 2.7 0.3": the round, 0 for those that came along, and numbers of it. */
export function writeNames(names: readonly RemarkName[]): string {
  const runs: { round: number; first: number; last: number }[] = [];
  for (const { round = 0, number } of names.toSorted(
    (a, b) => (a.round ?? 0) - (b.round ?? 0) || a.number - b.number,
  )) {
    const before = runs.at(-1);
    if (before?.round === round && before.last === number - 1) before.last = number;
    else runs.push({ round, first: number, last: number });
  }
  return runs.map(({ round, first, last }) => `${round}.${first}${last > first ? `-${last}` : ""}`).join(" ");
}

/** At most as many remarks as a round takes: what a file says is not trusted. */
const mostNames = 2_000;

/** What `writeNames` wrote; what is none is left out. */
export function readNames(text: string): RemarkName[] {
  const names = text.split(" ").flatMap((run) => {
    const [, round, first, last] = /^(\d{1,4})\.(\d{1,4})(?:-(\d{1,4}))?$/.exec(run) ?? [];
    if (first === undefined) return [];
    const count = Math.max(0, Number(last ?? first) - Number(first) + 1);
    return Array.from({ length: count }, (_, at) => ({
      number: Number(first) + at,
      ...(round !== "0" && { round: Number(round) }),
    }));
  });
  return names.slice(0, mostNames);
}
