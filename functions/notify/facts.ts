import { type Final, pdfFirst } from "../../shared/deliverable/final/final.ts";
import {
  awaitedIn,
  countingDecisions,
  nextReviewDay,
  openRound,
  undisposed,
} from "../../shared/deliverable/round/round.ts";
import type { PartCheck, Round, State } from "../../shared/deliverable/state.ts";
import { foldedTextOf } from "../../shared/document/anchor.ts";
import { setText } from "../../shared/document/orthotypography.ts";
import { readingLength } from "../../shared/document/reading-length.ts";
import { eachBlockOf } from "../../shared/document/visit.ts";
import { Refusal } from "../../shared/errors.ts";
import { formatBytes } from "../../shared/i18n/dates.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { sectionTitles } from "../../shared/kinds/section-titles.ts";
import type { Files } from "../../shared/ports.ts";
import { isVeiled } from "../../shared/sight/anonymity.ts";
import { contributionsOf, dispositionReasons, type SentRemark } from "../../shared/stored/batch.ts";
import { proofPages } from "../../shared/stored/outputs.ts";
import { fullName, getPerson } from "../../shared/stored/person.ts";
import { getText } from "../../shared/stored/text.ts";
import { loadVersion, type PartContent } from "../../shared/stored/version.ts";
import type { Hash, TextRef } from "../../shared/values.ts";
import { oneLine } from "./letter.ts";
import type { Occasion } from "./occasion.ts";
import { shownRemarks, type ToldBefore } from "./told-before.ts";

export type Fact = readonly [string, string];

/** Which document the letter is about. */
export function subjectFacts({ say, action = "" }: Occasion, { title }: State): Fact[] {
  return [
    [say("fact.title"), title],
    [say("fact.action"), action],
  ];
}

/** The deadline by its last day, e.g. "12 mai, à minuit" for the instant at which 13 May begins. */
export function deadlineFact({ say, date, lastDay }: Occasion, { deadline }: Round): Fact {
  return [say("fact.deadline"), say("fact.deadline.value", { date: date(lastDay(deadline)) })];
}

/** How many reviewers of a round decided, of how many, e.g. "3 of 5": those who decided, and those still awaited. */
export function countFact({ say }: Occasion, state: State, round: Round): Fact {
  const decided = countingDecisions(round).length;
  return [say("fact.count"), say("fact.count.value", { decided, reviewers: decided + awaitedIn(state, round).length })];
}

/** How long a version takes to read: its pages as it was set for its reviewers, where that is done; else about how many. */
export async function lengthFact(occasion: Occasion, state: State, version: Hash): Promise<Fact[]> {
  const { say, ports } = occasion;
  const parts = await readableParts(ports.files, state, version);
  if (!parts) return [];
  const { minutes, pages } = readingLength(parts.map(({ tree }) => tree));
  const counted = await proofPages(ports.files, version);
  const long = counted === undefined ? say("length.about", { count: pages }) : say("length.pages", { count: counted });
  return [[say("fact.length"), say("length", { pages: long, minutes: say("length.minutes", { count: minutes }) })]];
}

/** The parts of a version; undefined where it, or a text of it, is not there: a letter leaves without. */
async function readableParts(files: Files, state: State, version: Hash): Promise<PartContent[] | undefined> {
  try {
    return await loadVersion(files, state, version);
  } catch (error) {
    if (error instanceof Refusal && (error.code === "object-missing" || error.code === "version-unknown"))
      return undefined;
    throw error;
  }
}

/** Who else reviews, as the reader may know them: in an anonymous round how many. */
export async function othersFact(occasion: Occasion, state: State, round: Round): Promise<Fact[]> {
  const { say, to, ports } = occasion;
  const others = round.reviewers.filter((person) => person !== to.id);
  if (others.length === 0) return [];
  if (isVeiled(round, { person: to.id, coordinator: to.coordinator }))
    return [[say("fact.alongside"), say("alongside.veiled", { count: others.length })]];
  const people = await Promise.all(others.map((person) => getPerson(ports.store, person)));
  const names = people.flatMap((person) => (person ? [fullName(person)] : []));
  const label = state.coordinator === to.id || to.coordinator ? "fact.reviewers" : "fact.alongside";
  return [[say(label), someOf(occasion, names)]];
}

/** Names, the first `named` of them. */
function someOf({ say, listed }: Occasion, names: readonly string[]): string {
  const more = names.length - named;
  const shown = more > 1 ? [...names.slice(0, named), say("names.more", { count: more })] : names;
  return listed(shown);
}
const named = 8;

/** The reviewers who have not decided, by name: for the coordinator only. */
export async function awaitedFact({ say, ports, listed }: Occasion, state: State, round: Round): Promise<Fact[]> {
  const people = await Promise.all(awaitedIn(state, round).map((person) => getPerson(ports.store, person)));
  const names = people.flatMap((person) => (person ? [fullName(person)] : []));
  return names.length > 0 ? [[say("fact.awaited"), listed(names)]] : [];
}

/** Until when a round runs, whether that day has passed, or that it is closed: the end of a sentence. */
export function standingWords({ say, date, lastDay, today }: Occasion, { closed, deadline }: Round): string {
  if (closed !== undefined) return say("review.over");
  const last = lastDay(deadline);
  return say(last < today ? "review.late" : "review.runs", { deadline: date(last) });
}

