import { href } from "../../../shared/addresses.ts";
import type { Page } from "../people/browser.ts";
import { formsIn } from "../people/form.ts";
import { wordsOf } from "../people/page.ts";
import { linkTo, type Person } from "../people/person.ts";
import { idOf, type Play } from "../story.ts";
import { annotate, type Note } from "./word.ts";

type Choice = "approve" | "approveWithReservations" | "requestChanges" | "abstain" | "decline";
/** A remark on the passage that says `on`, or on the whole document. */
export type Remark = { on?: string; text?: string } & (
  | { type: "comment" }
  | { type: "correction"; correction: string; words: string }
  | { type: "addition"; addition: string }
  | { type: "reference"; reference: string }
);

/** A reviewer writes a remark beside its passage, on the page: it goes along with their opinion. */
export async function remark(
  on: Play,
  reviewer: Person,
  word: string,
  { on: passage, ...said }: Remark,
): Promise<void> {
  const id = idOf(on, word);
  const page = await reviewer.open(href("reading", { id }));
  const block = passage === undefined ? "document" : blockSaying(page, passage);
  const form = await reviewer.open(href("reading", { id }, { remark: block }));
  await reviewer.submit(form, /\/remarks$/, said);
}

/** The name of the block of a page that says some words, as the link after it has it. Throws where none does. */
function blockSaying({ html, address }: Page, words: string): string {
  const links = [...html.matchAll(/<a class="plus"[^>]*\bhref="[^"]*\?remark=([\w-]+)[\s\S]*?<\/a>/g)];
  const ends = links.map(({ index, 0: link }) => index + link.length);
  const at = links.findIndex(({ index }, each) => wordsOf(html.slice(ends[each - 1] ?? 0, index)).includes(words));
  if (at === -1) throw new Error(`no passage of ${address} says « ${words} »`);
  return links[at]![1]!;
}

/** A reviewer gives their opinion; the remarks that they wrote go along. */
export async function decide(on: Play, reviewer: Person, word: string, choice: Choice, reason?: string): Promise<Page> {
  const page = await reviewer.open(href("decision", { id: idOf(on, word) }));
  return reviewer.submit(page, /\/review\/decision$/, { choice, reason });
}

/** A reviewer sends the remarks that they wrote, without an opinion yet. */
export async function sendRemarks(on: Play, reviewer: Person, word: string): Promise<void> {
  const page = await reviewer.open(href("remarks", { id: idOf(on, word) }));
  await reviewer.submit(page, /\/remarks\/sending$/, { confirmed: true });
}

/** A reviewer writes in the Word file of the version, and sends it back; what was found becomes their remarks. */
export async function annotateCopy(on: Play, reviewer: Person, word: string, notes: readonly Note[]): Promise<void> {
  const id = idOf(on, word);
  const { bytes } = await on.wait("the Word file of the version", async () => {
    const page = await reviewer.open(href("reading", { id }));
    return /\/review\/files\/docx/.test(page.html) ? reviewer.open(linkTo(page, /\/review\/files\/docx$/)) : undefined;
  });
  const file = { name: "relecture-annotee.docx", bytes: annotate(bytes, reviewer.name, notes) };
  const form = await reviewer.submit(await reviewer.open(href("copies", { id })), /\/copies$/, { format: "docx" });
  await on.send(reviewer, form, file);
}

/** What an author does of a remark that says some words; `applied`: its correction is put in the text as it is worded. */
export type Answer = { about: string; as: "applied" | "integrated" | "partly" | "declined"; reason?: string };

/** An author answers every remark of the last round that waits for it, one page after the other. */
export async function answerRemarks(on: Play, author: Person, word: string, answers: readonly Answer[]): Promise<void> {
  await answerAll(author, href("contributions", { id: idOf(on, word) }), answers);
}

/** The same of remarks that came along from the document that the text began as. */
export async function answerCarried(on: Play, author: Person, word: string, answers: readonly Answer[]): Promise<void> {
  await answerAll(author, href("carried", { id: idOf(on, word) }), answers);
}

/** The page opens on the first remark that waits, and leads to the next one as long as there is one. */
async function answerAll(author: Person, list: string, answers: readonly Answer[]): Promise<void> {
  let page = await author.open(list);
  for (const _ of answers) {
    const said = wordsOf(/<section class="answer"[\s\S]*?<\/section>/.exec(page.html)?.[0] ?? "");
    const answer = answers.find(({ about }) => said.includes(about));
    if (!answer) throw new Error(`nobody said what becomes of the remark at ${page.address}`);
    const { as, reason } = answer;
    page = await author.submit(page, /\/(contributions|carried)\/[\w-]+$/, { disposition: as, reason });
  }
}

/** Whoever may looks at what changed since another text, on its page and in Word; where nobody compared both, they ask for it. */
export async function compare(on: Play, who: Person, address: string): Promise<void> {
  const page = await who.open(address);
  const redline = /\/redline(\?|$)/;
  if (formsIn(page).some(({ action }) => redline.test(action))) await who.submit(page, redline);
  const compared = await on.wait("what changed", async () => {
    const looked = await who.open(address);
    return looked.html.includes("data-wait") ? undefined : looked;
  });
  await who.open(linkTo(compared, /\/redline\/docx$/));
}
