import { html } from "hono/html";
import * as z from "zod";
import { importPeople } from "../../../shared/acts/people-import.ts";
import type { ListFault } from "../../../shared/acts/people-list.ts";
import { href } from "../../../shared/addresses.ts";
import { textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { readListed } from "../components/listed-file.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";

const listed = z.strictObject({ list: z.string("input.list").trim().min(1, "input.list").max(900_000, "input.long") });
type List = z.infer<typeof listed>;

/** The form that takes a list of people, pasted or as a file. */
export function peopleImport(c: PageContext, web: Web, _: Visitor, filled: Filled = nothingFilled): Promise<Response> {
  const { text } = say(c, web);
  const back = { href: href("people"), label: text("people.title") };
  const body = html`<p>${text("people.import.lead")}</p>
<pre>${text("people.import.example")}</pre>
<p>${text("people.import.columns")}</p>
<form method="post" enctype="multipart/form-data" novalidate>${textArea(filled, { name: "list", label: text("people.import.list"), hint: text("people.import.hint"), rows: 16 })}
<div class="field"><label for="file">${text("people.import.file")}</label>
<input id="file" name="file" type="file" accept=".csv,.txt,.tsv,text/csv,text/plain"></div>
<button>${text("people.import.do")}</button></form>`;
  return formPage(c, web, { title: text("people.import"), back, filled, body });
}

/** Reads the list of a form: the file where one came along, else what was pasted. Throws as `readInput`. */
export function readList(c: PageContext): Promise<Input<List>> {
  return readListed(c, listed);
}

/** Adds the people of a list; one with faults comes back with all of them, each on its line, and nothing is stored. */
export async function importList(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<List>,
): Promise<Response> {
  if (!ok) return peopleImport(c, web, visitor, filled);
  const result = await importPeople(web.ports, ok.list, web.settings.language);
  if ("ok" in result) {
    const { added, there } = result.ok;
    tell(c, { added: say(c, web).text("people.imported", { count: added }), there });
    return done(c, href("people"), result.ok);
  }
  const errors = faultErrors(say(c, web), result.faults);
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return peopleImport(c, web, visitor, { ...filled, errors });
}

/** Faults that one answer names. */
const mostNamed = 60;

function faultErrors({ text }: Say, faults: readonly ListFault[]): FieldError[] {
  const named = faults.slice(0, mostNamed).map(({ line, code, word = "", other = "" }) => {
    const column = word as "name" | "address" | "organisation";
    const shown = code === "column-missing" ? text(`people.import.column.${column}`) : word;
    return text("people.import.fault", { line, sentence: text(`people.import.fault.${code}`, { word: shown, other }) });
  });
  const rest = faults.length - named.length;
  const more = rest > 0 ? [text("people.import.more", { count: rest })] : [];
  return [...named, ...more].map((message) => ({ field: "list", message }));
}
