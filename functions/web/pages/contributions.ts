import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { dispositionReasons } from "../../../shared/line/batch.ts";
import { applyTo, mostAtOnce } from "../../../shared/line/corrections.ts";
import { issue } from "../../../shared/line/issue.ts";
import { getText } from "../../../shared/line/text.ts";
import type { Round, State } from "../../../shared/workflow/state.ts";
import { type Cast, type Opened, theCast, theDeliverable } from "../access.ts";
import { attempt, done, param } from "../answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../context.ts";
import { type Asked, askedOf, filterForm, passes, queryOf } from "../filter.ts";
import { InvalidRequest, readInput } from "../input.ts";
import { readConfirmed, tick } from "../parts/confirmation.ts";
import { hidden, radios, textArea } from "../parts/fields.ts";
import { errorSummary, type Filled, nothingFilled } from "../parts/filled.ts";
import { frame } from "../parts/frame.ts";
import { placedAside, placedRemark, placeWords } from "../parts/placed.ts";
import { row } from "../parts/row.ts";
import { type Placed, placeRemarks, roundOfRemark, roundsWithRemarks } from "../placing.ts";
import { identifier } from "../plan.ts";
import { type Say, say } from "../say.ts";
import { sameText } from "./seminar-plan.ts";

const disposing = z
  .strictObject({
    disposition: z.enum(["integrated", "partly", "declined"], "input.disposition"),
    reason: z.string().trim().max(10_000, "input.long").optional(),
  })
  .refine(({ disposition, reason }) => disposition === "integrated" || Boolean(reason), {
    path: ["reason"],
    error: "input.disposition.reason",
  });
const applying = z.strictObject({
  /** The draft that was seen. */
  base: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  /** One remark; without it, all of the round that can still be applied. */
  remark: identifier.optional(),
  round: z.int("input.wrong").min(1, "input.wrong"),
});

const scripts = ["confirm.js"];

/** What reviewers offered, for the author to give each a disposition, one after another. */
export function contributionsPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/contributions", (c) => list(c, web))
    .get("/deliverables/:id/contributions/:remark", (c) => one(c, web))
    .post("/deliverables/:id/contributions/:remark", (c) => dispose(c, web))
    .post("/deliverables/:id/corrections", (c) => apply(c, web));
}

type View = Opened & { speak: Say; cast: Cast; round: Round; remarks: Placed[]; here: string };

/** The remarks of a round: the one asked for, else the last that has some. */
async function viewOf(c: PageContext, web: Web, opened: Opened, round: Round): Promise<View> {
  const speak = say(c, web);
  const cast = await theCast(web, opened, speak);
  const remarks = await placeRemarks(web, opened.state, cast, round);
  return { ...opened, speak, cast, round, remarks, here: `/deliverables/${opened.state.id}` };
}

async function list(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverable(c, web, "author", "coordinator");
  const asked = askedOf(c);
  const rounds = roundsWithRemarks(opened.state);
  const round = rounds.find(({ number }) => String(number) === asked.round) ?? rounds[0];
  if (!round) return none(c, web, opened.state);
  const view = await viewOf(c, web, opened, round);
  if (wantsJson(c)) return c.json(await asJson(web, view));
  const { speak, remarks, here, state } = view;
  const { text } = speak;
  const passing = remarks.filter((remark) => passes(asked, remark));
  const shown = passing.slice(asked.from, asked.from + aPage);
  const next = remarks.find(({ disposition }) => disposition === "open");
  const main = html`${row(
    html`<p><a href="${here}/draft">${state.title}</a></p>`,
    html`<h1>${text("contributions.title")}</h1>
<p>${text("contributions.round", { round: round.number, count: remarks.length })} <strong>${leftWords(view)}</strong></p>
${next ? html`<p><a class="button" href="${here}/contributions/${next.id}#remark">${text("contributions.next")}</a></p>` : ""}
${applyAll(view)}
${state.versions.at(-1)?.hash === round.version ? "" : html`<p><a href="${here}/redline?from=${round.version}&amp;to=${state.versions.at(-1)?.hash}">${text("redline.go")}</a></p>`}
${filterForm(speak, asked, { rounds, remarks, shown: passing.length })}`,
  )}
${grouped(view, shown)}${others(speak, asked, passing.length)}`;
  return frame(c, web, { title: `${text("contributions.title")} – ${state.title}`, main, scripts });
}

/** Remarks on one page: a page is bounded. */
const aPage = 50;

/** The way to the remarks before and after those shown. */
function others({ text }: Say, asked: Asked, count: number): Html | "" {
  const link = (from: number, key: "contributions.before" | "contributions.after"): Html =>
    html`<a href="?${queryOf({ ...asked, from })}">${text(key, { first: from + 1, last: Math.min(from + aPage, count) })}</a> `;
  if (count <= aPage) return "";
  return row(
    "",
    html`<p class="buttons">${asked.from > 0 ? link(Math.max(0, asked.from - aPage), "contributions.before") : ""}
${asked.from + aPage < count ? link(asked.from + aPage, "contributions.after") : ""}</p>`,
  );
}

