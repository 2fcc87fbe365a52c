import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { centsFor, isMoney } from "../../shared/agreement/state.ts";
import { Refusal } from "../../shared/errors.ts";
import { languages } from "../../shared/i18n/languages.ts";
import type { Line, StatementFacts } from "../../shared/statement/facts.ts";
import { shareOf, statementOf } from "../../shared/statement/statement.ts";
import { statementCsv } from "../../shared/statement/statement-csv.ts";
import { tries } from "../long.ts";
import { factsOf, line, portail, reseau } from "./facts-of-2008.ts";

describe("a term of a statement", () => {
  function check(title: string, term: string, expected: object, facts = factsOf()): void {
    test(title, () => expect(statementOf(facts).terms.find((each) => each.term.id === term)).toMatchObject(expected));
  }
  check("says what was planned and done, in hundredths and in cents", "saisie", {
    planned: { quantity: 20_000, cents: 640_000 },
    done: { quantity: 750, cents: 24_000 },
    ...{ share: 4, over: false },
  });
  check("is marked where more was done than was planned", "missions", {
    done: { quantity: 1400, cents: 210_000 },
    ...{ share: 117, over: true },
  });
  check("of money is measured in cents, and has no quantity", "locaux", {
    planned: { cents: 180_000 },
    done: { quantity: 0, cents: 24_550 },
    share: 14,
  });
  check("of which nobody said how much is planned has no share", "benevolat", { planned: {}, over: false });
  check(
    "of an agreement of several actions is no measure of one of them",
    "saisie",
    { shared: true, done: { quantity: 750, cents: 24_000 } },
    factsOf({ action: "2008/base-documentaire" }),
  );
  check(
    "that was done exactly is not over",
    "missions",
    { share: 100, over: false },
    factsOf({
      lines: [line("m", "2008-05-20", "missions", "org:oriv", { quantity: 1200, cents: 180_000 })],
    }),
  );
});

test("a statement of one action has its lines alone, and no term of another", () => {
  const { terms, lines, totals } = statementOf(factsOf({ action: "2008/base-documentaire" }));
  expect(terms.map(({ term }) => term.id)).toEqual(["saisie", "locaux", "benevolat"]);
  expect(lines.map(({ id }) => id)).toEqual(["s1", "s2", "s2-0", "l1", "b1"]);
  expect(totals).toEqual({ done: 54_550, voluntary: 6000, paid: 934_000 });
});

test("a term that was taken away is there as long as lines name it, and no longer", () => {
  const terms = reseau.terms.map((term) => ({ ...term, removed: true as const }));
  const own = (lines: Line[]) =>
    statementOf(factsOf({ agreements: [{ ...reseau, terms }], lines })).terms.map(({ term }) => term.id);
  expect(own(factsOf().lines.filter(({ term }) => term === "saisie"))).toEqual(["saisie"]);
  expect(own([])).toEqual([]);
});

test("what is not of its days is not in it: lines, finals, meetings, downloads, payments", () => {
  const statement = statementOf(factsOf({ from: "2008-05-01", until: "2008-05-31" }));
  expect(statement.lines.map(({ id }) => id)).toEqual(["m3", "l1"]);
  expect([statement.finals, statement.receipts, statement.meetings.length]).toEqual([[], [], 1]);
  expect(statement.totals).toEqual({ planned: 1_000_000, done: 189_550, voluntary: 0, paid: 0 });
});

test("what undoes a line stands right after it, and each organisation has its own sums", () => {
  const { lines, holders, subtotals } = statementOf(factsOf());
  expect(lines.map(({ id }) => id)).toEqual(["m1", "m2", "s1", "s2", "s2-0", "m3", "l1", "b1"]);
  expect(holders.map(({ holder, cents, terms }) => [holder, cents, terms.length])).toEqual([
    ["org:odti", 39_000, 2],
    ["org:oriv", 225_550, 3],
  ]);
  expect(subtotals).toEqual([
    { agreement: reseau.id, planned: 1_000_000, done: 264_550, voluntary: 6000, paid: 934_000 },
  ]);
});

