import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, deliveredEditions, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { withdrawnNote } from "../components/originals.ts";
import { outputLinks } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { earlierEditions, editionWords, makingNote } from "./editions.ts";
import { proofArchiveFor, proofArchiveLink } from "./proof-archive.ts";

/** What a funder sees of a deliverable, as JSON. */
export function shownOf(state: State) {
  const { id, title, action, stage, due } = state;
  const editions = deliveredEditions(state).map(editionShown);
  return { id, title, action, stage, due, outputs: editions[0]?.outputs ?? [], editions };
}

/** One edition as JSON. */
export function editionShown({ edition, approved, corrected, outputs }: Final) {
  const files = outputs.map(({ format, bytes, pages, sha256 }) => ({ format, bytes, pages, sha256 }));
  return { edition, approved, ...(corrected && { corrected }), outputs: files };
}

/**
 * A deliverable as its funder sees it: the final documents of the newest edition, and those before; what is still to come; or
 * why it was withdrawn.
 */
export async function final(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state, roles } = opened;
  if (isWithdrawnFinal(state)) return (await import("./tombstone.ts")).tombstone(c, web, opened);
  if (wantsJson(c)) return c.json({ deliverable: shownOf(state) });
  const speak = say(c, web);
  const newest = delivered(state);
  const made = newest && (await proofArchiveFor(web, opened));
  const main = row(
    html`<p>${deliveredTag(speak, state)}</p>${newest ? html`<p>${speak.instant(newest.approved)}</p>` : ""}`,
    html`<h1>${state.title}</h1><p class="muted">${await actionTitle(web.ports.store, state.action)}</p>
${newest ? await editionWords(web, speak, state, newest) : ""}
${await withdrawnNote(web, speak, state)}${whatThereIs(speak, state)}${makingNote(speak, state)}
${made ? html`<p>${proofArchiveLink(speak, state, made)}</p>` : ""}
${roles.has("coordinator") ? html`<p><a href="${href("proofArchive", { id: state.id })}">${speak.text("dossier.title")}</a></p>` : ""}
${earlierEditions(speak, state)}`,
  );
  return frame(c, web, { title: state.title, main });
}

/** The stage for who is given the final: one that has an edition stays final while the next is being made. */
export function deliveredTag(speak: Say, state: State): Html {
  return stageTag(speak, delivered(state) ? "final" : state.stage);
}

/** The final documents, or what is still to come and when. */
export function whatThereIs(speak: Say, state: State): Html {
  const { text } = speak;
  const newest = delivered(state);
  if (newest) return outputLinks(speak, state, newest);
  if (state.stage === "withdrawn")
    return html`<p>${text(isWithdrawnFinal(state) ? "tombstone.lead" : "step.withdrawn")}</p>`;
  if (state.final) return html`<p>${text("step.rendering")}</p>`;
  return html`<p>${state.due.final ? text("funded.expected", { date: speak.date(state.due.final) }) : text("funded.coming")}</p>`;
}

/** On to a final document of the newest edition. Throws `not-found`, `final-withdrawn`. */
export async function output(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  if (isWithdrawnFinal(state)) throw new Refusal("final-withdrawn", { title: state.title });
  return sendOutput(c, web, delivered(state));
}

/** On to a document of an edition: a short-lived address in the file store, as an attachment. Throws `not-found`. */
export async function sendOutput(c: PageContext, web: Web, edition: Final | undefined): Promise<Response> {
  const made = edition?.outputs.find(({ format }) => format === param(c, "format"));
  if (!made) throw new Refusal("not-found");
  const filename = made.key.slice(made.key.lastIndexOf("/") + 1);
  const { sha256, bytes } = made;
  const as = { filename, mediaType: mediaTypes[made.format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(made.key, as), 302);
}