function leftWords({ speak, remarks }: View): string {
  const left = remarks.filter(({ disposition }) => disposition === "open").length;
  return speak.text(left === 0 ? "contributions.left.none" : "contributions.left", { count: left });
}

function grouped({ speak, here }: View, shown: readonly Placed[]): Html {
  const groups = [...Map.groupBy(shown, (remark) => placeWords(speak, remark))];
  return html`${groups.map(
    ([place, remarks], index) => html`<section aria-labelledby="place-${index}">
${row("", html`<h2 id="place-${index}">${place}</h2>`)}
<ul class="things">${remarks.map(
      (remark) =>
        html`<li id="${remark.id}">${row(
          placedAside(speak, remark),
          html`${placedRemark(speak, remark)}
<p><a href="${here}/contributions/${remark.id}#remark">${speak.text(remark.disposition === "open" ? "contributions.answer" : "contributions.change")}<span class="hidden"> – ${speak.text("contributions.number", { number: remark.number })}</span></a></p>`,
        )}</li>`,
    )}</ul></section>`,
  )}`;
}

/** All corrections that still find their words, at once. */
function applyAll(view: View): Html | "" {
  const { state, remarks, round, speak, here } = view;
  const open = remarks.filter((remark) => canApply(view, remark) && remark.disposition === "open");
  if (open.length < 2) return "";
  const count = Math.min(open.length, mostAtOnce);
  return html`<form method="post" action="${here}/corrections" data-one-click>${hidden("base", state.versions.at(-1)?.hash)}
${hidden("round", String(round.number))}${tick(speak.text("corrections.confirm"))}<button class="second">${speak.text("corrections.all", { count })}</button></form>`;
}

/** Whether a remark's words can be put in the draft as they are. */
function canApply({ state, round }: View, { type, anchor, proposal, found, applied, passage }: Placed): boolean {
  if (state.stage !== "draft" || applied || !anchor || proposal === undefined || !found) return false;
  if (type === "addition") return found.fate !== "gone";
  const untouched = state.versions.at(-1)?.hash === round.version || found.fate !== "edited" || !passage;
  return type === "correction" && found.fate !== "gone" && (untouched || anchor.quotation !== undefined);
}

function none(c: PageContext, web: Web, state: State): Promise<Response> {
  if (wantsJson(c)) return Promise.resolve(c.json({ contributions: [] }));
  const { text } = say(c, web);
  const main = row(
    html`<p><a href="/deliverables/${state.id}/draft">${state.title}</a></p>`,
    html`<h1>${text("contributions.title")}</h1><p>${text("contributions.none")}</p>`,
  );
  return frame(c, web, { title: text("contributions.title"), main });
}

async function asJson(web: Web, { remarks, round, state, cast }: View) {
  const reasons = await dispositionReasons(web.ports.store, state.id, round);
  const contributions = remarks.map(async ({ by: _, passage, now, submission: __, ...remark }) => {
    const reason = reasons.get(remark.id);
    const words = reason && (await getText(web.ports.files, reason));
    return { ...remark, ...(passage && { passage }), ...(now && { now }), ...(words && { reason: words }) };
  });
  return { round: round.number, coordinator: cast.viewer.coordinator, contributions: await Promise.all(contributions) };
}

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web): Promise<View & { remark: Placed }> {
  const opened = await theDeliverable(c, web, "author", "coordinator");
  const id = param(c, "remark");
  const round = roundOfRemark(opened.state, id);
  const view = round && (await viewOf(c, web, opened, round));
  const remark = view?.remarks.find((each) => each.id === id);
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return { ...view, remark };
}

async function one(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const view = await theRemark(c, web);
  const { remark, speak, here, state, round, remarks } = view;
  const { text } = speak;
  const reason = (await dispositionReasons(web.ports.store, state.id, round)).get(remark.id);
  const words = reason && (await getText(web.ports.files, reason));
  const after = following(remarks, remark);
  const refused = filled.errors.length > 0;
  const main = html`${row(
    html`<p><a href="${here}/contributions#${remark.id}">${text("contributions.all")}</a></p>${placedAside(speak, remark)}`,
    html`${errorSummary(speak, filled)}<h1 id="remark" tabindex="-1">${text("contributions.each", { number: remark.number, count: remarks.length })}</h1>
${appliedNote(c, view)}
<p class="muted">${state.title} · ${placeWords(speak, remark)} · <strong>${leftWords(view)}</strong></p>
${placedRemark(speak, remark)}
${applyOne(view, remark)}
${isOver(state) ? disposed(speak, remark, words) : answerForm(view, remark, filled, words)}
<p class="buttons">${after ? html`<a href="${here}/contributions/${after.id}#remark">${text("contributions.skip")}</a>` : ""}</p>`,
  )}`;
  const title = `${text("contributions.each", { number: remark.number, count: remarks.length })} – ${state.title}`;
  return frame(c, web, { title, main, refused, scripts });
}

/** No disposition is given any more. */
function isOver({ stage }: State): boolean {
  return stage !== "draft" && stage !== "review";
}

