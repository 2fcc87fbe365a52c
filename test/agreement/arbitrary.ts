import fc from "fast-check";
import type { Command } from "../../shared/agreement/command.ts";
import { agreementStages, type Term } from "../../shared/agreement/state.ts";
import { ask, coordination, days, funder, portal, printing, statement, today } from "./sample.ts";

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const dates = ["2008-01-15", "2008-02-20", today, "2008-12-31"];
const actions = ["2008/portail-europeen", "2008/veille"] as const;

/** What is said of an agreement: a field or two otherwise than the portal's. */
const plan = fc
  .record({
    title: some("Portail", portal.title),
    reference: some("", "MPG 2008-08"),
    actions: some([...actions], [actions[0]], [actions[1]]),
    funder: some("mpg", "acse"),
    currency: some("EUR", "CHF"),
    reportDue: some("2009-03-31", "2009-06-30"),
    granted: some(480_000, 500_000),
  })
  .chain((said) =>
    fc
      .subarray(Object.keys(said) as (keyof typeof said)[], { maxLength: 2 })
      .map((kept): Partial<typeof said> => Object.fromEntries(kept.map((name) => [name, said[name]]))),
  );
const term: fc.Arbitrary<Term> = fc
  .record({
    of: some(days, printing),
    planned: fc.integer({ min: -1, max: 3000 }),
    action: some(...actions, undefined),
  })
  .map(({ of, planned, action }) => ({ ...of, planned, ...(action && { action }) }));
const payment = fc.record({
  id: some("p1", "p2", "p3"),
  on: some(...dates),
  cents: fc.integer({ min: -1, max: 100_000 }),
  words: some("", "Acompte"),
});

/** Anything that somebody may ask, allowed or not, of an agreement in any state. */
const asked: fc.Arbitrary<Command> = fc
  .tuple(
    some<Command["by"]>(coordination, coordination, coordination, coordination, "line", funder),
    fc.oneof(
      plan.map((said) => ({ type: "open" as const, ...begun, ...said })),
      plan.map((said) => ({ type: "change" as const, ...portal, ...said })),
      fc
        .record({ stage: some(...agreementStages), on: some(...dates) })
        .map((said) => ({ type: "advance" as const, today, ...said })),
      term.map((said) => ({ type: "setTerm" as const, term: said })),
      term.map((said) => ({ type: "addTerm" as const, term: said })),
      some("journees", "impression").map((id) => ({ type: "removeTerm" as const, term: id })),
      payment.map((said) => ({ type: "pay" as const, payment: said, today })),
      some("p1", "p2").map((id) => ({ type: "cancelPayment" as const, payment: id })),
      some("p1", "p2").map((id) => ({ type: "restorePayment" as const, payment: id })),
      some("s1", "s2").map((id) => ({ type: "sendStatement" as const, statement: { ...statement, id } })),
      fc
        .record({ statement: some("s1", "s2"), format: some("pdf", "csv"), today: some(...dates) })
        .map((said) => ({ type: "receiveStatement" as const, ...said })),
      some(null, ...dates).map((on) => ({ type: "report" as const, on, today })),
      some(...dates).map((day) => ({ type: "remind" as const, day })),
      some(...actions).map((from) => ({ type: "attachAction" as const, from, action: "2009/portail" })),
    ),
  )
  .map(([by, command]) => ask(command as never, by));

const begun = { id: "a", stage: "requested", on: "2008-01-15", today, terms: [days], ...portal } as const;

/** So many things that are asked of one agreement, one after the other, which nearly always begin with it. */
export function askings(most: number): fc.Arbitrary<Command[]> {
  const first = plan.map((said) => ask({ type: "open", ...begun, terms: [days], ...said }));
  const others = fc.array(asked, { minLength: most / 2, maxLength: most, size: "max" });
  return fc
    .tuple(fc.integer({ min: 0, max: 9 }), first, others)
    .map(([chance, opened, rest]) => (chance === 0 ? rest : [opened, ...rest]));
}
