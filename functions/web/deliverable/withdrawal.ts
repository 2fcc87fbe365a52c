import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { deliverables, loadEvents } from "../../../shared/stored/deliverable.ts";
import { getText, putText } from "../../../shared/stored/text.ts";
import { nowOf } from "../components/duties.ts";
import { checkboxes, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";

/** Why a deliverable is withdrawn. */
export const withdrawing = z.strictObject({
  reason: z.string("input.reason").trim().min(1, "input.reason").max(4000, "input.long"),
  /** Of a final: that its files go for good is known. */
  gone: z.boolean().default(false),
});

/** The coordinator withdraws a deliverable, and says why. */
export function withdrawal(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text } = say(c, web);
  const given = delivered(state) !== undefined;
  const gone = {
    name: "gone",
    label: text("confirm.legend"),
    options: [{ value: "true", label: text("withdrawal.gone") }],
  };
  const body = html`<p>${text(given ? "withdrawal.final.lead" : "withdrawal.lead")}</p>
<form method="post" novalidate>
${textArea(filled, { name: "reason", label: text("withdrawal.reason"), hint: text(given ? "withdrawal.final.hint" : "withdrawal.reason.hint") })}
${given ? checkboxes(filled, gone) : ""}
<button>${text(given ? "withdrawal.final.do" : "withdrawal.do")}</button></form>`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text(given ? "withdrawal.final.title" : "withdrawal.title"), back, filled, body });
}

/** Withdraws it: it stays to be seen, and nothing more is done of it; of a final, the files go, once that is known. */
export async function withdraw(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof withdrawing>>,
): Promise<Response> {
  if (!ok) return withdrawal(c, web, opened, filled);
  const { state, by, still } = opened;
  if (delivered(state) && !ok.gone) {
    const errors = [{ field: "gone", message: say(c, web).text("input.confirm") }];
    if (wantsJson(c)) throw new InvalidRequest(errors, "unconfirmed");
    return withdrawal(c, web, opened, { ...filled, errors });
  }
  const to = href(delivered(state) ? "final" : "deliverable", { id: state.id });
  if (await isWithdrawnFor(web, state, ok.reason)) return done(c, to);
  const reason = await putText(web.ports, ok.reason);
  await issue(deliverables, web.ports, state.id, { type: "withdraw", by, reason, day: nowOf(web).today }, still);
  return done(c, to);
}

/** Whether it was withdrawn for that reason already: the form was sent twice. */
async function isWithdrawnFor({ ports }: Web, { id, stage }: State, reason: string): Promise<boolean> {
  if (stage !== "withdrawn") return false;
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const withdrawal = events.findLast((event) => event.type === "withdrawn");
  return withdrawal !== undefined && (await getText(ports.files, withdrawal.data.reason)) === reason;
}
