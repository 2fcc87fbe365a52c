import { describe, expect, test } from "vitest";
import type { Command } from "../../shared/ledger/command.ts";
import { type AskedEntry, bounds } from "../../shared/ledger/state.ts";
import { summarize } from "../../shared/ledger/summary.ts";
import { chargee, coordination, entering, halfDay, march, mpg, next, played, ticket, undoing } from "./sample.ts";

const half = (more: Partial<AskedEntry>) => entering([{ ...halfDay, ...more }]);
const spent = (more: Partial<AskedEntry>) => entering([{ ...ticket, ...more }]);
const settled = { of: { ...mpg, stage: "settled" as const } };
const other = { person: "autre", coordinator: false, organisation: "org:crefe" } as const;
const { quantity: _, ...uncounted } = halfDay;
const many = (count: number, more: Partial<AskedEntry> = {}) =>
  Array.from({ length: count }, (_, index) => ({ ...halfDay, id: `n${index}`, ...more }));
const filled = (count: number, more: Partial<AskedEntry> = {}) =>
  Array.from({ length: count / 40 }, (_, turn) =>
    entering(many(40, more).map((entry, index) => ({ ...entry, id: `n${turn * 40 + index}` }))),
  );
const heavy = {
  note: "a".repeat(64),
  proof: { hash: "b".repeat(64), name: "n".repeat(bounds.name), mediaType: "application/pdf", bytes: 4_000_000 },
};

describe("a command of a ledger is refused", () => {
  const entered = [entering([halfDay, ticket])];
  test.each<[string, Command[], Command, string]>([
    ["where another organisation enters", [], { ...half({}), by: other }, "forbidden"],
    [
      "where somebody of an organisation enters as a person of none",
      [],
      entering([halfDay], { by: chargee, holder: chargee.person }),
      "forbidden",
    ],
    ["where the line enters", [], { ...half({}), by: "line" }, "forbidden"],
    ["where another organisation undoes", entered, undoing("e1", { by: other }), "forbidden"],
    [
      "where somebody says that an action took the place of another",
      entered,
      { type: "attachAction", by: coordination, from: "2008/portail", action: "2009/portail" },
      "forbidden",
    ],
    ["where nothing was entered and it is undone", [], undoing("e1"), "ledger-unknown"],
    ["where its agreement is settled", [], entering([halfDay], settled), "agreement-settled"],
    ["where it is undone in an agreement that is settled", entered, undoing("e1", settled), "agreement-settled"],
    ["where no line is given", [], entering([]), "request-invalid"],
    ["where a line is given twice", [], entering([halfDay, halfDay]), "request-invalid"],
    ["where more lines come at once than may", [], entering(many(41)), "request-invalid"],
    ["where the agreement is another", [], entering([halfDay], { of: { ...mpg, id: "acse-2008" } }), "request-invalid"],
    ["where the month is none", [], entering([halfDay], { month: "2008-13" }), "request-invalid"],
    ["where the day is of another month", [], half({ date: "2008-04-01" }), "request-invalid"],
    ["where the day does not exist", [], half({ date: "2008-03-32" }), "date-unknown"],
    ["where the day is to come", [], entering([halfDay], { today: "2008-03-11" }), "date-to-come"],
    [
      "where the day is before the agreement",
      [],
      entering([{ ...halfDay, date: "2007-12-31" }], { month: "2007-12" }),
      "entry-outside",
    ],
    ["where no term is named", [], half({ term: "" }), "term-unknown"],
    ["where the term is not of the agreement", [], half({ term: "nuitees" }), "term-unknown"],
    ["where the term was removed", [], half({ term: "retire" }), "term-unknown"],
    ["where the action is not of the agreement", [], spent({ action: "2008/ecole" }), "entry-action"],
    ["where the action is not that of the term", [], half({ action: "2008/veille" }), "entry-action"],
    ["where money comes with a quantity", [], spent({ quantity: 100 }), "entry-unit"],
    ["where days come without a quantity", [], entering([{ ...uncounted, cents: 17_500 }]), "entry-unit"],
    ["where the quantity is negative", [], half({ quantity: -50 }), "entry-quantity"],
    ["where the quantity is zero", [], half({ quantity: 0 }), "entry-quantity"],
    ["where the quantity is no whole number of hundredths", [], half({ quantity: 0.5 }), "entry-quantity"],
    ["where the quantity is beyond all bounds", [], half({ quantity: bounds.quantity + 1 }), "entry-quantity"],
    ["where the amount is negative", [], spent({ cents: -5_420 }), "entry-amount"],
    ["where the amount is zero", [], spent({ cents: 0 }), "entry-amount"],
    ["where the amount is beyond all bounds", [], spent({ cents: bounds.cents + 1 }), "entry-amount"],
    ["where the quantity comes to more than a line may", [], half({ quantity: 500_000 }), "entry-amount"],
    ["where the amount is not that of the rate", [], half({ cents: 17_499 }), "entry-differs"],
    [
      "where a person of none has a line of somebody else",
      [],
      entering([halfDay], { holder: "autre" }),
      "request-invalid",
    ],
    ["where its id is longer than an id is", [], half({ id: "x".repeat(bounds.id + 1) }), "request-invalid"],
    ["where another line was entered under its id", entered, half({ quantity: 100 }), "entry-exists"],
    [
      "where another comes with lines that are there",
      entered,
      entering([halfDay, { ...ticket, cents: 5_421 }, ...many(1)]),
      "entry-exists",
    ],
    ["where what is undone was never entered", entered, undoing("e9"), "entry-unknown"],
    ["where a line is undone again", [...entered, undoing("e1")], undoing("e1", { id: "another" }), "entry-undone"],
    ["where a counter-entry is undone", [...entered, undoing("e1")], undoing("e1-undone"), "counter-entry"],
    ["where a counter-entry takes the id of a line", entered, undoing("e1", { id: "e2" }), "entry-exists"],
    ["where it has all lines that it can have", filled(bounds.entries), half({}), "ledger-full"],
  ])("%s", (_, before, command, code) => expect(next(played(...before), command)).toBe(code));
});

