import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import { cover, editionPage } from "../components/first-page.ts";
import { translationNote } from "../components/outputs.ts";
import { stageTag } from "../components/stage.ts";
import { offeredInRow } from "../final/download-form.ts";
import { makingNote } from "../final/editions.ts";
import { comingWords } from "../final/final.ts";
import { editionArchiveFor } from "../final/proof-archive.ts";
import type { Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A document that somebody funds: its cover, its files and its proof archive, or when they are expected. `about`: its kind, or its action. */
export async function documentItem(web: Web, speak: Say, opened: Opened, about: string): Promise<Html> {
  const { state } = opened;
  const newest = isWithdrawnFinal(state) ? undefined : delivered(state);
  const page = editionPage(state, newest);
  const address = href("final", { id: state.id });
  const there = newest ? await thereIs(web, speak, opened, newest, about) : comingItem(speak, opened, about);
  return html`<div class="volume">${page ? cover(page) : html`<span class="no-cover"></span>`}<div>
<h3><a href="${address}">${state.title}</a></h3>${there}${makingNote(speak, state)}</div></div>`;
}

async function thereIs(web: Web, speak: Say, opened: Opened, newest: Final, about: string): Promise<Html> {
  const { state } = opened;
  const { text } = speak;
  const pages = newest.outputs.find(({ format }) => format === "pdf")?.pages;
  const words = [
    about,
    text("edition.of", { edition: newest.edition, date: speak.day(newest.approved) }),
    pages === undefined ? "" : text("output.pages", { count: pages }),
    languageName(speak.language, state.language),
  ].filter(Boolean);
  const archive = await editionArchiveFor(web, opened, newest);
  return html`<p class="muted">${words.join(" · ")}</p>${offeredInRow(speak, opened, newest, archive)}${translationNote(speak, newest)}`;
}

function comingItem(speak: Say, { state }: Opened, about: string): Html {
  const withdrawn = state.stage === "withdrawn" ? html`<p>${stageTag(speak, state.stage)}</p>` : "";
  return html`<p class="muted">${about}</p>${withdrawn}${comingWords(speak, state)}`;
}
