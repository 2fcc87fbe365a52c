import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { monthName } from "../../../shared/i18n/dates.ts";
import { monthOf } from "../../../shared/ledger/state.ts";
import { mayEnter } from "../../../shared/sight/entering.ts";
import { entriesOfHolder, type LedgerEntry, monthsOfHolder } from "../../../shared/stored/ledger.ts";
import type { Holder } from "../../../shared/values.ts";
import { nowOf } from "../components/duties.ts";
import { selectField } from "../components/fields.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { coordinates } from "../http/rights.ts";
import { say } from "../http/say.ts";
import { csvFile, entriesCsv } from "./csv.ts";
import { type LineView, lineAsJson, linesTable, sumsList, viewOf } from "./lines.ts";
import { enteringAs, ownHolder } from "./who.ts";
import { type EntrySay, tellingEntries } from "./words.ts";

/** What the address asks for: whose lines, of which month; `months`: those that there are, and this one. */
type Asked = { holder: Holder; ofOrganisation: boolean; month: string; months: string[] };

/** The entries of who looks, or of their organisation where `?whose=organisation` asks, of one month. */
export async function ownEntries(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const speak = tellingEntries(say(c, web));
  const asked = await askedOf(c, web, visitor);
  const entries = await entriesIn(web, asked);
  const view = await viewOf(web, speak, entries, { notes: true });
  if (wantsJson(c)) return c.json({ month: asked.month, entries: entries.map((entry) => lineAsJson(view, entry)) });
  const title = titleOf(speak, view, asked);
  const main = html`${row("", html`<h1>${title}</h1><p>${speak.told("lead")}</p>${await waysIn(web, speak, visitor, asked)}`)}
${row("", html`${monthChooser(speak, asked)}${entries.length === 0 ? html`<p>${speak.told("none.month")}</p>` : ""}`)}
${entries.length === 0 ? "" : body(view, asked, entries)}`;
  return frame(c, web, { title, main });
}

/** The same for a spreadsheet. */
export async function entriesFile(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const asked = await askedOf(c, web, visitor);
  const entries = await entriesIn(web, asked);
  const view = await viewOf(web, tellingEntries(say(c, web)), entries, { notes: true });
  return csvFile(c, entriesCsv(view, entries), `${view.speak.told("caption").toLowerCase()}-${asked.month}`);
}

async function askedOf(c: PageContext, web: Web, visitor: Visitor): Promise<Asked> {
  const ofOrganisation = c.req.query("whose") === "organisation" && visitor.person.belongs !== "";
  const holder = ofOrganisation ? ownHolder(visitor) : visitor.person.id;
  const present = monthOf(nowOf(web).today);
  const entered = await monthsOfHolder(web.ports.store, holder);
  const months = [...new Set([present, ...entered])].sort().reverse();
  const month = months.find((each) => each === c.req.query("month")) ?? present;
  return { holder, ofOrganisation, month, months };
}

/** The last day last: as they are read through a month. */
function entriesIn({ ports }: Web, { holder, month }: Asked): Promise<LedgerEntry[]> {
  return entriesOfHolder(ports.store, holder, { from: month, until: month });
}

function titleOf({ told }: EntrySay, { people }: LineView, { holder, ofOrganisation }: Asked): string {
  return ofOrganisation ? told("of.organisation", { organisation: people.name(holder) }) : told("title");
}

/** To enter, for who may; to the other list, for who is of an organisation. */
async function waysIn(web: Web, { told }: EntrySay, visitor: Visitor, asked: Asked): Promise<Html> {
  const { month, ofOrganisation } = asked;
  const may = coordinates(visitor) || (await mayEnter(web.ports.store, enteringAs(visitor)));
  const other = ofOrganisation
    ? html`<a href="${href("entries", {}, { month })}">${told("of.own")}</a>`
    : html`<a href="${href("entries", {}, { month, whose: "organisation" })}">${told("of.organisation.all", { organisation: visitor.person.organisation })}</a>`;
  const enter = html`<a class="button" href="${href("newEntry")}">${told("new")}</a> <a href="${href("entriesImport")}">${told("import")}</a> `;
  return html`<p class="buttons">${may ? enter : ""}${visitor.person.belongs === "" ? "" : other}</p>`;
}

function monthChooser(speak: EntrySay, { month, months, ofOrganisation }: Asked): Html | "" {
  if (months.length < 2) return html`<p><strong>${monthWords(speak, month)}</strong></p>`;
  const options = months.map((value) => ({ value, label: monthWords(speak, value) }));
  const filled = { typed: { month: [month] }, errors: [] };
  return html`<form method="get" class="filters">${ofOrganisation ? html`<input type="hidden" name="whose" value="organisation">` : ""}
${selectField(filled, { name: "month", label: speak.told("month"), options })}
<button class="second">${speak.told("show")}</button></form>`;
}

/** "mars 2008". */
export function monthWords({ told, language }: EntrySay, month: string): string {
  const [year = "", number = "1"] = month.split("-");
  return told("month.of", { month: monthName(language, Number(number)), year });
}

function body(view: LineView, { month, ofOrganisation }: Asked, entries: readonly LedgerEntry[]): Html {
  const { told } = view.speak;
  const file = href("entriesFile", {}, { month, ...(ofOrganisation && { whose: "organisation" }) });
  const shown = entries.toReversed();
  return html`${row("", linesTable(view, shown, { who: ofOrganisation }), "wide")}
${row("", html`${sumsList(view, entries, told("sum.month"))}<p><a href="${file}">${told("csv")}</a></p>`)}`;
}
