import { html } from "hono/html";
import * as z from "zod";
import {
  type ImportFault,
  importEntries,
  type Known,
  type Understood,
  understandEntries,
} from "../../../shared/acts/entries-import.ts";
import { href } from "../../../shared/addresses.ts";
import { termOf } from "../../../shared/agreement/state.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { centsOf, type Sum } from "../../../shared/ledger/state.ts";
import { offeredTo } from "../../../shared/sight/entering.ts";
import { doneByTerm } from "../../../shared/stored/ledger.ts";
import { tick } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { table } from "../components/facts.ts";
import { hidden, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { readListed } from "../components/listed-file.ts";
import { type People, thePeople } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, isJson, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { askingEntry, type Enterer, enteringAs, ownHolder } from "./who.ts";
import { amountWords, type EntrySay, tellingEntries, totalWords } from "./words.ts";

const listed = z.strictObject({
  list: z.string("input.list").trim().min(1, "input.list").max(900_000, "input.long"),
  do: z.enum(["check", "enter"]).default("check"),
  confirmed: z.boolean().default(false),
});
type List = z.infer<typeof listed>;

/** Reads the list of a form: the file where one came along, else what was pasted. Throws as `readInput`. */
export function readEntries(c: PageContext): Promise<Input<List>> {
  return readListed(c, listed);
}

/** The form that takes a table of entries, pasted or as a file; what the last one did. */
export function entriesImport(c: PageContext, web: Web, _: Enterer, filled: Filled = nothingFilled): Promise<Response> {
  const speak = tellingEntries(say(c, web));
  const { told } = speak;
  const body = html`<p>${told("list.lead")}</p>
<pre>${told("list.example")}</pre>
<p>${told("list.columns")}</p>
<form method="post" action="${href("entriesImport")}" enctype="multipart/form-data" novalidate>${textArea(filled, { name: "list", label: told("list.list"), hint: told("list.hint"), rows: 12 })}
<div class="field"><label for="file">${told("list.file")}</label>
<input id="file" name="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain"></div>
<button>${told("list.do")}</button></form>`;
  return formPage(c, web, { title: told("list.title"), back: backOf(speak), filled, body });
}

function backOf({ told }: EntrySay): { href: string; label: string } {
  return { href: href("entries"), label: told("title") };
}

/** Shows what a table would enter, or enters it; one with faults comes back with all of them, and nothing is stored. */
export async function importTable(
  c: PageContext,
  web: Web,
  enterer: Enterer,
  { ok, filled }: Input<List>,
): Promise<Response> {
  if (!ok) return entriesImport(c, web, enterer, filled);
  const speak = tellingEntries(say(c, web));
  const people = await thePeople(web);
  const { known, lines, left, faults } = await understood(web, ok.list, knownTo(web, speak, enterer, people), enterer);
  const errors = faultErrors(speak, faults);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return entriesImport(c, web, enterer, { ...filled, errors });
  if (ok.do === "enter" && (ok.confirmed || isJson(c))) {
    const entered = await importEntries(web.ports, askingEntry(enterer.visitor), lines, known.today);
    return done(c, href("entriesImport"), entered);
  }
  if (wantsJson(c)) return c.json({ lines: lines.map(({ of: _, refused: __, ...line }) => line) });
  return preview(c, web, { speak, people, known, lines, left, list: ok.list });
}

/** What a list says. Agreements that are settled are looked for only where it names one that is not open. */
async function understood({ ports: { store } }: Web, list: string, known: Known, { visitor }: Enterer) {
  const read = await understandEntries(store, list, known);
  const unknown = read.faults.flatMap((fault) => (fault.code === "agreement" ? (fault.word ?? []) : []));
  if (unknown.length === 0) return { known, ...read };
  const offered = await offeredTo(store, enteringAs(visitor), [...new Set(unknown)]);
  const more = { ...known, offered };
  return { known: more, ...(await understandEntries(store, list, more)) };
}

/** What names mean to who sends the list. */
function knownTo(web: Web, { language }: EntrySay, { visitor, office, offered }: Enterer, people: People): Known {
  return {
    ...{ offered, people: people.all, organisations: people.organisations, language, today: nowOf(web).today },
    ...(!office && { own: ownHolder(visitor) }),
  };
}

/** Faults that one answer names. */
const mostNamed = 60;

function faultErrors(speak: EntrySay, faults: readonly ImportFault[]): FieldError[] {
  const { told } = speak;
  const named = faults.slice(0, mostNamed).map((fault) => {
    return told("list.fault", { line: fault.line, sentence: sentenceOf(speak, fault) });
  });
  const rest = faults.length - named.length;
  const more = rest > 0 ? [told("list.more", { count: rest })] : [];
  return [...named, ...more].map((message) => ({ field: "list", message }));
}

function sentenceOf({ told, language }: EntrySay, fault: ImportFault): string {
  if (fault.code === "refused") return refusalMessage(language, fault.refused);
  const { code, word = "" } = fault;
  if (code === "column-missing") {
    const column = word as "date" | "agreement" | "term";
    return told("list.fault.column-missing", { word: told(`column.${column}`).toLowerCase() });
  }
  return told(`list.fault.${code}`, { word });
}

type Preview = {
  speak: EntrySay;
  people: People;
  known: Known;
  lines: readonly Understood[];
  left: number;
  list: string;
};

/** Lines of a table that its preview shows. */
const mostShown = 50;

/** What would be entered: the first lines, each sum that would be over what was planned, and the button that enters all; what is there. */
async function preview(c: PageContext, web: Web, shown: Preview): Promise<Response> {
  const { speak, list } = shown;
  const { told } = speak;
  const [lines, there] = [shown.lines.filter((line) => !line.there), shown.lines.filter((line) => line.there)];
  const [count, first] = [lines.length, lines.slice(0, mostShown)];
  const over = await overLines(web, shown);
  const enter = html`${over.length > 0 ? html`<div class="note warning">${over.map((words) => html`<p>${words}</p>`)}</div>` : ""}
<form method="post" action="${href("entriesImport")}" enctype="multipart/form-data" data-one-click>${hidden("list", list)}${hidden("do", "enter")}
<p class="buttons">${tick(told("list.sure"))} <button>${told("list.enter", { count })}</button></p></form>
${count > first.length ? html`<p>${told("list.preview.first", { count: first.length })}</p>` : ""}
${linesOf(shown, first)}`;
  const lead = count > 0 ? told("list.preview.lead", { count }) : told("list.done.none");
  const body = html`<p>${lead}</p>${leftNote(shown)}${count > 0 ? enter : ""}${thereLines(shown, there)}`;
  const back = { href: href("entriesImport"), label: told("list.correct") };
  const title = told("list.preview");
  return formPage(c, web, { title, back, filled: nothingFilled, body, scripts: ["confirm.js"] });
}

/** "2 lignes annulées sont laissées de côté." */
function leftNote({ speak, left }: Preview): Html | "" {
  return left > 0 ? html`<p>${speak.told("list.preview.left", { count: left })}</p>` : "";
}

/** The lines that are entered already, and will not be a second time. */
function thereLines(shown: Preview, there: readonly Understood[]): Html | "" {
  if (there.length === 0) return "";
  const { told } = shown.speak;
  return html`<h2>${told("list.preview.there")}</h2><p>${told("list.preview.there.lead", { count: there.length })}</p>
${linesOf(shown, there.slice(0, mostShown))}`;
}

function linesOf({ speak, people, known }: Preview, lines: readonly Understood[]): Html {
  const { told } = speak;
  const titles = new Map(
    known.offered.flatMap(({ actions }) => actions.map(({ ref, title }) => [ref, title] as const)),
  );
  const rows = lines.map((line) => [
    speak.date(line.date),
    html`${line.of.words}<br><span class="muted">${titles.get(line.action) ?? line.action}</span>`,
    people.name(line.person ?? line.holder),
    amountWords(speak, line.of, { ...line, cents: centsOf(line.of, line) }, currencyOf(known, line)),
    line.note,
  ]);
  const heads = [told("day"), told("what"), told("who"), told("how-much"), told("column.note")];
  return table(told("caption"), heads, rows);
}

function currencyOf({ offered }: Known, { agreement: id }: Understood): string {
  return offered.find(({ agreement }) => agreement.id === id)!.agreement.currency;
}

/** Terms that would be entered beyond what was planned: a warning with the numbers, never a refusal. */
async function overLines({ ports }: Web, { speak, known, lines }: Preview): Promise<string[]> {
  const over: string[] = [];
  const news = lines.filter(({ there }) => !there);
  for (const [id, of] of Map.groupBy(news, ({ agreement }) => agreement)) {
    const { agreement } = known.offered.find((each) => each.agreement.id === id)!;
    const entered = await doneByTerm(ports.store, id);
    for (const [term, some] of Map.groupBy(of, (line) => line.term)) {
      const sum = some.reduce<Sum>(
        ({ quantity, cents }, line) => ({
          quantity: quantity + (line.quantity ?? 0),
          cents: cents + centsOf(line.of, line),
        }),
        entered.get(term) ?? { quantity: 0, cents: 0 },
      );
      const told = totalWords(speak, termOf(agreement, term)!, sum, agreement.currency);
      if (told.over) over.push(speak.told("sum.of", { what: some[0]!.of.words, amounts: told.words }));
    }
  }
  return over;
}