/** Contributions that have no disposition yet. */
export function openFact({ say }: Occasion, round: Round): Fact[] {
  const count = undisposed(round).length;
  return count > 0 ? [[say("fact.open"), String(count)]] : [];
}

/** What became of the reader's own remarks in some rounds, but of those of which they were `told`: each in a few words, the first of them. */
export async function dispositionFacts(
  occasion: Occasion,
  state: State,
  rounds: readonly Round[],
  told: ToldBefore = () => false,
): Promise<Fact[]> {
  const { ports, say, to } = occasion;
  const facts: Fact[] = [];
  const { kind } = await loadKind(ports.assets, state.kind);
  const set = (words: string): string => (kind.layout.orthotypography ? setText(words, state.language, {}) : words);
  for (const round of rounds) {
    const mine = (await contributionsOf(ports.files, round)).filter(({ by }) => by === to.id);
    const reasons = mine.length > 0 ? await dispositionReasons(ports.store, state, round) : new Map<string, string>();
    const words = await correctedWords(ports.files, state, round, mine);
    for (const remark of mine.filter((each, index) => !told(round, each, index))) {
      const { id: each, disposition } = remark;
      const ref = reasons.get(each);
      const reason = ref && (await getText(ports.files, ref));
      const ended = disposition === "open" && state.stage === "final";
      const done = say(ended ? "disposition.none" : `disposition.${disposition}`);
      const name = remarkName(occasion, remark, words(remark), set);
      facts.push([
        name,
        reason ? say("disposition.reason", { disposition: done, reason: oneLine(reason, 300) }) : done,
      ]);
    }
  }
  const more = facts.length - shownRemarks;
  return more > 0
    ? [...facts.slice(0, shownRemarks), [say("dispositions.rest"), say("dispositions.more", { count: more })]]
    : facts;
}

/** What a remark says in a few words: a correction what it replaces or deletes, `set` as readers see it; another its text, as typed. */
function remarkName(
  { say }: Occasion,
  { number, type, text, proposal, elsewhere }: SentRemark,
  passage: string,
  set: (words: string) => string,
): string {
  if (type !== "correction" || proposal === undefined || elsewhere)
    return say("fact.remark", { number, words: oneLine(text || proposal || "–", 80) });
  const change = proposal === "" ? "deletion" : "correction";
  const values = { number, words: oneLine(set(passage), 80), proposal: oneLine(set(proposal), 80) };
  return say(passage === "" ? `fact.remark.${change}.whole` : `fact.remark.${change}`, values);
}

/** The words that each correction is about: those it quotes, else those of its block in the version. */
async function correctedWords(files: Files, state: State, round: Round, remarks: readonly SentRemark[]) {
  const unquoted = remarks.some(({ type, anchor }) => type === "correction" && anchor && !anchor.quotation);
  const kept = unquoted && state.versions.some(({ hash }) => hash === round.version);
  const parts = kept ? await loadVersion(files, state, round.version) : [];
  return ({ anchor }: SentRemark): string => {
    if (!anchor || anchor.quotation) return anchor?.quotation?.exact ?? "";
    const tree = parts.find(({ id }) => id === anchor.part)?.tree;
    const block = tree && eachBlockOf(tree).find(({ id }) => id === anchor.block);
    return block ? foldedTextOf(block) : "";
  };
}

/** The plan's dates that still stand; while a round is open, the review's is its last day. */
export function dueFacts({ say, date, lastDay }: Occasion, state: State): Fact[] {
  const round = openRound(state);
  const due = { ...state.due, review: round ? lastDay(round.deadline) : nextReviewDay(state) };
  return (["draft", "review", "final"] as const).flatMap((stage): Fact[] => {
    const day = due[stage];
    return day === undefined ? [] : [[say(`fact.due.${stage}`), date(day)]];
  });
}

/** What keeps a draft from being submitted: the sections that are missing or to be written, and how many images have no description. */
export async function lackFacts(
  { say, ports, language }: Occasion,
  state: State,
  { missing, unwritten = [], withoutAlternative }: PartCheck,
): Promise<Fact[]> {
  const { kind } = await loadKind(ports.assets, state.kind);
  const absent = missing.filter((id) => !unwritten.includes(id));
  return [
    ...(absent.length > 0 ? [[say("fact.missing"), sectionTitles(kind, language, absent)] as const] : []),
    ...(unwritten.length > 0 ? [[say("fact.unwritten"), sectionTitles(kind, language, unwritten)] as const] : []),
    ...(withoutAlternative > 0 ? [[say("fact.alternatives"), String(withoutAlternative)] as const] : []),
  ];
}

/** Each final document with its pages and size. */
export function outputFacts({ say, language }: Occasion, { outputs }: Final): Fact[] {
  return pdfFirst(outputs).map(({ format, pages, bytes }): Fact => {
    const size = formatBytes(language, bytes);
    return [say(`fact.${format}`), pages === undefined ? size : say("fact.output", { count: pages, size })];
  });
}

/** The reason that somebody wrote; nothing where there is none, or where it was erased. */
export async function reasonFact({ ports, say }: Occasion, ref: TextRef | undefined): Promise<Fact[]> {
  const reason = ref && (await getText(ports.files, ref));
  return reason ? [[say("fact.reason"), reason]] : [];
}
