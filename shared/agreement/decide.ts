import { alreadyDone, type DecidedOf, refuse } from "../chain/aggregate.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf, isSame } from "../chain/hash.ts";
import type { Refused } from "../errors.ts";
import { inPlace } from "../values.ts";
import type { Command, CommandType } from "./command.ts";
import type { EventData, EventType, NewEvent } from "./event.ts";
import { type Fault, pastFault, paymentFault, planFault, statementFault, termFault, termsFault } from "./faults.ts";
import {
  type Agreement,
  type AgreementPlan,
  type AgreementStage,
  agreementStages,
  bounds,
  paidCents,
  planOf,
  planSeen,
  presentTerms,
  statesTheSame,
  termOf,
} from "./state.ts";

type Decided = DecidedOf<NewEvent>;
type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
type Rule<T extends CommandType> = (state: Agreement, command: CommandOf<T>) => Decided;

/**
 * What a command does to an agreement as it stands: the events, none when it is already so, or why it is refused. Pure; `state` is
 * undefined before `open`. Refuses `forbidden`, `agreement-unknown`, `agreement-exists` (opened otherwise), `agreement-changed`
 * (since it was seen), `currency-used` (payments are in the one it has), `funder-used` (payments or statements are of the one it has),
 * `term-unknown`, `term-exists` (another has its id), `payment-unknown`, `payment-exists` (noted otherwise), `statement-unknown`,
 * `statement-exists` (sent for other days or another action), `statements-full`, and with their field `date-unknown`, `dates-disordered`, `date-to-come`,
 * `amount-invalid`, `currency-unknown`, `request-invalid`.
 */
export function decide(state: Agreement | undefined, command: Command): Decided {
  if (!mayAsk[command.type](command.by, state)) return refuse("forbidden");
  if (command.type === "open") return open(state, command);
  if (!state) return refuse("agreement-unknown");
  const rule = rules[command.type] as Rule<typeof command.type>;
  return rule(state, command as never);
}

const rules: { [T in Exclude<CommandType, "open">]: Rule<T> } = {
  change,
  advance,
  addTerm,
  setTerm,
  removeTerm: (state, { term: id }) => {
    const term = termOf(state, id);
    if (!term) return refuse("term-unknown");
    return term.removed ? alreadyDone : happens("termRemoved", { term: id });
  },
  pay,
  cancelPayment: (state, { payment }) => counting(state, payment, false),
  restorePayment: (state, { payment }) => counting(state, payment, true),
  sendStatement,
  receiveStatement,
  report,
  remind: (state, { day }) =>
    state.reported || state.reminded.includes(day) ? alreadyDone : happens("reminded", { day }),
  attachAction: (state, { from, action }) =>
    namesAction(state, from) && from !== action ? happens("actionAttached", { from, action }) : alreadyDone,
};

/** The same plan again is the same agreement. */
function open(state: Agreement | undefined, { type: _, by: __, today, ...asked }: CommandOf<"open">): Decided {
  const { id, stage, on, terms } = asked;
  const plan = planOf({ ...asked, actions: inPlace(asked.actions) });
  if (state) return isSame(planOf(state), plan) ? alreadyDone : refuse("agreement-exists");
  const fault = planFault(plan) ?? stageFault(stage) ?? pastFault(on, today) ?? termsFault(terms, plan.actions);
  return refusing(fault) ?? happens("opened", { id, stage, on, terms, ...plan });
}

/**
 * Of what was received in a currency, that one stays: what is to be in another is cancelled first. Whoever funds reads all payments and
 * statements: who they were for stays. What entries forbid is for `acts/agreeing.ts` to hold.
 */
function change(state: Agreement, { type: _, by: __, seen, ...asked }: CommandOf<"change">): Decided {
  const before = planOf(state);
  const plan = planOf({ ...asked, actions: inPlace(asked.actions, before.actions) });
  const changes = differences(before, plan);
  if (Object.keys(changes).length === 0) return alreadyDone;
  if (seen !== undefined && seen !== planSeen(before)) return refuse("agreement-changed");
  if (changes.currency !== undefined && paidCents(state) > 0) return refuse("currency-used");
  const isBound = state.payments.length > 0 || state.statements.length > 0;
  if (changes.funder !== undefined && isBound) return refuse("funder-used");
  const orphaned = presentTerms(state).some(({ action }) => action !== undefined && !plan.actions.includes(action));
  const fault = planFault(plan) ?? (orphaned ? invalid("actions") : undefined);
  return refusing(fault) ?? happens("changed", changes);
}

