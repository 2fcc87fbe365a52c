import { html } from "hono/html";
import { setTerm } from "../../../shared/acts/agreeing.ts";
import { href } from "../../../shared/addresses.ts";
import { accountOfUnit, costAccounts } from "../../../shared/agreement/accounts.ts";
import { termIdOf } from "../../../shared/agreement/naming.ts";
import { type Agreement, isMoney, type Term, termOf } from "../../../shared/agreement/state.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { typedAmount } from "../../../shared/i18n/amounts.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import { type ActionRef, units } from "../../../shared/programme/state.ts";
import { agreements } from "../../../shared/stored/agreement.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { type AgreementSay, tellingAgreements } from "../components/agreement-words.ts";
import { hidden, select, selectField, textField } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import type { Removing, TermEntry } from "./agreement-entry.ts";
import { amountErrors, termWords, typedHundredths } from "./amounts.ts";
import type { OpenedAgreement } from "./who.ts";

/** How actions are called, by name. */
type Called = (action: string) => string;

const refusals = {
  ...{ "agreement-changed": "words", "amount-invalid": "planned", "request-invalid": "words" },
  ...{ "term-exists": "words", "unit-entered": "unit" },
} as const;

/** The form of one more term. */
export async function newTerm(
  c: PageContext,
  web: Web,
  { agreement }: OpenedAgreement,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = tellingAgreements(say(c, web));
  const { told } = speak;
  const id = typedIn(filled, "id") || web.ports.ids();
  const body = html`<form method="post" novalidate>${hidden("id", id)}${fields(speak, filled, agreement, await called(web, agreement))}
<button>${told("term.save")}</button></form>`;
  return formPage(c, web, { title: told("terms.new"), back: backTo(agreement), filled, body });
}

/** A term, to change; what was entered on it keeps its amount. */
export async function term(
  c: PageContext,
  web: Web,
  { agreement }: OpenedAgreement,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = tellingAgreements(say(c, web));
  const { told } = speak;
  const before = termInPath(c, agreement);
  const names = { agreement: agreement.id, term: before.id };
  const body = html`${staleNote(speak, stale)}<form method="post" novalidate>${seenField(filled, before, stale)}${fields(speak, filled, agreement, await called(web, agreement), before)}
<button>${told("term.save")}</button></form>
${before.removed ? "" : html`<hr><form method="post" action="${href("termRemoval", names)}">${hidden("removed", "true")}<p><button class="second">${told("term.remove")}</button> <span class="muted">${told("term.remove.hint")}</span></p></form>`}`;
  return formPage(c, web, { title: told("term.change"), back: backTo(agreement), filled, body });
}

/** Adds a term; the same form sent twice adds one, and another term of its id stays as it is. */
export async function addTerm(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<TermEntry>,
): Promise<Response> {
  if (!ok) return newTerm(c, web, opened, filled);
  const { agreement } = opened;
  const speak = tellingAgreements(say(c, web));
  const read = termFrom(speak, opened.agreement, ok, ok.id ?? termIdOf(ok.words, idsOf(agreement)));
  if (!("term" in read)) return refused(c, filled, read.errors, (again) => newTerm(c, web, opened, again));
  const result = await attempt(c, filled, refusals, async () => {
    await issue(agreements, web.ports, agreement.id, { type: "addTerm", by: by(opened.visitor), term: read.term });
    return termDone(c, agreement, read.term);
  });
  return result instanceof Response ? result : newTerm(c, web, opened, result);
}

/** Changes it. The unit of a term on which something was entered stays. */
export async function changeTerm(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<TermEntry>,
): Promise<Response> {
  const before = termInPath(c, opened.agreement);
  if (!ok) return term(c, web, opened, filled);
  const speak = tellingAgreements(say(c, web));
  const read = termFrom(speak, opened.agreement, ok, before.id);
  if (!("term" in read)) return refused(c, filled, read.errors, (again) => term(c, web, opened, again));
  const { agreement, visitor } = opened;
  const result = await attempt(c, filled, refusals, async () => {
    const command = { type: "setTerm", by: by(visitor), term: read.term, ...(ok.seen && { seen: ok.seen }) } as const;
    await setTerm(web.ports, agreement.id, command);
    return termDone(c, agreement, read.term);
  });
  if (result instanceof Response) return result;
  const names = await called(web, opened.agreement);
  const shown = (each: Term) => shownTerm(speak, opened.agreement, names, each);
  const both = () => ({ now: shown(before), typed: shown(read.term) });
  return term(c, web, opened, result, staleOf(ok.seen, before, both));
}

