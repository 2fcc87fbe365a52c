import { hashLines } from "../document/approval/blocks.ts";
import { identify } from "../document/identify.ts";
import type { Block, DocumentTree } from "../document/tree.ts";
import type { Language } from "../i18n/languages.ts";
import { isWhole } from "./facts.ts";
import { type HolderSum, type Statement, type TermSum, type Totals, termOfLine } from "./statement.ts";
import { lineBlocks } from "./statement-lines.ts";
import { type Words, wordsFor } from "./statement-words.ts";
import { type Cells, type Column, heading, tableOf, text } from "./tables.ts";
import { statementSubtitle, statementTitle } from "./titles.ts";

/** The kind of document that a statement is set as. */
export const statementKind = "statement";

/** What the document says besides the statement: whose it is, in which language. */
export type Letterhead = { network: string; language: Language };

/**
 * A statement as a document of tables: what was planned and done by term, by organisation, what shows it, and every line at its end.
 * Pure: the same statement in the same words is the same tree, so that its hash names what is made of it.
 */
export function statementDocument(statement: Statement, { network, language }: Letterhead): DocumentTree {
  const words = wordsFor(language, statement.currency, statement.names);
  const title = statementTitle(language, statement);
  return identify({
    schema: 1,
    meta: {
      ...{ title, subtitle: statementSubtitle(language, statement), authors: [network] },
      ...{ date: words.date(statement.day), language, keywords: [] },
    },
    blocks: bodies.flatMap((body) => body(statement, words)),
    notes: {},
    bibliography: [],
  });
}

/** What it has, in this order; of what there is nothing of, it says nothing. */
const bodies = [
  agreementBlocks,
  termBlocks,
  holderBlocks,
  finalBlocks,
  meetingBlocks,
  receiptBlocks,
  paymentBlocks,
  lineBlocks,
] as const satisfies ((statement: Statement, words: Words) => Block[])[];

/** Which agreements, whose, of which days. */
function agreementBlocks({ agreements, from, until }: Statement, { say, named, days }: Words): Block[] {
  const columns = (["agreement", "reference", "funder", "period"] as const).map((key) => ({ head: say(key) }));
  const rows = agreements.map(({ title, reference, funder, ...period }) => ({
    cells: [title, reference || "–", named(`org:${funder}`), days(period)],
  }));
  return [heading(1, say("subject")), text(say("about", { days: days({ from, until }) })), tableOf(columns, rows)];
}

function termBlocks({ agreements, terms, subtotals, totals }: Statement, words: Words): Block[] {
  const { say, money } = words;
  const columns = [
    { head: say("term") },
    ...figures(say("planned"), say("done"), say("share"), say("planned-cost"), say("done-cost")),
  ];
  const tables = agreements.map(({ id, title }, index) => {
    const rows = terms.filter(({ agreement }) => agreement === id).map((each) => termRow(each, words));
    return tableOf(columns, [...rows, ...totalRows(subtotals[index]!, words)], title);
  });
  const whole = tables.length > 1 ? [text(say("total-of-all", { amount: money(totals.done) }), true)] : [];
  return [heading(1, say("planned-and-done")), ...tables, ...whole];
}

function termRow({ term, planned, shared, done, share, over }: TermSum, { say, ...words }: Words): Cells {
  const notes = [over ? say("over") : "", shared ? say("shared") : ""];
  return {
    cells: [
      [term.words, ...notes],
      words.quantity(term.unit, planned.quantity),
      words.quantity(term.unit, done.quantity),
      words.percent(share),
      words.money(planned.cents),
      words.money(done.cents),
    ],
  };
}

/** In all, and how much of it nobody was paid for. */
function totalRows({ planned, done, voluntary }: Totals, { say, money }: Words): Cells[] {
  const row = (said: string, ...amounts: string[]) => ({ total: true as const, cells: [said, "", "", "", ...amounts] });
  const ofThem = voluntary === 0 ? [] : [row(say("voluntary"), "", money(voluntary))];
  return [row(say("total"), money(planned), money(done)), ...ofThem];
}

