import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { withReason } from "../../../shared/deliverable/round/deciding.ts";
import { awaitedIn, hasRemarks, openRound, roundBefore } from "../../../shared/deliverable/round/round.ts";
import type { Choice, Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { receiptNumber } from "../../../shared/evidence/receipt.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import type { PersonId } from "../../../shared/values.ts";
import { hidden, radios, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { redlineLink } from "../components/redline-link.ts";
import { tooLatePage } from "../components/too-late.ts";
import { openVersion } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest, identifier } from "../http/input.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { unsentList } from "./remark-lists.ts";
import { sendRemarks, type Unsent, unsentOf } from "./unsent-remarks.ts";

export const deciding = z.strictObject({
  round: z.int("input.wrong").min(1, "input.wrong"),
  /** The version that was read: a decision counts for no other. */
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** Given by the form, so that a repeated submission is one decision. */
  submission: identifier,
  choice: z.enum(["approve", "approveWithReservations", "requestChanges", "abstain", "decline"], "input.choice"),
  reason: z.string().trim().max(10_000, "input.long").optional(),
});

/** A reviewer decides: nothing is chosen for them, and a form sent twice is one decision. */
export async function decision(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state, visitor } = opened;
  const speak = say(c, web);
  const { text } = speak;
  const round = openRound(state);
  if (opened.past) return tooLatePage(c, web, state, "not-reviewer");
  if (!round) return tooLatePage(c, web, state, "round-closed");
  if (!round.reviewers.includes(visitor.person.id)) return tooLatePage(c, web, state, "not-reviewer");
  const sent = filled.typed;
  const unsent = await unsentOf(web, state, visitor.person.id, round);
  const after = round.rule.confirmed ? "confirmed" : "read";
  const option = (value: Choice, hint: string) => ({ value, label: text(`decision.${value}`), hint });
  const body = html`<p>${text("decision.lead", { title: state.title, date: speak.until(round.deadline) })}</p>
${beforeNote(speak, state, round)}
<form method="post" novalidate>
${hidden("round", sent.round?.[0] ?? String(round.number))}${hidden("version", sent.version?.[0] ?? round.version)}
${hidden("submission", sent.submission?.[0] ?? web.ports.ids())}
${radios(filled, {
  name: "choice",
  label: text("decision.choice"),
  options: [
    option("approve", text("decision.approve.hint")),
    option("approveWithReservations", text(`decision.reservations.${after}`)),
    option("requestChanges", text("decision.requestChanges.hint")),
    option("abstain", text("decision.abstain.hint")),
    option("decline", text("decision.decline.hint")),
  ],
})}
${textArea(filled, { name: "reason", label: text("decision.reason"), hint: text("decision.reason.hint"), rows: 6 })}
${along(speak, state, unsent)}
<button>${text("decision.do")}</button></form>
${await listed(web, speak, state, round, unsent)}
${handOver(speak, state, round, visitor.person.id)}`;
  const back = { href: href("reading", { id: state.id }), label: text("decision.back") };
  return formPage(c, web, { title: text("decision.title"), back, filled, body });
}

/** What the decision is about, where a round came before, and what changed since. */
function beforeNote(speak: Say, state: State, round: Round): Html | "" {
  const before = roundBefore(state, round);
  if (!before) return "";
  return html`<div class="note"><p>${speak.text(aboutKey(round, before), { round: before.number })}</p>${redlineLink(speak, state, round)}</div>`;
}

function aboutKey({ confirms, unchanged }: Round, before: Round) {
  if (unchanged !== undefined) return confirms ? "confirming.decision.unchanged" : "before.decision.unchanged";
  if (!confirms) return "before.decision";
  return hasRemarks(before) ? "confirming.decision" : "confirming.decision.reservations";
}

