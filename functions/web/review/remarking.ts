import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { veiledOffer } from "../../../shared/sight/anonymity.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import type { Hash } from "../../../shared/values.ts";
import { type Filled, typedIn } from "../components/filled.ts";
import { blocksByName, nameOf, wordsOf } from "../components/passages.ts";
import type { VersionText } from "../components/version-text.ts";
import { type Opened, seesOffers } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import { type Answered, answered } from "./answered.ts";
import type { Writing } from "./remark-form.ts";
import { type Unsent, unsentOf } from "./sending.ts";

/** Whether someone may remark on a round: it is open, and asks them, or they coordinate (for those in the room). */
export function mayRemark(opened: Opened, round: Round): boolean {
  return openRound(opened.state) === round && (isAsked(opened, round) || opened.roles.has("coordinator"));
}

/** Whether a round asks someone for their decision. */
export function isAsked({ visitor, roles }: Opened, round: Round): boolean {
  return roles.has("reviewer") && round.reviewers.includes(visitor.person.id);
}

/** The open round that the form was about. Throws `round-closed`, `version-replaced`, `not-reviewer`. */
export function roundAsked(opened: Opened, asked: { round: number; version: Hash }): Round {
  const round = openRound(opened.state);
  if (round?.number !== asked.round) throw new Refusal("round-closed", { round: asked.round });
  if (round.version !== asked.version) throw new Refusal("version-replaced", { version: round.version });
  if (!mayRemark(opened, round)) throw new Refusal("not-reviewer");
  return round;
}

/** The remarks that a reading page shows: the visitor's own that they have not sent, and what the round was offered. */
export type Remarks = Unsent & { sent: Answered[]; others: boolean };

/** `others`: what others offered is among them. */
export async function remarksOn(web: Web, opened: Opened, round: Round): Promise<Remarks> {
  const { state, visitor, by } = opened;
  const unsent = await unsentOf(web, state, visitor.person.id, round);
  const others = seesOffers(web, opened, round);
  const sent = await answered(web, state, round, (offered) => others || offered.by === visitor.person.id);
  return { ...unsent, others, sent: sent.map((each) => veiledOffer(round, by, each)) };
}

/** Unsent remarks of the version as it is read, in the order of its blocks. */
export function inReadingOrder(text: VersionText, remarks: readonly Remark[]): Remark[] {
  const places = new Map([...blocksByName(text).keys()].map((name, index) => [name, index]));
  const place = ({ anchor }: Remark) => (anchor ? (places.get(nameOf(text, anchor) ?? "") ?? places.size) : -1);
  return remarks.toSorted((a, b) => place(a) - place(b));
}

/** What was asked for in the page's address. */
export type Wanted = { edit?: string | undefined; remark?: string | undefined; words?: string | undefined };

/** The name in an address for the whole document, which is no block. */
export const wholeDocument = "document";

/** The remark whose form is open: one that was refused, one to go on with, or a new one. */
export function writingOf(
  text: VersionText,
  unsent: readonly Remark[],
  filled: Filled,
  { edit, remark, words }: Wanted,
  fresh: () => string,
): Writing | undefined {
  const known = unsent.find(({ id }) => id === (typedIn(filled, "remark") || edit));
  if (known) return editing(text, known);
  const refused = filled.errors.length > 0 ? typedIn(filled, "block") : undefined;
  const asked = refused ?? (remark === wholeDocument ? "" : remark);
  if (asked === undefined || (asked !== "" && !blocksByName(text).has(asked))) return undefined;
  const blank = { id: fresh(), type: "comment", text: "" } as const;
  const chosen = words === undefined ? {} : { words };
  return { remark: blank, block: asked, ...chosen, passage: passageWords(text, asked, words), kept: false };
}

function editing(text: VersionText, remark: Remark): Writing {
  const { anchor } = remark;
  const block = (anchor && nameOf(text, anchor)) ?? "";
  const said = anchor ? (wordsOf(text, anchor) ?? "") : "";
  return { remark, block, ...(anchor?.quotation && { words: said }), passage: said, kept: true };
}

/** What a correction begins with: the words chosen, else the block's own where it is a heading or a paragraph. */
function passageWords(text: VersionText, name: string, words: string | undefined): string {
  const found = blocksByName(text).get(name);
  if (words !== undefined || !found) return words ?? "";
  const { part, block } = found;
  const short = block.type === "heading" || block.type === "paragraph";
  return short ? (wordsOf(text, { part, block: block.id }) ?? "") : "";
}
