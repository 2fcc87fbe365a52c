import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import { asRoleHas } from "../../../shared/sight/sight.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import { rolesOf } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { stageTag } from "./stage.ts";
import { stateWords } from "./translation-words.ts";

type Seen = Pick<Opened, "visitor"> & { state: Pick<State, "translations"> };

/** The translations of a document that somebody may open, each at the page that is theirs. */
async function translationsFor({ ports }: Web, { state: { translations = [] }, visitor }: Seen) {
  const loaded = await Promise.all(translations.map(({ deliverable }) => loadState(ports.store, deliverable)));
  const opened = loaded.flatMap((each) => {
    const roles = each && rolesOf(visitor, each.state);
    return roles ? [{ state: asRoleHas(each.state, roles, ports.clock()), roles }] : [];
  });
  return opened.filter(({ roles }) => roles.size > 0);
}

/** The same as items of a list: where each stands, its language and title, what of it does not follow. */
export async function translationItems(web: Web, speak: Say, seen: Seen): Promise<Html[]> {
  return (await translationsFor(web, seen)).map(({ state, roles }) => {
    const { id, stage, language, title } = state;
    const words = speak.text("translation.list.item", { language: languageTitle(speak.language, language), title });
    const given = roles.size === 1 && roles.has("funder");
    return html`<li>${stageTag(speak, stage)} <a href="${href(given ? "final" : "translation", { id })}">${words}</a>${given ? "" : html` – ${stateWords(speak, state)}`}</li>`;
  });
}

/** Below the title of what they translate; "" where there is none. */
export async function translationsNote(web: Web, speak: Say, seen: Seen): Promise<Html | ""> {
  const items = await translationItems(web, speak, seen);
  return items.length === 0
    ? ""
    : html`<p><strong>${speak.text("translation.list")}</strong></p><ul class="plain">${items}</ul>`;
}

/** The same as JSON. */
export async function translationsShown(web: Web, seen: Seen) {
  const all = await translationsFor(web, seen);
  return all.map(({ state: { id, language, title, stage } }) => ({ id, language, title, stage }));
}
