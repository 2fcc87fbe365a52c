import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { countingDecisions } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { wholeRound } from "../../../shared/stored/history.ts";
import { fileName, proofCopyKey } from "../../../shared/stored/outputs.ts";
import type { Remark } from "../../../shared/stored/remark.ts";
import { nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { withdrawnShown } from "../components/originals.ts";
import { reviewFilesOf } from "../components/review-files.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { translationsShown } from "../components/translation-list.ts";
import { openVersion } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled } from "../http/input.ts";
import { answerPicture } from "../http/picture.ts";
import { say } from "../http/say.ts";
import { isAsked, mayRemark } from "../review/may-remark.ts";
import { contentsNav } from "./contents-nav.ts";
import { editedRemark } from "./edited-remark.ts";
import { type MarginNote, marginNotes } from "./margin-notes.ts";
import { readingBar } from "./reading-bar.ts";
import { aroundDocument, readingNotes } from "./reading-head.ts";
import type { ReadingView } from "./reading-view.ts";
import { remarkTools } from "./remark-tools.ts";
import { remarkedArticle } from "./remarked-article.ts";
import { type RemarksShown, remarksShown } from "./remarks-shown.ts";
import { removedNote } from "./removed-remark.ts";

/**
 * The page on which a version is read and remarked on; `filled`: a remark that was refused, its form open again; `removed`: one that was
 * taken out by this request.
 */
export async function reading(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
  removed?: Remark,
): Promise<Response> {
  const { state, visitor } = opened;
  const read = roundToRead(state, c.req.query("version"));
  if (!read) return notYet(c, web, opened);
  const round = await wholeRound(web.ports.store, state, read);
  const mine = countingDecisions(round).find(({ reviewer }) => reviewer === visitor.person.id);
  const remarks = await remarksShown(web, opened, round);
  const files = await reviewFilesOf(web, round);
  if (wantsJson(c)) {
    const shown = { title: state.title, stage: state.stage, ...(await withdrawnShown(web, state)) };
    const translations = await translationsShown(web, opened);
    return c.json({ ...shown, round: shownOf(round, mine), remarks: asJson(remarks), files, translations });
  }
  await reachFiles(c, web);
  const speak = say(c, web);
  const version = await openVersion(web, state, round.version);
  const view: ReadingView = {
    ...{ web, speak, opened, round, mine, version, remarks, filled },
    may: mayRemark(opened, round),
  };
  const { edit, remark, words, occurrence, type } = c.req.query();
  const own = [...remarks.ready, ...remarks.unfinished];
  const wanted = { edit, remark, words, occurrence, type };
  const writing = view.may ? editedRemark(version, own, filled, wanted, web.ports.ids) : undefined;
  const notes = marginNotes(view);
  const main = html`${removed ? removedNote(view, removed) : ""}${await readingNotes(view)}<div class="review">
${contentsNav(view, notes)}
${await aroundDocument(view, files)}
<div class="text" id="document" tabindex="-1">${await remarkedArticle(view, notes, writing)}</div></div>
${view.may ? remarkTools(view) : ""}`;
  return frame(c, web, {
    ...{
      title: state.title,
      main,
      top: readingBar(view),
      skips: readingSkips(view, notes),
      refused: filled.errors.length > 0,
    },
    ...{
      document: true,
      styles: ["covers.css", "review.css"],
      scripts: ["review.js", ...(view.may ? ["passages.js", "remark.js", "removal.js", "tool.js"] : [])],
    },
  });
}

/** The document, the first of its remarks, the way to the decision: each one key away. */
function readingSkips({ speak: { text }, opened, round, may }: ReadingView, [note]: readonly MarginNote[]) {
  const ways: [string, string][] = [["#document", text("reading.skip.text")]];
  if (note) ways.push([`#remark-${note.id}`, text("reading.skip.remarks")]);
  if (may && isAsked(opened, round)) ways.push(["#decide", text("reading.skip.decide")]);
  return ways;
}

/** A round as its reviewers may know it. */
function shownOf({ number, version, opened, deadline, closed, outcome, confirms, overdue }: Round, mine?: Decision) {
  const decisions = mine ? [mine] : [];
  return { number, version, opened, deadline, closed, outcome, confirms, overdue, decisions };
}

/** The visitor's own remarks: of others' it is not told who wrote them. */
function asJson({ ready, unfinished, earlier, sent }: RemarksShown) {
  return { unsent: [...ready, ...unfinished], earlier, sent: sent.map(({ by: _, ...remark }) => remark) };
}

/** The open round, or the last; of a version asked for, its last round. Throws `version-unknown`. */
function roundToRead(state: State, version: string | undefined): Round | undefined {
  if (version === undefined) return state.rounds.at(-1);
  const held = state.rounds.findLast((round) => round.version === version);
  if (!held) throw new Refusal("version-unknown");
  return held;
}

/** On to a short-lived address of the version under review, as a file. Throws `version-unknown`, `not-found`. */
export async function reviewFile(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const round = roundToRead(state, c.req.query("version"));
  const copy = round && (await reviewFilesOf(web, round)).find(({ format }) => format === param(c, "format"));
  if (!round || !copy || copy.format === "svg") throw new Refusal("not-found");
  const { format, sha256, bytes } = copy;
  const filename = fileName(state.title, `-${say(c, web).text("proof.name")}.${format}`);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300, content: { sha256, bytes } };
  return c.redirect(await web.ports.files.signDownload(proofCopyKey(round.version, format), as), 302);
}

/** The first page of the version under review as a picture. Throws `version-unknown`, `not-found`. */
export async function reviewPicture(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const round = roundToRead(state, c.req.query("version"));
  return answerPicture(c, web, round && proofCopyKey(round.version, "svg"));
}

/** Nothing was submitted yet. */
function notYet(c: PageContext, web: Web, { state, roles, past }: Opened): Promise<Response> {
  const speak = say(c, web);
  const waits = past ? "past.none" : "review.not-yet";
  const [draft] = past && roles.has("author") ? state.versions : [];
  const main = row(
    html`<p>${stageTag(speak, state.stage)}</p>`,
    html`<h1>${state.title}</h1><p>${speak.text(state.stage === "withdrawn" ? "step.withdrawn" : waits)}</p>
${draft ? html`<p><a href="${href("version", { id: state.id, version: draft.hash })}">${speak.text("draft.read")}</a></p>` : ""}`,
  );
  return frame(c, web, { title: state.title, main });
}
