import { html, raw } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { redlineJob } from "../../../shared/deliverable/owed.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import type { Content } from "../../../shared/ports.ts";
import { intact } from "../../../shared/stored/content.ts";
import { getJob, type JobStatus, oweJob } from "../../../shared/stored/job.ts";
import { fileName, type RedlineFacts, redlineKey, withRedlinedImages } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import { hidden, radios } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { shortHash } from "../components/hash.ts";
import { row } from "../components/row.ts";
import { type Opened, versionsOpen } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";

const hash = z.string("input.version").regex(/^[0-9a-f]{64}$/, "input.version");
export const comparing = z
  .strictObject({ from: hash, to: hash })
  .refine(({ from, to }) => from !== to, { path: ["to"], error: "input.version.same" });

type Pair = { from: Hash; to: Hash };

/** Throws `version-unknown`. */
function pairIn(readable: readonly Version[], { from, to }: Pair): Pair {
  const unknown = [from, to].find((version) => !readable.some(({ hash }) => hash === version));
  if (unknown !== undefined || from === to) throw new Refusal("version-unknown", { version: unknown ?? to });
  return { from, to };
}

function pairAsked(c: PageContext, readable: readonly Version[]): Pair | undefined {
  const [from, to] = [c.req.query("from"), c.req.query("to")];
  return from === undefined || to === undefined ? undefined : pairIn(readable, { from, to });
}

/**
 * What changed between two versions, for those who may read both; who left may read what was compared, and has nothing
 * compared. Throws `version-unknown`, `object-damaged`.
 */
export async function redline(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { state } = opened;
  const readable = versionsOpen(opened);
  const pair = filled.errors.length > 0 ? undefined : pairAsked(c, readable);
  if (!pair) return opened.past ? chooseMade(c, web, state, readable) : choose(c, web, state, readable, filled);
  const { ports } = web;
  const made = await factsOf(web, pair);
  const changes = made?.changes ?? 0;
  const article = made && (await pageOf(web, pair, made.html));
  const job = article ? undefined : await getJob(ports.store, redlineJob(state.id, pair.from, pair.to).id);
  if (wantsJson(c)) return c.json({ ...pair, ready: article !== undefined, changes });
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const here = href("redline", { id: state.id });
  const body = article
    ? html`<p>${text("redline.changes", { count: changes })}</p>
<p class="small">${text("redline.legend")}</p>
<p><a href="${href("redlineFile", { id: state.id }, pair)}">${text("redline.docx")}</a></p>`
    : waiting(speak, pair, { here, status: job?.status, past: opened.past });
  const main = html`${row(
    html`<p>${state.title}</p>`,
    html`<h1>${text("redline.title")}</h1>
<p class="muted">${text("redline.between", { from: versionWords(speak, state, pair.from), to: versionWords(speak, state, pair.to) })}</p>
${body}
${readable.length > 2 ? html`<p><a href="${here}">${text("redline.other")}</a></p>` : ""}`,
  )}
${article ? row("", html`${raw(withRedlinedImages(Buffer.from(article).toString("utf8"), (hash) => href("image", { id: state.id, hash })))}`) : ""}`;
  const waits = article || !job || job.status === "failed" ? {} : { refresh: 4, scripts: ["wait.js"] };
  return frame(c, web, { title: `${text("redline.title")} – ${state.title}`, main, document: true, ...waits });
}

type Waiting = { here: string; status: JobStatus | undefined; past: boolean };

/** A comparison that is being worked out; or that was never asked for, with a button for those who may ask. */
function waiting({ text }: Say, { from, to }: Pair, { here, status, past }: Waiting): Html {
  if (status === "failed") return html`<div class="note warning"><p>${text("redline.failed")}</p></div>`;
  if (status)
    return html`<div data-wait role="status"><p>${text("redline.waiting")}</p></div><p><a href="">${text("waiting.again")}</a></p>`;
  if (past) return html`<p>${text("redline.unmade")}</p>`;
  return html`<form method="post" action="${here}">${hidden("from", from)}${hidden("to", to)}<button>${text("redline.do")}</button></form>`;
}

