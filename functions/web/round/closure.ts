import { html } from "hono/html";
import * as z from "zod";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import {
  awaitedIn,
  callsForIntegration,
  openRound,
  outcomeOf,
  outcomeOnceHeld,
} from "../../../shared/deliverable/round/round.ts";
import { sittingsOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, Sitting, State } from "../../../shared/deliverable/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, radios } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { standingLine, standingNow } from "../components/standing.ts";
import { behindField } from "../components/translation-words.ts";
import { type Opened, theCast } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { roundNumber, theOpenRound } from "./open-round.ts";
import { roundState } from "./round-state.ts";

const outcomes = ["approved", "toIntegrate", "asIs", "changesRequested", "unresolved"] as const;
type Way = (typeof outcomes)[number];
export const closing = z.strictObject({
  round: roundNumber,
  outcome: z.enum(outcomes, "input.outcome"),
  /** Whether the meetings of the round that are still planned take place. */
  meetings: z.enum(["on", "off"], "input.wrong").optional(),
  /** A translation is approved although it does not follow its original. */
  behind: z.boolean().default(false),
});
type Closing = z.infer<typeof closing>;

/**
 * The coordinator closes a round, by an outcome that they choose among those it can have, and says whether its meetings
 * that are still planned take place.
 */
export async function closure(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state } = opened;
  const round = theOpenRound(state);
  const speak = say(c, web);
  const { text } = speak;
  const here = href("deliverable", { id: state.id });
  const cast = await theCast(web, opened, speak);
  const shown = await roundState(web, speak, cast, state, round);
  const possible = waysOf(state, round);
  const others = outcomes.filter((way) => !possible.includes(way));
  const waiting = awaitedIn(state, round).length;
  const standing = standingNow(state, nowOf(web));
  const body = html`${shown}
${standingLine(speak, standing, cast.named)}
${waiting > 0 ? html`<div class="note warning"><p>${text("closure.waiting", { count: waiting })}</p></div>` : ""}
<form method="post" novalidate>${hidden("round", String(round.number))}
${radios(filled, {
  name: "outcome",
  label: text("closure.outcome"),
  options: possible.map((way) => ({
    value: way,
    label: text(`closure.do.${way}`),
    hint: text(hintOf(state, round, way)),
  })),
})}
${possible.some((way) => way === "approved" || way === "asIs") ? behindField(speak, filled, state) : ""}
${meetingsField(filled, speak, state, round)}
<button>${text("closure.title")}</button></form>
<details><summary>${text("closure.others")}</summary>
<dl>${others.map((way) => html`<dt>${text(`closure.do.${way}`)}</dt><dd>${text(`closure.when.${way}`)}</dd>`)}</dl></details>`;
  return formPage(c, web, { title: text("closure.title"), back: { href: here, label: state.title }, filled, body });
}

/** Whether the meetings of the round that are still planned take place: closing it leaves them standing, or cancels them. */
function meetingsField(filled: Filled, { text, date }: Say, state: State, round: Round): Html | "" {
  const meetings = meetingsToAsk(state, round);
  if (meetings.length === 0) return "";
  const dates = meetings.map((sitting) => date(sitting.date)).join(", ");
  return radios(filled, {
    name: "meetings",
    label: text("closure.meetings", { count: meetings.length, dates }),
    options: [
      { value: "on", label: text("closure.meetings.on"), hint: text("closure.meetings.on.hint") },
      { value: "off", label: text("closure.meetings.off"), hint: text("closure.meetings.off.hint") },
    ],
  });
}

/** The meetings of a round that are planned. */
function meetingsToAsk(state: State, round: Round): Sitting[] {
  return sittingsOf(state, round).filter(({ seminar, stage }) => seminar === undefined && stage === "planned");
}

/** How a round can be closed as it stands; where its rule waits for a meeting alone, also as if that were held. */
function waysOf(state: State, round: Round): Way[] {
  const onceHeld = outcomeOnceHeld(state, round);
  const outcome = outcomeOf(state, round) ?? onceHeld;
  const others: Way[] = onceHeld ? ["unresolved"] : [];
  if (outcome === "toIntegrate") return ["toIntegrate", "asIs", ...others];
  return [outcome ?? "unresolved", ...others];
}

/** What becomes of the document; where approvals suffice but for a meeting, that it is not waited for; that remarks are not integrated. */
function hintOf(state: State, round: Round, way: Way) {
  const isEarly = outcomeOnceHeld(state, round) !== undefined;
  if (way === "approved" && callsForIntegration(round)) return "closure.approved.remarks" as const;
  return isEarly && (way === "approved" || way === "toIntegrate" || way === "unresolved")
    ? (`closure.${way}.early` as const)
    : (`closure.${way}` as const);
}

/** What was sent twice closed the round once; what can no more be, as it stands now, closes nothing. */
export async function close(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Closing>,
): Promise<Response> {
  if (!ok) return closure(c, web, opened, filled);
  const { state, by, still } = opened;
  const { round, outcome: way } = ok;
  const here = href("deliverable", { id: state.id });
  if (isClosedSo(state.rounds, round, way)) return done(c, here);
  const open = openRound(state);
  const meetings = open?.number === round ? meetingsToAsk(state, open) : [];
  if (ok.meetings === undefined && meetings.length > 0) {
    const message = say(c, web).text("input.meetings", { count: meetings.length });
    if (wantsJson(c)) throw new InvalidRequest([{ field: "meetings", message }]);
    return closure(c, web, opened, { ...filled, errors: [{ field: "meetings", message }] });
  }
  const asIs = way === "asIs";
  const expected = asIs ? "toIntegrate" : way;
  const fields = { "round-not-ready": "outcome", "translation-behind": "behind" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const { today: day } = nowOf(web);
    const asked = { type: "closeRound", by, round, expected, day, unresolved: way === "unresolved" } as const;
    // whoever said what becomes of its meetings does not wait for them
    const whateverMeets = meetings.length > 0 && way !== "unresolved";
    await issue(
      deliverables,
      web.ports,
      state.id,
      { ...asked, whateverMeets, behind: ok.behind, ...(asIs && { asIs }) },
      still,
    );
    for (const { meeting } of ok.meetings === "off" ? meetings : [])
      await issueMeeting(web.ports, meeting, { type: "cancel", by });
    return done(c, here);
  });
  if (result instanceof Response) return result;
  if (result.errors.some(({ field }) => field === "behind")) return closure(c, web, opened, result);
  return closure(c, web, opened, {
    ...result,
    errors: [{ field: "outcome", message: say(c, web).text("closure.changed") }],
  });
}

function isClosedSo(rounds: readonly Round[], number: number, way: Way): boolean {
  const outcome = rounds.find((round) => round.number === number)?.outcome;
  return outcome === (way === "asIs" ? "approved" : way);
}
