import type { CostAccount, IncomeAccount } from "../agreement/accounts.ts";
import { identify } from "../document/identify.ts";
import type { Block, DocumentTree } from "../document/tree.ts";
import type { Language } from "../i18n/languages.ts";
import type { LocalDate } from "../values.ts";
import type { StatementFacts } from "./facts.ts";
import { type AccountLine, type Amounts, type FinancialReport, type ReportFacts, reportOf } from "./report.ts";
import { shareOf } from "./statement.ts";
import { type Words, wordsFor } from "./statement-words.ts";
import { type Cells, type Column, heading, tableOf, text } from "./tables.ts";
import { asOfWords, periodTitle } from "./titles.ts";

/** The kind of document that the financial report of an agreement is written in. */
export const reportKind = "financial-report";

/** Its sections, by their ids in `templates/financial-report/kind.json`, in the three parts of the form. */
const parts = {
  account: ["aims", "beneficiaries", "places", "indicators", "delivered"],
  table: ["costs", "income", "balance"],
  annex: ["shared-costs", "gaps", "voluntary"],
} as const;
type Part = keyof typeof parts;
export type ReportSection = (typeof parts)[Part][number];

/** What a report is written from: `sections`: what each is called, `unwritten`: what stands for what is to be written, as its kind has both. */
export type ReportWords = {
  network: string;
  language: Language;
  sections: Record<ReportSection, string>;
  unwritten: string;
};

/** The facts of an agreement with all its payments, and what came of its actions. */
export type ReportSource = ReportFacts &
  Pick<StatementFacts, "finals" | "meetings" | "names"> & {
    /** The day on which it was so; absent: in those that were begun before it was told. */
    day?: LocalDate;
  };

/** What the report of an agreement is called: "Compte rendu financier 2008 : Portail européen". */
export function reportTitle(language: Language, { agreement }: Pick<ReportFacts, "agreement">): string {
  const { say } = wordsFor(language, agreement.currency, {});
  return say("report-title", { period: periodTitle(language, agreement), title: agreement.title });
}

/**
 * The financial report of an agreement in the three parts of its form (compte rendu financier, Cerfa 15059), as a first draft: what was
 * done, which people write, begun with meetings and documents; the table of costs and income; the annex. Pure.
 */
export function reportDocument(source: ReportSource, given: ReportWords): DocumentTree {
  const { agreement, names } = source;
  const { network, language, sections } = given;
  const words = wordsFor(language, agreement.currency, names);
  const told: Telling = { ...given, ...words, source, report: reportOf(source) };
  const { say, named, days } = words;
  const of = { funder: named(`org:${agreement.funder}`), reference: agreement.reference, days: days(agreement) };
  const said = say(agreement.reference === "" ? "report-of" : "report-of-reference", of);
  const asOf = source.day === undefined ? "" : asOfWords(language, { day: source.day, until: agreement.until });
  const subtitle = [said, asOf].filter(Boolean).join(", ");
  return identify({
    schema: 1,
    meta: { title: reportTitle(language, source), subtitle, authors: [network], language, keywords: [] },
    blocks: (Object.keys(parts) as Part[]).flatMap((part) => [
      heading(1, say(`report-${part}`)),
      ...parts[part].flatMap((section) => [heading(2, sections[section]), ...bodies[section](told)]),
    ]),
    notes: {},
    bibliography: [],
  });
}

type Telling = ReportWords & Words & { source: ReportSource; report: FinancialReport };

const bodies: Record<ReportSection, (told: Telling) => Block[]> = {
  aims: (told) => [toWrite(told, "aims")],
  beneficiaries: (told) => [toWrite(told, "beneficiaries")],
  places: (told) => [...meetingBlocks(told), toWrite(told, "places")],
  indicators: (told) => [toWrite(told, "indicators")],
  delivered: finalBlocks,
  costs: costBlocks,
  income: incomeBlocks,
  balance: balanceBlocks,
  "shared-costs": (told) => sharedBlocks(told),
  gaps: gapBlocks,
  voluntary: voluntaryBlocks,
};

type Asked = "aims" | "beneficiaries" | "places" | "indicators" | "shared" | "gaps" | "voluntary";

/** "À compléter : …": what is to be written here. */
function toWrite({ say, unwritten }: Telling, about: Asked): Block {
  return text(say("report-unwritten", { unwritten, what: say(`report-asks-${about}`) }));
}

function meetingBlocks({ source: { meetings }, say, date, days }: Telling): Block[] {
  if (meetings.length === 0) return [];
  const columns: Column[] = [
    ...[say("date"), say("meeting"), say("place")].map((head) => ({ head })),
    ...[say("people"), say("outsiders")].map((head): Column => ({ head, align: "end" })),
  ];
  const rows = meetings.map(({ title, place, people, outsiders, ...when }) => ({
    cells: [
      when.until === undefined ? date(when.date) : days({ from: when.date, until: when.until }),
      ...[title, place || "–", String(people), String(outsiders)],
    ],
  }));
  return [tableOf(columns, rows, say("meetings"))];
}

function finalBlocks({ source: { finals }, say, date }: Telling): Block[] {
  if (finals.length === 0) return [text(say("report-no-final"))];
  const columns: Column[] = [{ head: say("document") }, { head: say("approved"), align: "end" }];
  const rows = finals.map(({ title, approved }) => ({ cells: [title, date(approved)] }));
  return [tableOf(columns, rows, say("finals"))];
}