/** The stored page, if it is the one that was made: its facts say so, but for the first ones. Throws `object-damaged`. */
async function pageOf({ ports }: Web, { from, to }: Pair, known?: Content): Promise<Uint8Array | undefined> {
  const key = redlineKey(from, to, "html");
  const page = await ports.files.get(key);
  return page && intact(key, page, known);
}

/** What is known of a comparison once all of it is there. */
async function factsOf({ ports }: Web, { from, to }: Pair): Promise<RedlineFacts | undefined> {
  const bytes = await ports.files.get(redlineKey(from, to, "json"));
  return bytes && JSON.parse(Buffer.from(bytes).toString("utf8"));
}

function choose(
  c: PageContext,
  web: Web,
  state: State,
  readable: readonly Version[],
  filled: Filled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const refused = filled.errors.length > 0;
  const options = readable.map(({ hash }) => ({ value: hash, label: versionWords(speak, state, hash) }));
  const fields = (["from", "to"] as const).map((name) =>
    radios(filled, { name, label: text(`redline.${name}`), options }),
  );
  const main = row(
    html`<p>${state.title}</p>`,
    html`${errorSummary(speak, filled)}<h1>${text("redline.compare")}</h1>
${readable.length < 2 ? html`<p>${text("redline.one")}</p>` : html`<form method="post" novalidate>${fields}<button>${text("redline.do")}</button></form>`}`,
  );
  return frame(c, web, { title: `${text("redline.compare")} – ${state.title}`, main, refused });
}

/** The comparisons that were made of the versions somebody who left was given, each as a link. */
async function chooseMade(c: PageContext, web: Web, state: State, readable: readonly Version[]): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const pairs = readable.flatMap(({ hash: to }, at) =>
    readable.slice(0, at).map(({ hash: from }): Pair => ({ from, to })),
  );
  const made = await Promise.all(pairs.map(async (pair) => ((await factsOf(web, pair)) ? [pair] : [])));
  const links = made.flat().map((pair) => {
    const between = text("redline.between", {
      from: versionWords(speak, state, pair.from),
      to: versionWords(speak, state, pair.to),
    });
    return html`<li><a href="${href("redline", { id: state.id }, pair)}">${between}</a></li>`;
  });
  const main = row(
    html`<p>${state.title}</p>`,
    html`<h1>${text("redline.title")}</h1>
${links.length > 0 ? html`<ul class="plain">${links}</ul>` : html`<p>${text("redline.unmade.all")}</p>`}`,
  );
  return frame(c, web, { title: `${text("redline.title")} – ${state.title}`, main });
}

/** A version as people tell it from others: its round, its day, the first of its hash. */
function versionWords(speak: Say, { rounds, versions }: State, hash: Hash): string {
  const { text } = speak;
  const round = rounds.findLast(({ version }) => version === hash)?.number;
  const accepted = versions.find((version) => version.hash === hash)?.accepted ?? "";
  const values = { version: shortHash(hash), date: speak.instant(accepted) };
  return round ? text("redline.version.round", { ...values, round }) : text("redline.version", values);
}

/** Owes the comparison, unless it is there or on its way. Throws `version-unknown`. */
export async function compare(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Pair>,
): Promise<Response> {
  if (!ok) return redline(c, web, opened, filled);
  const { state } = opened;
  const { from, to } = pairIn(versionsOpen(opened), ok);
  const files = (["html", "json"] as const).map((format) => web.ports.files.head(redlineKey(from, to, format)));
  const ready = (await Promise.all(files)).every(Boolean);
  if (!ready) await oweJob(web.ports, redlineJob(state.id, from, to));
  return done(c, href("redline", { id: state.id }, { from, to }), { from, to });
}

/** On to the comparison as a Word file. Throws `version-unknown`, `not-found`. */
export async function redlineFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state } = opened;
  const pair = pairAsked(c, versionsOpen(opened));
  const key = pair && redlineKey(pair.from, pair.to, "docx");
  const docx = pair && (await factsOf(web, pair))?.docx;
  if (!key || !(await web.ports.files.head(key))) throw new Refusal("not-found");
  const as = {
    filename: fileName(state.title, say(c, web).text("redline.ending")),
    mediaType: mediaTypes.docx,
    seconds: 300,
    ...(docx && { content: docx }),
  };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}
