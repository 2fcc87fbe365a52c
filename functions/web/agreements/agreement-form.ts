import { html } from "hono/html";
import { changeAgreement as changeStored } from "../../../shared/acts/agreeing.ts";
import { href } from "../../../shared/addresses.ts";
import { agreementIdOf } from "../../../shared/agreement/naming.ts";
import { type Agreement, type AgreementPlan, planOf, type Term } from "../../../shared/agreement/state.ts";
import { isSame } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type ActionRef, actionOf, parseActionRef } from "../../../shared/programme/state.ts";
import { agreements, loadAgreement } from "../../../shared/stored/agreement.ts";
import { nowOf } from "../components/duties.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { attempt, done } from "../http/answer.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { by } from "../programme/who.ts";
import type { NewAgreement, PlanEntry } from "./agreement-entry.ts";
import { planErrors, planFrom, planView, shownPlan } from "./plan.ts";
import { beginningFields, type PlanValues, type PlanView, planFields } from "./plan-fields.ts";
import { paymentAsLine, readTermLines } from "./term-lines.ts";
import type { OpenedAgreement } from "./who.ts";

/** Refusals that a field of the form can mend. */
const refusals = {
  ...{ "currency-unknown": "currency", "currency-used": "currency", "date-unknown": "from" },
  ...{ "funder-used": "funder", "action-entered": "actions", "entries-before": "from", "entries-after": "until" },
  ...{ "dates-disordered": "until", "date-to-come": "on", "agreement-changed": "title" },
  ...{ "agreement-exists": "lines", "amount-invalid": "granted" },
} as const;

/** The form of a new agreement; `?action`: of an action, with what is known of it and its payment terms. */
export async function newAgreement(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const view = await planView(c, web, filled);
  const { told } = view.speak;
  const { values, lines } = begun(view, c.req.query("action"));
  const body = html`<p>${told("new.lead")}</p>
<form method="post" action="${href("newAgreement")}" novalidate>${planFields(view, values)}
${beginningFields(view, { lines, today: nowOf(web).today })}
<button>${told("new.do")}</button></form>`;
  const back = { href: href("agreements"), label: told("list") };
  return formPage(c, web, { title: told("new"), back, filled, body });
}

/** What a new form has: of an action its title, its days, who funds it, what is paid; else the days of the programme of now. */
function begun({ choices, speak }: PlanView, asked: string | undefined): { values: PlanValues; lines: string } {
  const ref = asked === undefined ? undefined : parseActionRef(asked);
  const programme = ref && choices.all.find(({ id }) => id === ref.programme);
  const action = programme && actionOf(programme, ref.action);
  if (!action || action.removed) {
    const [current] = choices.offered;
    return { values: { ...(current && { from: current.from, until: current.until }), actions: [] }, lines: "" };
  }
  const { title, funding, payment, period } = action;
  const { from, until } = period ?? programme;
  const [funder] = "by" in funding ? funding.by : [];
  const values = { title, from, until, actions: [asked as ActionRef], ...(funder !== undefined && { funder }) };
  return { values, lines: payment.map((term) => paymentAsLine(speak.language, term)).join("\n") };
}

/** Records an agreement; the same form sent twice records one. */
export async function openAgreement(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<NewAgreement>,
): Promise<Response> {
  if (!ok) return newAgreement(c, web, visitor, filled);
  const view = await planView(c, web, filled);
  const { told } = view.speak;
  const read = readTermLines(view.speak, ok.lines, ok.currency.toUpperCase());
  const errors = [
    ...planErrors(view, ok),
    ...(ok.stage === undefined ? [{ field: "stage", message: told("wrong.stage") }] : []),
    ...(read.wrong.length > 0 ? [{ field: "lines", message: read.wrong.join(" "), each: read.wrong }] : []),
  ];
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return newAgreement(c, web, visitor, { ...filled, errors });
  const plan = planFrom(view, ok);
  const { today } = nowOf(web);
  const result = await attempt(c, filled, refusals, async () => {
    const begin = { stage: ok.stage ?? "considered", on: ok.on ?? today, today, terms: read.terms };
    const id = await openOnce(web, visitor, plan, begin);
    return done(c, href("agreement", { agreement: id }), { id }, 201);
  });
  return result instanceof Response ? result : newAgreement(c, web, visitor, result);
}

