import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deleteRemarks, getRemark, isSent, type Remark, saveRemark } from "../../../shared/stored/remark.ts";
import { nothingFilled } from "../components/filled.ts";
import {
  blockAt,
  chosenOccurrence,
  longestWords,
  occurrencePattern,
  occurrencesAt,
  wordsOf,
} from "../components/passages.ts";
import { openVersion, type VersionText } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { isJson, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { isAsked } from "../review/may-remark.ts";
import { isFinished } from "../review/unsent-remarks.ts";
import { type CameWith, cameWith } from "./came-with.ts";
import { longestText, passageOf } from "./edited-remark.ts";
import { reading } from "./reading.ts";

const long = z.string().max(longestText, "input.long").optional();

export const remarking = z.strictObject({
  /** Given by the form, so that what is saved as it is typed is one remark. */
  remark: z.string("input.wrong").regex(/^[\w-]{1,24}$/, "input.wrong"),
  round: z.int("input.wrong").min(1, "input.wrong"),
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** As the reading page names it; absent: the whole document. */
  block: z.string().max(64, "input.wrong").optional(),
  /** Words of the block; absent: all of it. */
  words: z.string().trim().max(4_000, "input.long").optional(),
  /** Of words that the block says several times, which: "2/3"; and the words that this was answered of, where a form asked. */
  occurrence: z.string("input.wrong").regex(occurrencePattern, "input.wrong").optional(),
  asked: z.string().trim().max(4_000, "input.long").optional(),
  type: z.enum(["comment", "correction", "addition", "reference"], "input.wrong"),
  text: long,
  correction: long,
  addition: long,
  reference: long,
  /** Sent by what brings back one that came from a Word file: the rest of what it came with (`CameWith`). */
  came: z.string().optional(),
  /** Kept as it is, though something may be lacking. */
  unfinished: z.boolean().optional(),
  /** Taken out. */
  remove: z.boolean().optional(),
});
type Asked = z.infer<typeof remarking>;

/** One remark, saved as it is typed or when its form is sent; sent to nobody yet. */
export async function keepRemark(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Asked>,
): Promise<Response> {
  const { state, visitor } = opened;
  await within(web, "remarks", state.id, visitor.person.id);
  const again = (errors: FieldError[]): Promise<Response> => {
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return reading(c, web, opened, { ...filled, errors });
  };
  if (!ok) return again(filled.errors);
  const round = roundWritten(opened, ok);
  const late = openRound(state) !== round;
  const pad = { deliverable: state.id, person: visitor.person.id };
  const { id } = state;
  const back = late ? href("remarks", { id }) : `${href("reading", { id })}${ok.block ? `#${ok.block}` : ""}`;
  if (isSent(state, ok.remark)) return done(c, back, { remark: { id: ok.remark, sent: true } });
  if (ok.remove) {
    const removed = await getRemark(web.ports.store, pad, ok.remark);
    await deleteRemarks(web.ports, pad, [ok.remark]);
    if (removed && !late && !wantsJson(c)) return reading(c, web, opened, nothingFilled, removed);
    tell(c, {}, "done.remarks.removed");
    return done(c, back, { remark: null });
  }
  const asked = { ...ok, unfinished: ok.unfinished || late };
  const version = await openVersion(web, state, round.version);
  const written = remarkOf(say(c, web), version, asked, !isJson(c));
  if ("errors" in written) return again(written.errors);
  const kept = await getRemark(web.ports.store, pad, ok.remark);
  const came = kept || !ok.came ? undefined : cameWith(ok.came, version, round.rule.anonymous);
  const before = kept ?? came;
  const remark = came ? asItCame(version, came, ok, written.remark) : written.remark;
  if (asked.unfinished && !before && isBlank(remark)) return done(c, back, { remark: null });
  const { file, replies, resolved } = before ?? {};
  const elsewhere = before && isMoved(before, remark) ? before.elsewhere : undefined;
  const place = { round: round.number, version: round.version };
  const saved = await saveRemark(web.ports, pad, {
    ...{ ...remark, ...place, ...(elsewhere && { elsewhere }) },
    ...{ ...(file && { file }), ...(replies && { replies }), ...(resolved && { resolved }) },
  });
  return done(c, back, { remark: saved }, 201);
}

/** A remark of a form that brings along what it came with: where its passage and its proposal are as they were, they are those, to the letter. */
function asItCame(version: VersionText, came: CameWith, asked: Asked, { anchor, proposal, ...rest }: Written): Written {
  const { words = "", occurrence = "", ...at } = passageOf(version, came);
  const sameWords = words.trim() === (asked.words ?? "") && occurrence === (asked.occurrence ?? "");
  const isThere = at.block === (asked.block ?? "") && sameWords;
  const begins = blankless(came.proposal ?? (came.type === "correction" ? at.passage : undefined));
  const says = asked.type === came.type && (came.type === "comment" || begins === blankless(asked[came.type]));
  const [where, what] = [isThere ? came.anchor : anchor, says ? came.proposal : proposal];
  return { ...rest, ...(where && { anchor: where }), ...(what !== undefined && { proposal: what }) };
}

/** As a form sends it: what is blank is nothing. */
function blankless(typed = ""): string {
  return typed.trim() === "" ? "" : typed;
}

/**
 * The round that the form was about: what is typed while it closes, or is replaced, is kept all the same. Throws
 * `round-closed` where the state has it no more, `not-reviewer`.
 */
function roundWritten(opened: Opened, asked: Pick<Asked, "round" | "version">): Round {
  const { state, roles } = opened;
  const round = state.rounds.find(({ number, version }) => number === asked.round && version === asked.version);
  if (!round) throw new Refusal("round-closed", { round: asked.round });
  if (!isAsked(opened, round) && !roles.has("coordinator")) throw new Refusal("not-reviewer");
  return round;
}

type Written = Pick<Remark, "id" | "type" | "anchor" | "text" | "proposal">;

/** `emptied`: words to propose that are absent were taken out of a form, which is to propose that the passage goes. */
function remarkOf(
  { text }: Say,
  version: VersionText,
  asked: Asked,
  emptied: boolean,
): { remark: Written } | { errors: FieldError[] } {
  const { remark: id, type, block, words = "" } = asked;
  const places = block ? occurrencesAt(version, block, words) : [];
  const chosen = chosenOccurrence(places, (asked.asked ?? words) === words ? asked.occurrence : undefined)?.anchor;
  const several = places.length > 1 && !chosen;
  const whole = block && (words === "" || asked.unfinished) ? blockAt(version, block) : undefined;
  const anchor = chosen ?? (several && type === "correction" ? undefined : whole);
  if (block && !asked.unfinished && words.length > longestWords)
    return fault("words", text("input.words.long", { count: longestWords }));
  if (several && !asked.unfinished) return fault("occurrence", text("input.occurrence", { count: places.length }));
  if (block && !anchor && !several) return fault("words", text("input.words"));
  const passage = anchor && wordsOf(version, anchor);
  const typed = type === "comment" ? undefined : asked[type];
  const proposal =
    type === "correction" && passage !== undefined && typed === passage
      ? undefined
      : (typed ?? (type === "correction" && emptied ? "" : undefined));
  const typedText = asked.text?.trim() ?? "";
  // Of which of the same words it is, is not said yet: it is on the whole document, and quotes them.
  const said = several && !anchor ? `«\u202f${words}\u202f»\n\n${typedText}`.trim() : typedText;
  const remark = {
    ...{ id, type, text: said },
    ...(anchor && { anchor }),
    ...(proposal !== undefined && { proposal }),
  };
  if (asked.unfinished || isFinished(remark)) return { remark };
  return fault(type === "comment" ? "text" : type, text(`input.remark.${type}`));
}

/** Whether a passage still moves as it did: nobody proposes anything else of it, or of another one. */
function isMoved(before: CameWith, { type, anchor, proposal }: Written): boolean {
  const same = before.anchor?.block === anchor?.block && before.anchor?.quotation?.exact === anchor?.quotation?.exact;
  return type === before.type && proposal === before.proposal && same;
}

function fault(field: string, message: string): { errors: FieldError[] } {
  return { errors: [{ field, message }] };
}

function isBlank({ type, text, proposal }: Written): boolean {
  return text === "" && (proposal === undefined || (type !== "correction" && proposal.trim() === ""));
}
