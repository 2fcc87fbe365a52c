import { hashOf, plain } from "../chain/hash.ts";
import type { ActionRef } from "../programme/state.ts";
import type { Event, EventOf, EventType } from "./event.ts";
import {
  type Agreement,
  type AgreementStage,
  agreementSchema,
  agreementStages,
  type Payment,
  type Received,
  type SentStatement,
  type Term,
} from "./state.ts";

/** Days of reminders that a state keeps: events have all. */
const keptReminders = 5;

/** The state after an event. Every event that `decide` ever gave is taken: what happened happened. */
export function evolve(state: Agreement | undefined, event: Event): Agreement {
  const place = { seq: event.seq, head: hashOf(event) };
  if (event.type === "opened") return { ...opened(event), ...place };
  if (!state) throw new Error(`event ${event.seq} (${event.type}) comes before "opened"`);
  const step = steps[event.type] as (state: Agreement, event: Event) => Agreement;
  return { ...step(state, event), ...place };
}

const steps: { [T in Exclude<EventType, "opened">]: (state: Agreement, event: EventOf<T>) => Agreement } = {
  changed: (state, { data }) => withoutNulls({ ...state, ...data }),
  advanced: (state, { data: { stage, on } }) => ({ ...state, stage, since: sinceAfter(state, stage, on) }),
  termSet: (state, { data: { term } }) => ({ ...state, terms: withTerm(state.terms, term) }),
  termRemoved: (state, { data }) => ({
    ...state,
    terms: state.terms.map((term) => (term.id === data.term ? { ...term, removed: true } : term)),
  }),
  paid: (state, { data }) => ({ ...state, payments: [...state.payments, data.payment] }),
  paymentCancelled: (state, { data }) => withPayment(state, data.payment, (before) => ({ ...before, cancelled: true })),
  paymentRestored: (state, { data }) => withPayment(state, data.payment, ({ cancelled: _, ...before }) => before),
  statementSent: (state, { data, at }) => ({
    ...state,
    statements: [...state.statements, { ...data.statement, sent: at, received: [] }],
  }),
  statementReceived: (state, { data: { statement, format, day }, by, at }) => {
    const received = { person: by, format, at, last: day };
    return {
      ...state,
      statements: state.statements.map((each) =>
        each.id === statement ? { ...each, received: withReceived(each.received, received) } : each,
      ),
    };
  },
  reported: (state, { data }) => withoutNulls({ ...state, reported: data.on }),
  reminded: (state, { data }) => ({ ...state, reminded: [...state.reminded, data.day].slice(-keptReminders) }),
  actionAttached: (state, { data: { from, action } }) => attached(state, from, action as ActionRef),
};

function opened({ data: { stage, on, ...said } }: EventOf<"opened">): Omit<Agreement, "seq" | "head"> {
  const nothing = { payments: [], statements: [], reminded: [] };
  return { schema: agreementSchema, ...said, stage, since: { [stage]: on }, ...nothing };
}

/** Days of stages after the one that it came to are taken back. */
function sinceAfter({ since }: Agreement, stage: AgreementStage, on: string): Agreement["since"] {
  const before = agreementStages.slice(0, agreementStages.indexOf(stage));
  const kept = before.flatMap((each) => (since[each] === undefined ? [] : [[each, since[each]]]));
  return { ...Object.fromEntries(kept), [stage]: on };
}

function withTerm(terms: readonly Term[], term: Term): Term[] {
  const known = terms.some(({ id }) => id === term.id);
  return known ? terms.map((each) => (each.id === term.id ? term : each)) : [...terms, term];
}

function withPayment(state: Agreement, id: string, change: (before: Payment) => Payment): Agreement {
  return { ...state, payments: state.payments.map((each) => (each.id === id ? change(each) : each)) };
}

function withReceived(all: readonly Received[], one: Received): Received[] {
  const isSameOne = (each: Received) => each.person === one.person && each.format === one.format;
  return all.some(isSameOne)
    ? all.map((each) => (isSameOne(each) ? { ...each, last: one.last } : each))
    : [...all, one];
}

function attached(state: Agreement, from: string, action: ActionRef): Agreement {
  const instead = <T extends Term | SentStatement>(of: T): T => (of.action === from ? { ...of, action } : of);
  return {
    ...state,
    actions: [...new Set(state.actions.map((each) => (each === from ? action : each)))],
    terms: state.terms.map(instead),
    statements: state.statements.map(instead),
  };
}

/** Without what an event took away. */
function withoutNulls(value: { [K in keyof Agreement]: Agreement[K] | null }): Agreement {
  return plain(Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null))) as Agreement;
}
