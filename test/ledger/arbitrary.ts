import fc from "fast-check";
import type { Command } from "../../shared/ledger/command.ts";
import type { AskedEntry } from "../../shared/ledger/state.ts";
import { chargee, coordination, entering, march, mpg, undoing } from "./sample.ts";

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const ids = ["e1", "e2", "e3", "e4", "e5", "e6"];
/** Amounts and quantities that are allowed, and some that are not. */
const numbers = fc.oneof(fc.integer({ min: 1, max: 5_000 }), some(0, -1, 1_000_001));

/** Any line that somebody may ask for, of any term, in the unit of it or not. */
const line: fc.Arbitrary<AskedEntry> = fc.record(
  {
    ...{ id: some(...ids), date: some("2008-03-01", "2008-03-12", "2008-03-31", "2008-04-01") },
    action: some(...mpg.actions),
    term: some(...mpg.terms.map(({ id }) => id)),
    ...{ quantity: numbers, cents: numbers, person: some("chargee-mission", "direction") },
  },
  { requiredKeys: ["id", "date", "action", "term"] },
);

/** The same, nearly always as its term is counted, so that most lines are entered. */
const fitting = line.map((asked): AskedEntry => {
  const { quantity = 75, cents = 1_299, ...rest } = asked;
  return ["transport", "serveur"].includes(asked.term) ? { ...rest, cents } : { ...rest, quantity };
});

/** Anything that somebody may ask, allowed or not, of the ledger of an organisation for March. */
const asked: fc.Arbitrary<Command> = fc
  .tuple(
    some<Command["by"]>(coordination, coordination, chargee, { ...chargee, organisation: "org:crefe" }, "line"),
    some(mpg, mpg, mpg, { ...mpg, stage: "settled" as const }),
    fc.oneof(
      { weight: 4, arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: fitting }, line), { maxLength: 3 }) },
      { weight: 2, arbitrary: some(...ids) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
  )
  .map(([by, of, what]): Command => {
    if (what === undefined) return { type: "attachAction", by, from: "2008/veille", action: "2009/veille" };
    return typeof what === "string" ? undoing(what, { by, of }) : entering(what, { by, of });
  });

/** So many things that are asked of one ledger, one after the other; `holder`: whose it is. */
export function askings(most: number, holder = march.holder): fc.Arbitrary<Command[]> {
  const own = (command: Command): Command => (command.type === "enter" ? { ...command, holder } : command);
  return fc.array(asked.map(own), { minLength: most / 2, maxLength: most, size: "max" });
}
