import { href } from "../../../shared/addresses.ts";
import { idOf, type Play } from "../story.ts";

/** The coordinator chases somebody by name, from the document's page, with a line of their own. */
export async function chase(on: Play, word: string, name: string, note: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("deliverable", { id: idOf(on, word) }));
  const theirs = { to: /\/chases$/, button: new RegExp(`^Relancer ${name}`) };
  await coordination.submit(page, theirs, { note, confirmed: true });
}
