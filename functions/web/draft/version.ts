import { html, raw } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { correctionsIn, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { comparedVersion } from "../../../shared/deliverable/final/editions.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { contributionsOf } from "../../../shared/stored/batch.ts";
import { versionOf } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import { frame } from "../components/frame.ts";
import { shortHash } from "../components/hash.ts";
import { row } from "../components/row.ts";
import { readVersion } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type Say, say } from "../http/say.ts";

/** A version whole, as its authors read it: what was read in their files, with the corrections applied since. */
export async function version(c: PageContext, web: Web, { state, past }: Opened): Promise<Response> {
  const shown = versionOf(state, param(c, "version"));
  if (wantsJson(c)) return c.json({ version: shown });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { article } = await readVersion(web, state, shown.hash);
  const { id } = state;
  const before = comparable(state, shown.hash);
  const isNow = !past && state.stage === "draft" && shown.hash === state.versions.at(-1)?.hash;
  const main = html`${row(
    html`<p><a href="${href("draft", { id })}">${state.title}</a></p><p><time datetime="${shown.accepted}">${speak.instant(shown.accepted)}</time></p>`,
    html`<h1>${text("read.title")}</h1>
<p>${text(isNow ? "version.lead" : "version.other", { version: shortHash(shown.hash) })}</p>
${past ? "" : await corrections(web, speak, state, shown)}
${before ? html`<p><a href="${href("redline", { id }, { from: before, to: shown.hash })}">${text("redline.go")}</a></p>` : ""}
${!past && submittable(state) && shown === state.versions.at(-1) ? html`<p><a class="button" href="${href("submission", { id })}">${text("submission.go")}</a></p>` : ""}`,
  )}
<section aria-labelledby="text">${row("", html`<h2 id="text">${text("read.text")}</h2>${raw(article)}`)}</section>`;
  return frame(c, web, { title: `${text("read.title")} – ${state.title}`, main, document: true });
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
