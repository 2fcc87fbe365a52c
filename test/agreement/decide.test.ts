import { describe, expect, test } from "vitest";
import type { Command } from "../../shared/agreement/command.ts";
import { bounds, planSeen, type Term } from "../../shared/agreement/state.ts";
import { hashOf } from "../../shared/chain/hash.ts";
import {
  ask,
  change,
  days,
  funder,
  next,
  open,
  pay,
  payment,
  played,
  portal,
  printing,
  send,
  settle,
  sign,
  statement,
  today,
} from "./sample.ts";

const opened = (said: object) => ({ ...open, ...said }) as Command;
const term = (said: Partial<Term>, seen?: string) =>
  ask({ type: "setTerm", term: { ...days, ...said }, ...(seen && { seen }) });
const paying = (said: Partial<typeof payment>) => ask({ type: "pay", payment: { ...payment, ...said }, today });
const cancel = ask({ type: "cancelPayment", payment: "p1" });
const receive = (day = today, format = "pdf") =>
  ask({ type: "receiveStatement", statement: "s1", format, today: day }, funder);
const handIn = (on: string | null) => ask({ type: "report", on, today });
const remind = (day: string) => ask({ type: "remind", day }, "line");
const somebody = { person: "autre", coordinator: false, organisation: "org:acse" } as const;

/** One more statement. */
const sending = (id: string) => ask({ type: "sendStatement", statement: { ...statement, id } });

