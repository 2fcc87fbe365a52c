import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { newestVersion } from "../../../shared/deliverable/origins/translation.ts";
import { roundsWithRemarks } from "../../../shared/deliverable/remarks/contributing.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { firstPageOf } from "../components/covers.ts";
import { cover } from "../components/first-page.ts";
import { derivedList, originNote } from "../components/origin-notes.ts";
import { withdrawnNote } from "../components/originals.ts";
import { outputLinks } from "../components/outputs.ts";
import { panel } from "../components/panel.ts";
import { reviewFileLinks, reviewFilesOf } from "../components/review-files.ts";
import { roundTitle } from "../components/round-title.ts";
import { translationItems } from "../components/translation-list.ts";
import { stateWords } from "../components/translation-words.ts";
import { editionItems } from "../final/edition-list.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { View } from "./view.ts";

/** The document as it stands: its files, what can be read and made of it, its editions and translations, the files it was made of. */
export async function documentPanel(web: Web, view: View): Promise<Html> {
  const { speak, ...opened } = view;
  const { state } = opened;
  const body = html`${await currentFiles(web, view)}${documentWays(view)}
${await originNote(web, speak, opened)}${await withdrawnNote(web, speak, state)}
${editionsPart(view)}${await translationsPart(web, view)}${await derivedList(web, speak, opened)}${draftFiles(view)}`;
  return panel("document", speak.text("deliverable.document"), body);
}

/** The files of the final, or of the version under review, of a draft those of the last round, beside a picture of the first page. */
async function currentFiles(web: Web, { state, speak }: View): Promise<Html | ""> {
  const round = openRound(state) ?? (state.stage === "draft" ? state.rounds.at(-1) : undefined);
  if (!delivered(state) && !round) return "";
  const files = delivered(state) ? outputLinks(speak, state) : await roundFiles(web, speak, state, round!);
  if (files === "") return "";
  const page = await firstPageOf(web, state);
  return page ? html`<div class="pictured">${cover(page)}<div>${files}</div></div>` : files;
}

/** The files of a round, under its name where it is over; of one that is over only where they are there. */
async function roundFiles(web: Web, speak: Say, state: State, round: Round): Promise<Html | ""> {
  const files = await reviewFilesOf(web, round);
  const isOver = round.closed !== undefined;
  if (isOver && files.length === 0) return "";
  const named = isOver ? html`<p class="muted">${roundTitle(speak, state, round)}</p>` : "";
  return html`${named}${reviewFileLinks(speak, state, round, files)}`;
}

/** What is read, compared, drawn on and made of it, each where the reader may. */
function documentWays(view: View): Html {
  const { state, speak, roles } = view;
  const { text } = speak;
  const { id, stage, versions } = state;
  const office = roles.has("coordinator");
  const draft = stage === "draft" ? versions.at(-1)?.hash : undefined;
  const round = openRound(state);
  const hasPastRemarks = roundsWithRemarks(state).some(({ number }) => number !== round?.number);
  const begun = state.final?.version ?? versions.at(-1)?.hash;
  const ways: (readonly [page: string, words: string] | undefined | false)[] = [
    draft !== undefined && [href("version", { id, version: draft }), text("draft.read")],
    delivered(state) && [href("final", { id }), text("edition.see")],
    hasPastRemarks && [href("contributions", { id }), text("contributions.see")],
    versions.length > 1 && [href("redline", { id }), text("redline.compare")],
    [href("sources", { id }), text("sources.title")],
    office && [href("proofArchive", { id }), text("dossier.title")],
    office && begun !== undefined && [href("newDeliverable", {}, { from: `${id}.${begun}` }), text("derived.go")],
    office &&
      stage !== "withdrawn" &&
      newestVersion(state) !== undefined && [href("newDeliverable", {}, { translates: id }), text("translation.new")],
    office &&
      stage === "final" &&
      delivered(state) === state.final && [href("newEdition", { id }), text("edition.open.title")],
    office && stage === "draft" && state.making && [href("abandonment", { id }), text("abandonment.title")],
  ];
  return html`<ul class="ways">${ways.map((way) => (way ? html`<li><a href="${way[0]}">${way[1]}</a></li>` : ""))}</ul>`;
}

/** Its editions, where there are several. */
function editionsPart({ state, speak }: View): Html | "" {
  const items = editionItems(speak, state);
  if (items.length === 0) return "";
  return html`<h3 id="editions">${speak.text("editions.title")}</h3><ul class="plain">${items}</ul>`;
}

/** What it translates and how it stands to that; and what translates it, as far as who looks may see it. */
async function translationsPart(web: Web, { state, speak, visitor }: View): Promise<Html | ""> {
  const { text } = speak;
  const own = state.translates
    ? html`<p><a href="${href("translation", { id: state.id })}">${text("translation.go")}</a> – ${stateWords(speak, state)}</p>`
    : "";
  const list = await translationItems(web, speak, { state, visitor });
  if (own === "" && list.length === 0) return "";
  return html`<h3 id="translations">${text("translation.list")}</h3>${own}${list.length > 0 ? html`<ul class="plain">${list}</ul>` : ""}`;
}

/** Files that show beside the folded older ones. */
const newest = 3;

/** The files that were read into it, of every part, the newest first; older ones folded. */
function draftFiles({ state, speak }: View): Html | "" {
  const { text } = speak;
  const read = Object.entries(state.uploads).filter(([, { status }]) => status === "accepted");
  const items = read
    .toSorted(([, one], [, other]) => (one.requested < other.requested ? 1 : -1))
    .map(([upload, { name, part, requested }]) => {
      const title = partTitle(state, part);
      return html`<li><a href="${href("upload", { id: state.id, upload })}">${name}</a>${title ? ` – ${title}` : ""} <span class="muted">· ${speak.day(requested)}</span></li>`;
    });
  if (items.length === 0) return "";
  const [shown, older] = [items.slice(0, newest), items.slice(newest)];
  const rest =
    older.length > 0
      ? html`<details><summary>${text("drafts.older", { count: older.length })}</summary><ul class="plain">${older}</ul></details>`
      : "";
  return html`<h3 id="drafts">${text("drafts.title")}</h3><ul class="plain">${shown}</ul>${rest}`;
}
