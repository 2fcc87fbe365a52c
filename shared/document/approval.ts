import type { DocumentKey } from "../i18n/documents.ts";
import { type Language, languageName } from "../i18n/languages.ts";
import { quorumWords } from "../quorum/quorum.ts";
import { type Cells, hashLines, heading, paragraph, shortened, table } from "./approval/blocks.ts";
import { dispositionBlocks } from "./approval/dispositions.ts";
import { editionBlocks } from "./approval/editions.ts";
import type { Approval, ApprovedRound, HeldSitting, Opinion } from "./approval/facts.ts";
import { type Speak, speakerOf } from "./approval/speak.ts";
import { toRevise } from "./translation/counts.ts";
import type { Block } from "./tree.ts";

/**
 * The approval record that ends a final: what was approved, who said what of it and how, the meetings, the rounds in
 * short, and the head of the chain that a receipt or the dossier is held against.
 */
export function approvalBlocks(approval: Approval, language: Language): Block[] {
  const speak = speakerOf(language, approval.timeZone);
  const { text, instant } = speak;
  const last = approval.rounds.at(-1)!;
  const { edition } = approval;
  const closed = text(closedKey(approval), {
    ...{ date: instant(approval.closed), person: approval.closedBy ?? "", edition: edition?.number ?? 1 },
  });
  const lines = [
    ...[closed, ...(approval.asIs ? [text("approval-as-is")] : [])],
    ...(edition?.corrected ? [] : [ruleWords(speak, last)]),
  ];
  return [
    heading("approval", 1, text("approval-title")),
    paragraph("approval-closed", lines.join(" ")),
    ...translation(speak, approval),
    ...(edition ? editionBlocks(speak, edition) : []),
    ...hashLines(
      "approval-version",
      text(edition?.corrected ? "approval-version-corrected" : "approval-version"),
      approval.version,
    ),
    opinions(speak, last, edition?.corrects),
    ...sitting(speak, approval.rounds),
    ...unchanged(speak, approval.rounds),
    ...reservations(speak, approval.rounds),
    ...rounds(speak, approval.rounds),
    paragraph(
      "approval-chain",
      text(edition?.corrected ? "approval-chain-corrected" : "approval-chain", { seq: approval.seq }),
    ),
    ...hashLines("approval-head", text("approval-head"), approval.head),
  ];
}

/** Of what the document is a translation, that its original was withdrawn, and what of it did not follow when it was approved. */
function translation({ language, text, instant, list }: Speak, { translation: origin }: Approval): Block[] {
  if (!origin) return [];
  const { behind, dated } = origin;
  const of = { language: languageName(language, origin.language), date: instant(dated) };
  const gone = origin.withdrawn && text("approval-translation-withdrawn", { date: instant(origin.withdrawn) });
  const made = [
    paragraph("approval-translation", text("approval-translation", of)),
    ...(gone ? [paragraph("approval-withdrawn", gone)] : []),
  ];
  if (!behind) return made;
  const date = instant(behind.dated);
  const kinds = (["stale", "missing", "orphan"] as const).flatMap((what) =>
    behind[what] > 0 ? [text(`approval-translation-${what}`, { count: behind[what] })] : [],
  );
  const late = behind.unpaired
    ? text("approval-translation-unpaired", { date })
    : text("approval-translation-behind", { count: toRevise(behind), kinds: list(kinds), date });
  return [...made, paragraph("approval-behind", late)];
}

/** Declared without a round; closed by someone; or by the line at the deadline, as its rule is met, or with those who decided, however few. */
function closedKey({ closedBy, present, edition }: Approval): DocumentKey {
  if (edition?.corrected) return "approval-corrected-by";
  if (closedBy !== undefined) return "approval-closed-by";
  return present ? "approval-closed-by-line-present" : "approval-closed-by-line";
}

/** The annex of the record: each remark, one that came along too, and its disposition; empty where there is none. */
export function annexBlocks(approval: Approval, language: Language): Block[] {
  return dispositionBlocks(approval, language);
}

/** "Règle : 2 avis favorables sur 3 relecteurs ; une demande de changements renvoie le texte à ses auteurs." */
function ruleWords({ language, text }: Speak, { rule, reviewers }: ApprovedRound): string {
  const quorum = quorumWords(language, "record", rule, reviewers);
  return text("approval-rule", { quorum, veto: text("approval-veto", { count: rule.veto }) });
}

