import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { roundOfRemark } from "../../../shared/deliverable/remarks/contributing.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { dispositionReasons } from "../../../shared/stored/batch.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { tick } from "../components/confirmation.ts";
import { hidden, radios, textArea } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import type { LocatedRemark } from "../components/located-remarks.ts";
import { placeWords, remarkAside, remarkInContext } from "../components/remark-in-context.ts";
import { isOver, shownDisposition } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import {
  applicableOf,
  mayDispose,
  nextOpen,
  openCountWords,
  type RoundRemarks,
  remarkCount,
  roundRemarksFor,
} from "./round-remarks.ts";

export const disposing = z
  .strictObject({
    disposition: z.enum(["integrated", "partly", "declined"], "input.disposition"),
    reason: z.string().trim().max(10_000, "input.long").optional(),
  })
  .refine(({ disposition, reason }) => disposition === "integrated" || Boolean(reason), {
    path: ["reason"],
    error: "input.disposition.reason",
  });

/** Throws `contribution-unknown`. */
async function theRemark(c: PageContext, web: Web, opened: Opened): Promise<RoundRemarks & { remark: LocatedRemark }> {
  const id = param(c, "remark");
  const round = roundOfRemark(opened.state, id);
  const view = round && (await roundRemarksFor(c, web, opened, round));
  const remark = view?.remarks.find((each) => each.id === id);
  if (!view || !remark) throw new Refusal("contribution-unknown");
  return { ...view, remark };
}

/** One remark, for its author to say what they do of it, and go on to the next. Throws `contribution-unknown`. */
export async function contribution(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const view = await theRemark(c, web, opened);
  const { remark, speak, state, round } = view;
  const { id } = state;
  const { text } = speak;
  const reason = (await dispositionReasons(web.ports.store, state, round)).get(remark.id);
  const words = reason && (await getText(web.ports.files, reason));
  const after = nextOpen(view, remark);
  const refused = filled.errors.length > 0;
  const main = html`${row(
    html`<p><a href="${href("contributions", { id })}#${remark.id}">${text("contributions.all")}</a></p>${remarkAside(speak, state, remark)}`,
    html`${errorSummary(speak, filled)}<h1 id="remark" tabindex="-1">${text("contributions.each", { number: remark.number, count: remarkCount(view) })}</h1>
${appliedNote(c, view)}
<p class="muted">${state.title} · ${placeWords(speak, remark)} · <strong>${openCountWords(view)}</strong></p>
${remarkInContext(speak, remark)}
${await applyOne(web, view, remark)}
${mayDispose(view, remark) ? "" : html`<div class="note"><p>${notMine(view, remark)}</p></div>`}
${isOver(state) || !mayDispose(view, remark) ? disposed(speak, state, remark, words) : dispositionForm(speak, remark, { action: href("contribution", { id, remark: remark.id }), filled, reason: words, isLast: after === undefined })}
<p class="buttons">${after ? html`<a href="${href("contribution", { id, remark: after.id })}#remark">${text("contributions.skip")}</a>` : ""}</p>`,
  )}`;
  const title = `${text("contributions.each", { number: remark.number, count: remarkCount(view) })} – ${state.title}`;
  return frame(c, web, { title, main, refused, scripts: ["confirm.js"] });
}

/** Whose part a remark is about. */
function notMine({ state, speak }: RoundRemarks, { anchor }: LocatedRemark): string {
  const part = partTitle(state, anchor?.part ?? "");
  return refusalMessage(speak.language, { code: "part-not-yours", details: { part } });
}

/** What was done of a remark, and why, for who can change it no more. */
export function disposed(
  { text }: Say,
  state: State,
  { disposition }: LocatedRemark,
  reason: string | undefined,
): Html {
  return html`<p><strong>${text(`disposition.${shownDisposition(state, disposition)}`)}</strong></p>${reason ? html`<blockquote><p class="said">${reason}</p></blockquote>` : ""}`;
}

/** `action`: where it is sent; `isLast`: no other remark waits for a disposition of the visitor's. */
type Form = { action: string; filled: Filled; reason: string | undefined; isLast: boolean };

/** What an author does of a remark, and why. */
export function dispositionForm(
  speak: Say,
  { disposition, erased }: LocatedRemark,
  { action, filled, reason, isLast }: Form,
): Html {
  const { text } = speak;
  return html`<form method="post" action="${action}" novalidate>
${radios(filled, {
  name: "disposition",
  label: text("contributions.disposition"),
  value: disposition === "open" ? "" : disposition,
  options: (["integrated", "partly", "declined"] as const).map((value) => ({
    value,
    label: text(`disposition.${value}`),
    hint: text(`disposition.${value}.hint`),
  })),
})}
${textArea(filled, { name: "reason", label: text("contributions.reason"), hint: text(erased ? "contributions.erased.hint" : "contributions.reason.hint"), rows: 4, value: reason ?? "" })}
<button>${text(isLast ? "contributions.save.last" : "contributions.save")}</button></form>`;
}

async function applyOne(web: Web, view: RoundRemarks, remark: LocatedRemark): Promise<Html | ""> {
  if (!(await applicableOf(web, view, [remark])).has(remark.id)) return "";
  const { state, round, speak } = view;
  const type = remark.type === "addition" ? "addition" : "correction";
  return html`<form method="post" action="${href("corrections", { id: state.id })}" data-one-click>${hidden("base", state.versions.at(-1)?.hash)}
${hidden("round", String(round.number))}${hidden("remark", remark.id)}
${tick(speak.text("corrections.confirm"))}<button class="second">${speak.text(`corrections.one.${type}`)}</button></form>`;
}

/** What the click before did. */
function appliedNote(c: PageContext, { state, round, speak }: RoundRemarks): Html | "" {
  const count = Number(c.req.query("applied"));
  const draft = state.versions.at(-1);
  if (!(count > 0) || !draft) return "";
  return html`<div class="note done" role="status"><p>${speak.text("corrections.done", { count })}
<a href="${href("version", { id: state.id, version: draft.hash })}">${speak.text("corrections.read")}</a>
<a href="${href("redline", { id: state.id }, { from: round.version, to: draft.hash })}">${speak.text("redline.go")}</a></p></div>`;
}

/** Says what its author does of it. Throws `contribution-unknown`. */
export async function dispose(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof disposing>>,
): Promise<Response> {
  if (!ok) return contribution(c, web, opened, filled);
  const view = await theRemark(c, web, opened);
  const { state, round, remark, by, still } = view;
  const known = await dispositionReasons(web.ports.store, state, round);
  const fields = { "reason-missing": "reason", "correction-applied": "disposition" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const before = known.get(remark.id);
    const reason = ok.reason ? await putChangedText(web.ports, ok.reason, before) : undefined;
    const same = ok.disposition === remark.disposition && reason === before;
    const said = reason === undefined || same ? {} : { reason };
    const asked = { type: "dispose", by, round: round.number, contribution: remark.id, as: ok.disposition } as const;
    const about = remark.anchor ? { part: remark.anchor.part } : {};
    if (!same) await issue(deliverables, web.ports, state.id, { ...asked, ...about, ...said }, still);
    const after = nextOpen(view, remark);
    const { id } = state;
    return done(c, after ? `${href("contribution", { id, remark: after.id })}#remark` : href("contributions", { id }));
  });
  return result instanceof Response ? result : contribution(c, web, opened, result);
}