function disposed({ text }: Say, { disposition }: Placed, reason: string | undefined): Html {
  return html`<p><strong>${text(`suite.${disposition}`)}</strong></p>${reason ? html`<blockquote><p class="said">${reason}</p></blockquote>` : ""}`;
}

/** The next remark without a disposition, in their order, then from the first again. */
function following(remarks: readonly Placed[], { id }: Placed): Placed | undefined {
  const at = remarks.findIndex((remark) => remark.id === id);
  const others = [...remarks.slice(at + 1), ...remarks.slice(0, at)];
  return others.find(({ disposition }) => disposition === "open");
}

function answerForm({ speak, here }: View, remark: Placed, filled: Filled, reason: string | undefined): Html {
  const { text } = speak;
  const { id, disposition } = remark;
  return html`<form method="post" action="${here}/contributions/${id}" novalidate>
${radios(filled, {
  name: "disposition",
  label: text("contributions.disposition"),
  value: disposition === "open" ? "" : disposition,
  options: (["integrated", "partly", "declined"] as const).map((value) => ({
    value,
    label: text(`suite.${value}`),
    hint: text(`suite.${value}.hint`),
  })),
})}
${textArea(filled, { name: "reason", label: text("contributions.reason"), hint: text("contributions.reason.hint"), rows: 4, value: reason ?? "" })}
<button>${text("contributions.save")}</button></form>`;
}

function applyOne(view: View, remark: Placed): Html | "" {
  if (!canApply(view, remark)) return "";
  const { state, round, speak, here } = view;
  const type = remark.type === "addition" ? "addition" : "correction";
  return html`<form method="post" action="${here}/corrections" data-one-click>${hidden("base", state.versions.at(-1)?.hash)}
${hidden("round", String(round.number))}${hidden("remark", remark.id)}
${tick(speak.text("corrections.confirm"))}<button class="second">${speak.text(`corrections.one.${type}`)}</button></form>`;
}

/** What the click before did. */
function appliedNote(c: PageContext, { state, round, speak, here }: View): Html | "" {
  const count = Number(c.req.query("applied"));
  const draft = state.versions.at(-1);
  if (!(count > 0) || !draft) return "";
  return html`<div class="note done" role="status"><p>${speak.text("corrections.done", { count })}
<a href="${here}/versions/${draft.hash}">${speak.text("corrections.read")}</a>
<a href="${here}/redline?from=${round.version}&amp;to=${draft.hash}">${speak.text("redline.go")}</a></p></div>`;
}

async function dispose(c: PageContext, web: Web): Promise<Response> {
  const view = await theRemark(c, web);
  const { ok, filled } = await readInput(c, disposing);
  if (!ok) return one(c, web, filled);
  const { state, round, remark, remarks, by, still, here } = view;
  const known = await dispositionReasons(web.ports.store, state.id, round);
  const answered = await attempt(c, filled, { "reason-missing": "reason" }, async () => {
    const before = known.get(remark.id);
    const reason = ok.reason ? await sameText(web, ok.reason, before) : undefined;
    const same = ok.disposition === remark.disposition && reason === before;
    const said = reason === undefined || same ? {} : { reason };
    const asked = { type: "dispose", by, round: round.number, contribution: remark.id, as: ok.disposition } as const;
    if (!same) await issue(web.ports, state.id, { ...asked, ...said }, still);
    const after = following(remarks, remark);
    return done(c, after ? `${here}/contributions/${after.id}#remark` : `${here}/contributions`);
  });
  return answered instanceof Response ? answered : one(c, web, answered);
}

/** One correction, or all that can be: a new draft, whose parts are these trees. */
async function apply(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverable(c, web, "author", "coordinator");
  const { ok, filled } = await readConfirmed(c, applying);
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state, by, still } = opened;
  const round = state.rounds.find(({ number }) => number === ok.round);
  if (!round) throw new Refusal("contribution-unknown");
  const view = await viewOf(c, web, opened, round);
  const { remarks, here } = view;
  const asked = remarks.filter(({ id, disposition }) => (ok.remark ? id === ok.remark : disposition === "open"));
  if (asked.length === 0) throw new Refusal("contribution-unknown");
  const wanted = asked.filter(({ applied }) => !applied);
  const draft = state.versions.at(-1)?.hash ?? "";
  if (wanted.length > 0 && draft !== ok.base) throw new Refusal("version-replaced", { version: draft });
  const base = { base: ok.base, before: round.version };
  const changed = wanted.length > 0 ? await applyTo(web.ports, state, base, wanted) : undefined;
  if (changed && changed.contributions.length === 0) throw new Refusal("correction-lost");
  if (changed)
    await issue(
      web.ports,
      state.id,
      { type: "applyCorrections", by, round: round.number, base: ok.base, ...changed },
      still,
    );
  const applied = changed?.contributions.length ?? 0;
  const current = remarks.find(({ id }) => id === ok.remark) ?? remarks[0]!;
  const taken = new Set(changed?.contributions);
  const left = remarks.map((remark) =>
    taken.has(remark.id) ? { ...remark, disposition: "integrated" as const } : remark,
  );
  const next = following(left, current) ?? current;
  return done(c, `${here}/contributions/${next.id}?applied=${applied}#remark`, { applied });
}
