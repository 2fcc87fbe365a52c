import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { nowOf, thingWords } from "../components/duties.ts";
import { isNarrow, narrowNote } from "../components/narrow.ts";
import { type OwnThing, ownItems, workPage } from "../components/office.ts";
import type { OwnMeetings } from "../components/own-meetings.ts";
import { panel } from "../components/panel.ts";
import { type Task, taskList } from "../components/task-list.ts";
import { draftList, writtenBy } from "../draft/drafts.ts";
import type { Html, PageContext, Visitor, Web } from "../http/context.ts";
import { entered } from "../http/rights.ts";
import type { Room } from "../http/rooms.ts";
import type { Say } from "../http/say.ts";
import { lengthWords, reviewedBy, reviewList, reviewOwed } from "../reading/reviews.ts";
import { ownThings } from "./own-things.ts";

/** What somebody has: what they owe, of what is open, what meetings gave them to do, and their rooms. */
export type Own = { open: Summary[]; owed: DatedDuty[]; meetings: OwnMeetings; rooms: Room[] };

/** The home of somebody whose work is more than one thing. */
export type HomeView = { c: PageContext; web: Web; speak: Say; visitor: Visitor; own: Own };

/** What waits for them, the most pressing first, each with its button. */
export async function ownPanel(view: HomeView): Promise<Html> {
  const { text } = view.speak;
  const tasks = [...(await owedTasks(view)), ...(await openedTasks(view))];
  const none = isNarrow(view.visitor)
    ? ""
    : html`<p>${text("hall.empty")}</p><p class="muted">${text("hall.next")}</p>`;
  const body = html`${tasks.length === 0 ? none : taskList(tasks)}${narrowNote(view.speak, view.visitor, "home")}`;
  return panel("mine", text("owed.title"), body, { kind: "own", span: 8 });
}

/** What they owe of documents, those to review with how long that takes, and of meetings. */
async function owedTasks({ web, speak, own }: HomeView): Promise<Task[]> {
  const now = nowOf(web);
  const isReview = ({ what }: DatedDuty) => what === "review";
  const reviews = own.owed.filter(isReview).map(async (duty): Promise<OwnThing> => {
    const words = html`${thingWords(speak, duty, now)} · ${await lengthWords(web, speak, duty.id)}`;
    return { ...duty, page: workPage(duty), words };
  });
  const { owedOfMeetings } = await import("../components/own-meetings.ts");
  const more = [...(await Promise.all(reviews)), ...(await owedOfMeetings(web, speak, own.meetings))];
  const rest = own.owed.filter((duty) => !isReview(duty));
  return ownItems(speak, now, rest, [], more);
}

/** What links let them in to besides, where they did not enter. */
async function openedTasks({ web, speak, visitor, own }: HomeView): Promise<Task[]> {
  const things = entered(visitor) ? [] : await ownThings(web, visitor, speak);
  return things
    .filter(({ id }) => !own.owed.some((duty) => duty.id === id))
    .map(({ title, address, words }) => ({
      title,
      page: address,
      detail: words,
      act: openButton(speak, title, address),
    }));
}

function openButton({ text }: Say, title: string, page: string): Html {
  return html`<a class="button second" href="${page}">${text("act.open")}<span class="hidden"> – ${title}</span></a>`;
}

/** The next meetings, the hours to enter, the calendar, of whoever entered. */
export async function besidePanel({ speak, visitor, own }: HomeView): Promise<Html | ""> {
  if (isNarrow(visitor)) return "";
  const { meetings, rooms } = own;
  const { text } = speak;
  const { comingItems } = await import("../components/own-meetings.ts");
  const coming =
    meetings.coming.length > 0
      ? html`<ul class="plain">${comingItems(speak, meetings)}</ul>`
      : html`<p>${text("hall.meetings.none")}</p>`;
  const hours = rooms.includes("entries")
    ? html`<h3>${text("nav.entries")}</h3><p><a class="button second" href="${href("newEntry")}">${text("hall.enter")}</a></p>`
    : "";
  const calendar = html`<p><a href="${href("calendar")}">${text("calendar.title")}</a></p>`;
  return panel("beside", text("hall.meetings"), html`${coming}${calendar}${hours}`, { span: 4 });
}

/** What they write and waits for others. */
export async function draftsPanel({ web, speak, visitor, own }: HomeView): Promise<Html | ""> {
  const { open, owed, rooms } = own;
  const mine = writtenBy(visitor, open).filter(({ id }) => !owed.some((duty) => duty.id === id));
  if (!rooms.includes("drafts") || mine.length === 0) return "";
  const all = html`<p><a href="${href("drafts")}">${speak.text("drafts.all")}</a></p>`;
  return panel("drafts", speak.text("drafts.mine"), html`${await draftList(web, speak, mine, owed)}${all}`);
}

/** What they review and is still open, without them owing an opinion: theirs is there, or they proposed somebody else. */
export async function reviewsPanel({ web, speak, visitor, own }: HomeView): Promise<Html | ""> {
  const { open, owed, rooms } = own;
  const mine = reviewedBy(visitor, open).filter(({ id, stage }) => stage === "review" && !reviewOwed(owed, id));
  if (!rooms.includes("reviews") || mine.length === 0) return "";
  const all = html`<p><a href="${href("reviews")}">${speak.text("reviews.all")}</a></p>`;
  return panel(
    "reviews",
    speak.text("reviews.others"),
    html`${await reviewList(web, speak, visitor.person, mine, owed)}${all}`,
  );
}

/** The newest of what they fund. */
export async function fundedPanel({ c, web, speak, visitor, own }: HomeView): Promise<Html | ""> {
  const { rooms } = own;
  if (!rooms.includes("funded")) return "";
  const { newestFinals } = await import("../funded/newest.ts");
  const all = html`<p><a href="${href("funded")}">${speak.text("funded.all")}</a></p>`;
  return panel("funded", speak.text("nav.funded"), html`${await newestFinals(c, web, speak, visitor)}${all}`);
}