type Beginning = Pick<Agreement, "stage"> & { on: string; today: string; terms: Term[] };

/** The id of what is new: its reference's, or its funder's and its year's; the next free one where another has it. */
async function openOnce({ ports }: Web, visitor: Visitor, plan: AgreementPlan, begin: Beginning): Promise<string> {
  const taken: string[] = [];
  for (;;) {
    const id = agreementIdOf(plan, taken);
    const there = (await loadAgreement(ports.store, id))?.state;
    if (there && isSame(planOf(there), planOf(plan))) return sameBeginning(there, begin);
    if (!there && (await opened({ ports }, visitor, id, plan, begin))) return id;
    taken.push(id);
  }
}

/**
 * The id of an agreement that was recorded in the same words, by the same form sent twice. Throws `agreement-exists` where its lines or
 * its stage are others: they would be lost unsaid.
 */
function sameBeginning(there: Agreement, { stage, terms }: Beginning): string {
  const lines = (of: readonly Term[]) => of.map(({ words, unit, planned, rate }) => ({ words, unit, planned, rate }));
  const kept = lines(terms).every((line) => lines(there.terms).some((each) => isSame(each, line)));
  if (!kept || there.stage !== stage) throw new Refusal("agreement-exists");
  return there.id;
}

/** Whether it was recorded under an id; false: another took that one meanwhile. */
async function opened(
  { ports }: Pick<Web, "ports">,
  visitor: Visitor,
  id: string,
  plan: AgreementPlan,
  begin: Beginning,
): Promise<boolean> {
  try {
    await issue(agreements, ports, id, { type: "open", by: by(visitor), id, ...plan, ...begin });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === "agreement-exists") return false;
    throw error;
  }
}

/** An agreement, to change: all but its terms, its stage, what was received. */
export async function agreementChange(
  c: PageContext,
  web: Web,
  { agreement }: OpenedAgreement,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const view = await planView(c, web, filled);
  const { speak } = view;
  const { told } = speak;
  const body = html`${staleNote(speak, stale)}<form method="post" novalidate>${seenField(filled, planOf(agreement), stale)}
${planFields(view, agreement)}
<button>${told("change.do")}</button></form>`;
  const back = { href: href("agreement", { agreement: agreement.id }), label: agreement.title };
  return formPage(c, web, { title: told("change"), back, filled, body });
}

/** Changes it, as far as what was received and entered lets it. */
export async function changeAgreement(
  c: PageContext,
  web: Web,
  opened: OpenedAgreement,
  { ok, filled }: Input<PlanEntry>,
): Promise<Response> {
  if (!ok) return agreementChange(c, web, opened, filled);
  const { agreement, visitor } = opened;
  const view = await planView(c, web, filled);
  const errors = planErrors(view, ok, agreement);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return agreementChange(c, web, opened, { ...filled, errors });
  const plan = planFrom(view, ok, agreement);
  const { seen } = ok;
  const result = await attempt(c, filled, refusals, async () => {
    const command = { type: "change", by: by(visitor), ...plan, ...(seen && { seen }) } as const;
    await changeStored(web.ports, agreement.id, command);
    return done(c, href("agreement", { agreement: agreement.id }), { id: agreement.id });
  });
  if (result instanceof Response) return result;
  const both = () => ({ now: shownPlan(view, agreement), typed: shownPlan(view, plan) });
  return agreementChange(c, web, opened, result, staleOf(seen, planOf(agreement), both));
}
