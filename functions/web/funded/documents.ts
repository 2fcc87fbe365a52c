import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import { editionPage } from "../components/first-page.ts";
import { translationNote } from "../components/outputs.ts";
import type { Volume } from "../components/volume.ts";
import { offeredInRow } from "../final/download-form.ts";
import { makingNote } from "../final/editions.ts";
import { comingWords } from "../final/final.ts";
import { editionArchiveFor } from "../final/proof-archive.ts";
import type { Opened } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A document that somebody funds: its cover, its files and its proof archive, or when they are expected. `about`: its kind, or its action. */
export async function documentVolume(web: Web, speak: Say, opened: Opened, about: string): Promise<Volume> {
  const { state } = opened;
  const newest = isWithdrawnFinal(state) ? undefined : delivered(state);
  const place = { title: state.title, address: href("final", { id: state.id }), page: editionPage(state, newest) };
  if (!newest) return { ...place, about, more: comingWords(speak, state) };
  const archive = await editionArchiveFor(web, opened, newest);
  return {
    ...{ ...place, about: editionFacts(speak, state, newest, about) },
    more: html`${offeredInRow(speak, opened, newest, archive)}${translationNote(speak, newest)}${makingNote(speak, state)}`,
  };
}

/** "Note de cadrage · Édition 1, du 29 mai 2008 · 11 pages · français". */
function editionFacts(speak: Say, { language }: State, { edition, approved, outputs }: Final, about: string): string {
  const { text } = speak;
  const pages = outputs.find(({ format }) => format === "pdf")?.pages;
  const words = [
    about,
    text("edition.of", { edition, date: speak.day(approved) }),
    pages === undefined ? "" : text("output.pages", { count: pages }),
    languageName(speak.language, language),
  ];
  return words.filter(Boolean).join(" · ");
}
