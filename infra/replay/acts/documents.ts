import { href } from "../../../shared/addresses.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import type { Page } from "../people/browser.ts";
import { idIn, linkTo, type Person } from "../people/person.ts";
import { idOf, type Play, remember } from "../story.ts";

/** Who a document is asked of, who reviews it, who pays for it, and its dates. */
type Arranged = {
  title: string;
  authors: readonly string[];
  reviewers: readonly string[];
  funders?: readonly string[];
  quorum?: number;
  draft: string;
  review: string;
  final: string;
};
/** A document of an action of 2008; `expected`: which of those that it expects; `parts`: members who write one each. */
export type Asked = Arranged & { action: string; expected?: string; kind: string; parts?: readonly string[] };

/** The coordinator begins a document from what its action expects, checks what they filled in, and makes it. */
export async function askFor(on: Play, word: string, { action, expected, ...asked }: Asked): Promise<void> {
  const { coordination } = on.people;
  const begun = href("newDeliverable", {}, { action: actionRef("2008", action), expectation: expected });
  await make(on, word, await coordination.open(begun), asked);
}

/** The coordinator makes another document of one: it begins as its text, and its open remarks come along. */
export async function derive(on: Play, word: string, from: string, asked: Arranged): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("deliverable", { id: idOf(on, from) }));
  await make(on, word, await coordination.open(linkTo(page, /^En faire un autre document/)), asked);
}

async function make(
  on: Play,
  word: string,
  form: Page,
  { draft, review, final, parts, ...asked }: Arranged & Partial<Pick<Asked, "kind" | "parts">>,
): Promise<void> {
  const { coordination } = on.people;
  const check = await coordination.submit(form, /\/deliverables\/new$/, {
    ...asked,
    ...{ dueDraft: draft, dueReview: review, dueFinal: final, parts: parts?.join("\n") },
  });
  remember(on, word, "document", idIn(await coordination.submit(check, /\/deliverables$/), "deliverables"));
}

/** A file of somebody's; `part`: which part of a document it is. */
export type Draft = { name: string; bytes: Uint8Array; part?: string };

/** An author sends a file for a document and waits until it is read; the page that says what was read. */
export async function deposit(on: Play, author: Person, word: string, { part, ...file }: Draft): Promise<Page> {
  const format = file.name.slice(file.name.lastIndexOf(".") + 1);
  const draft = await author.open(href("draft", { id: idOf(on, word) }));
  const next = await author.submit(draft, /\/uploads$/, { format, part });
  return on.send(author, next, file);
}

/** An author, or the coordinator, submits what was sent to review; `unchanged`: why its text stayed as it was. */
export async function submitDraft(on: Play, who: Person, word: string, unchanged?: string): Promise<void> {
  const check = await who.open(href("submission", { id: idOf(on, word) }));
  await who.submit(check, /\/submission$/, { confirmed: true, unchanged });
}

/** The coordinator closes the open round, as it can be closed; `meetings`: whether its meetings to come are held. */
export async function closeRound(on: Play, word: string, outcome: Outcome, meetings?: "on" | "off"): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("closure", { id: idOf(on, word) }));
  await coordination.submit(page, /\/closure$/, { outcome, meetings });
}

type Outcome = "approved" | "toIntegrate" | "asIs" | "changesRequested" | "unresolved";

/** The coordinator moves the deadline of the open round; one that is unusual is confirmed. */
export async function moveDeadline(on: Play, word: string, day: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("deadline", { id: idOf(on, word) }));
  await coordination.submit(page, /\/deadline$/, { deadline: day }, { confirm: true });
}
