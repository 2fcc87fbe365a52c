import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import { textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";

/** Why a deliverable is withdrawn. */
export const withdrawing = z.strictObject({
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
});

/** The coordinator withdraws a deliverable, and says why. */
export function withdrawal(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text } = say(c, web);
  const body = html`<p>${text("withdrawal.lead")}</p>
<form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("withdrawal.reason"), hint: text("withdrawal.reason.hint") })}
<button>${text("withdrawal.do")}</button></form>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("withdrawal.title"), back, filled, body });
}

/** Withdraws it: it stays to be seen, and nothing more is done of it. */
export async function withdraw(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof withdrawing>>,
): Promise<Response> {
  if (!ok) return withdrawal(c, web, opened, filled);
  const { state, by, still } = opened;
  const reason = await putText(web.ports, ok.reason);
  await issue(deliverables, web.ports, state.id, { type: "withdraw", by, reason, day: nowOf(web).today }, still);
  return done(c, href("deliverable", { id: state.id }));
}
