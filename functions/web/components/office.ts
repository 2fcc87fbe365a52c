import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { byDay, type DatedDuty } from "../../../shared/asking/digest.ts";
import { coordinatedBy, type Now, type OfficeItem, officeDuties } from "../../../shared/asking/week.ts";
import type { OfficeWork, Work } from "../../../shared/deliverable/duties.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { nowOf, thingWords } from "./duties.ts";
import type { Task } from "./task-list.ts";

/** What waits for a coordinator of what is open: the same as in their letter of the week. */
export function officeOf(web: Web, visitor: Visitor, people: People, open: readonly Summary[]): OfficeItem[] {
  const present = new Set(people.present.filter(({ coordinator }) => coordinator).map(({ id }) => id));
  return officeDuties(coordinatedBy(open, visitor.person.id, present), nowOf(web));
}

/** "plus personne n’est attendu : à vous de clore (échéance : 12 mai 2008)". */
function officeWords({ text, date }: Say, { what, date: day }: OfficeItem): string {
  const words = text(`office.${what}`);
  return day ? text("office.by", { words, date: date(day) }) : words;
}

/** What is done of something that waits for somebody: one verb of each. */
export type Doing = Work | OfficeWork | "record" | "decision" | "report" | "prepare";

/** Something else that waits for somebody, with the page where it is done. */
export type OwnThing = { title: string; page: string; words: Html | string; date?: string; what: Doing };

/**
 * All that waits for somebody, for their own part and as a coordinator, the most pressing first; each leads to the place where it
 * is done, and its button says what that is.
 */
export function ownItems(
  speak: Say,
  now: Now,
  things: readonly DatedDuty[],
  office: readonly OfficeItem[],
  more: readonly OwnThing[] = [],
): Task[] {
  const all: OwnThing[] = [
    ...things.map((thing) => ({ ...thing, page: workPage(thing), words: thingWords(speak, thing, now) })),
    ...office.map((item) => ({ ...item, page: officePage(item), words: officeWords(speak, item) })),
    ...more,
  ];
  return all.sort(byDay).map(({ page, title, words, what }) => ({
    ...{ page, title, detail: words },
    act: doButton(speak, { page, title, what }),
  }));
}

/** The button that leads to where something is done, called by its verb; of what, for who hears it alone. `first`: the page's own. */
export function doButton(
  { text }: Say,
  { page, title, what }: Pick<OwnThing, "page" | "title" | "what">,
  first = false,
): Html {
  return html`<a class="button${first ? "" : " second"}" href="${page}">${text(`act.${what}`)}<span class="hidden"> – ${title}</span></a>`;
}

/** Where somebody does what they owe of a deliverable. */
export function workPage({ what, id }: Pick<DatedDuty, "what" | "id">): string {
  return href(works[what], { id });
}

const works = {
  draft: "draft",
  answer: "draft",
  submission: "submission",
  dispositions: "contributions",
  translation: "translation",
  review: "reading",
} as const satisfies Record<Work, string>;

/** Where a coordinator does what waits for them. */
function officePage({ what, id, submission, parts }: OfficeItem): string {
  if (what === "delegation" && submission !== undefined) return href("settlement", { id, submission });
  if (what === "owners" && parts) return href("parts", { id });
  return href(offices[what], { id });
}

const offices = {
  owners: "changes",
  delegation: "deliverable",
  closure: "closure",
  proposal: "newEdition",
  correction: "correction",
} as const satisfies Record<OfficeWork, string>;
