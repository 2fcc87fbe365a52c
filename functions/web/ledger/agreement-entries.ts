import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import { monthOf } from "../../../shared/ledger/state.ts";
import { entriesOf, type LedgerEntry } from "../../../shared/stored/ledger.ts";
import { selectField } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import type { People } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { csvFile, entriesCsv } from "./csv.ts";
import { type LineView, lineAsJson, linesTable, sumsList, viewOf } from "./lines.ts";
import { monthWords } from "./own-entries.ts";
import type { SeenEntries } from "./who.ts";
import { agreementName, type EntrySay, tellingEntries } from "./words.ts";

/** What the address narrows the lines to; "": to nothing. */
type Asked = { month: string; organisation: string; term: string };

const aPage = 50;

/** All lines entered on an agreement, the last day first: narrowed by month, organisation and term, in pages. */
export async function agreementEntries(c: PageContext, web: Web, seen: SeenEntries): Promise<Response> {
  const { agreement, of, standpoint } = seen;
  const speak = tellingEntries(say(c, web));
  const asked = askedOf(c);
  const all = await linesOf(web, seen);
  const chosen = all.filter((entry) => isChosen(asked, entry));
  const from = fromOf(c);
  const shown = chosen.slice(from, from + aPage);
  const view = await viewOf(web, speak, wantsJson(c) ? chosen : shown, { notes: standpoint !== "funder" });
  if (wantsJson(c)) return c.json({ entries: chosen.map((entry) => lineAsJson(view, entry)) });
  const title = speak.told("of.agreement");
  const lead = of
    ? speak.told("of.agreement.own", { organisation: view.people.name(of) })
    : speak.told("of.agreement.lead");
  const main = html`${row(
    html`<p><a href="${href("agreement", { agreement: agreement.id })}">${agreementName(agreement)}</a></p>`,
    html`<h1>${title}</h1><p>${lead}</p>${enterLinks(speak, seen)}${all.length === 0 ? html`<p>${speak.told("none")}</p>` : chooser(view, agreement, all, asked)}`,
  )}
${row(html`<p>${chosen.length > 0 ? speak.told("count", { count: chosen.length }) : ""}</p>`, shown.length > 0 ? linesTable(view, shown, { agreement: true, who: true }) : all.length > 0 ? html`<p>${speak.told("none.filter")}</p>` : "", "wide")}
${row("", html`${others(speak, agreement, asked, from, chosen.length)}${chosen.length > 0 ? foot(view, agreement, asked, chosen) : ""}`)}`;
  return frame(c, web, { title: `${title} – ${agreementName(agreement)}`, main });
}

/** The same for a spreadsheet, the first day first: what the address narrows them to. */
export async function agreementEntriesFile(c: PageContext, web: Web, seen: SeenEntries): Promise<Response> {
  const asked = askedOf(c);
  const entries = (await linesOf(web, seen)).filter((entry) => isChosen(asked, entry)).reverse();
  const speak = tellingEntries(say(c, web));
  const view = await viewOf(web, speak, entries, { notes: seen.standpoint !== "funder" });
  const name = [speak.told("caption").toLowerCase(), seen.agreement.id, asked.month].filter(Boolean).join("-");
  return csvFile(c, entriesCsv(view, entries), name);
}

async function linesOf({ ports }: Web, { agreement, of }: SeenEntries): Promise<LedgerEntry[]> {
  const entries = await entriesOf(ports.store, agreement.id);
  return entries.filter(({ holder }) => of === undefined || holder === of).reverse();
}

function askedOf(c: PageContext): Asked {
  const { month = "", organisation = "", term = "" } = c.req.query();
  return { month, organisation, term };
}

function isChosen({ month, organisation, term }: Asked, entry: LedgerEntry): boolean {
  const is = (asked: string, value: string) => asked === "" || asked === value;
  return is(month, monthOf(entry.date)) && is(organisation, entry.holder) && is(term, entry.term);
}

function fromOf(c: PageContext): number {
  const asked = Number(c.req.query("from"));
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}

/** Whoever pays enters nothing, and nothing is entered once it is settled. */
function enterLinks({ told }: EntrySay, { agreement, standpoint }: SeenEntries): Html | "" {
  if (standpoint === "funder" || agreement.stage === "settled") return "";
  return html`<p class="buttons"><a class="button" href="${href("newEntry")}">${told("new")}</a> <a href="${href("entriesImport")}">${told("import")}</a></p>`;
}

/** Of each, those that there are lines of. */
function chooser(
  { speak, people }: Pick<LineView, "speak" | "people">,
  agreement: Agreement,
  all: readonly LedgerEntry[],
  asked: Asked,
): Html | "" {
  const { told } = speak;
  const some = (values: readonly string[]) => [...new Set(values)];
  const filled = {
    typed: { month: [asked.month], organisation: [asked.organisation], term: [asked.term] },
    errors: [],
  };
  const field = (
    name: keyof Asked,
    label: string,
    none: string,
    values: readonly string[],
    words: (value: string) => string,
  ) =>
    values.length < 2
      ? ""
      : selectField(filled, {
          ...{ name, label },
          options: [{ value: "", label: none }, ...values.map((value) => ({ value, label: words(value) }))],
        });
  const months = some(all.map(({ date }) => monthOf(date)));
  const holders = some(all.map(({ holder }) => holder)).toSorted(byName(people));
  const terms = agreement.terms.filter(({ id }) => all.some(({ term }) => term === id));
  const fields = html`${field("month", told("month"), told("month.all"), months, (month) => monthWords(speak, month))}
${field("organisation", told("filter.organisation"), told("filter.organisation.all"), holders, people.name)}
${field(
  "term",
  told("filter.term"),
  told("filter.term.all"),
  terms.map(({ id }) => id),
  (id) => terms.find((term) => term.id === id)!.words,
)}`;
  const few = months.length < 2 && holders.length < 2 && terms.length < 2;
  return few
    ? ""
    : html`<form method="get" class="filters">${fields}<button class="second">${told("show")}</button></form>`;
}

function byName({ name }: People): (a: string, b: string) => number {
  return (a, b) => (name(a) < name(b) ? -1 : 1);
}

/** The way to the lines before and after those shown. */
function others(
  { told }: EntrySay,
  { id: agreement }: Agreement,
  asked: Asked,
  from: number,
  count: number,
): Html | "" {
  if (count <= aPage) return "";
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value || undefined]));
  const link = (first: number): Html =>
    html`<a href="${href("agreementEntries", { agreement }, { ...query, from: first })}">${told("before", { first: first + 1, last: Math.min(first + aPage, count) })}</a> `;
  return html`<p class="buttons">${from > 0 ? link(Math.max(0, from - aPage)) : ""}${from + aPage < count ? link(from + aPage) : ""}</p>`;
}

/** What all that are chosen come to, and their file. */
function foot(view: LineView, { id: agreement }: Agreement, asked: Asked, chosen: readonly LedgerEntry[]): Html {
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value || undefined]));
  const file = href("agreementEntriesFile", { agreement }, query);
  return html`${sumsList(view, chosen, view.speak.told("sum"))}<p><a href="${file}">${view.speak.told("csv")}</a></p>`;
}
