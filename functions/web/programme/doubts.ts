import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { doubtSentence } from "../../../shared/programme/doubt-sentence.ts";
import { lint } from "../../../shared/programme/lint.ts";
import type { Programme } from "../../../shared/programme/state.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What a programme contradicts itself in, folded; each leads to the part of the action's page that says it. */
export async function doubtsNote({ ports }: Web, { text, language }: Say, programme: Programme): Promise<Html | ""> {
  const doubts = lint(programme, await listOrganisations(ports.store));
  if (doubts.length === 0) return "";
  const items = doubts.map((doubt) => {
    const address = `${href("action", { programme: programme.id, action: doubt.action })}#${doubt.section}`;
    return html`<li><a href="${address}">${doubt.title}</a> – ${doubtSentence(language, doubt)}</li>`;
  });
  return html`<details><summary>${text("programme.doubts", { count: doubts.length })}</summary><ul>${items}</ul></details>`;
}
