import { html } from "hono/html";
import { refuseUsed, stillUsed } from "../../../shared/acts/programme-use.ts";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { type Action, type Programme, presentActions } from "../../../shared/programme/state.ts";
import { programmes } from "../../../shared/stored/programme.ts";
import { confirmation, type Nothing } from "../components/confirmation.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import { by, type OpenedAction } from "./who.ts";

/** Asks whether an action is to leave the programme; one that has documents, or that an agreement pays, stays. */
export async function actionRemoval(
  c: PageContext,
  web: Web,
  { programme, action }: OpenedAction,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text, language } = say(c, web);
  const [use] = await stillUsed(web.ports.store, programme, without(programme, action));
  const body = use
    ? html`<div class="note warning"><p>${refusalMessage(language, use)}</p></div>`
    : html`<p>${text("action.removal.lead")}</p>
<form method="post" novalidate>${confirmation(filled, text("confirm.legend"), text("action.removal.confirm", { title: action.title }))}
<button>${text("action.removal.do")}</button></form>`;
  const back = { href: href("actionChange", { programme: programme.id, action: action.id }), label: action.title };
  return formPage(c, web, { title: text("action.removal"), back, filled, body });
}

function without(programme: Programme, { id }: Action): Action[] {
  return presentActions(programme).filter((each) => each.id !== id);
}

/** Takes it out of the programme; what names it still finds its title. Throws `action-used`, `action-paid`. */
export async function removeAction(
  c: PageContext,
  web: Web,
  opened: OpenedAction,
  { ok, filled }: Input<Nothing>,
): Promise<Response> {
  if (!ok) return actionRemoval(c, web, opened, filled);
  const { programme, action, visitor } = opened;
  await refuseUsed(web.ports.store, programme, without(programme, action));
  const command = { type: "removeAction", by: by(visitor), action: action.id } as const;
  await issue(programmes, web.ports, programme.id, command);
  return done(c, href("programmeOf", { programme: programme.id }));
}
