import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { byDay, type DatedDuty } from "../../../shared/asking/digest.ts";
import { coordinatedBy, type Now, type OfficeItem, officeDuties } from "../../../shared/asking/week.ts";
import type { OfficeWork } from "../../../shared/deliverable/duties.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { nowOf, thingWords } from "./duties.ts";

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

/** Something else that waits for somebody, with the page where it is done. */
export type OwnThing = { title: string; page: string; words: Html | string; date?: string };

/**
 * All that waits for somebody, for their own part and as a coordinator, the most pressing first; each leads to the page where it
 * is done.
 */
export function ownItems(
  speak: Say,
  now: Now,
  things: readonly DatedDuty[],
  office: readonly OfficeItem[],
  pageOf: (thing: DatedDuty) => string,
  more: readonly OwnThing[] = [],
): Html[] {
  const all = [
    ...things.map((thing) => ({ ...thing, page: pageOf(thing), words: thingWords(speak, thing, now) })),
    ...office.map((item) => ({
      ...item,
      page: href(pages[item.what], { id: item.id }),
      words: officeWords(speak, item),
    })),
    ...more,
  ];
  return all.sort(byDay).map(({ page, title, words }) => html`<li><a href="${page}">${title}</a> – ${words}</li>`);
}

/** Where each is done. */
const pages = {
  owners: "deliverable",
  delegation: "deliverable",
  closure: "closure",
  proposal: "newEdition",
  correction: "correction",
} as const satisfies Record<OfficeWork, string>;
