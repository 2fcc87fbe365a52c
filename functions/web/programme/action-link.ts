import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Programme, presentActions } from "../../../shared/programme/state.ts";
import { type ActionsOnlooker, standpointOn } from "../../../shared/sight/actions.ts";
import type { Html } from "../http/context.ts";

/** Words that lead to the page of an action, or a part of it; the words alone for who does not see it. */
export type LinkTo = (action: string, words: Html | string, part?: string) => Html | string;

/** Links to the actions of a programme, for somebody who looks at it. */
export function linksFor(onlooker: ActionsOnlooker, programme: Programme): LinkTo {
  const actions = presentActions(programme).filter((action) => standpointOn(onlooker, programme, action));
  const seen = new Set(actions.map(({ id }) => id));
  return (action, words, part) =>
    seen.has(action)
      ? html`<a href="${href("action", { programme: programme.id, action })}${part ? `#${part}` : ""}">${words}</a>`
      : words;
}
