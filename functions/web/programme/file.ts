import { html } from "hono/html";
import { exportActions, exportProgramme, importProgramme, readProgramme } from "../../../shared/acts/programme-file.ts";
import { href } from "../../../shared/addresses.ts";
import { faultSentence } from "../../../shared/programme/file/sentence.ts";
import { loadProgramme } from "../../../shared/stored/programme.ts";
import { textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { done } from "../http/answer.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { say } from "../http/say.ts";
import type { FileEntry } from "./file-entry.ts";
import { importedBetween } from "./imported.ts";
import type { OpenedProgramme } from "./who.ts";

/** The form that takes a programme's file. */
export function programmeImport(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { text } = say(c, web);
  const back = { href: href("programmes"), label: text("programmes.title") };
  const body = html`<p>${text("programme.import.lead")}</p><p>${text("programme.import.table")}</p>
<form method="post" novalidate>
<div class="field" data-file-into="file" hidden><label for="chosen">${text("programme.import.choose")}</label>
<input id="chosen" type="file" accept=".yaml,.yml,.csv,.txt"></div>
${textArea(filled, { name: "file", label: text("programme.import.file"), hint: text("programme.import.hint"), rows: 20 })}
<button>${text("programme.import.do")}</button></form>`;
  return formPage(c, web, { title: text("programme.import"), back, filled, body, scripts: ["file.js"] });
}

/** Stores what the file says; one with faults comes back with all of them, each on its line, and nothing is stored. */
export async function importFile(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<FileEntry>,
): Promise<Response> {
  if (!ok) return programmeImport(c, web, visitor, filled);
  const { text, language } = say(c, web);
  const read = await readProgramme(web.ports, ok.file);
  if ("ok" in read) {
    const by = { person: visitor.person.id, coordinator: true };
    const before = (await loadProgramme(web.ports.store, read.ok.id))?.state;
    const after = await importProgramme(web.ports, by, read.ok, web.settings.language);
    const imported = importedBetween(before, after);
    tell(c, imported);
    return done(c, href("programmeOf", { programme: after.id }), { id: after.id, ...imported });
  }
  const errors = read.faults.map((fault) => ({
    field: "file",
    message: text("programme.import.fault", { line: fault.line, sentence: faultSentence(language, fault) }),
  }));
  if (wantsJson(c)) throw new InvalidRequest(errors);
  return programmeImport(c, web, visitor, { ...filled, errors });
}

/** The programme as YAML, which reads back as the same. */
export async function programmeFile(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  const yaml = await exportProgramme(web.ports, programme, say(c, web).language);
  return c.body(yaml, 200, {
    "content-type": "application/yaml; charset=utf-8",
    "content-disposition": `attachment; filename="programme-${programme.id}.yaml"`,
  });
}

/** Its actions as a table for a spreadsheet, a line each, which reads back as the same. */
export async function actionsTable(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  const csv = await exportActions(web.ports, programme, say(c, web).language);
  return c.body(csv, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="programme-${programme.id}-actions.csv"`,
  });
}
