import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { issue } from "../../../shared/line/issue.ts";
import { receiptNumber } from "../../../shared/line/receipt.ts";
import { putText } from "../../../shared/line/text.ts";
import { openRound } from "../../../shared/workflow/round.ts";
import type { State } from "../../../shared/workflow/state.ts";
import { theDeliverable } from "../access.ts";
import { attempt, done } from "../answer.ts";
import { type PageContext, type Variables, type Web, wantsJson } from "../context.ts";
import { readInput } from "../input.ts";
import { hidden, radios, textArea } from "../parts/fields.ts";
import { type Filled, nothingFilled } from "../parts/filled.ts";
import { formPage } from "../parts/form-page.ts";
import { frame } from "../parts/frame.ts";
import { row } from "../parts/row.ts";
import { stageTag } from "../parts/stage.ts";
import { identifier } from "../plan.ts";
import { within } from "../rates.ts";
import { say } from "../say.ts";
import { statuses } from "../statuses.ts";

const decision = z
  .strictObject({
    round: z.int("input.wrong").min(1, "input.wrong"),
    /** The version that was read: a decision counts for no other. */
    version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
    /** Given by the form, so that a repeated submission is one decision. */
    submission: identifier,
    choice: z.enum(["approve", "requestChanges"], "input.choice"),
    reason: z.string().trim().max(10_000, "input.long").optional(),
  })
  .refine(({ choice, reason }) => choice !== "requestChanges" || Boolean(reason), {
    path: ["reason"],
    error: "input.changes",
  });

/** A reviewer decides: nothing is chosen for them, and a form sent twice is one decision. */
export function decisionPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/review/decision", (c) => form(c, web))
    .post("/deliverables/:id/review/decision", (c) => decide(c, web));
}

async function form(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state, visitor } = await theDeliverable(c, web, "reviewer");
  const speak = say(c, web);
  const { text } = speak;
  const round = openRound(state);
  if (!round) return whereThingsStand(c, web, state, "round-closed");
  if (!round.reviewers.includes(visitor.person.id)) return whereThingsStand(c, web, state, "not-reviewer");
  const sent = filled.typed;
  const body = html`<p>${text("decision.lead", { title: state.title, date: speak.until(round.deadline) })}</p>
<form method="post" novalidate>
${hidden("round", sent.round?.[0] ?? String(round.number))}${hidden("version", sent.version?.[0] ?? round.version)}
${hidden("submission", sent.submission?.[0] ?? web.ports.ids())}
${radios(filled, {
  name: "choice",
  label: text("decision.choice"),
  options: [
    { value: "approve", label: text("decision.approve"), hint: text("decision.approve.hint") },
    { value: "requestChanges", label: text("decision.requestChanges"), hint: text("decision.requestChanges.hint") },
  ],
})}
${textArea(filled, { name: "reason", label: text("decision.reason"), hint: text("decision.reason.hint"), rows: 6 })}
<button>${text("decision.do")}</button></form>`;
  const back = { href: `/deliverables/${state.id}/review`, label: text("decision.back") };
  return formPage(c, web, { title: text("decision.title"), back, filled, body });
}

async function decide(c: PageContext, web: Web): Promise<Response> {
  const { ports } = web;
  const { state, by, still } = await theDeliverable(c, web, "reviewer");
  const { ok, filled } = await readInput(c, decision);
  if (!ok) return form(c, web, filled);
  await within(web, "decisions", state.id, by.person);
  const { reason, submission, ...rest } = ok;
  try {
    const answered = await attempt(c, filled, { "reason-missing": "reason" }, async () => {
      const kept = reason ? { reason: await putText(ports, reason) } : {};
      await issue(ports, state.id, { type: "decide", by, submission, ...rest, ...kept }, still);
      const number = receiptNumber(submission);
      return done(c, `/deliverables/${state.id}/receipts/${submission}`, { receipt: number }, 201);
    });
    return answered instanceof Response ? answered : form(c, web, answered);
  } catch (error) {
    const told = error instanceof Refusal && (error.code === "round-closed" || error.code === "version-replaced");
    if (!told || wantsJson(c)) throw error;
    return whereThingsStand(c, web, state, error.code as "round-closed");
  }
}

/** A decision that came too late, or for a version that is no longer the one: what happened, and the way on. */
function whereThingsStand(
  c: PageContext,
  web: Web,
  state: State,
  code: "round-closed" | "version-replaced" | "not-reviewer",
): Promise<Response> {
  const speak = say(c, web);
  const { text, language } = speak;
  const title = text(`standing.${code}`);
  const last = state.rounds.at(-1);
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${title}</h1><p>${refusalMessage(language, { code, details: {} })}</p>
${last?.outcome ? html`<p><strong>${text(`outcome.${last.outcome}`)}</strong></p>` : ""}
<p><a class="button" href="/deliverables/${state.id}/review">${text("standing.read")}</a></p>`,
  );
  return frame(c, web, { title, main, status: statuses[code] });
}
