import { href } from "../../../shared/addresses.ts";
import type { Page } from "../people/browser.ts";
import { linksTo, type Person } from "../people/person.ts";
import { idOf, type Play } from "../story.ts";

/** Something that a document draws on: a document or a meeting by its title, looked for by words; or a file of one's own. */
export type Source = { title: string; find?: string; file?: { name: string; bytes: Uint8Array } };

/** An author puts something in the basket of a document, and says which sections use it, by their titles. */
export async function drawOn(
  on: Play,
  author: Person,
  word: string,
  source: Source,
  sections: readonly string[],
): Promise<void> {
  const id = idOf(on, word);
  const { title, find, file } = source;
  const page = await author.open(href("sources", { id }, { find }));
  const fields = file ? { title } : { thing: title };
  const choosing = file ? await on.send(author, page, file) : page;
  const added = await author.submit(choosing, { to: /\/sources$/, button: /^Ajouter/ }, fields);
  const placing = await author.open(sectionsOf(added, title));
  await author.submit(placing, /\/sections$/, { sections });
}

/** The page on which the sections that use a source are ticked, by the words of its link. */
function sectionsOf(page: Page, title: string): string {
  const found = linksTo(page, /\/sections$/).find(({ words }) => words.endsWith(title));
  if (!found) throw new Error(`${page.address} has no source « ${title} »`);
  return found.address;
}
