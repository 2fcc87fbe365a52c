import { html, raw } from "hono/html";
import { judgedBy } from "../../../shared/acts/judged.ts";
import { href } from "../../../shared/addresses.ts";
import { correctionsIn, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { comparedVersion } from "../../../shared/deliverable/final/editions.ts";
import { draftCopyJob } from "../../../shared/deliverable/jobs.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { contributionsOf } from "../../../shared/stored/batch.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { draftCopyKey, fileName } from "../../../shared/stored/outputs.ts";
import { pin, versionOf } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { readVersion } from "../components/version-text.ts";
import { versionWords } from "../components/version-words.ts";
import type { Opened } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";
import { wordFile } from "./word-file.ts";

/** A version whole, as its authors read it: what was read in their files, with the corrections applied since. */
export async function version(c: PageContext, web: Web, { state, past }: Opened): Promise<Response> {
  const shown = versionOf(state, param(c, "version"));
  if (wantsJson(c)) return c.json({ version: shown });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { article } = await readVersion(web, state, shown.hash);
  const { kind } = await loadKind(web.ports.assets, state.kind);
  const ready = !past && shown === state.versions.at(-1) && submittable(await judgedBy(web.ports.files, state, kind));
  const { id } = state;
  const before = comparable(state, shown.hash);
  const isNow = !past && state.stage === "draft" && shown.hash === state.versions.at(-1)?.hash;
  const main = html`${row(
    html`<p><a href="${href("draft", { id })}">${state.title}</a></p><p><time datetime="${shown.accepted}">${speak.instant(shown.accepted)}</time></p>`,
    html`<h1>${text("read.title")}</h1>
<p>${text(isNow ? "version.lead" : "version.other", { version: versionWords(speak, shown) })}</p>
${past ? "" : await corrections(web, speak, state, shown)}
${past ? "" : await wordFile(web, speak, { id, version: shown.hash })}
${before ? html`<p><a href="${href("redline", { id }, { from: before, to: shown.hash })}">${text("redline.go")}</a></p>` : ""}
${ready ? html`<p><a class="button" href="${href("submission", { id })}">${text("submission.go")}</a></p>` : ""}`,
  )}
<section aria-labelledby="text">${row("", html`<h2 id="text">${text("read.text")}</h2>${raw(article)}`)}</section>`;
  return frame(c, web, { title: `${text("read.title")} – ${state.title}`, main, document: true });
}

/** Owes the Word file of a version, unless it is there or on its way. Throws `version-unknown`. */
export async function askVersionFile(c: PageContext, { ports }: Web, { state }: Opened): Promise<Response> {
  const { hash } = versionOf(state, param(c, "version"));
  if (!(await ports.files.head(draftCopyKey(hash))))
    await oweJob(ports, draftCopyJob(state.id, hash, await pinnedNow(ports, state.kind)));
  return done(c, href("version", { id: state.id, version: hash }));
}

async function pinnedNow(ports: Web["ports"], kindId: string) {
  const { kind, theme } = await pin(ports, kindId);
  return { kind, theme };
}

/** On to the Word file of a version. Throws `version-unknown`, `not-found`. */
export async function versionFile(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const key = draftCopyKey(versionOf(state, param(c, "version")).hash);
  if (!(await web.ports.files.head(key))) throw new Refusal("not-found");
  const as = { filename: fileName(state.title, ".docx"), mediaType: mediaTypes.docx, seconds: 300 };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}

/** The version of the last round, or of the edition before, where it is another. */
export function comparable(state: State, version: Hash): Hash | undefined {
  const reviewed = comparedVersion(state);
  const known = state.versions.some(({ hash }) => hash === reviewed);
  return reviewed !== version && known ? reviewed : undefined;
}

/** The corrections that this version has, by their numbers. */
async function corrections(web: Web, speak: Say, state: State, version: Version): Promise<Html | ""> {
  const ids = correctionsIn(version);
  if (ids.size === 0) return "";
  const remarks = await Promise.all(state.rounds.map((round) => contributionsOf(web.ports.files, round)));
  const applied = remarks.flat().filter(({ id }) => ids.has(id));
  const { text } = speak;
  return html`<div class="note done"><p>${text("version.corrections", { count: ids.size })}</p>
${applied.length > 0 ? html`<ul class="plain">${applied.map(({ id, number }) => html`<li><a href="${href("contribution", { id: state.id, remark: id })}">${text("contributions.number", { number })}</a></li>`)}</ul>` : ""}</div>`;
}