describe("a command of an agreement is refused", () => {
  const refused: [string, Command[], Command, string][] = [
    ["where somebody who does not coordinate opens one", [], { ...open, by: somebody }, "forbidden"],
    ["where the line itself opens one", [], { ...open, by: "line" }, "forbidden"],
    ["where its funder notes a payment", [open], { ...pay, by: funder }, "forbidden"],
    ["where another funder receives its statement", [open, send], { ...receive(), by: somebody }, "forbidden"],
    ["where a coordinator receives its statement", [open, send], { ...receive(), by: open.by }, "forbidden"],
    ["where a person reminds of its report", [open], { ...remind(today), by: open.by }, "forbidden"],
    ["before there is an agreement", [], sign, "agreement-unknown"],
    ["where another was opened under its id", [open], opened({ title: "Autre" }), "agreement-exists"],
    ["without an action", [], opened({ actions: [] }), "request-invalid"],
    ["where an action is a text of before", [], opened({ actions: ["Portail"] }), "request-invalid"],
    ["without a title", [], opened({ title: "" }), "request-invalid"],
    ["without a funder", [], opened({ funder: "" }), "request-invalid"],
    ["where its days are disordered", [], opened({ until: "2007-12-31" }), "dates-disordered"],
    ["where a day does not exist", [], opened({ from: "2008-02-30" }), "date-unknown"],
    ["where its report is due before it begins", [], opened({ reportDue: "2007-06-30" }), "dates-disordered"],
    ["where its grant is no amount", [], opened({ granted: 0 }), "amount-invalid"],
    ["where its grant is above the bound", [], opened({ granted: bounds.cents + 1 }), "amount-invalid"],
    ["where its currency is no three capital letters", [], opened({ currency: "eur" }), "currency-unknown"],
    ["where nobody knows its currency", [], opened({ currency: "ZZZ" }), "currency-unknown"],
    ["where it came to its stage tomorrow", [], opened({ on: "2008-06-03" }), "date-to-come"],
    ["where two terms have one id", [], opened({ terms: [days, days] }), "request-invalid"],
    ["where its stage is none", [], opened({ stage: "perdue" }), "request-invalid"],
    [
      "where it has more terms than it may",
      [],
      opened({ terms: Array.from({ length: bounds.terms + 1 }, (_, at) => ({ ...days, id: `t${at}` })) }),
      "request-invalid",
    ],
    ["where a term in money has a rate", [open], term({ ...printing, rate: 100 }), "amount-invalid"],
    ["where a term plans nothing", [open], term({ planned: 0 }), "amount-invalid"],
    ["where a term plans less than nothing", [open], term({ planned: -1400 }), "amount-invalid"],
    ["where a rate is no whole number of cents", [open], term({ rate: 350.5 }), "amount-invalid"],
    ["where a rate is nothing", [open], term({ rate: 0 }), "amount-invalid"],
    ["where a unit is none", [open], term({ unit: "semaine" as "day" }), "request-invalid"],
    ["where an account is none of costs", [open], term({ account: "74" as "64" }), "request-invalid"],
    ["where a term is for an action of another agreement", [open], term({ action: "2008/veille" }), "request-invalid"],
    ["where a term says nothing", [open], term({ words: "" }), "request-invalid"],
    [
      "where another changed the term since it was seen",
      [open, term({ rate: 36_000 })],
      term({ rate: 40_000 }, hashOf(days)),
      "agreement-changed",
    ],
    ["where a term that is taken away was never there", [open], ask({ type: "removeTerm", term: "x" }), "term-unknown"],
    [
      "where another changed the plan since it was seen",
      [open, change({ title: "Portail" })],
      change({ title: "Portail européen" }, planSeen(portal)),
      "agreement-changed",
    ],
    [
      "where an action goes that a term is for",
      [open, term({ action: "2008/portail-europeen" })],
      change({ actions: ["2008/veille"] }),
      "request-invalid",
    ],
    ["where its currency changes and money came", [open, pay], change({ currency: "CHF" }), "currency-used"],
    ["where its funder changes and money came", [open, pay, cancel], change({ funder: "acse" }), "funder-used"],
    ["where its funder changes and a statement was sent", [open, send], change({ funder: "acse" }), "funder-used"],
    [
      "where a term is added whose id another has",
      [open],
      ask({ type: "addTerm", term: { ...days, unit: "hour" } }),
      "term-exists",
    ],
    ["where it comes to a stage tomorrow", [open], { ...sign, on: "2008-06-03" } as Command, "date-to-come"],
    [
      "where it is signed before it was asked for",
      [open],
      { ...sign, on: "2008-01-14" } as Command,
      "dates-disordered",
    ],
    ["where a payment is nothing", [open], paying({ cents: 0 }), "amount-invalid"],
    ["where a payment is less than nothing", [open], paying({ cents: -100 }), "amount-invalid"],
    ["where a payment came tomorrow", [open], paying({ on: "2008-06-03" }), "date-to-come"],
    ["where a payment of one id is noted otherwise", [open, pay], paying({ cents: 100 }), "payment-exists"],
    ["where a payment that is cancelled was never noted", [open], cancel, "payment-unknown"],
    ["where its report is handed in tomorrow", [open], handIn("2008-06-03"), "date-to-come"],
    ["where a statement that was never sent is received", [open], receive(), "statement-unknown"],
    [
      "where a statement of one id was sent for other days",
      [open, send],
      ask({ type: "sendStatement", statement: { ...statement, until: "2008-06-30" } }),
      "statement-exists",
    ],
    [
      "where as many statements were sent as it keeps",
      [open, ...Array.from({ length: 40 }, (_, at) => sending(`s${at}`))],
      sending("s40"),
      "statements-full",
    ],
    [
      "where a statement is of another action",
      [open],
      ask({ type: "sendStatement", statement: { ...statement, action: "2008/veille" } }),
      "request-invalid",
    ],
  ];
  test.each(refused)("%s", (_, before, command, code) => expect(next(played(...before), command)).toBe(code));
});

