import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { redlineJob } from "../../../shared/deliverable/jobs.ts";
import { countingDecisions, openRound } from "../../../shared/deliverable/round/round.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { fileName, redlineKey } from "../../../shared/stored/outputs.ts";
import type { Hash } from "../../../shared/values.ts";
import { radios } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { roundVersionWords } from "../components/version-words.ts";
import { type Opened, versionsOpen } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { isAsked } from "../review/may-remark.ts";
import { causesBetween } from "./caused.ts";
import { comparisonPage, factsOf, isCompared, type Pair } from "./comparison.ts";

const hash = z.string("input.version").regex(/^[0-9a-f]{64}$/, "input.version");
export const comparing = z
  .strictObject({ from: hash, to: hash })
  .refine(({ from, to }) => from !== to, { path: ["to"], error: "input.version.same" });

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
  const speak = say(c, web);
  const { text } = speak;
  const here = href("redline", { id: state.id });
  const at = documentOf(opened);
  const sides = [roundVersionWords(speak, state, pair.from), roundVersionWords(speak, state, pair.to)] as const;
  const [from, to] = [pair.from, pair.to].map((hash) => readable.find((version) => version.hash === hash));
  return comparisonPage(c, web, {
    pair,
    job: redlineJob(state.id, pair.from, pair.to),
    heading: { of: state.title, at, title: text("redline.title"), between: betweenWords(speak, state, pair), sides },
    causeOf: await causesBetween(web, speak, opened, { from, to }),
    ...{ here, file: href("redlineFile", { id: state.id }, pair), past: opened.past },
    image: (hash) => href("image", { id: state.id, hash }),
    more: html`${readable.length > 2 ? html`<p><a href="${here}">${text("redline.other")}</a></p>` : ""}
<p class="buttons">${awaits(opened, pair.to) ? html`<a class="button" href="${href("decision", { id: state.id })}">${text("decision.go")}</a>` : ""}<a href="${at}">${text("redline.back")}</a></p>`,
  });
}

/** Where the document is for who looks: its page, or the text that they read. */
function documentOf({ state: { id }, roles }: Opened): string {
  return roles.has("coordinator") || roles.has("author") ? href("deliverable", { id }) : href("reading", { id });
}

/** Whether an open round on a version waits for the visitor's decision. */
function awaits(opened: Opened, version: Hash): boolean {
  const { state, visitor } = opened;
  const round = openRound(state);
  const mine = round && countingDecisions(round).some(({ reviewer }) => reviewer === visitor.person.id);
  return round?.version === version && isAsked(opened, round) && !mine;
}

function betweenWords(speak: Say, state: State, { from, to }: Pair): string {
  return speak.text("redline.between", {
    from: roundVersionWords(speak, state, from),
    to: roundVersionWords(speak, state, to),
  });
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
  const options = readable.map(({ hash }) => ({ value: hash, label: roundVersionWords(speak, state, hash) }));
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
    return html`<li><a href="${href("redline", { id: state.id }, pair)}">${betweenWords(speak, state, pair)}</a></li>`;
  });
  const main = row(
    html`<p>${state.title}</p>`,
    html`<h1>${text("redline.title")}</h1>
${links.length > 0 ? html`<ul class="plain">${links}</ul>` : html`<p>${text("redline.unmade.all")}</p>`}`,
  );
  return frame(c, web, { title: `${text("redline.title")} – ${state.title}`, main });
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
  if (!(await isCompared(web, { from, to }))) await oweJob(web.ports, redlineJob(state.id, from, to));
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