describe("a ledger", () => {
  const lines = (...commands: Command[]) => played(...commands).state?.entries ?? [];
  test.each<[string, Command[], object[]]>([
    ["counts days at their rate", [half({})], [{ ...halfDay, cents: 17_500, by: "coordination" }]],
    ["counts half a cent as one", [half({ term: "missions", quantity: 33 })], [{ cents: 3_977 }]],
    ["takes the amount that the rate gives", [half({ cents: 17_500 })], [{ cents: 17_500 }]],
    ["takes what was spent", [spent({})], [{ ...ticket }]],
    [
      "counts hours without a rate as nothing",
      [half({ term: "benevolat", quantity: 350 })],
      [{ quantity: 350, cents: 0 }],
    ],
    ["counts hours without a rate as what is said", [half({ term: "benevolat", cents: 4_200 })], [{ cents: 4_200 }]],
    ["is its organisation's to enter", [{ ...half({}), by: chargee }], [{ by: "chargee-mission" }]],
    [
      "of a person who is of none is theirs to enter",
      [entering([halfDay], { by: { person: chargee.person, coordinator: false }, holder: chargee.person })],
      [{ person: chargee.person }],
    ],
    ["has a line that is sent twice once", [half({}), half({})], [{}]],
    [
      "has a line that is sent again under another note once",
      [half({ note: "a".repeat(64) }), half({ note: "c".repeat(64) })],
      [{ note: "a".repeat(64) }],
    ],
    ["has a line sent again with more once", [half({}), entering([halfDay, ticket])], [{ id: "e1" }, { id: "e2" }]],
    [
      "has a line once that is sent again when the rate is another",
      [half({}), entering([halfDay], { of: { ...mpg, terms: mpg.terms.map((term) => ({ ...term, rate: 1 })) } })],
      [{ cents: 17_500 }],
    ],
    [
      "has a line once that is sent again when the agreement is settled",
      [half({}), entering([halfDay], settled)],
      [{}],
    ],
    [
      "undoes a line on its day",
      [half({}), undoing("e1", { note: "d".repeat(64) })],
      [
        {},
        {
          id: "e1-undone",
          date: "2008-03-12",
          quantity: -50,
          cents: -17_500,
          undoes: "e1",
          person: "chargee-mission",
          note: "d".repeat(64),
        },
      ],
    ],
    ["undoes what was spent without a quantity", [spent({}), undoing("e2")], [{}, { id: "e2-undone", cents: -5_420 }]],
    ["undoes nothing as nothing", [half({ term: "benevolat" }), undoing("e1")], [{}, { quantity: -50, cents: 0 }]],
    ["undoes once what is undone twice", [half({}), undoing("e1"), undoing("e1")], [{}, {}]],
    [
      "is undone by who did it, wherever they belong by now",
      [half({}), undoing("e1", { by: { ...other, person: "chargee-mission" } })],
      [{}, {}],
    ],
    [
      "goes with its action to where that went",
      [half({}), { type: "attachAction", by: "line", from: "2008/portail", action: "2009/portail" }],
      [{ action: "2009/portail" }],
    ],
  ])("%s", (_, commands, expected) => {
    const entries = lines(...commands);
    expect(entries).toHaveLength(expected.length);
    expect(entries).toMatchObject(expected);
  });

  test("keeps its proof with the line, not with what undoes it", () => {
    const [line, counter] = lines(half(heavy), undoing("e1"));
    expect([line!.proof, counter!.proof, counter!.note]).toEqual([heavy.proof, undefined, undefined]);
  });

  test("may have each of its lines undone, however full it is, in a row that the store takes", () => {
    const full = played(...filled(bounds.entries, heavy));
    const count = full.state!.entries.length;
    expect([count > 200, count < bounds.entries]).toEqual([true, true]);
    const ids = full.state!.entries.map(({ id }) => id);
    const undone = ids.reduce((history, id) => {
      const reached = next(history, undoing(id, { id: id.padEnd(bounds.id, "-"), note: "e".repeat(64) }));
      return typeof reached === "string" ? history : reached;
    }, full);
    expect(undone.state!.entries).toHaveLength(2 * count);
    expect(Buffer.byteLength(JSON.stringify(undone.state))).toBeLessThan(305_000);
  });

  test("says what lists need of it: what counts, by term and action", () => {
    const { state } = played(entering([halfDay, ticket, { ...halfDay, id: "e3", quantity: 100 }]), undoing("e1"));
    expect(summarize(state!)).toEqual({
      ...{ schema: 2, id: "mpg-2008.2008-03.org:oriv", ...march },
      sums: [
        { term: "journees", action: "2008/portail", quantity: 100, cents: 35_000, lines: 1, all: 3 },
        { term: "transport", action: "2008/veille", quantity: 0, cents: 5_420, lines: 1, all: 1 },
      ],
    });
  });
});