function differences(before: AgreementPlan, after: AgreementPlan): EventData["changed"] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof AgreementPlan>;
  const changed = [...names].filter((name) => !isSame(before[name], after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

/** Forth, back, or to another day: never before the day of a stage that it passed through. */
function advance(state: Agreement, { stage, on, today }: CommandOf<"advance">): Decided {
  if (state.stage === stage && state.since[stage] === on) return alreadyDone;
  const fault = stageFault(stage) ?? pastFault(on, today);
  const passed = earlierStages(stage).flatMap((each) => state.since[each] ?? []);
  const ordered = passed.every((day) => day <= on);
  return (
    refusing(fault ?? (ordered ? undefined : { code: "dates-disordered", details: { field: "on" } })) ??
    happens("advanced", { stage, on })
  );
}

function earlierStages(stage: AgreementStage): AgreementStage[] {
  return agreementStages.slice(0, agreementStages.indexOf(stage));
}

function stageFault(stage: AgreementStage): Fault | undefined {
  return agreementStages.includes(stage) ? undefined : invalid("stage");
}

/** The same term again is the same; one of its id that is another stays as it is. */
function addTerm(state: Agreement, { by, term }: CommandOf<"addTerm">): Decided {
  const before = termOf(state, term.id);
  if (before) return isSame(before, term) ? alreadyDone : refuse("term-exists");
  return setTerm(state, { type: "setTerm", by, term });
}

/** A new one, another than it was, or one that comes back. */
function setTerm(state: Agreement, { term: asked, seen }: CommandOf<"setTerm">): Decided {
  const { removed: _, ...term } = asked;
  const before = termOf(state, term.id);
  if (before && isSame(before, term)) return alreadyDone;
  if (seen !== undefined && (!before || seen !== hashOf(before))) return refuse("agreement-changed");
  const others = state.terms.filter(({ id }) => id !== term.id);
  const fault = termFault(term, state.actions) ?? termsFault([...others, term], state.actions);
  return refusing(fault) ?? happens("termSet", { term });
}

function pay(state: Agreement, { payment: asked, today }: CommandOf<"pay">): Decided {
  const { id, on, cents, words } = asked;
  const payment = { id, on, cents, words };
  const known = state.payments.find((each) => each.id === id);
  if (known) {
    const { cancelled: _, ...before } = known;
    return isSame(before, payment) ? alreadyDone : refuse("payment-exists");
  }
  const fits = state.payments.length < bounds.payments;
  return (
    refusing(paymentFault(payment, today) ?? (fits ? undefined : invalid("payments"))) ?? happens("paid", { payment })
  );
}

function counting({ payments }: Agreement, payment: string, counts: boolean): Decided {
  const known = payments.find(({ id }) => id === payment);
  if (!known) return refuse("payment-unknown");
  if (counts === !known.cancelled) return alreadyDone;
  return happens(counts ? "paymentRestored" : "paymentCancelled", { payment });
}

function sendStatement(state: Agreement, { statement }: CommandOf<"sendStatement">): Decided {
  const known = state.statements.find(({ id }) => id === statement.id);
  if (known) return statesTheSame(known, statement) ? alreadyDone : refuse("statement-exists");
  if (state.statements.length >= bounds.statements) return refuse("statements-full", { count: bounds.statements });
  return refusing(statementFault(statement, state.actions)) ?? happens("statementSent", { statement });
}

/** Of a statement that very many downloaded in very many formats, the first are kept. */
function receiveStatement(
  state: Agreement,
  { by, statement: id, format, today }: CommandOf<"receiveStatement">,
): Decided {
  const statement = state.statements.find((each) => each.id === id);
  if (!statement || by === "line") return refuse("statement-unknown");
  const known = statement.received.find((each) => each.person === by.person && each.format === format);
  const isFull = !known && statement.received.length >= bounds.received;
  if (isFull || known?.last === today) return alreadyDone;
  return happens("statementReceived", { statement: id, format, day: today });
}

function report({ reported }: Agreement, { on, today }: CommandOf<"report">): Decided {
  if (on === (reported ?? null)) return alreadyDone;
  return (on === null ? undefined : refusing(pastFault(on, today))) ?? happens("reported", { on });
}

function namesAction({ actions, terms, statements }: Agreement, action: string): boolean {
  const named = [...actions, ...[...terms, ...statements].flatMap((each) => each.action ?? [])];
  return named.some((each) => each === action);
}

type May = (by: Asker, state: Agreement | undefined) => boolean;

const line: May = (by) => by === "line";
const coordinator: May = (by) => by !== "line" && by.coordinator;
/** Somebody of the organisation that pays. */
const funder: May = (by, state) => by !== "line" && state !== undefined && by.organisation === `org:${state.funder}`;

/** Rights, from what the agreement itself knows; whether a person may see it at all is the edge's to say. */
const mayAsk: { [T in CommandType]: May } = {
  open: coordinator,
  change: coordinator,
  advance: coordinator,
  addTerm: coordinator,
  setTerm: coordinator,
  removeTerm: coordinator,
  pay: coordinator,
  cancelPayment: coordinator,
  restorePayment: coordinator,
  sendStatement: coordinator,
  receiveStatement: funder,
  report: coordinator,
  remind: line,
  attachAction: line,
};

function invalid(field: string): Fault {
  return { code: "request-invalid", details: { field } };
}

function happens<T extends EventType>(type: T, data: EventData[T]): { events: NewEvent[] } {
  return { events: [{ type, data } as NewEvent] };
}

function refusing(fault: Fault | undefined): { refused: Refused } | undefined {
  return fault && { refused: fault };
}
