import { html } from "hono/html";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { abstractOf } from "../../../shared/document/abstract.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { organisationsOf } from "../../../shared/stored/holders.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { facts } from "../components/facts.ts";
import { editionPage, type FirstPage, firstPage } from "../components/first-page.ts";
import { panel } from "../components/panel.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What an edition says of itself: who wrote it, as its cover has them, and what it is about. */
export type About = { authors: string[]; abstract?: string };

/** The same, of its text. */
export async function aboutEdition({ ports }: Web, state: State, { version }: Final): Promise<About> {
  const whole = await withVersion(ports.store, state, version);
  const trees = (await loadVersion(ports.files, whole, version)).map(({ tree }) => tree);
  const abstract = abstractOf(trees);
  const authors = [...new Set(trees.flatMap(({ meta }) => meta.authors))];
  return { authors, ...(abstract !== undefined && { abstract }) };
}

/** Its files and what it is about, beside the picture of its first page. `page`: where that is, of one that has another address here. */
export async function editionHead(
  { ports }: Web,
  speak: Say,
  state: State,
  shown: Final,
  { authors, abstract, files, page = editionPage(state, shown) }: About & { files: Html; page?: FirstPage },
): Promise<Html> {
  const { text } = speak;
  const { store } = ports;
  const by = authors.length > 0 ? authors : await organisationsOf(store, state.authors);
  const about = html`${abstract === undefined ? "" : html`<article class="abstract" lang="${state.language}"><p>${abstract}</p></article>`}
${facts([
  [text("about.by"), by.join(", ")],
  [text("about.for"), (await organisationsOf(store, state.funders)).join(", ")],
  [text("about.dated"), text("edition.of", { edition: shown.edition, date: speak.day(shown.approved) })],
])}`;
  return html`<div class="grid about">
${page ? html`<div class="span-4">${firstPage(speak, state.title, page)}</div>` : ""}
<div class="span-8">${panel("files", text("files.title"), files, { kind: "own" })}${about}</div>
</div>`;
}
