import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { outputLinks } from "../components/outputs.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { proofArchiveFor, proofArchiveLink } from "./proof-archive.ts";

/** What a funder sees of a deliverable, as JSON. */
export function shownOf({ id, title, action, stage, due, final }: State) {
  const outputs = (final?.outputs ?? []).map(({ format, bytes, pages, sha256 }) => ({ format, bytes, pages, sha256 }));
  return { id, title, action, stage, due, outputs };
}

/** A deliverable as its funder sees it: the final documents, or what is still to come. */
export async function final(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state, roles } = opened;
  if (wantsJson(c)) return c.json({ deliverable: shownOf(state) });
  const speak = say(c, web);
  const made = state.final && (await proofArchiveFor(web, opened));
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>${state.final ? html`<p>${speak.instant(state.final.approved)}</p>` : ""}`,
    html`<h1>${state.title}</h1><p class="muted">${await actionTitle(web.ports.store, state.action)}</p>${whatThereIs(speak, state)}
${made ? html`<p>${proofArchiveLink(speak, state, made)}</p>` : ""}
${roles.has("coordinator") ? html`<p><a href="${href("proofArchive", { id: state.id })}">${speak.text("dossier.title")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: state.title, main });
}

/** The final documents, or what is still to come and when. */
export function whatThereIs(speak: Say, state: State): Html {
  const { text } = speak;
  if (state.final?.outputs.length) return outputLinks(speak, state);
  if (state.stage === "withdrawn") return html`<p>${text("step.withdrawn")}</p>`;
  if (state.final) return html`<p>${text("step.rendering")}</p>`;
  return html`<p>${state.due.final ? text("funded.expected", { date: speak.date(state.due.final) }) : text("funded.coming")}</p>`;
}

/** On to a final document: a short-lived address in the file store, as an attachment. Throws `not-found`. */
export async function output(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const made = state.final?.outputs.find(({ format }) => format === param(c, "format"));
  if (!made) throw new Refusal("not-found");
  const filename = made.key.slice(made.key.lastIndexOf("/") + 1);
  const { sha256, bytes } = made;
  const as = { filename, mediaType: mediaTypes[made.format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(made.key, as), 302);
}