describe("an agreement", () => {
  test.each<[string, Command[], object]>([
    [
      "is opened as it was said",
      [open],
      { ...portal, stage: "requested", since: { requested: "2008-01-15" }, terms: [days], payments: [] },
    ],
    ["that is opened twice in the same words is one", [open, open], { seq: 1 }],
    ["that changes to what it is, is the same", [open, change({})], { seq: 1 }],
    [
      "that moves on keeps the day of each stage",
      [open, sign, settle],
      { stage: "settled", since: { requested: "2008-01-15", signed: "2008-02-20", settled: "2008-06-01" } },
    ],
    [
      "that goes back to a stage has no later ones",
      [open, sign, settle, ask({ type: "advance", stage: "requested", on: "2008-01-16", today })],
      { stage: "requested", since: { requested: "2008-01-16" } },
    ],
    ["that comes to its stage twice on a day came once", [open, sign, sign], { seq: 2 }],
    [
      "changes a term, and has it in its place",
      [open, ask({ type: "setTerm", term: printing }), term({ rate: 36_000 })],
      { terms: [{ ...days, rate: 36_000 }, printing] },
    ],
    [
      "keeps a term that was taken away, and takes it back",
      [open, ask({ type: "removeTerm", term: "journees" })],
      { terms: [{ ...days, removed: true }] },
    ],
    ["takes back a term", [open, ask({ type: "removeTerm", term: "journees" }), term({})], { terms: [days] }],
    [
      "has a term that is added twice once",
      [open, ask({ type: "addTerm", term: printing }), ask({ type: "addTerm", term: printing })],
      { seq: 2, terms: [days, printing] },
    ],
    ["changes its funder as long as nothing came", [open, change({ funder: "acse" })], { funder: "acse" }],
    ["has a payment that is noted twice once", [open, pay, pay], { seq: 2, payments: [payment] }],
    ["keeps a payment that was cancelled", [open, pay, cancel], { payments: [{ ...payment, cancelled: true }] }],
    [
      "counts a payment again that was not cancelled, after all",
      [open, pay, cancel, ask({ type: "restorePayment", payment: "p1" })],
      { payments: [payment] },
    ],
    [
      "changes its currency once what came is cancelled",
      [open, pay, cancel, change({ currency: "CHF" })],
      { currency: "CHF" },
    ],
    [
      "keeps who received a statement first, and last",
      [open, send, receive(), receive(), receive("2008-06-09"), receive("2008-06-09", "csv")],
      {
        seq: 5,
        statements: [
          {
            ...statement,
            received: [
              { person: funder.person, format: "pdf", at: "2008-06-02T09:00:00.000Z", last: "2008-06-09" },
              { person: funder.person, format: "csv", last: "2008-06-09" },
            ],
          },
        ],
      },
    ],
    ["was reminded of its report once a day", [open, remind(today), remind(today)], { reminded: [today] }],
    ["whose report was handed in is reminded of no more", [open, handIn(today), remind(today)], { reminded: [] }],
    [
      "goes with its action to where that went",
      [
        open,
        term({ action: "2008/portail-europeen" }),
        ask({ type: "attachAction", from: "2008/portail-europeen", action: "2009/portail" }, "line"),
      ],
      { actions: ["2009/portail"], terms: [{ ...days, action: "2009/portail" }] },
    ],
  ])("%s", (_, commands, expected) => expect(played(...commands).state).toMatchObject(expected));

  test("whose report was not handed in, after all, has no day of it", () => {
    expect(played(open, handIn(today)).state).toMatchObject({ reported: today });
    expect(played(open, handIn(today), handIn(null)).state).not.toHaveProperty("reported");
  });

  test("whose report has a day of its own no more is due by the law", () => {
    expect(played(open, change({ reportDue: "2009-03-31" })).state).toMatchObject({ reportDue: "2009-03-31" });
    expect(played(open, change({ granted: 480_000 })).state).toMatchObject({ granted: 480_000 });
    expect(played(open, change({ granted: 480_000 }), change({})).state).not.toHaveProperty("granted");
    expect(played(open, change({ reportDue: "2009-03-31" }), change({})).state).not.toHaveProperty("reportDue");
  });
});
