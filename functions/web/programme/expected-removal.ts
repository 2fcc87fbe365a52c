import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { confirmation } from "../components/confirmation.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { backTo, changed, namesOf } from "./expected-form.ts";
import type { OpenedExpected } from "./who.ts";

/** Asks whether something is to be expected of an action no more. */
export function expectedRemoval(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text } = say(c, web);
  const { action, expected } = opened;
  const growing = action.expected.filter(({ sources }) => sources.includes(expected.id)).map(({ title }) => title);
  const body = html`<p>${text("expected.removal.lead")}</p>
${growing.length > 0 ? html`<p>${text("expected.removal.sources", { titles: growing.join(", ") })}</p>` : ""}
<form method="post" novalidate>${confirmation(filled, text("confirm.legend"), text("expected.removal.confirm", { title: expected.title }))}
<button>${text("expected.removal.do")}</button></form>`;
  return formPage(c, web, { title: text("expected.removal"), back: backTo(opened), filled, body });
}

/** Expects it no more; what was to grow out of it grows out of the rest. */
export async function removeExpected(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  { ok, filled }: Input<Record<string, never>>,
): Promise<Response> {
  if (!ok) return expectedRemoval(c, web, opened, filled);
  const { id } = opened.expected;
  const others = opened.action.expected.filter((each) => each.id !== id);
  const items = others.map((each) => ({ ...each, sources: each.sources.filter((source) => source !== id) }));
  const result = await changed(c, web, opened, filled, items, () => done(c, href("action", namesOf(opened))));
  return result instanceof Response ? result : expectedRemoval(c, web, opened, result);
}