test("a term that was taken away has no plan: what was done of it counts, measured by nothing", () => {
  const terms = reseau.terms.map((term) => (term.id === "missions" ? { ...term, removed: true as const } : term));
  const stated = statementOf(factsOf({ agreements: [{ ...reseau, terms }] }));
  expect(stated.terms[0]).toEqual({
    ...{ agreement: reseau.id, term: terms[0], planned: {}, shared: false, over: false },
    done: { quantity: 1400, cents: 210_000 },
  });
  expect(stated.totals).toMatchObject({ planned: 820_000, done: 264_550 });
});

test("a statement of all days of its agreement has all payments, that of a part those of its days", () => {
  expect(statementOf(factsOf()).totals.paid).toBe(934_000);
  expect(statementOf(factsOf({ until: "2008-12-30" })).totals.paid).toBe(560_000);
  expect(statementOf(factsOf({ from: "2008-05-01", until: "2008-12-31" })).totals.paid).toBe(0);
});

describe("is refused", () => {
  function check(title: string, changes: Partial<StatementFacts>, code: string, details: object): void {
    test(title, () => {
      const refused = (() => {
        try {
          return statementOf(factsOf(changes));
        } catch (error) {
          return error as Refusal;
        }
      })();
      expect(refused).toBeInstanceOf(Refusal);
      expect(refused).toMatchObject({ code, details });
    });
  }
  const swiss = { ...portail, currency: "CHF" };
  check("a statement over two currencies, which are named", { agreements: [reseau, swiss] }, "currencies-differ", {
    currencies: "CHF, EUR",
  });
  const backwards = { from: "2008-12-31", until: "2008-01-01" };
  check("a period that ends before it begins", backwards, "dates-disordered", { field: "until" });
  check(
    "a period of which no agreement has a day",
    { agreements: [reseau, portail], from: "2009-01-01", until: "2009-03-31" },
    "statement-outside",
    { from: "2008-01-01", until: "2008-12-31" },
  );
});

test.each([
  [0, 1400, 0],
  [1400, 1400, 100],
  [1500, 1400, 107],
  [5, 1000, 1],
  [4, 1000, 0],
  [-5, 1000, -1],
  [5, 0, undefined],
  [5, undefined, undefined],
])("%i of %s is %s per cent, half a per cent counting as one", (part, whole, share) =>
  expect(shareOf(part, whole)).toBe(share),
);

