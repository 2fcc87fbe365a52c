import { href } from "../../../shared/addresses.ts";
import { formsIn } from "../people/form.ts";
import { idIn, linkTo, type Person } from "../people/person.ts";
import { idOf, type Play, remember } from "../story.ts";
import { deposit } from "./documents.ts";
import { completed } from "./word.ts";

/** The coordinator reads what an agreement comes to, and sends it to its funder. */
export async function sendStatement(on: Play, agreement: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("statement", { agreement: idOf(on, agreement) }));
  await coordination.submit(page, /\/statements(\?|$)/, { confirmed: true });
}

/** Whoever pays opens the link of its mail, and downloads the statement as PDF, Word file and CSV. */
export async function receiveStatement(on: Play, who: Person, subject: string): Promise<void> {
  const { address } = await who.follow(`État justificatif ${subject}`);
  const file = /\/statements\/[\w-]+\/(pdf|docx|csv)$/;
  const page = await on.wait("the files of a statement", async () => {
    const looked = await who.open(address);
    return looked.html.includes("data-wait") ? undefined : looked;
  });
  const buttons = formsIn(page).flatMap((form) => form.buttons.filter(({ action = "" }) => file.test(action)));
  for (const { label, action = "" } of buttons) {
    await who.submit(page, file, { confirmed: true }, { button: label });
    on.downloads.push({ track: on.track, by: who.name, address: action });
  }
}

/** The coordinator begins the financial report of an agreement from its page: a draft of what is known. */
export async function beginReport(on: Play, agreement: string, word: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("agreement", { agreement: idOf(on, agreement) }));
  const begun = await coordination.submit(page, /\/financial-report$/, { confirmed: true });
  remember(on, word, "document", idIn(begun, "deliverables"));
}

/** The coordinator takes the draft as a Word file, writes what it asks for, and sends it back. */
export async function completeReport(on: Play, word: string, written: Readonly<Record<string, string>>): Promise<void> {
  const { coordination } = on.people;
  const draft = await coordination.open(href("draft", { id: idOf(on, word) }));
  const address = linkTo(draft, /\/versions\/[0-9a-f]+$/);
  await coordination.submit(await coordination.open(address), /\/docx$/);
  const { bytes } = await on.wait("the Word file of a draft", async () => {
    const version = await coordination.open(address);
    return version.html.includes("en préparation") ? undefined : coordination.open(linkTo(version, /\/docx$/));
  });
  await deposit(on, coordination, word, { name: "compte-rendu-financier.docx", bytes: completed(bytes, written) });
}

/** The coordinator says who reviews a document that they began, and by when. */
export async function askReview(
  on: Play,
  word: string,
  plan: { reviewers: readonly string[]; dueReview: string; dueFinal: string },
): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("changes", { id: idOf(on, word) }));
  await coordination.submit(page, /\/changes$/, plan);
}
