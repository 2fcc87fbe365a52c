import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { everyEdition } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import { withdrawalOf } from "../components/withdrawal-words.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";
import { isForFunder, offeredArchive } from "./download-form.ts";
import { proofArchiveFor } from "./proof-archive.ts";

/** Where a final was that has been withdrawn: what it was, who withdrew it, when and why; its record stays. */
export async function tombstone(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state } = opened;
  const speak = say(c, web);
  const { text } = speak;
  const { by, at, reason } = await withdrawalBy(web, state);
  if (wantsJson(c))
    return c.json({
      deliverable: { id: state.id, title: state.title, stage: state.stage, withdrawn: { at, by, reason } },
    });
  const made = await proofArchiveFor(web, opened);
  if (isForFunder(opened)) await reachFiles(c, web);
  const editions = everyEdition(state).toReversed();
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${state.title}</h1><p class="muted">${await actionTitle(web.ports.store, state.action)}</p>
<div class="note warning"><p>${text("tombstone.lead")}</p>${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}</div>
${facts([
  [text("tombstone.by"), by],
  [text("tombstone.on"), at && speak.instant(at)],
  [
    text("tombstone.editions"),
    listOf(editions.map(({ edition, approved }) => text("edition.of", { edition, date: speak.day(approved) }))),
  ],
])}
${undoWithdrawal(web, speak, opened)}<p>${text("tombstone.record")}</p>
${made ? offeredArchive(speak, opened, made) : ""}
${opened.roles.has("coordinator") ? html`<p><a href="${href("deliverable", { id: state.id })}">${text("draft.history")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: state.title, main, scripts: ["confirm.js"] });
}

/** The withdrawal, to take back. */
function undoWithdrawal(web: Web, speak: Say, opened: Opened): Html | "" {
  const { id } = opened.state;
  const undoable = undoableNow(web, opened);
  return undoable ? undoForm(web, speak, id, undoable, href("deliverable", { id })) : "";
}

function listOf(items: readonly string[]): Html {
  return html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** Who withdrew it, by their name. */
async function withdrawalBy(web: Web, state: State): Promise<{ by: string; at?: string; reason?: string }> {
  const withdrawal = await withdrawalOf(web, state);
  return withdrawal ? { ...withdrawal, by: (await thePeople(web)).name(withdrawal.by) } : { by: "" };
}