/** Takes a term away, or puts it back. */
export async function removeTerm(
  c: PageContext,
  web: Web,
  { agreement, visitor }: OpenedAgreement,
  { ok }: Input<Removing>,
): Promise<Response> {
  const { removed, ...before } = termInPath(c, agreement);
  const goes = ok?.removed !== "false";
  const command = goes
    ? ({ type: "removeTerm", term: before.id } as const)
    : ({ type: "setTerm", term: before, ...(removed && { seen: hashOf({ ...before, removed }) }) } as const);
  await issue(agreements, web.ports, agreement.id, { ...command, by: by(visitor) });
  if (!goes) tell(c, {}, "done.termRemoval.undone");
  return done(c, href("agreement", { agreement: agreement.id }));
}

function termDone(c: PageContext, { id: agreement }: Agreement, { id }: Term): Response {
  return done(c, href("agreement", { agreement }), { id });
}

function refused(
  c: PageContext,
  filled: Filled,
  errors: FieldError[],
  again: (filled: Filled) => Promise<Response>,
): Promise<Response> {
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return again({ ...filled, errors });
}

/** The term of the path, one that was taken away too. Throws `not-found`. */
function termInPath(c: PageContext, agreement: Agreement): Term {
  const found = termOf(agreement, param(c, "term"));
  if (!found) throw new Refusal("not-found");
  return found;
}

function idsOf({ terms }: Agreement): string[] {
  return terms.map(({ id }) => id);
}

/** The term that a form gives, or what is wrong with it. */
function termFrom(
  speak: AgreementSay,
  { currency }: Agreement,
  entry: TermEntry,
  id: string,
): { term: Term } | { errors: FieldError[] } {
  const { told } = speak;
  const { words, unit, account, action } = entry;
  const counted = unit !== undefined && !isMoney(unit);
  const planned = typedHundredths(speak, entry.planned, counted ? undefined : currency);
  const rate = typedHundredths(speak, entry.rate, currency);
  const errors = [
    ...(words === "" ? [{ field: "words", message: told("wrong.words") }] : []),
    ...(unit === undefined ? [{ field: "unit", message: told("wrong.unit") }] : []),
    ...amountErrors(speak, { planned, rate }),
    ...(unit !== undefined && isMoney(unit) && typeof rate === "number"
      ? [{ field: "rate", message: told("wrong.rate") }]
      : []),
  ];
  if (errors.length > 0 || unit === undefined || typeof planned === "object" || typeof rate === "object")
    return { errors };
  return {
    term: {
      ...{ id, words, unit, account: account ?? accountOfUnit[unit] },
      ...{ ...(planned !== undefined && { planned }), ...(rate !== undefined && { rate }) },
      ...(action !== undefined && { action: action as ActionRef }),
    },
  };
}

function backTo({ id, title }: Agreement): { href: string; label: string } {
  return { href: href("agreement", { agreement: id }), label: title };
}

async function called({ ports }: Web, { actions }: Agreement): Promise<Called> {
  return actionTitles(ports.store, actions);
}

function fields(speak: AgreementSay, filled: Filled, agreement: Agreement, called: Called, before?: Term): Html {
  const { told, language } = speak;
  const { currency, actions } = agreement;
  const named = units.map((unit) => ({ value: unit, label: wordFor(language, "unit", unit) }));
  const planned = typedAmount(language, before?.planned, before && isMoney(before.unit) ? 2 : 0);
  const accounts = costAccounts.map((account) => ({ value: account, label: told(`account.${account}`) }));
  const own = actions.map((ref) => ({ value: ref, label: called(ref) }));
  return html`${textField(filled, { name: "words", label: told("term.words"), hint: told("term.words.hint"), value: before?.words ?? "" })}
${selectField(filled, { name: "unit", label: told("term.unit"), options: named, value: before?.unit ?? "day" })}
<div class="filters">${textField(filled, { name: "planned", label: told("term.planned"), hint: told("term.planned.hint", { currency }), value: planned })}
${textField(filled, { name: "rate", label: told("term.rate"), hint: told("term.rate.hint", { currency }), value: typedAmount(language, before?.rate, 2) })}</div>
${select(filled, { name: "account", label: told("term.account"), hint: told("term.account.hint"), none: told("term.account.none"), groups: [{ label: "", options: accounts }], value: before?.account ?? "" })}
${actions.length > 1 || before?.action ? select(filled, { name: "action", label: told("term.action"), none: told("term.action.none"), groups: [{ label: "", options: own }], value: before?.action ?? "" }) : ""}`;
}

/** What the form of a term says, as people read it. */
function shownTerm(speak: AgreementSay, { currency }: Agreement, called: Called, term: Term): Shown {
  const { told, language } = speak;
  return [
    [told("term.words"), term.words],
    [told("term.unit"), wordFor(language, "unit", term.unit)],
    [told("term.amount"), termWords(speak, term, currency)],
    [told("term.account"), told(`account.${term.account}`)],
    [told("term.action"), term.action ? called(term.action) : ""],
  ];
}