/** Random lines of both agreements, some of them undone. */
const holders = ["org:oriv", "org:odti", "person-of-none"];
const booked = [reseau, portail].flatMap((agreement) => agreement.terms.map((term) => ({ agreement, term })));
const anyLine = fc
  .record({
    on: fc.constantFrom(...booked),
    holder: fc.constantFrom(...holders),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 3, max: 14 }),
    quantity: fc.integer({ min: 1, max: 1_000_000 }),
    cents: fc.integer({ min: 1, max: 100_000_000 }),
    undone: fc.boolean(),
    name: fc.constantFrom(undefined, "=1+1", "-7,50", "-7,5", 'Trajet "Lyon ; Paris", aller', "@tous"),
  })
  .map(({ on: { agreement, term }, holder, day, month, quantity, undone, name, ...drawn }) => {
    const year = 2008 + Math.floor((month - 1) / 12);
    const date = `${year}-${String(((month - 1) % 12) + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    const cents = isMoney(term.unit) || term.rate === undefined ? drawn.cents : centsFor(quantity, term.rate);
    const made = {
      ...{ agreement: agreement.id, term: term.id, holder, date, cents, action: agreement.actions[0]! },
      ...(isMoney(term.unit) ? {} : { quantity }),
      ...(name !== undefined && { proof: { name, hash: "a".repeat(64) } }),
    };
    return { made, undone };
  });
const anyLines = fc.array(anyLine, { maxLength: 60 }).map((drawn) =>
  drawn.flatMap(({ made, undone }, index): Line[] => {
    const first: Line = { ...made, id: `l${index}` };
    const { quantity, cents } = first;
    const counter = { ...first, id: `c${index}`, cents: -cents, undoes: first.id };
    return [first, ...(undone ? [{ ...counter, ...(quantity !== undefined && { quantity: -quantity }) }] : [])];
  }),
);

/** What cells add up to, counted apart from any code of ours: hundredths of "-1234,50" and of "-1234.50". */
function added(cells: readonly string[]): bigint {
  return cells.reduce((sum, cell) => {
    const [, sign, whole = "", decimals = ""] = /^(-?)(\d+)[.,](\d\d)$/.exec(cell) ?? [];
    const value = BigInt(whole) * 100n + BigInt(decimals);
    return sign === "-" ? sum - value : sum + value;
  }, 0n);
}

type CsvRow = { agreement: string; term: string; holder: string; quantity: string; amount: string };

function rowsOf(csv: string): CsvRow[] {
  const { data, errors } = Papa.parse<string[]>(csv.slice(1).trimEnd());
  expect(errors).toEqual([]);
  return data.slice(1).map(([, agreement = "", holder = "", , , term = "", , quantity = "", amount = ""]) => ({
    ...{ agreement, holder, term, quantity, amount },
  }));
}

test("the sums of any lines are those of its CSV, in all, by term and by organisation, in each language", () => {
  fc.assert(
    fc.property(anyLines, fc.constantFrom(...languages), (lines, language) => {
      const statement = statementOf(factsOf({ agreements: [reseau, portail], lines }));
      const rows = rowsOf(statementCsv(statement, language));
      const amounts = (of: readonly CsvRow[]) => added(of.map(({ amount }) => amount));
      const quantities = (of: readonly CsvRow[]) => added(of.flatMap(({ quantity }) => (quantity ? [quantity] : [])));
      expect(rows).toHaveLength(lines.filter(({ date }) => date <= "2008-12-31").length);
      expect(amounts(rows)).toBe(BigInt(statement.totals.done));
      for (const { term, done } of statement.terms) {
        const own = rows.filter((row) => row.term === term.words);
        expect([amounts(own), quantities(own)]).toEqual([BigInt(done.cents), BigInt(done.quantity)]);
      }
      for (const { holder, cents, terms } of statement.holders) {
        const own = rows.filter((row) => row.holder === (statement.names[holder] ?? holder));
        expect(amounts(own)).toBe(BigInt(cents));
        expect(terms.reduce((sum, { done }) => sum + done.cents, 0)).toBe(cents);
      }
      const all = statement.subtotals.reduce((sum, { done }) => sum + done, 0);
      expect(all).toBe(statement.totals.done);
    }),
    { numRuns: tries(60, 1000) },
  );
});

test("the CSV has an entry a line, its sign where it undoes one, and no line of totals", () => {
  const csv = statementCsv(statementOf(factsOf()), "fr");
  const [head = "", ...lines] = csv.slice(1).trimEnd().split("\r\n");
  expect(head).toBe(
    "date;convention;structure;personne;action;ligne;unité;quantité;montant;devise;pièce;saisie;annule",
  );
  expect(lines).toHaveLength(8);
  expect(lines[0]).toBe(
    "2008-02-19;ACSE 2008-114;ORIV;Chargée de mission, ORIV;Réseau;Missions des réunions trimestrielles;mission;2,00;300,00;EUR;;m1;",
  );
  expect(lines[4]).toBe(
    "2008-03-12;ACSE 2008-114;ODTI;;Base documentaire;Saisie de la base;h;-7,50;-240,00;EUR;;s2-0;s2",
  );
  expect(lines[6]).toContain(";frais de fonctionnement;;245,50;EUR;facture-salle.pdf;l1;");
});

test("a text that a spreadsheet would compute is kept from it, and a figure with its sign is a figure", () => {
  const lines = [
    line("a", "2008-03-12", "saisie", "org:odti", {
      quantity: 100,
      cents: 3200,
      proof: { name: "=HYPERLINK(1)", hash: "a".repeat(64) },
    }),
    line("b", "2008-03-12", "saisie", "org:odti", { quantity: -100, cents: -3200, undoes: "a" }),
  ];
  const csv = statementCsv(statementOf(factsOf({ lines })), "fr");
  expect(csv).toContain(';"\'=HYPERLINK(1)";');
  expect(csv).toContain(";-1,00;-32,00;");
});
