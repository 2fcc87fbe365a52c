import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import { textArea } from "../components/fields.ts";
import { type Filled, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { nowOf } from "../components/owed.ts";
import { theDeliverable } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Variables, Web } from "../http/context.ts";
import { readInput } from "../http/input.ts";
import { say } from "../http/say.ts";

const withdrawal = z.strictObject({
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});

/** The coordinator withdraws a deliverable, and says why. */
export function withdrawalPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/withdrawal", (c) => form(c, web))
    .post("/deliverables/:id/withdrawal", (c) => withdraw(c, web));
}

async function form(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state } = await theDeliverable(c, web, "coordinator");
  const { text } = say(c, web);
  const body = html`<p>${text("withdrawal.lead")}</p>
<form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("withdrawal.reason"), hint: text("withdrawal.reason.hint") })}
<button>${text("withdrawal.do")}</button></form>`;
  const back = { href: `/deliverables/${state.id}`, label: state.title };
  return formPage(c, web, { title: text("withdrawal.title"), back, filled, body });
}

async function withdraw(c: PageContext, web: Web): Promise<Response> {
  const { state, by, still } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, withdrawal);
  if (!ok) return form(c, web, filled);
  const reason = await putText(web.ports, ok.reason);
  await issue(deliverables, web.ports, state.id, { type: "withdraw", by, reason, day: nowOf(web).today }, still);
  return done(c, `/deliverables/${state.id}`);
}