/** Each account of the form, one it books nothing to too; of shared costs the form has three lines, and we one account. */
function costBlocks({ report, say, ...told }: Telling): Block[] {
  const { costs, totals, voluntary } = report;
  const rows = costs.flatMap((line): Cells[] => [
    lineRow(told, say(accountKey(line.account)), line),
    ...(line.account === "shared" ? unbooked.map((key) => lineRow(told, say(key), nothing)) : []),
  ]);
  const all = { forecast: totals.costs.forecast, realised: totals.costs.realised };
  return [
    tableOf(tableColumns(say("account"), say), [
      ...rows,
      totalRow(told, say("report-costs-total"), all),
      lineRow(told, say("account-86"), voluntary.use),
      totalRow(told, say("report-total"), plus(all, voluntary.use)),
    ]),
  ];
}

function incomeBlocks({ report, say, ...told }: Telling): Block[] {
  const { income, totals, voluntary } = report;
  const rows = income.map((line) => {
    const funder = line.by ? grantName(told, line.by, line.by.agreement === told.source.agreement.id) : "";
    return lineRow(told, say(accountKey(line.account), { funder }), line);
  });
  return [
    tableOf(tableColumns(say("account"), say), [
      ...rows,
      totalRow(told, say("report-income-total"), totals.income),
      lineRow(told, say("account-87"), voluntary.source),
      totalRow(told, say("report-total"), plus(totals.income, voluntary.source)),
    ]),
  ];
}

/** Whether costs and income are the same, and what the grant is of all income. */
function balanceBlocks({ report, say, money, percent, named, source: { agreement } }: Telling): Block[] {
  const { balance, totals } = report;
  const said = (of: "forecast" | "realised") => {
    const left = balance[of];
    const how = left === 0 ? "even" : left > 0 ? "over" : "under";
    return text(say(`report-${of}-${how}`, { amount: money(Math.abs(left)) }));
  };
  const grant = report.income.find(({ by }) => by?.agreement === agreement.id)!.realised;
  const share = shareOf(grant, totals.income.realised);
  const of = { funder: named(`org:${agreement.funder}`), amount: money(grant), share: percent(share) };
  return [said("forecast"), said("realised"), ...(share === undefined ? [] : [text(say("report-grant", of))])];
}

function sharedBlocks(told: Telling): Block[] {
  const { report, say, money } = told;
  const { forecast = 0, realised = 0 } = report.costs.find(({ account }) => account === "shared") ?? {};
  const counted = cofundingBlocks(told);
  if (forecast === 0 && realised === 0) return [...counted, text(say("report-no-shared"))];
  return [...counted, text(say("report-shared", { amount: money(realised) })), toWrite(told, "shared")];
}

/** Which agreements the table counts, and which it does not, where others pay the same actions. */
function cofundingBlocks({ source, say, named }: Telling): Block[] {
  const { agreement, cofunding = [] } = source;
  const namesOf = (of: readonly GrantedBy[]) => of.map((each) => grantName({ named }, each)).join(", ");
  const counted = cofunding.filter((each) => each.counted);
  const others = cofunding.filter((each) => !each.counted);
  return [
    ...(counted.length > 0 ? [text(say("report-counted", { agreements: namesOf([agreement, ...counted]) }))] : []),
    ...(others.length > 0 ? [text(say("report-uncounted", { agreements: namesOf(others) }))] : []),
  ];
}

type GrantedBy = { funder: string; reference: string; title: string };

/** "ACSE (2008-114)": who grants, with the reference, or the title, unless the whole report is of it. */
function grantName({ named }: Pick<Words, "named">, { funder, reference, title }: GrantedBy, own = false): string {
  const name = named(`org:${funder}`);
  return own ? name : `${name} (${reference || title})`;
}

/** The costs that differ by more than a tenth from what was forecast: why is to be said. */
function gapBlocks(told: Telling): Block[] {
  const { report, say } = told;
  if (report.gaps.length === 0) return [text(say("report-no-gap"))];
  const rows = report.gaps.map((line) => {
    const { cells } = lineRow(told, say(accountKey(line.account)), line);
    return { cells: [...cells, told.money(line.realised - line.forecast)] };
  });
  const columns: Column[] = [...tableColumns(say("account"), say), { head: say("gap"), align: "end" }];
  return [tableOf(columns, rows), toWrite(told, "gaps")];
}

function voluntaryBlocks(told: Telling): Block[] {
  const { report, say, money } = told;
  const { realised, forecast } = report.voluntary.use;
  if (realised === 0 && forecast === 0) return [text(say("report-no-voluntary"))];
  return [text(say("report-voluntary", { amount: money(realised) })), toWrite(told, "voluntary")];
}

/** Lines of the form for shared costs that no account of ours is of. */
const unbooked = ["account-shared-financial", "account-shared-other"] as const;
const nothing: Amounts & { share?: number } = { forecast: 0, realised: 0 };

function accountKey<A extends CostAccount | IncomeAccount>(account: A): `account-${A}` {
  return `account-${account}`;
}

function tableColumns(first: string, say: Words["say"]): Column[] {
  const figures = [say("forecast"), say("realised"), say("share")];
  return [{ head: first }, ...figures.map((head): Column => ({ head, align: "end" }))];
}

type Figures = Pick<Words, "money" | "percent">;

function lineRow(
  { money, percent }: Figures,
  name: string,
  { forecast, realised, share }: Amounts & Pick<AccountLine<"60">, "share">,
): Cells {
  return { cells: [name, money(forecast), money(realised), percent(share)] };
}

function totalRow(told: Figures, name: string, amounts: Amounts): Cells {
  const share = shareOf(amounts.realised, amounts.forecast);
  return { ...lineRow(told, name, { ...amounts, ...(share !== undefined && { share }) }), total: true };
}

function plus(a: Amounts, b: Amounts): Amounts {
  return { forecast: a.forecast + b.forecast, realised: a.realised + b.realised };
}
