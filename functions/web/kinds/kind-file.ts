import { html } from "hono/html";
import * as z from "zod";
import { addKind, changeKind } from "../../../shared/acts/kinds.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { validationWords } from "../../../shared/i18n/validation.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { listKinds, readKindFile } from "../../../shared/kinds/resolve.ts";
import { textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { attempt, done } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";
import { backToAll } from "./kind-form.ts";
import type { OpenedKind } from "./who.ts";

/** A kind.json, as it was pasted. */
export const kindFileEntry = z.strictObject({
  file: z.string("input.file").trim().min(1, "input.file").max(200_000, "input.long"),
});

/** The kind as kind.json. */
export function kindFile(c: PageContext, _: Web, { kind }: OpenedKind): Promise<Response> {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="${kind.id}.kind.json"`,
  };
  return Promise.resolve(c.body(`${JSON.stringify(kind, null, 2)}\n`, 200, headers));
}

/** The form that takes a kind.json. */
export function kindImport(c: PageContext, web: Web, _: Visitor, filled: Filled = nothingFilled): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const body = html`<p>${text("kinds.import.lead")}</p><form method="post" novalidate>
<div class="field" data-file-into="file" hidden><label for="chosen">${text("kinds.import.choose")}</label>
<input id="chosen" type="file" accept=".json"></div>
${textArea(filled, { name: "file", label: text("kinds.import.file"), rows: 20 })}
<button>${text("kinds.import.do")}</button></form>`;
  return formPage(c, web, { title: text("kinds.import"), back: backToAll(speak), filled, body, scripts: ["file.js"] });
}

/** Takes it: a new kind, or the one of its id as it is from now on. A fault is told with its field or its line. */
export async function importedKind(
  c: PageContext,
  web: Web,
  visitor: Visitor,
  { ok, filled }: Input<z.infer<typeof kindFileEntry>>,
): Promise<Response> {
  if (!ok) return kindImport(c, web, visitor, filled);
  const faults = {
    "kind-file-invalid": "file",
    "json-unreadable": "file",
    "revision-unknown": "file",
    "kind-named": "file",
    "kind-exists": "file",
  } as const;
  const result = await attempt(c, filled, faults, async () => {
    const speak = say(c, web);
    const kind = readKindFile(new TextEncoder().encode(ok.file), validationWords[speak.language]);
    const known = (await listKinds(web.ports.assets)).map(({ id }) => id);
    checkNext(speak, kind, known);
    const there = known.includes(kind.id);
    await (there ? changeKind : addKind)(web.ports, kind);
    if (there) tell(c, {}, "done.kindChange");
    return done(c, href("kind", { kind: kind.id }), { id: kind.id });
  });
  return result instanceof Response ? result : kindImport(c, web, visitor, result);
}

/** That a document of it can become one of each of the kinds that it names. Throws `kind-file-invalid`. */
function checkNext({ text }: Say, { id, next = [] }: Kind, known: readonly string[]): void {
  const wrong = next.findIndex((each) => each !== id && !known.includes(each));
  if (wrong === -1) return;
  const problem = text("kinds.import.next", { kind: next[wrong]!, known: known.join(", ") });
  throw new Refusal("kind-file-invalid", { field: `next[${wrong}]`, problem });
}