/** How many remarks go along with the decision, and how many do not. */
function along({ text }: Say, { id }: State, { ready, unfinished, earlier }: Unsent): Html {
  return html`${ready.length > 0 ? html`<p>${text("decision.along", { count: ready.length })}</p>` : ""}
${unfinished.length > 0 ? html`<p>${text("decision.unfinished", { count: unfinished.length })}</p>` : ""}
${earlier.length > 0 ? html`<p>${text("remark.earlier", { count: earlier.length })} <a href="${href("remarks", { id })}#earlier">${text("remark.earlier.go")}</a></p>` : ""}`;
}

/** The same remarks, to be read again before they go. */
async function listed(web: Web, speak: Say, state: State, round: Round, unsent: Unsent): Promise<Html | ""> {
  const count = unsent.ready.length + unsent.unfinished.length;
  if (count === 0) return "";
  const version = await openVersion(web, state, round.version);
  return html`<section aria-labelledby="unsent"><h2 id="unsent">${speak.text("remark.unsent", { count })}</h2>
${unsentList(speak, state, { version, unsent, may: true })}</section>`;
}

/** The way to have someone else review, or what became of having asked for it. */
function handOver(speak: Say, state: State, round: Round, person: PersonId): Html {
  const { text } = speak;
  const last = round.delegations.findLast(({ from }) => from === person);
  const here = href("delegation", { id: state.id });
  if (last?.status === "proposed")
    return html`<div class="note"><p>${text("handover.waits")} <a href="${here}">${text("handover.see")}</a></p></div>`;
  const refused =
    last?.status === "refused" && awaitedIn(state, round).includes(person)
      ? html`<p>${text("handover.refused")}</p>`
      : "";
  return html`<section aria-labelledby="handover"><h2 id="handover">${text("handover.title")}</h2>${refused}
<p><a href="${here}">${text("handover.go")}</a></p></section>`;
}

/** That reservations or changes say nothing: neither in words nor by a remark that goes along. */
async function unreasoned(
  web: Web,
  { text }: Say,
  { state, visitor }: Opened,
  { choice, reason, round: number }: z.infer<typeof deciding>,
): Promise<FieldError[]> {
  if (reason || !withReason.includes(choice)) return [];
  const round = state.rounds.find((each) => each.number === number);
  if (!round) return [];
  const { ready } = await unsentOf(web, state, visitor.person.id, round);
  const message = text(choice === "requestChanges" ? "input.changes" : "input.reservations");
  return ready.length > 0 ? [] : [{ field: "reason", message }];
}

/** Decides, with the remarks that are ready; too late or of another version, says where things stand. */
export async function decide(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof deciding>>,
): Promise<Response> {
  if (!ok) return decision(c, web, opened, filled);
  const { ports } = web;
  const { state, by, still } = opened;
  await within(web, "decisions", state.id, by.person);
  const { reason, submission, ...rest } = ok;
  const errors = await unreasoned(web, say(c, web), opened, ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return decision(c, web, opened, { ...filled, errors });
  try {
    const result = await attempt(c, filled, { "reason-missing": "reason" }, async () => {
      const kept = reason ? { reason: await putText(ports, reason) } : {};
      const round = openRound(state) ?? state.rounds.at(-1)!;
      await sendRemarks(
        web,
        state,
        round,
        by.person,
        async (batch, sent) => {
          const along = batch ? { offer: batch } : {};
          const provided = async () => [...(await still()), ...sent()];
          await issue(
            deliverables,
            ports,
            state.id,
            { type: "decide", by, submission, ...rest, ...kept, ...along },
            provided,
          );
        },
        true,
      );
      const number = receiptNumber(submission);
      return done(c, href("receipt", { id: state.id, submission }), { receipt: number }, 201);
    });
    return result instanceof Response ? result : decision(c, web, opened, result);
  } catch (error) {
    const tooLate = error instanceof Refusal && (error.code === "round-closed" || error.code === "version-replaced");
    if (!tooLate || wantsJson(c)) throw error;
    return tooLatePage(c, web, state, error.code as "round-closed", reason === undefined ? {} : { typed: reason });
  }
}
