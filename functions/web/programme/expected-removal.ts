import { html } from "hono/html";
import { refuseUsed, stillUsed } from "../../../shared/acts/programme-use.ts";
import { href } from "../../../shared/addresses.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { type Action, type Expected, presentActions } from "../../../shared/programme/state.ts";
import { confirmation, type Nothing } from "../components/confirmation.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { backTo, changed, namesOf } from "./expected-form.ts";
import type { OpenedExpected } from "./who.ts";

/** Asks whether something is to be expected of an action no more; what documents answer stays. */
export async function expectedRemoval(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text, language } = say(c, web);
  const { action, expected } = opened;
  const [use] = await stillUsed(web.ports.store, opened.programme, actionsAfter(opened, remaining(opened)));
  const growing = action.expected.filter(({ sources }) => sources.includes(expected.id)).map(({ title }) => title);
  const asked = html`<p>${text("expected.removal.lead")}</p>
${growing.length > 0 ? html`<p>${text("expected.removal.sources", { titles: growing.join(", ") })}</p>` : ""}
<form method="post" novalidate>${confirmation(filled, text("confirm.legend"), text("expected.removal.confirm", { title: expected.title }))}
<button>${text("expected.removal.do")}</button></form>`;
  const body = use ? html`<div class="note warning"><p>${refusalMessage(language, use)}</p></div>` : asked;
  return formPage(c, web, { title: text("expected.removal"), back: backTo(opened), filled, body });
}

/** The rest; what was to grow out of it grows out of that. */
function remaining({ action, expected: { id } }: OpenedExpected): Expected[] {
  const others = action.expected.filter((each) => each.id !== id);
  return others.map((each) => ({ ...each, sources: each.sources.filter((source) => source !== id) }));
}

function actionsAfter({ programme, action }: OpenedExpected, expected: Expected[]): Action[] {
  return presentActions(programme).map((each) => (each.id === action.id ? { ...each, expected } : each));
}

/** Expects it no more. Throws `expected-used`. */
export async function removeExpected(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  { ok, filled }: Input<Nothing>,
): Promise<Response> {
  if (!ok) return expectedRemoval(c, web, opened, filled);
  const items = remaining(opened);
  await refuseUsed(web.ports.store, opened.programme, actionsAfter(opened, items));
  const result = await changed(c, web, opened, filled, items, () => done(c, href("action", namesOf(opened))));
  return result instanceof Response ? result : expectedRemoval(c, web, opened, result);
}
