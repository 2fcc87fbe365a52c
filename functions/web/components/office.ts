import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { coordinatedBy, type OfficeItem, officeDuties } from "../../../shared/asking/week.ts";
import type { OfficeWork } from "../../../shared/deliverable/duties.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { nowOf } from "./duties.ts";

/** What waits for a coordinator of what is open: the same as in their letter of the week. */
export function officeOf(web: Web, visitor: Visitor, people: People, open: readonly Summary[]): OfficeItem[] {
  const present = new Set(people.present.filter(({ coordinator }) => coordinator).map(({ id }) => id));
  return officeDuties(coordinatedBy(open, visitor.person.id, present), nowOf(web).today);
}

/** "Titre – plus personne n’est attendu : à vous de clore", with the way to the page where it is done. */
export function officeItem({ text }: Say, { id, title, what }: OfficeItem): Html {
  return html`<li><a href="${href(pages[what], { id })}">${title}</a> – ${text(`office.${what}`)}</li>`;
}

/** Where each is done. */
const pages = {
  owners: "deliverable",
  delegation: "deliverable",
  seminar: "seminarHeld",
  closure: "closure",
} as const satisfies Record<OfficeWork, string>;
