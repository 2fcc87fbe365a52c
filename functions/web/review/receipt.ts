import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type Receipt, receiptOf } from "../../../shared/evidence/receipt.ts";
import { languageRecord } from "../../../shared/i18n/languages.ts";
import { fullName, getPerson, type Person } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import { loadVersion, type PartContent } from "../../../shared/stored/version.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { aboutOf, remarkSentences, shownDisposition } from "../components/remark-words.ts";
import { row } from "../components/row.ts";
import type { Opened } from "../http/access.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { sentList } from "./remark-lists.ts";
import { type RemarkWithReason, remarksWithReasons } from "./remarks-with-reasons.ts";

type View = {
  state: State;
  receipt: Receipt;
  speak: Say;
  name: string;
  reason: string | undefined;
  /** How it reached the coordinator who recorded it, in their words. */
  evidence: string | undefined;
  coordinator: Person | undefined;
  /** The contributions that came with it, and the parts they are about. */
  sent: RemarkWithReason[];
  parts: PartContent[];
};

/** One's own only. Throws `not-found`. */
async function theReceipt(c: PageContext, web: Web, { state, visitor }: Opened): Promise<View> {
  const { store, files } = web.ports;
  const receipt = await receiptOf(store, state, param(c, "submission"));
  const { decision, round } = receipt;
  if (decision.reviewer !== visitor.person.id) throw new Refusal("not-found");
  const read = (ref: string | undefined) => (ref === undefined ? undefined : getText(files, ref));
  const sent = await remarksWithReasons(
    web,
    state,
    round,
    ({ submission, by }) => submission === decision.submission && by === decision.reviewer,
  );
  const known = sent.length > 0 && state.versions.some(({ hash }) => hash === round.version);
  return {
    ...{ state, receipt, speak: say(c, web), name: fullName(visitor.person), sent },
    reason: await read(decision.reason),
    evidence: await read(decision.reported?.note),
    coordinator: await getPerson(store, state.coordinator),
    parts: known ? await loadVersion(files, state, round.version) : [],
  };
}

/** What a reviewer keeps of their decision: number, time, state, what was sent along. Throws `not-found`. */
export async function receipt(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await theReceipt(c, web, opened);
  const { state, receipt, speak, sent, parts } = view;
  const { decision, number } = receipt;
  const { text } = speak;
  if (wantsJson(c)) return c.json({ receipt: shownOf(view) });
  const title = text(decision.reported ? "receipt.reported.title" : "receipt.title");
  const { id } = state;
  const main = row(
    html`<p><time datetime="${decision.at}">${speak.exact(decision.at)}</time></p>`,
    html`<div class="receipt" role="status"><h1>${title}</h1>
<p class="number">${text("receipt.number", { number })}</p>
<p>${text(decision.reported ? "review.recorded" : `review.yours.${decision.choice}`, { date: speak.exact(decision.at) })}</p></div>
${objection(view)}
${facts(lines(view).slice(0, -2))}
<details><summary>${text("receipt.hashes")}</summary>${facts(lines(view).slice(-2))}</details>
<p>${changeWords(view)}</p>
${sent.length > 0 ? html`<h2>${text("receipt.along", { count: sent.length })}</h2>${sentList(speak, state, parts, sent)}` : ""}
<div class="buttons"><a class="button" href="${href("receiptCopy", { id, submission: decision.submission })}">${text("receipt.copy")}</a>
<a href="${href("reading", { id })}">${text("decision.back")}</a></div>`,
  );
  return frame(c, web, { title, main });
}

/** Of a decision that was given elsewhere: how it came, and how to say that it was not so. */
function objection({ state, receipt, speak, evidence, coordinator }: View): Html | "" {
  const { reported } = receipt.decision;
  if (!reported) return "";
  const { text } = speak;
  const open = receipt.round.closed === undefined;
  return html`<div class="note warning"><p>${text(`reported.${reported.channel}`, { date: speak.date(reported.received) })}</p>
${evidence ? html`<blockquote><p class="said">${evidence}</p></blockquote>` : ""}
<p>${text(open ? "receipt.object.open" : "receipt.object.closed", contact(coordinator))}
${open ? html`<a href="${href("decision", { id: state.id })}">${text("decision.go")}</a>` : ""}</p></div>`;
}

function contact(coordinator: Person | undefined): { who: string; address: string } {
  return { who: coordinator?.name ?? "–", address: coordinator?.address ?? "–" };
}

function changeWords({ receipt: { round, decision }, speak: { text } }: View): string {
  const counts = round.decisions.findLast(({ reviewer }) => reviewer === decision.reviewer) === decision;
  return text(round.closed ? "receipt.closed" : counts ? "receipt.may-change" : "receipt.superseded");
}

function lines({ state, receipt, speak, reason, name }: View): [string, string | undefined][] {
  const { text } = speak;
  const { decision, round } = receipt;
  return [
    [text("field.title"), state.title],
    [text("role.reviewer"), name],
    [text("round.decision"), text(`choice.${decision.choice}`)],
    [text(decision.choice === "approveWithReservations" ? "receipt.reservations" : "round.reason"), reason],
    [text("receipt.state"), round.closed ? text(`outcome.${round.outcome ?? "unresolved"}`) : text("receipt.open")],
    [text("field.version"), round.version],
    [text("receipt.head"), receipt.head],
  ];
}

function shownOf({ state, receipt, reason, evidence, sent }: View) {
  const { number, decision, round, seq, head } = receipt;
  const { choice, at, submission, reported } = decision;
  const elsewhere = reported && { channel: reported.channel, received: reported.received, note: evidence };
  const place = { deliverable: state.id, round: round.number, version: round.version, outcome: round.outcome };
  return { number, submission, choice, at, reason, reported: elsewhere, ...place, seq, head, remarks: sent };
}

/** The same as a text file, to keep. Throws `not-found`. */
export async function receiptCopy(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = await theReceipt(c, web, opened);
  const { text, exact, language } = view.speak;
  const { number, decision } = view.receipt;
  const { reported } = decision;
  const title = text(reported ? "receipt.reported.title" : "receipt.title");
  const { colon } = languageRecord(language);
  const fields = lines(view).flatMap(([name, value]) => (value ? [`${name}${colon} ${value}`] : []));
  const how = reported ? [text(`reported.${reported.channel}`, { date: view.speak.date(reported.received) })] : [];
  const evidence = view.evidence ? [view.evidence] : [];
  const all = [title, text("receipt.number", { number }), exact(decision.at), ...how, ...evidence, "", ...fields];
  return c.body([...all, "", changeWords(view), ...remarkLines(view), ""].join("\n"), 200, {
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="${text("receipt.file")}-${number}.txt"`,
  });
}

/** What was sent along, word for word, with what was done of each. */
function remarkLines({ speak, state, sent, parts }: View): string[] {
  const { text } = speak;
  if (sent.length === 0) return [];
  const each = sent.flatMap((one) => [
    "",
    `${text("remark.number", { number: one.number })} (${text(`disposition.${shownDisposition(state, one.disposition)}`)})`,
    ...remarkSentences(speak, aboutOf(parts, one), one),
    ...(one.reason ? [text("disposition.reason", { reason: one.reason })] : []),
  ]);
  return ["", text("receipt.along", { count: sent.length }), ...each];
}
