import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { lateOf } from "../../../shared/asking/week.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { openHeldBy, openSummaries } from "../../../shared/stored/lists.ts";
import { nowOf, owedBy } from "../components/duties.ts";
import { frame } from "../components/frame.ts";
import { officeOf, workPage } from "../components/office.ts";
import { panels } from "../components/panel.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { coordinates, entered, visitorAs } from "../http/rights.ts";
import { keepRooms, type Room } from "../http/rooms.ts";
import { say } from "../http/say.ts";
import { reviewedBy } from "../reading/reviews.ts";
import { askLink } from "./ask-link.ts";
import { besidePanel, draftsPanel, fundedPanel, type Own, ownPanel, reviewsPanel } from "./home-panels.ts";
import { ownThings } from "./own-things.ts";
import { roomsOf } from "./rooms.ts";

/**
 * The front door for whoever is not in. Who is lands on their work: who coordinates on the year, who funds on what they fund, who has one thing to
 * review on it; everybody else on what they owe, what they write, review and fund.
 */
export function home(c: PageContext, web: Web, visitor: Visitor | undefined): Promise<Response> {
  return visitor ? ownHome(c, web, visitor) : askLink(c, web);
}

async function ownHome(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  if (wantsJson(c)) return homeAsJson(c, web, visitor);
  if (coordinates(visitor)) {
    await rememberRooms(c, web, visitor);
    return c.redirect(href("year"), 302);
  }
  const own = await ownOf(web, visitor);
  keepRooms(c, web, own.rooms);
  const straight = await straightTo(web, visitor, own);
  return straight === undefined ? homePage(c, web, visitor, own) : c.redirect(straight, 302);
}

async function ownOf(web: Web, visitor: Visitor): Promise<Own> {
  const { ownMeetings } = await import("../components/own-meetings.ts");
  const open = await openHeldBy(web.ports.store, visitorAs(visitor));
  const owed = await owedTo(web, visitor, open);
  const rooms = entered(visitor) ? await roomsOf(web, visitor, open) : narrowRooms(visitor);
  return { open, owed, rooms, meetings: await ownMeetings(web, visitor) };
}

/** What the visitor owes and may open. */
async function owedTo(web: Web, visitor: Visitor, open: readonly Summary[]): Promise<DatedDuty[]> {
  return (await owedBy(web, visitorAs(visitor), open)).filter(({ id, what }) => {
    const needed = what === "review" ? "review" : "draft";
    return visitor.grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === needed && thing === id));
  });
}

/** The rooms of whoever was let in for some things alone. */
function narrowRooms({ grants }: Visitor): Room[] {
  const has = (asked: string) => grants.some(({ purpose }) => purpose === asked);
  return [...(has("draft") ? (["drafts"] as const) : []), ...(has("review") ? (["reviews"] as const) : [])];
}

/** What everybody may turn to besides their work: it makes no home of its own. */
const beside: readonly Room[] = ["ownActions", "programme", "meetings", "entries"];

/** Where somebody lands whose work is one thing: on it. */
async function straightTo(web: Web, visitor: Visitor, own: Own): Promise<string | undefined> {
  const { owed, meetings, rooms } = own;
  const waits = meetings.decisions.length + meetings.toRecord.length > 0;
  if (!entered(visitor)) {
    const things = waits ? [] : await ownThings(web, visitor);
    return things.length === 1 ? things[0]!.address : undefined;
  }
  const [thing] = owed;
  const works = rooms.filter((room) => !beside.includes(room));
  if (waits || works.length !== 1) return undefined;
  if (works[0] === "funded" && owed.length === 0 && meetings.coming.length === 0) return href("funded");
  const isOne = works[0] === "reviews" && owed.length === 1 && reviewedBy(visitor, own.open).length === 1;
  return isOne && thing ? workPage(thing) : undefined;
}

/** Where somebody lands who enters by a link that is about nothing in particular. */
export async function landingOf(c: PageContext, web: Web, visitor: Visitor): Promise<string> {
  if (coordinates(visitor)) {
    await rememberRooms(c, web, visitor);
    return href("year");
  }
  const own = await ownOf(web, visitor);
  keepRooms(c, web, own.rooms);
  return (await straightTo(web, visitor, own)) ?? href("home");
}

/** Keeps in the browser the rooms of somebody who entered, for the pages to come. */
export async function rememberRooms(c: PageContext, web: Web, visitor: Visitor): Promise<void> {
  keepRooms(c, web, await roomsOf(web, visitor, await openHeldBy(web.ports.store, visitorAs(visitor))));
}

async function homePage(c: PageContext, web: Web, visitor: Visitor, own: Own): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const view = { c, web, speak, visitor, own };
  const main = html`${row("", html`<h1>${text("hall.title", { name: visitor.person.name })}</h1><p class="muted">${visitor.person.organisation}</p>`)}
${panels(await ownPanel(view), await besidePanel(view))}
${await draftsPanel(view)}
${await reviewsPanel(view)}
${await fundedPanel(view)}`;
  return frame(c, web, { title: text("home.short"), main, styles: ["covers.css"], scripts: ["confirm.js"] });
}

/** The same for a program: of who coordinates too, what waits for them as such, and what is late. */
async function homeAsJson(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const { ownAsJson, ownMeetings } = await import("../components/own-meetings.ts");
  const { ownReports } = await import("../components/own-reports.ts");
  const held = await openHeldBy(web.ports.store, visitorAs(visitor));
  const open = coordinates(visitor) ? await openSummaries(web.ports.store) : [];
  return c.json({
    owed: await owedTo(web, visitor, held),
    office: coordinates(visitor) ? officeOf(web, visitor, await thePeople(web), open) : [],
    late: lateOf(open, nowOf(web)),
    meetings: await ownAsJson(web, say(c, web), visitor, await ownMeetings(web, visitor)),
    reports: await ownReports(web, visitor),
  });
}
