import { html } from "hono/html";
import { readTwins, type Twins } from "../../../shared/acts/translation.ts";
import { href } from "../../../shared/addresses.ts";
import { pairedVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { SourceRef, State } from "../../../shared/deliverable/state.ts";
import type { Passage } from "../../../shared/document/translation/passages.ts";
import { type PassageRow, type PassageState, standingOf } from "../../../shared/document/translation/standing.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { fileName, proofCopyKey } from "../../../shared/stored/outputs.ts";
import { facts } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { standingWords } from "../components/translation-words.ts";
import { type Opened, openedAsGiven, versionsOpen } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { everyNamedRole } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { passageRow, type RowView } from "./passage-row.ts";

/** Rows of a page. */
const rowsAPage = 100;

/** A translation and what it translates; `seen`: who asks may read the source's words. */
type Beside = { source: State; twins: Twins | undefined; seen: boolean };

/**
 * A translation beside its source, passage by passage, with how each stands: to the version that it was translated from it owes its
 * words, with the newest it is compared. Whoever may not read the source sees how passages stand, and none of its words. Throws
 * `not-found` of what translates nothing.
 */
export async function twins(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const beside = await besideOf(web, opened);
  if (wantsJson(c)) return c.json(asJson(opened.state, beside));
  const speak = say(c, web);
  const { text } = speak;
  const { state } = opened;
  const main = html`${row(
    html`<p><a href="${backOf(opened)}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1 id="passages" tabindex="-1">${text("translation.title")}</h1>
${head(speak, opened, beside)}`,
  )}
${beside.twins ? passages(c, speak, opened, beside, beside.twins) : row("", html`<p role="status">${text(nothingYet(state))}</p>`)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: `${text("translation.title")} – ${state.title}`, main, document: true, refused });
}

async function besideOf(web: Web, opened: Opened): Promise<Beside> {
  const { state } = opened;
  const source = state.translates && (await loadState(web.ports.store, state.translates.deliverable))?.state;
  if (!source) throw new Refusal("not-found");
  const twins = await readTwins(web.ports, state, source);
  const newest = twins?.newest ?? state.translates!.newest;
  return { source, twins, seen: await seesSource(web, opened, source, newest) };
}

/** Who writes a translation reads what it translates; others read it where they may read that deliverable. */
async function seesSource(web: Web, opened: Opened, source: State, { version }: SourceRef): Promise<boolean> {
  if (writesIn(opened)) return true;
  const theirs = await openedAsGiven(web, opened.visitor, source, everyNamedRole);
  return theirs !== undefined && versionsOpen(theirs).some(({ hash }) => hash === version);
}

function writesIn({ roles }: Opened): boolean {
  return roles.has("author") || roles.has("coordinator");
}

function backOf({ state, roles }: Opened): string {
  if (roles.has("coordinator")) return href("deliverable", { id: state.id });
  return href(roles.has("author") ? "draft" : "reading", { id: state.id });
}

function nothingYet(state: State): "translation.waiting" | "translation.none" {
  return pairedVersion(state) === undefined ? "translation.none" : "translation.waiting";
}

/** Of what it is a translation, what does not follow, and what its authors can do of it. */
function head(speak: Say, opened: Opened, { source, twins, seen }: Beside): Html {
  const { text, language } = speak;
  const { state } = opened;
  const { from, newest } = twins ?? state.translates!;
  const writes = writesIn(opened);
  const day = (ref: SourceRef) =>
    text(ref.final ? "translation.version.final" : "translation.version", { date: speak.day(ref.dated) });
  const behind = newest.version !== from.version;
  const moving =
    writes && twins && behind && state.stage !== "withdrawn"
      ? html`<form method="post">${hidden("what", "moved")}${hidden("seen", state.translates?.pairing?.file)}
<button class="second">${text("translation.move", { date: speak.day(newest.dated) })}</button>
<p class="small muted">${text("translation.move.hint")}</p></form>`
      : "";
  return html`${facts([
    [
      text("translation.of"),
      seen
        ? source.title
        : text("translation.of.unseen", { language: languageTitle(language, source.language).toLowerCase() }),
    ],
    [text("translation.from"), day(from)],
    [text("translation.newest"), day(newest)],
    [text("translation.standing"), twins && standingWords(speak, standingOf(twins.rows))],
  ])}
<p class="small muted">${text("translation.explained")}</p>
${moving}
${writes ? html`<p><a href="${href("translationSource", { id: state.id })}">${text("translation.word")}</a> <span class="small muted">${text("translation.word.hint")}</span></p>` : ""}
${seen ? "" : html`<p class="note">${text("translation.unseen")}</p>`}`;
}

const calling = ["stale", "missing", "orphan"];

function passages(c: PageContext, speak: Say, opened: Opened, { source, seen }: Beside, { rows }: Twins): Html {
  const { text } = speak;
  const { state } = opened;
  const toRevise = rows.filter((each) => calling.includes(each.state));
  const some = c.req.query("show") === "revise";
  const shown = some ? toRevise : rows;
  const pages = Math.max(1, Math.ceil(shown.length / rowsAPage));
  const page = Math.min(pages, Math.max(1, Number(c.req.query("page")) || 1));
  const query = (more: { show?: string; page?: number }) => href("translation", { id: state.id }, more);
  const view: RowView = {
    ...{ speak, seen },
    pairing: state.translates!.pairing!.file,
    corrects: writesIn(opened) && state.stage !== "withdrawn",
    languages: { source: source.language, translation: state.language },
    missing: rows.flatMap((each) => (each.state === "missing" && each.source ? [each.source] : [])),
    all: rows.flatMap(({ source: passage }) => passage ?? []),
  };
  const list = shown.slice((page - 1) * rowsAPage, page * rowsAPage);
  const having = (wanted: PassageState) => view.corrects && list.some(({ state: each }) => each === wanted);
  const show = some ? { show: "revise" } : {};
  return html`<section aria-label="${text("translation.passages")}">
${row(
  "",
  html`<p>${
    some
      ? html`<a href="${query({})}">${text("translation.all", { count: rows.length })}</a>`
      : toRevise.length === 0
        ? text("translation.follows.all")
        : html`<a href="${query({ show: "revise" })}">${text("translation.revise", { count: toRevise.length })}</a>`
  }</p>${shown.length === 0 ? html`<p>${text("translation.follows.all")}</p>` : ""}`,
)}
<ol class="twins plain" start="${(page - 1) * rowsAPage + 1}">${list.map((each) => passageRow(view, each))}</ol>
${having("stale") ? together(view, "kept", "current", text("translation.keep")) : ""}
${having("missing") ? together(view, "spared", "spared", text("translation.spare.do")) : ""}
${
  pages > 1
    ? row(
        "",
        pageLinks(speak, page, pages, (at) => query({ ...show, page: at })),
      )
    : ""
}</section>`;
}

/** The form of the boxes of several passages. */
function together({ pairing }: RowView, id: "kept" | "spared", what: string, label: string): Html {
  return row(
    "",
    html`<form method="post" id="${id}">${hidden("what", what)}${hidden("seen", pairing)}<button>${label}</button></form>`,
  );
}

function pageLinks({ text }: Say, page: number, pages: number, address: (page: number) => string): Html {
  return html`<nav aria-label="${text("translation.pages")}"><p>${page > 1 ? html`<a rel="prev" href="${address(page - 1)}">${text("translation.previous")}</a> · ` : ""}${text("translation.page", { page, pages })}${page < pages ? html` · <a rel="next" href="${address(page + 1)}">${text("translation.next")}</a>` : ""}</p></nav>`;
}

function asJson({ translates }: State, { twins, seen }: Beside) {
  const words = (passage: Passage | undefined, isSeen: boolean) =>
    passage && { part: passage.part, block: passage.block, ...(isSeen && { text: passage.text }) };
  const told = ({ state, source, translation, was }: PassageRow) => ({
    state,
    source: words(source, seen),
    was: words(was, seen),
    translation: words(translation, true),
  });
  return {
    translates,
    ...(twins && {
      from: twins.from,
      newest: twins.newest,
      standing: standingOf(twins.rows),
      passages: twins.rows.map(told),
    }),
  };
}

/** On to the source as a Word file, as its reviewers have it: a file made of it says of which version it is. Throws `not-found`. */
export async function sourceFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { source, twins } = await besideOf(web, opened);
  const { version } = twins?.newest ?? opened.state.translates!.newest;
  const key = proofCopyKey(version, "docx");
  if (!(await web.ports.files.head(key))) throw new Refusal("not-found");
  const filename = fileName(source.title, say(c, web).text("translation.word.name"));
  const as = { filename, mediaType: mediaTypes.docx, seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}
