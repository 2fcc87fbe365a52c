import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, deliveredEditions, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import type { ProofArchive } from "../../../shared/stored/proof-archive.ts";
import { frame } from "../components/frame.ts";
import { withdrawnNote, withdrawnShown } from "../components/originals.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import type { Opened } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";
import { aboutEdition, editionHead } from "./about.ts";
import { citation } from "./citation.ts";
import { courseOf } from "./course.ts";
import { isForFunder, offered } from "./download-form.ts";
import { editionWords, makingNote } from "./editions.ts";
import { originsOf } from "./origins.ts";
import { proofArchiveFor } from "./proof-archive.ts";
import { receivedList } from "./received.ts";
import { verification } from "./verification.ts";

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
  if (wantsJson(c)) return c.json({ deliverable: { ...shownOf(state), ...(await withdrawnShown(web, state)) } });
  const speak = say(c, web);
  const newest = delivered(state);
  const made = newest && (await proofArchiveFor(web, opened));
  if (isForFunder(opened)) await reachFiles(c, web);
  const main = html`${row(
    html`<p>${deliveredTag(speak, state)}</p>`,
    html`<h1>${state.title}</h1><p class="muted">${await actionTitle(web.ports.store, state.action)}</p>
${newest ? await editionWords(web, speak, state, newest) : html`${await withdrawnNote(web, speak, state)}${comingWords(speak, state)}`}
${makingNote(speak, state)}`,
  )}
${newest ? await editionParts(web, speak, opened, newest, made) : ""}
${newest && roles.has("coordinator") ? await officePart(web, speak, opened, newest) : ""}`;
  return frame(c, web, { title: state.title, main, ...finalAssets });
}

/** Styles and scripts of a page of an edition. */
export const finalAssets = { serif: true, styles: ["covers.css", "final.css"], scripts: ["confirm.js", "final.js"] };

/** All that there is to know of an edition: its first page, its files, what it is about, how it came about, how to cite and check it. */
export async function editionParts(
  web: Web,
  speak: Say,
  opened: Opened,
  shown: Final,
  archive: ProofArchive | undefined,
): Promise<Html> {
  const { state } = opened;
  const about = await aboutEdition(web, state, shown);
  const files = offered(speak, opened, shown, archive);
  return html`${await editionHead(web, speak, state, shown, { ...about, files })}
<div class="grid"><div class="span-6">${await courseOf(web, speak, opened)}${await originsOf(web, speak, opened)}</div>
<div class="span-6">${citation(web, speak, state, shown, about.authors)}${verification(speak, state)}</div></div>`;
}

/** What its coordinator alone has of it: who received it, the links that share it, the proof archive. */
async function officePart(web: Web, speak: Say, opened: Opened, newest: Final): Promise<Html> {
  const { id } = opened.state;
  return html`${await receivedList(web, speak, opened, newest)}
${await sharesOf(web, speak, opened)}
<ul class="plain"><li><a href="${href("proofArchive", { id })}">${speak.text("dossier.title")}</a></li></ul>`;
}

/** To who coordinates: the form that shares the final by a link, and the links that were shared. */
async function sharesOf(web: Web, speak: Say, { state }: Opened): Promise<Html> {
  const [{ shareForm }, { listShares, shareTable }] = [await import("./shares.ts"), await import("./share-list.ts")];
  const listed = await listShares(web, state);
  return html`<details><summary>${speak.text("shares.new")}</summary>${shareForm(web, speak, state)}</details>
${listed.length > 0 ? shareTable(speak, state, listed) : ""}`;
}

/** The stage for who is given the final: one that has an edition stays final while the next is being made. */
export function deliveredTag(speak: Say, state: State): Html {
  return stageTag(speak, delivered(state) ? "final" : state.stage);
}

/** That a document is still to come, and when; or that it was withdrawn. */
export function comingWords(speak: Say, state: State): Html {
  const { text } = speak;
  if (state.stage === "withdrawn")
    return html`<p>${text(isWithdrawnFinal(state) ? "tombstone.lead" : "step.withdrawn")}</p>`;
  if (state.final) return html`<p>${text("step.rendering")}</p>`;
  return html`<p>${state.due.final ? text("funded.expected", { date: speak.date(state.due.final) }) : text("funded.coming")}</p>`;
}
