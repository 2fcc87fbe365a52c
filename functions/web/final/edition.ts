import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import {
  delivered,
  deliveredEditions,
  everyEdition,
  isWithdrawnFinal,
} from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import { redlineJob } from "../../../shared/deliverable/jobs.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { fileName, redlineKey } from "../../../shared/stored/outputs.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { withdrawnShown } from "../components/originals.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { say } from "../http/say.ts";
import { comparisonPage, factsOf } from "../reading/comparison.ts";
import { isForFunder } from "./download-form.ts";
import { editionLink, editionWords, reasonOf } from "./editions.ts";
import { editionParts, editionShown, finalAssets } from "./final.ts";
import { editionArchiveFor } from "./proof-archive.ts";
import { receivedList } from "./received.ts";

/** One edition of a final, at its own address, for as long as the document is not withdrawn: its files, and any newer one. */
export async function edition(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state } = opened;
  if (isWithdrawnFinal(state)) return (await import("./tombstone.ts")).tombstone(c, web, opened);
  const shown = theEdition(c, opened);
  const newest = delivered(state)!;
  if (wantsJson(c))
    return c.json({ edition: editionShown(shown), newest: newest.edition, ...(await withdrawnShown(web, state)) });
  const speak = say(c, web);
  const { text } = speak;
  const made = await editionArchiveFor(web, opened, shown);
  if (isForFunder(opened)) await reachFiles(c, web);
  const title = text("edition.title", { edition: shown.edition });
  const main = html`${row(
    html`<p><a href="${href("final", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${title}</h1><p class="muted">${state.title} · ${await actionTitle(web.ports.store, state.action)}</p>
${shown === newest ? "" : await newerNote(web, speak, opened, newest)}
${await editionWords(web, speak, state, shown)}`,
  )}
${await editionParts(web, speak, opened, shown, made)}
${await receivedList(web, speak, opened, shown)}`;
  return frame(c, web, { title: `${title} – ${state.title}`, main, ...finalAssets });
}

/** Throws `not-found` for an edition that is not there, `final-withdrawn` once all are gone. */
export function theEdition(c: PageContext, { state }: Opened): Final {
  const number = param(c, "edition");
  const among = isWithdrawnFinal(state) ? everyEdition(state) : deliveredEditions(state);
  const found = among.find(({ edition }) => String(edition) === number);
  if (!found) throw new Refusal("not-found");
  if (isWithdrawnFinal(state)) throw new Refusal("final-withdrawn", { title: state.title });
  return found;
}

async function newerNote(web: Web, speak: ReturnType<typeof say>, { state }: Opened, newest: Final) {
  const reason = await reasonOf(web, newest);
  return html`<div class="note warning"><p>${speak.text("edition.newer")} ${editionLink(speak, state, newest)}</p>
${reason === undefined ? "" : html`<blockquote><p>${reason}</p></blockquote>`}</div>`;
}

/** What changed from the edition before to this one. Throws `not-found`, `final-withdrawn`. */
export async function editionRedline(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state } = opened;
  const { id } = state;
  const { shown, before } = thePair(c, opened);
  const pair = { from: before.version, to: shown.version };
  const speak = say(c, web);
  const at = { id, edition: String(shown.edition) };
  const between = [before, shown].map(({ edition, approved }) =>
    speak.text("edition.of", { edition, date: speak.day(approved) }),
  );
  return comparisonPage(c, web, {
    pair,
    job: redlineJob(id, pair.from, pair.to),
    heading: {
      of: state.title,
      title: speak.text("redline.title"),
      between: between.join(" → "),
      sides: [between[0]!, between[1]!],
    },
    // it was owed with the edition: nobody asks for it here
    ...{ here: href("editionRedline", at), file: href("editionRedlineFile", at), past: true },
    image: (hash) => href("image", { id, hash }),
    more: "",
  });
}

/** On to the same as a Word file. Throws `not-found`, `final-withdrawn`. */
export async function editionRedlineFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { shown, before } = thePair(c, opened);
  const pair = { from: before.version, to: shown.version };
  const docx = (await factsOf(web, pair))?.docx;
  const key = redlineKey(pair.from, pair.to, "docx");
  if (!(await web.ports.files.head(key))) throw new Refusal("not-found");
  const filename = fileName(opened.state.title, say(c, web).text("redline.ending"));
  const as = { filename, mediaType: mediaTypes.docx, seconds: 300, ...(docx && { content: docx }) };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}

function thePair(c: PageContext, opened: Opened): { shown: Final; before: Final } {
  const shown = theEdition(c, opened);
  const before = deliveredEditions(opened.state).find(({ edition }) => edition === shown.edition - 1);
  if (!before || before.version === shown.version) throw new Refusal("not-found");
  return { shown, before };
}
