import { href } from "../../../shared/addresses.ts";
import type { Page } from "../people/browser.ts";
import { type Form, formsIn } from "../people/form.ts";
import { expectWords } from "../people/page.ts";
import { linkTo, type Person } from "../people/person.ts";
import { idOf, type Play } from "../story.ts";

/** A line of time or money: `term`: as its agreement calls it; `who`: of whom a coordinator enters it, else of who enters. */
export type Line = { term: string; date: string; amount: string; who?: string; note?: string };

/** Somebody enters lines, one after the other: the form keeps their choices. The page that tells what the last one came to. */
export async function enter(who: Person, lines: readonly Line[]): Promise<Page> {
  let page = await who.open(href("newEntry"));
  for (const line of lines) page = await who.submit(page, /\/entries\/new$/, (form) => typed(form, line));
  return page;
}

/** The same with its receipt, which is given first: the form comes back with it. */
export async function enterWithReceipt(
  who: Person,
  line: Line,
  receipt: { name: string; bytes: Uint8Array },
): Promise<void> {
  const page = await who.open(href("newEntry"));
  const proof = await who.submit(page, /\/entries\/new$/, (form) => typed(form, line), {
    button: "Ajouter un justificatif",
  });
  const back = await who.submit(proof, { to: /\/files$/, button: /fichier/ }, {}, { files: { file: receipt } });
  await who.submit(back, /\/entries\/new$/, {});
}

function typed(form: Form, { term, ...line }: Line) {
  const choices = form.controls.get("what")?.choices ?? [];
  const what = choices.find(({ label }) => label.startsWith(`${term} –`))?.value;
  if (what === undefined) throw new Error(`nothing to enter on « ${term} »: ${choices.map(({ label }) => label)}`);
  return { what, ...line };
}

/** Somebody undoes the line that a page tells of, and says why. Throws where that page does not warn of `warning`. */
export async function undoLast(who: Person, page: Page, warning: string, note: string): Promise<void> {
  expectWords(page, warning);
  const entry = await who.open(linkTo(page, /^Voir cette saisie/));
  await who.submit(entry, /\/undoing$/, { note, confirmed: true });
}

/**
 * Whoever may enters missions from the page of a meeting: a coordinator of all who came, others their own; `paid`: by what, where several
 * agreements would pay.
 */
export async function enterMissions(on: Play, who: Person, meeting: string, paid: string): Promise<void> {
  const page = await who.open(href("meeting", { meeting: idOf(on, meeting) }));
  const missions = await who.open(linkTo(page, /\/missions$/));
  const choosing = missionsIn(missions).find(({ controls }) => controls.has("paid") && !controls.has("people"));
  const chosen = choosing ? await who.submit(missions, /\/missions$/, (form) => paidBy(form, paid)) : missions;
  expectWords(chosen, paid);
  await who.submit(chosen, /\/missions$/, { confirmed: true });
}

function missionsIn(page: Page): Form[] {
  return formsIn(page).filter(({ action }) => /\/missions$/.test(action));
}

function paidBy({ controls }: Form, words: string) {
  const choices = controls.get("paid")?.choices ?? [];
  return { paid: choices.find(({ label }) => label.startsWith(`${words}, `))?.value ?? words };
}

/** A member sends a table of entries, looks at what it would enter, and enters it. */
export async function importEntries(who: Person, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const text = `${rows.map((cells) => cells.join(";")).join("\r\n")}\r\n`;
  const form = await who.open(href("entriesImport"));
  const file = { name, bytes: Buffer.from(text) };
  const preview = await who.submit(form, /\/entries\/import$/, {}, { files: { file } });
  await who.submit(preview, /\/entries\/import$/, { confirmed: true });
}
