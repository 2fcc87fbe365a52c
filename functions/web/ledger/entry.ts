import { html } from "hono/html";
import { undoEntry } from "../../../shared/acts/entering.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { monthOf } from "../../../shared/ledger/state.ts";
import type { LedgerEntry } from "../../../shared/stored/ledger.ts";
import { meetingsNamed } from "../../../shared/stored/meeting.ts";
import { putText } from "../../../shared/stored/text.ts";
import type { FileRef } from "../../../shared/values.ts";
import { attachmentAddress, isKept } from "../components/attachment.ts";
import { tick } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { textField } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { row } from "../components/row.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { coordinates, isOfMeeting } from "../http/rights.ts";
import { say } from "../http/say.ts";
import type { Undoing } from "./entries.ts";
import { amountOf, entryHref, type LineView, lineAsJson, stateTag, termWords, viewOf } from "./lines.ts";
import { askingEntry, type SeenEntry } from "./who.ts";
import { agreementName, type EntrySay, tellingEntries } from "./words.ts";

/** One entry: what it is, its proof, and for who may the way to undo it. */
export async function entryPage(
  c: PageContext,
  web: Web,
  seen: SeenEntry,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { entry, own } = seen;
  const speak = tellingEntries(say(c, web));
  const view = await viewOf(web, speak, seen.ledger, { notes: own });
  if (wantsJson(c)) return c.json({ entry: lineAsJson(view, entry) });
  const title = speak.told("entry.title", { date: speak.date(entry.date) });
  const back = backOf(speak, seen);
  const main = row(
    html`<p><a href="${back.href}">${back.label}</a></p>`,
    html`${errorSummary(speak, filled)}
<h1>${title}${stateTag(speak, entry)}</h1>${standing(view, seen)}${await factsOf(web, view, seen)}${undoForm(speak, seen, filled)}`,
  );
  return frame(c, web, { title, main, refused: filled.errors.length > 0, scripts: ["confirm.js"] });
}

/** To all of the agreement for a coordinator, to the agreement for who pays, to one's own of that month for who enters. */
function backOf({ told }: EntrySay, { visitor, own, entry, agreement }: SeenEntry): { href: string; label: string } {
  const name = agreementName(agreement);
  const office: boolean = coordinates(visitor);
  if (office) return { href: href("agreementEntries", { agreement: agreement.id }), label: name };
  if (!own) return { href: href("agreement", { agreement: agreement.id }), label: name };
  const whose = entry.person === visitor.person.id ? {} : { whose: "organisation" };
  return { href: href("entries", {}, { month: monthOf(entry.date), ...whose }), label: told("title") };
}

/** That it was undone, by whom, with the way to enter the right one; or what it undoes. */
function standing({ speak, people }: LineView, { entry, ledger, own, agreement }: SeenEntry): Html | "" {
  const { told } = speak;
  if (entry.undoes !== undefined)
    return html`<div class="note"><p>${told("entry.counter")} <a href="${entryHref({ ...entry, id: entry.undoes })}">${told("entry.counter.of")}</a></p></div>`;
  const counter = ledger.find(({ undoes }) => undoes === entry.id);
  if (!counter) return "";
  const words = told("entry.undone.by", { who: people.name(counter.by), date: speak.day(counter.at) });
  const again =
    own && agreement.stage !== "settled" ? html`<p><a href="${href("newEntry")}">${told("undo.again")}</a></p>` : "";
  return html`<div class="note warning"><p>${told("entry.undone")} <a href="${entryHref(counter)}">${words}</a></p>${again}</div>`;
}

async function factsOf(web: Web, view: LineView, seen: SeenEntry): Promise<Html> {
  const { entry, agreement, own } = seen;
  const { speak, people } = view;
  const { told } = speak;
  const { holder, person, note, proof, by, at } = entry;
  return facts([
    [told("entry.agreement"), agreementName(agreement)],
    [told("entry.action"), view.title(entry.action)],
    [told("entry.term"), termWords(view, entry)],
    [told("how-much"), amountOf(view, entry)],
    [told("entry.holder"), holder === person ? undefined : people.name(holder)],
    [told("entry.person"), person && people.name(person)],
    [told("entry.note"), own ? note && view.notes.get(note) : undefined],
    [told("proof"), proof && (await proofWay(web, speak, entry, proof))],
    [told("entry.meeting"), await meetingOf(web, speak, seen)],
    [told("entry.by"), told("entry.by.at", { who: people.name(by), date: speak.day(at) })],
  ]);
}

/** The way to the file that proves it, or that it was erased. */
async function proofWay(web: Web, speak: EntrySay, { ledger, id }: LedgerEntry, proof: FileRef): Promise<Html> {
  const about = html`<span class="muted">(${proof.name}, ${speak.bytes(proof.bytes)})</span>`;
  if (!(await isKept(web, proof))) return html`${speak.told("proof.erased")} ${about}`;
  return html`<a href="${href("entryProof", { ledger, entry: id })}">${speak.told("proof.see")}</a> ${about}`;
}

/** The meeting that it was for, with the way to it for who may open it. */
async function meetingOf(
  { ports }: Web,
  speak: EntrySay,
  { visitor, entry }: SeenEntry,
): Promise<Html | string | undefined> {
  const [meeting] = entry.meeting === undefined ? [] : await meetingsNamed(ports.store, [entry.meeting]);
  if (!meeting) return undefined;
  const title = meetingTitle(tellingMeetings(speak), meeting);
  return isOfMeeting(visitor, meeting)
    ? html`<a href="${href("meeting", { meeting: meeting.id })}">${title}</a>`
    : title;
}

function undoForm(speak: EntrySay, { entry, own, agreement }: SeenEntry, filled: Filled): Html | "" {
  const { told } = speak;
  if (!own || entry.undone) return "";
  if (agreement.stage === "settled") return html`<p class="muted">${told("entry.settled")}</p>`;
  const address = href("entryUndoing", { ledger: entry.ledger, entry: entry.id });
  return html`<h2>${told("undo")}</h2><p>${told("undo.lead")}</p>
<form method="post" action="${address}" data-one-click>${textField(filled, { name: "note", label: told("undo.note"), hint: told("undo.note.hint") })}
${tick(told("undo.sure"))} <button class="second">${told("undo")}</button></form>`;
}

/** Undoes it by a counter-entry: both stay. Throws what `decide` refuses. */
export async function undo(
  c: PageContext,
  web: Web,
  seen: SeenEntry,
  { ok, filled }: Input<Undoing>,
): Promise<Response> {
  if (!ok) return entryPage(c, web, seen, filled);
  const { entry, visitor } = seen;
  const result = await attempt(c, filled, { "agreement-settled": "note" }, async () => {
    const note = ok.note ? { note: await putText(web.ports, ok.note) } : {};
    await undoEntry(web.ports, askingEntry(visitor), { ledger: entry.ledger, entry: entry.id, ...note });
    return done(c, entryHref(entry), { ledger: entry.ledger, entry: entry.id });
  });
  return result instanceof Response ? result : entryPage(c, web, seen, result);
}

/** On to the file that proves it. Throws `not-found`, `proof-erased`. */
export async function entryProof(c: PageContext, web: Web, { entry }: SeenEntry): Promise<Response> {
  if (!entry.proof) throw new Refusal("not-found");
  if (!(await isKept(web, entry.proof))) throw new Refusal("proof-erased");
  return c.redirect(await attachmentAddress(web, entry.proof), 302);
}
