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
import { languageName } from "../../../shared/i18n/languages.ts";
import { fileName } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import { tick } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { originalFile, originalIn, readsOriginal, withdrawnNote, writesIn } from "../components/originals.ts";
import { row } from "../components/row.ts";
import { standingWords } from "../components/translation-words.ts";
import { type Opened, versionsOpen } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { passagesSection } from "./passages.ts";

/**
 * A translation and what it translates. `version`: the one of the translation that who asks is shown; undefined: there is none that they
 * may read. `seen`: they may read the source's words; `file`: the source as a Word file, where they may have it.
 */
type Beside = {
  source: State;
  version: Hash | undefined;
  twins: Twins | undefined;
  seen: boolean;
  file: string | undefined;
};

/**
 * A translation beside its source, passage by passage, with how each stands: to the version that it was translated from it owes its
 * words, with the newest it is compared. Who writes the translation sees the version that was compared last, others the last that they
 * may read. Whoever may not read the source sees how passages stand, and none of its words. Throws `not-found` of what translates
 * nothing.
 */
export async function twins(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const beside = await besideOf(web, opened);
  if (wantsJson(c)) return c.json(asJson(opened, beside));
  const speak = say(c, web);
  const { text } = speak;
  const { state } = opened;
  const corrects = writesIn(opened) && state.stage !== "withdrawn" && beside.seen;
  const looks = { corrects, seen: beside.seen, language: beside.source.language };
  const main = html`${row(
    html`<p><a href="${backOf(opened)}">${state.title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1 id="passages" tabindex="-1">${text("translation.title")}</h1>
${await withdrawnNote(web, speak, state)}${head(speak, opened, beside)}`,
  )}
${beside.twins ? passagesSection(c, speak, state, beside.twins, looks) : row("", html`<p role="status">${text(nothingYet(opened, beside))}</p>`)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, {
    styles: ["translation.css"],
    title: `${text("translation.title")} – ${state.title}`,
    main,
    document: true,
    refused,
    scripts: ["confirm.js"],
  });
}

async function besideOf(web: Web, opened: Opened): Promise<Beside> {
  const { state } = opened;
  const source = await originalIn(web, state);
  if (!source) throw new Refusal("not-found");
  const writes = writesIn(opened);
  const version = writes
    ? (state.translates!.pairing?.version ?? pairedVersion(state))
    : versionsOpen(opened).at(-1)?.hash;
  const twins = version === undefined ? undefined : await readTwins(web.ports, state, source, { version });
  const newest = twins?.newest ?? state.translates!.newest;
  const seen = await readsOriginal(web, opened, source, newest.version);
  const shown = twins && seen ? await withoutUnread(web, opened, source, twins) : twins;
  const file = writes ? await originalFile(web, opened, source) : undefined;
  return { source, version, twins: shown, seen, file };
}

/** Without the words that a passage followed, where who looks may not read each version of the source that they are of. */
async function withoutUnread(web: Web, opened: Opened, source: State, twins: Twins): Promise<Twins> {
  for (const { version } of twins.pairing.sources) {
    if (await readsOriginal(web, opened, source, version)) continue;
    return { ...twins, rows: twins.rows.map(({ was: _, ...row }) => row) };
  }
  return twins;
}

function backOf({ state, roles }: Opened): string {
  if (roles.has("coordinator")) return href("deliverable", { id: state.id });
  return href(roles.has("author") ? "draft" : "reading", { id: state.id });
}

function nothingYet(opened: Opened, { version }: Beside) {
  if (version !== undefined) return "translation.waiting";
  return writesIn(opened) ? "translation.none" : "review.not-yet";
}

/** Of what it is a translation, what does not follow, and what its authors can do of it. */
function head(speak: Say, opened: Opened, { source, twins, seen, file }: Beside): Html {
  const { text, language } = speak;
  const { state } = opened;
  const writes = writesIn(opened);
  const { from, newest } = twins ?? state.translates!;
  const day = (ref: SourceRef) =>
    text(ref.final ? "translation.version.final" : "translation.version", { date: speak.day(ref.dated) });
  const behind = newest.version !== from.version;
  const moving =
    writes && twins && seen && behind && state.stage !== "withdrawn"
      ? html`<form method="post" data-one-click>${hidden("what", "moved")}${hidden("seen", state.translates?.pairing?.file)}
<p class="small muted">${text("translation.move.hint")}</p>
<p>${tick(text("translation.tick"))} <button class="second">${text("translation.move", { date: speak.day(newest.dated) })}</button></p></form>`
      : "";
  return html`${facts([
    [
      text("translation.of"),
      seen ? source.title : text("translation.of.unseen", { language: languageName(language, source.language) }),
    ],
    [text("translation.from"), (writes || twins) && day(from)],
    [text("translation.newest"), day(newest)],
    [text("translation.standing"), twins && standingWords(speak, standingOf(twins.rows))],
  ])}
<p class="small muted">${text("translation.explained")}</p>
${moving}
${file ? html`<p><a href="${href("translationSource", { id: state.id })}">${text("translation.word")}</a> <span class="small muted">${text("translation.word.hint")}</span></p>` : ""}
${seen ? "" : html`<p class="note">${text("translation.unseen")}</p>`}`;
}

function asJson(opened: Opened, { twins, seen }: Beside) {
  const words = (passage: Passage | undefined, isSeen: boolean) =>
    passage && { part: passage.part, block: passage.block, ...(isSeen && { text: passage.text }) };
  const told = ({ state, source, translation, was }: PassageRow) => ({
    state,
    source: words(source, seen),
    was: words(was, seen),
    translation: words(translation, true),
  });
  return {
    translates: translationShown(opened, twins),
    ...(twins && {
      from: twins.from,
      newest: twins.newest,
      standing: standingOf(twins.rows),
      passages: twins.rows.map(told),
    }),
  };
}

/** What it translates; to who does not write it, with the pairing of the version that they are shown. */
function translationShown(opened: Opened, twins: Twins | undefined) {
  const { pairing: _, from: __, ...translates } = opened.state.translates!;
  if (writesIn(opened)) return opened.state.translates;
  if (!twins) return translates;
  const { version, file, from, rows } = twins;
  return { ...translates, from, pairing: { version, file, standing: standingOf(rows) } };
}

/** On to the source as a Word file, as its reviewers have it: a file made of it says of which version it is. Throws `not-found`. */
export async function sourceFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { source, file } = await besideOf(web, opened);
  if (file === undefined) throw new Refusal("not-found");
  const filename = fileName(source.title, say(c, web).text("translation.word.name"));
  const as = { filename, mediaType: mediaTypes.docx, seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(file, as), 302);
}
