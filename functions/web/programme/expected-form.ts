import { isDeepStrictEqual } from "node:util";
import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds } from "../../../shared/kinds/resolve.ts";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import { idFor } from "../../../shared/programme/naming.ts";
import { type Action, type Expected, type MeetingKind, meetingKinds } from "../../../shared/programme/state.ts";
import { programmes } from "../../../shared/stored/programme.ts";
import { readVagueDate, type VagueDate } from "../../../shared/time/vague-date.ts";
import { checkboxes, radios, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { FieldError, Filled, Input } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";
import { refusedFor } from "./action-form.ts";
import { attemptWhole, type FieldAt } from "./attempt-whole.ts";
import type { ExpectedEntry } from "./expected-entry.ts";
import { shownExpected } from "./expected-shown.ts";
import { by, type OpenedAction, type OpenedExpected } from "./who.ts";

/** Things expected of an action at most, as a programme's file takes them. */
const mostExpected = 40;
/** No strand: an id never begins with a hyphen. */
const noStrand = "-";

/** The form of something more that an action is to bring; what is added leads to it again, so that the next follows at once. */
export async function newExpected(
  c: PageContext,
  web: Web,
  opened: OpenedAction,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const body = html`<form method="post" action="${href("newExpected", namesOf(opened))}" novalidate>${await fields(web, speak, opened.action, filled)}
<button>${text("expected.new.do")}</button></form>`;
  return formPage(c, web, { title: text("expected.new"), back: backTo(opened), filled, body });
}

/** Adds it, and leads to the form of the next. The same form sent twice adds one. */
export async function addExpected(
  c: PageContext,
  web: Web,
  opened: OpenedAction,
  { ok, filled }: Input<ExpectedEntry>,
): Promise<Response> {
  if (!ok) return newExpected(c, web, opened, filled);
  const speak = say(c, web);
  const { expected } = opened.action;
  const others = expected.filter(({ title }) => title !== ok.title).map(({ id }) => id);
  const id = idFor(ok.title, others, "expected");
  const many = expected.length < mostExpected ? [] : [{ field: "title", message: speak.text("input.many") }];
  const made = expectedFrom(ok, id);
  const again = refusedFor(c, filled, [...many, ...(await entryErrors(web, speak, opened.action, ok, made))]);
  if (again) return newExpected(c, web, opened, again);
  const items = expected.some((each) => isDeepStrictEqual(each, made)) ? expected : [...expected, made];
  const result = await changed(c, web, opened, filled, items, (names) => {
    tell(c, { title: made.title, by: byWords(speak, made) });
    return done(c, href("newExpected", names), { id }, 201);
  });
  return result instanceof Response ? result : newExpected(c, web, opened, result);
}

/** Something expected, to change. */
export async function expectedChange(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const { action, expected } = opened;
  const before = filled.errors.length > 0 ? undefined : expected;
  const names = { ...namesOf(opened), expected: expected.id };
  const body = html`${staleNote(speak, stale)}
<form method="post" action="${href("expectedChange", names)}" novalidate>${seenField(filled, expected, stale)}${await fields(web, speak, action, filled, before, expected.id)}
<button>${text("amend.go")}</button></form>
<hr><ul class="plain"><li><a href="${href("newExpected", namesOf(opened))}">${text("expected.new")}</a></li>
<li><a href="${href("expectedRemoval", names)}">${text("expected.removal")}</a></li></ul>`;
  return formPage(c, web, { title: text("expected.change"), back: backTo(opened), filled, body });
}

/** Changes it. */
export async function changeExpected(
  c: PageContext,
  web: Web,
  opened: OpenedExpected,
  { ok, filled }: Input<ExpectedEntry>,
): Promise<Response> {
  if (!ok) return expectedChange(c, web, opened, filled);
  const { action, expected } = opened;
  const { id } = expected;
  const made = expectedFrom(ok, id);
  const again = refusedFor(c, filled, await entryErrors(web, say(c, web), action, ok, made, expected));
  if (again) return expectedChange(c, web, opened, again);
  const items = action.expected.map((each) => (each.id === id ? made : each));
  const speak = say(c, web);
  const shown = (each: Expected) => shownExpected(speak, action, each);
  const both = () => ({ now: shown(expected), typed: shown(made) });
  const stale = isDeepStrictEqual(expected, made) ? undefined : staleOf(ok.seen, expected, both);
  if (stale) {
    const refusal = new Refusal("programme-changed");
    if (wantsJson(c)) throw refusal;
    const errors = [{ field: "title", message: refusalMessage(speak.language, refusal) }];
    return expectedChange(c, web, opened, { ...filled, errors }, stale);
  }
  const result = await changed(c, web, opened, filled, items, (names) => {
    tell(c, { title: made.title, by: byWords(speak, made) });
    return done(c, href("expectedChange", { ...names, expected: id }), { id });
  });
  return result instanceof Response ? result : expectedChange(c, web, opened, result);
}

/** Stores an action with other expectations. */
export function changed(
  c: PageContext,
  web: Web,
  opened: OpenedAction,
  filled: Filled,
  expected: Expected[],
  answer: (names: ReturnType<typeof namesOf>) => Response,
): Promise<Response | Filled> {
  return attemptWhole(c, filled, fieldAt, { "programme-changed": "title" }, async () => {
    const action = { ...opened.action, expected };
    const seen = hashOf(opened.action);
    const command = { type: "changeAction", by: by(opened.visitor), action, seen } as const;
    await issue(programmes, web.ports, opened.programme.id, command);
    return answer(namesOf(opened));
  });
}

/** The action, as addresses name it. */
export function namesOf({ programme, action }: OpenedAction): { programme: string; action: string } {
  return { programme: programme.id, action: action.id };
}

/** The way back to the action. */
export function backTo(opened: OpenedAction): { href: string; label: string } {
  return { href: href("action", namesOf(opened)), label: opened.action.title };
}

/** "du 21 septembre 2008 au 30 septembre 2008": the days that a date as vague as it was said may mean. */
function daysMeant({ text, date }: Say, { from, until }: VagueDate): string {
  return from === until ? date(from) : text("period", { from: date(from), until: date(until) });
}

const fieldAt: FieldAt = ([, , , , name = "title"]) => {
  if (name === "kind") return "what";
  return ["strand", "sources", "when"].includes(name) ? name : "title";
};

/** "Pour fin septembre, c’est-à-dire : du 21 septembre 2008 au 30 septembre 2008." */
function byWords(speak: Say, { when }: Expected): string {
  return when ? speak.text("expected.by", { said: when.said, days: daysMeant(speak, when) }) : "";
}

function expectedFrom(entry: ExpectedEntry, id: string): Expected {
  const { title, count, sources, strand } = entry;
  const when = entry.when === undefined ? undefined : readVagueDate(entry.when);
  const more = { id, title, count, sources, ...(when && { when }), ...(strand && strand !== noStrand && { strand }) };
  const [what = "", kind = ""] = entry.what.split(":");
  if (what === "sheets") return { what, ...(entry.sheets && { kind: entry.sheets }), ...more };
  if (what === "meeting") return { what, ...(kind && { kind: kind as MeetingKind }), ...more };
  return { what: "document", ...(kind && { kind }), ...more };
}

/** What the schema alone cannot see: kinds, what the words of a date mean, a title that something else has got. */
async function entryErrors(
  { ports }: Web,
  { text, language }: Say,
  { expected }: Action,
  { what, when, title, sheets, sources }: ExpectedEntry,
  made: Expected,
  before?: Expected,
): Promise<FieldError[]> {
  const kinds = (await listKinds(ports.assets)).map((kind) => `document:${kind.id}`);
  const known = ["document:", ...kinds, "sheets", "meeting:", ...meetingKinds.map((each) => `meeting:${each}`)];
  const isDate = when === undefined || readVagueDate(when) !== undefined;
  const taken =
    title !== before?.title && expected.some((each) => each.title === title && !isDeepStrictEqual(each, made));
  return [
    ...(taken ? [{ field: "title", message: text("input.expected.twice") }] : []),
    ...(known.includes(what) ? [] : [{ field: "what", message: text("input.what") }]),
    ...(sheets && what !== "sheets" ? [{ field: "sheets", message: text("input.expected.sheets") }] : []),
    ...(isDate ? [] : [dateUnknown(language, when)]),
    ...(sources.includes(made.id) ? [{ field: "sources", message: text("input.wrong") }] : []),
  ];
}

function dateUnknown(language: Say["language"], date: string): FieldError {
  return { field: "when", message: faultSentence(language, { line: 0, code: "date-unknown", details: { date } }) };
}

async function fields(
  { ports }: Web,
  speak: Say,
  action: Action,
  filled: Filled,
  expected?: Expected,
  own?: string,
): Promise<Html> {
  const { text } = speak;
  const said = typedIn(filled, "when") || (expected?.when?.said ?? "");
  const when = readVagueDate(said);
  const kinds = (await listKinds(ports.assets)).filter(({ id, retired }) => !retired || id === expected?.kind);
  const hint = when ? text("expected.when.means", { days: daysMeant(speak, when) }) : text("expected.when.hint");
  return html`${textField(filled, { name: "title", label: text("field.title"), value: expected?.title ?? "" })}
${radios(filled, { name: "what", label: text("expected.what"), options: whatOptions(speak, kinds), value: expected ? whatOf(expected) : "" })}
${textField(filled, { name: "sheets", label: text("expected.sheets"), hint: text("expected.sheets.hint"), value: expected?.what === "sheets" ? (expected.kind ?? "") : "" })}
${textField(filled, { name: "count", label: text("expected.count"), type: "number", value: `${expected?.count ?? 1}` })}
${textField(filled, { name: "when", label: text("expected.when"), hint, value: expected?.when?.said ?? "" })}
${strandField(speak, filled, action, expected)}${sourcesField(speak, filled, action, expected, own)}`;
}

function whatOf({ what, kind = "" }: Expected): string {
  return what === "sheets" ? what : `${what}:${kind}`;
}

function whatOptions({ text, given, language }: Say, kinds: readonly Kind[]): { value: string; label: string }[] {
  return [
    ...kinds.map(({ id, name }) => ({ value: `document:${id}`, label: given(name) })),
    { value: "document:", label: text("expected.document.any") },
    { value: "sheets", label: text("expected.sheets.option") },
    ...meetingKinds.map((kind) => ({
      value: `meeting:${kind}`,
      label: capitalised(wordFor(language, "meeting", kind)),
    })),
    { value: "meeting:", label: text("expected.meeting.any") },
  ];
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function strandField({ text }: Say, filled: Filled, { strands }: Action, expected: Expected | undefined): Html | "" {
  if (strands.length === 0) return "";
  const none = { value: noStrand, label: text("expected.no-strand") };
  const options = [...strands.map(({ id, title }) => ({ value: id, label: title })), none];
  return radios(filled, {
    ...{ name: "strand", label: text("expected.strand"), options },
    ...(expected && { value: expected.strand ?? noStrand }),
  });
}

function sourcesField(
  { text }: Say,
  filled: Filled,
  action: Action,
  expected: Expected | undefined,
  own: string | undefined,
): Html | "" {
  const others = action.expected.filter(
    ({ id, what }) => id !== own && (what === "document" || expected?.sources.includes(id)),
  );
  if (others.length === 0) return "";
  const options = others.map(({ id, title, when }) => ({ value: id, label: title, ...(when && { hint: when.said }) }));
  const values = expected?.sources ?? [];
  return checkboxes(filled, {
    ...{ name: "sources", label: text("expected.sources"), hint: text("expected.sources.hint"), options, values },
  });
}