/** Who said what of the approved version, or of the edition that was corrected, when, and how it came. */
function opinions(speak: Speak, { opinions }: ApprovedRound, corrects?: number): Block {
  const { text } = speak;
  const header = ["reviewer", "opinion", "when", "how"] as const;
  const rows = opinions.map((opinion): Cells => {
    const { name, organisation, choice } = opinion;
    const said = text(choice === undefined ? "choice-none" : `choice-${choice}`);
    return [organisation ? `${name}, ${organisation}` : name, said, whenOf(speak, opinion), wayOf(speak, opinion)];
  });
  const columns = header.map((name) => text(`approval-${name}`));
  const caption =
    corrects === undefined ? text("approval-opinions") : text("approval-opinions-edition", { edition: corrects });
  return table("approval-opinions", caption, columns, rows, [0.3, 0.2, 0.22, 0.28]);
}

/** The day that a reported one was received: when it was recorded is not when it was given. */
function whenOf({ date, instant }: Speak, { at, reported }: Opinion): string {
  if (at === undefined) return "";
  return reported ? date(reported.received) : instant(at);
}

function wayOf({ text, date }: Speak, { choice, reported }: Opinion): string {
  if (choice === undefined) return "";
  if (!reported) return text("approval-by-link");
  return text(`approval-by-${reported.channel}`, { date: date(reported.received) });
}

/** The meetings that were held about the versions of rounds: most have one. */
function sitting(speak: Speak, rounds: readonly ApprovedRound[]): Block[] {
  const held = rounds.flatMap(({ seminar, sittings = [] }) => (seminar ? [seminar, ...sittings] : sittings));
  if (held.length === 0) return [];
  const { text } = speak;
  return held.flatMap((meeting, index) => [
    paragraph(`approval-meeting-${index + 1}`, meetingWords(speak, meeting)),
    ...(meeting.minutes === undefined
      ? []
      : hashLines(`approval-minutes-${index + 1}`, text("approval-minutes"), meeting.minutes)),
  ]);
}

/** When and where, as minutes say it: of several days, the first and the last. */
function meetingWords({ text, date, time, list }: Speak, meeting: HeldSitting): string {
  const { until, starts, ends, place, present, outsiders = 0 } = meeting;
  const between = ends === undefined ? "approval-hour" : "approval-hours";
  const hours = starts === undefined ? [] : [text(between, { starts: time(starts), ends: time(ends ?? starts) })];
  const days = [meeting.date, ...(until === undefined ? [] : [until])].map(date).join(" – ");
  const when = [days, ...hours, ...(place === "" ? [] : [place])].join(", ");
  const held = text("approval-meeting", { when });
  const others = outsiders > 0 ? [text("approval-outsiders", { count: outsiders })] : [];
  const people = [...present, ...others];
  return people.length === 0 ? held : `${held} ${text("approval-present", { people: list(people) })}`;
}

/** Of each round that read the text of the one before: that it did, and why. */
function unchanged({ text }: Speak, all: readonly ApprovedRound[]): Block[] {
  return all.flatMap(({ number, unchanged: same }) => {
    if (!same) return [];
    const { reason } = same;
    const key = reason === undefined ? "approval-unchanged-erased" : "approval-unchanged";
    return [paragraph(`approval-unchanged-${number}`, text(key, { number, reason: reason ?? "" }))];
  });
}

/** The reasons written with each decision that counts and has reservations, of all rounds. */
function reservations({ text }: Speak, all: readonly ApprovedRound[]): Block[] {
  const rows = all.flatMap(({ number, opinions }) =>
    opinions.flatMap(({ name, organisation, reservation }): Cells[] => {
      if (!reservation) return [];
      const said = reservation.text === undefined ? text("annex-erased") : shortened(reservation.text);
      return [[String(number), organisation ? `${name}, ${organisation}` : name, said]];
    }),
  );
  if (rows.length === 0) return [];
  const columns = (["in-round", "reviewer", "reservation"] as const).map((name) => text(`approval-${name}`));
  return [table("approval-reservations", text("approval-reservations"), columns, rows, [0.14, 0.3, 0.56])];
}

/** The rounds in short, where there were several. */
function rounds({ text, instant }: Speak, all: readonly ApprovedRound[]): Block[] {
  if (all.length < 2) return [];
  const header = ["round", "opened", "closed", "outcome", "offered"] as const;
  const rows = all.map(
    ({ number, opened, closed, outcome, contributions, version, confirms }): Cells => [
      `${confirms === undefined ? number : text("approval-confirms", { number, confirms })} (${version.slice(0, 8)})`,
      instant(opened),
      instant(closed),
      text(`outcome-${outcome}`),
      String(contributions.length),
    ],
  );
  const columns = header.map((name) => text(`approval-${name}`));
  return [table("approval-rounds", text("approval-rounds"), columns, rows, [0.2, 0.21, 0.21, 0.21, 0.17])];
}
