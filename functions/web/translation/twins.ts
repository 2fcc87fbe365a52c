import { html } from "hono/html";
import { readTwins, type Twins } from "../../../shared/acts/translation.ts";
import { href } from "../../../shared/addresses.ts";
import type { SourceRef } from "../../../shared/deliverable/origins/translated.ts";
import { pairedVersion } from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Passage } from "../../../shared/document/translation/passages.ts";
import { type PassageRow, standingOf } from "../../../shared/document/translation/standing.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { languageTitle } from "../../../shared/i18n/languages.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { fileName, proofCopyKey } from "../../../shared/stored/outputs.ts";
import { tick } from "../components/confirmation.ts";
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
import { passagesSection } from "./passages.ts";

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
  const corrects = writesIn(opened) && state.stage !== "withdrawn";
  const looks = { corrects, seen: beside.seen, language: beside.source.language };
  const main = html`${row(
    html`<p><a href="${backOf(opened)}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1 id="passages" tabindex="-1">${text("translation.title")}</h1>
${head(speak, opened, beside)}`,
  )}
${beside.twins ? passagesSection(c, speak, state, beside.twins, looks) : row("", html`<p role="status">${text(nothingYet(state))}</p>`)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, {
    title: `${text("translation.title")} – ${state.title}`,
    main,
    document: true,
    refused,
    scripts: ["confirm.js"],
  });
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
      ? html`<form method="post" data-one-click>${hidden("what", "moved")}${hidden("seen", state.translates?.pairing?.file)}
<p class="small muted">${text("translation.move.hint")}</p>
<p>${tick(text("translation.tick"))} <button class="second">${text("translation.move", { date: speak.day(newest.dated) })}</button></p></form>`
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
