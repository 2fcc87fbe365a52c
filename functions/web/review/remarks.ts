import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { contributedBy } from "../../../shared/deliverable/remarks/contributing.ts";
import type { Round } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { everyRound } from "../../../shared/stored/history.ts";
import { deleteRemarks, type Remark, saveRemark } from "../../../shared/stored/remark.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { confirmation } from "../components/confirmation.ts";
import { hidden, radios } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { aboutOf, remarkItem } from "../components/remark-words.ts";
import { undoableNow, undoForm } from "../components/undo-form.ts";
import { openVersion, type VersionText } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, identifier } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { within } from "../http/rates.ts";
import { type Say, say } from "../http/say.ts";
import { mayRemark, roundAsked } from "./may-remark.ts";
import { type Rebased, rebasedRemarks } from "./rebase.ts";
import { sentList, unsentList } from "./remark-lists.ts";
import { type RemarkWithReason, remarksWithReasons } from "./remarks-with-reasons.ts";
import { sendRemarks, type Unsent, unsentOf } from "./unsent-remarks.ts";

const version = z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong");
const number = z.int("input.wrong").min(1, "input.wrong");
export const sending = z.strictObject({ round: number, version, submission: identifier });
export const rebasing = z.strictObject({ round: number, version, fate: z.enum(["carry", "erase"], "input.fate") });

type View = Opened & { speak: Say; round: Round | undefined; unsent: Unsent };

/** `round`: the open one, else the last. */
async function theRemarks(c: PageContext, web: Web, opened: Opened): Promise<View> {
  const { state, visitor } = opened;
  const round = state.rounds.at(-1);
  const none: Unsent = { ready: [], unfinished: [], earlier: [] };
  const unsent = round ? await unsentOf(web, state, visitor.person.id, round) : none;
  return { ...opened, speak: say(c, web), round, unsent };
}

/** One's remarks on a deliverable: those not sent, sent at once or rebased to the next version; and what was done of others. */
export async function remarks(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  return list(c, web, await theRemarks(c, web, opened));
}

async function list(c: PageContext, web: Web, view: View, filled: Filled = nothingFilled): Promise<Response> {
  const { state, speak, unsent, round } = view;
  const { text } = speak;
  const sent = await sentBy(web, view);
  if (wantsJson(c))
    return c.json({
      unsent: [...unsent.ready, ...unsent.unfinished],
      earlier: unsent.earlier,
      sent: sent.flatMap(({ remarks }) => remarks),
    });
  const parts = round ? await openVersion(web, state, round.version) : undefined;
  const body = html`${undoSending(web, view)}${parts && round ? unsentSection(web, view, parts, round, filled) : ""}
${round ? await earlierSection(web, view, round, filled) : ""}
${await Promise.all(sent.map((each) => sentSection(web, view, each)))}
${sent.length === 0 && unsent.ready.length + unsent.unfinished.length + unsent.earlier.length === 0 ? html`<p>${text(hasRemarked(view) ? "remarks.erased" : "remarks.none")}</p>` : ""}`;
  const back = { href: href("reading", { id: state.id }), label: text("decision.back") };
  return formPage(c, web, { title: text("remarks.title"), back, filled, body, scripts: ["confirm.js"] });
}

/** The remarks that the visitor sent last, to take back. */
function undoSending(web: Web, view: View): Html | "" {
  const { id } = view.state;
  const undoable = undoableNow(web, view);
  return undoable?.what === "contributed" ? undoForm(web, view.speak, id, undoable, href("remarks", { id })) : "";
}

/** Whether the visitor sent remarks, whatever became of their texts. */
function hasRemarked({ state, visitor }: View): boolean {
  return state.rounds.some(({ batches }) => batches.some(({ by }) => by === visitor.person.id));
}

function unsentSection(web: Web, view: View, version: VersionText, round: Round, filled: Filled): Html | "" {
  const { speak, unsent, state } = view;
  const { text } = speak;
  const all = [...unsent.ready, ...unsent.unfinished];
  if (all.length === 0) return "";
  const may = mayRemark(view, round);
  return html`<section aria-labelledby="unsent"><h2 id="unsent">${text("remark.unsent", { count: all.length })}</h2>
<p>${text(may ? "remarks.unsent.lead" : "remarks.unsent.closed")}</p>
${
  may && unsent.ready.length > 0
    ? html`<form method="post" action="${href("sendRemarks", { id: state.id })}" novalidate>
${hidden("round", String(round.number))}${hidden("version", round.version)}${hidden("submission", filled.typed.submission?.[0] ?? web.ports.ids())}
${confirmation(filled, text("remarks.send.legend"), text("remarks.send.confirm", { count: unsent.ready.length }))}
<button class="second">${text("remarks.send")}</button></form>`
    : ""
}
${unsentList(speak, state, { version, unsent, may })}</section>`;
}