function holderBlocks(statement: Statement, words: Words): Block[] {
  const { say } = words;
  if (statement.holders.length === 0) return [];
  const columns = [{ head: say("holder") }, { head: say("term") }, ...figures(say("done"), say("done-cost"))];
  const rows = statement.holders.flatMap((sum) => holderRows(statement, sum, words));
  return [heading(1, say("by-holder")), tableOf(columns, rows)];
}

function holderRows(statement: Statement, { holder, terms, cents }: HolderSum, words: Words): Cells[] {
  const { say, named, money, quantity } = words;
  const rows = terms.map(({ agreement, term: id, done }): Cells => {
    const term = termOfLine(statement, { agreement, term: id });
    const of = statement.agreements.length > 1 ? [titleOf(statement, agreement)] : [];
    return { cells: [named(holder), [term.words, ...of], quantity(term.unit, done.quantity), money(done.cents)] };
  });
  const total: Cells = { total: true, cells: [say("total-of", { name: named(holder) }), "", "", money(cents)] };
  return terms.length > 1 ? [...rows, total] : rows;
}

function titleOf({ agreements }: Statement, agreement: string): string {
  return agreements.find(({ id }) => id === agreement)?.title ?? agreement;
}

/** Documents that became final, and below them the hashes of their files. */
function finalBlocks({ finals }: Statement, { say, date }: Words): Block[] {
  if (finals.length === 0) return [];
  const columns = [{ head: say("document") }, ...figures(say("edition"), say("approved"))];
  const rows = finals.map(({ title, edition, approved }) => ({ cells: [title, String(edition), date(approved)] }));
  const hashes = finals.flatMap(({ title, edition, files }) =>
    files.flatMap(({ format, sha256 }) =>
      hashLines("", say("hash-of", { title, number: edition, format: format.toUpperCase() }), sha256),
    ),
  );
  return [heading(1, say("finals")), tableOf(columns, rows), heading(2, say("hashes")), ...hashes];
}

function meetingBlocks({ meetings }: Statement, { say, date, days }: Words): Block[] {
  if (meetings.length === 0) return [];
  const columns = [
    ...[say("date"), say("meeting"), say("place")].map((head) => ({ head })),
    ...figures(say("people"), say("outsiders")),
  ];
  const rows = meetings.map(({ title, place, people, outsiders, ...when }) => ({
    cells: [
      when.until === undefined ? date(when.date) : days({ from: when.date, until: when.until }),
      ...[title, place || "–", String(people), String(outsiders)],
    ],
  }));
  return [heading(1, say("meetings")), tableOf(columns, rows)];
}

function receiptBlocks({ receipts }: Statement, { say, date, named }: Words): Block[] {
  if (receipts.length === 0) return [];
  const columns = [say("date"), say("document"), say("edition"), say("by"), say("format")].map((head) => ({ head }));
  const rows = receipts.map(({ on, title, edition, person, format }) => ({
    cells: [date(on), title, String(edition), named(person), say(`format-${format}`)],
  }));
  return [heading(1, say("receipts")), tableOf(columns, rows)];
}

function paymentBlocks(statement: Statement, { say, date, days, money }: Words): Block[] {
  const payments = statement.agreements.flatMap(({ title, payments }) => payments.map((each) => ({ ...each, title })));
  if (payments.length === 0) return [];
  const columns = [say("date"), say("agreement"), say("object")].map((head): Column => ({ head }));
  const rows = payments
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))
    .map(({ on, title, words, cents }): Cells => ({ cells: [date(on), title, words || "–", money(cents)] }));
  const total: Cells = { total: true, cells: [say("total"), "", "", money(statement.totals.paid)] };
  const part = statement.agreements.some((each) => !isWhole(statement, each));
  const those = part ? [text(say("payments-within", { days: days(statement) }))] : [];
  return [heading(1, say("payments")), ...those, tableOf([...columns, ...figures(say("amount"))], [...rows, total])];
}

function figures(...heads: string[]): Column[] {
  return heads.map((head) => ({ head, align: "end" }));
}