/** What was written on an earlier version: rebasedRemarks to this one or taken out, at once; kept while no round is open. */
async function earlierSection(web: Web, view: View, round: Round, filled: Filled): Promise<Html | ""> {
  const { speak, unsent, state } = view;
  const { text } = speak;
  if (unsent.earlier.length === 0) return "";
  const may = mayRemark(view, round);
  const each = await rebasedRemarks(web, state, round, unsent.earlier);
  return html`<section aria-labelledby="earlier"><h2 id="earlier">${text("remarks.earlier", { count: each.length })}</h2>
<p>${text(may ? "remarks.earlier.lead" : "remarks.earlier.closed")}</p>
<ol class="remarks">${each.map((one, index) => html`<li>${earlierItem(speak, one, unsent.earlier[index]!, may)}</li>`)}</ol>
${
  may
    ? html`<form method="post" action="${href("carryRemarks", { id: state.id })}" novalidate>
${hidden("round", String(round.number))}${hidden("version", round.version)}
${radios(filled, {
  name: "fate",
  label: text("remarks.fate"),
  options: [
    { value: "carry", label: text("remarks.fate.carry"), hint: text("remarks.fate.carry.hint") },
    { value: "erase", label: text("remarks.fate.erase"), hint: text("remarks.fate.erase.hint") },
  ],
})}
<button class="second">${text("remarks.fate.do")}</button></form>`
    : ""
}</section>`;
}

function earlierItem(speak: Say, { fate, before }: Rebased, remark: Remark, may: boolean): Html {
  const fateWords = may ? html`<p class="muted">${speak.text(`passage.${fate}`)}</p>` : "";
  return remarkItem(speak, aboutOf(before, remark), remark, fateWords);
}

type Sent = { round: Round; remarks: RemarkWithReason[] };

/** What one sent, the newest round first, with what was done of it. */
async function sentBy(web: Web, { state, visitor }: Opened): Promise<Sent[]> {
  const { id } = visitor.person;
  const rounds = await everyRound(web.ports.store, state);
  const theirs = rounds.filter(({ batches }) => batches.some(({ by }) => by === id)).toReversed();
  const each = theirs.map(async (round) => ({
    round,
    remarks: await remarksWithReasons(web, state, round, ({ by }) => by === id),
  }));
  return (await Promise.all(each)).filter(({ remarks }) => remarks.length > 0);
}

async function sentSection(web: Web, { state, speak }: View, { round, remarks }: Sent): Promise<Html> {
  const known = state.versions.some(({ hash }) => hash === round.version);
  const parts = known ? await loadVersion(web.ports.files, state, round.version) : [];
  const title = speak.text("remarks.sent", { count: remarks.length, round: round.number });
  return html`<section aria-labelledby="sent-${round.number}"><h2 id="sent-${round.number}">${title}</h2>
${sentList(speak, state, parts, remarks)}</section>`;
}

/** Sends those that are ready, without a decision. Throws `round-closed`, `version-replaced`, `not-reviewer`. */
export async function sendUnsent(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof sending>>,
): Promise<Response> {
  const view = await theRemarks(c, web, opened);
  if (!ok) return list(c, web, view, filled);
  const { state, visitor, by, still } = view;
  const { submission } = ok;
  await within(web, "remarks", state.id, visitor.person.id);
  const page = href("remarks", { id: state.id });
  const contributed = contributedBy(state, submission);
  const before = contributed?.by === visitor.person.id ? contributed : undefined;
  tell(c, { count: before?.count ?? view.unsent.ready.length });
  if (before) return done(c, page, { submission });
  const round = roundAsked(view, ok);
  const result = await attempt(c, filled, { "too-many-contributions": "confirmed" }, async () => {
    await sendRemarks(web, state, round, visitor.person.id, async (batch, sent) => {
      if (!batch) throw new Refusal("request-invalid", { field: "remarks" });
      await issue(deliverables, web.ports, state.id, { type: "contribute", by, ...ok, offer: batch }, async () => [
        ...(await still()),
        ...sent(),
      ]);
    });
    return done(c, page, { submission }, 201);
  });
  return result instanceof Response ? result : list(c, web, view, result);
}

/** Carries those of earlier versions to this one, or erases them. Throws `round-closed`, `version-replaced`, `not-reviewer`. */
export async function rebaseUnsent(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof rebasing>>,
): Promise<Response> {
  const view = await theRemarks(c, web, opened);
  if (!ok) return list(c, web, view, filled);
  const { state, visitor, unsent } = view;
  await within(web, "remarks", state.id, visitor.person.id);
  const round = roundAsked(view, ok);
  const pad = { deliverable: state.id, person: visitor.person.id };
  if (ok.fate === "erase")
    await deleteRemarks(
      web.ports,
      pad,
      unsent.earlier.map(({ id }) => id),
    );
  else
    for (const { remark } of await rebasedRemarks(web, state, round, unsent.earlier))
      await saveRemark(web.ports, pad, remark);
  return done(c, href("remarks", { id: state.id }), { [ok.fate]: unsent.earlier.length });
}
