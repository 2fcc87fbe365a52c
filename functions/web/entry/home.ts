import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { lateOf } from "../../../shared/asking/week.ts";
import type { Work } from "../../../shared/deliverable/duties.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import { listSummaries, loadState } from "../../../shared/stored/deliverable.ts";
import { oweAnew } from "../../../shared/stored/job.ts";
import type { Purpose } from "../../../shared/stored/link.ts";
import { findPerson, getPerson } from "../../../shared/stored/person.ts";
import { errorSummary, type Filled, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { linkForm } from "../components/link-form.ts";
import { nowOf, owedBy, thingWords } from "../components/owed.ts";
import { row } from "../components/row.ts";
import { openedAsGiven } from "../http/access.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Variables, Visitor, Web } from "../http/context.ts";
import { readInput } from "../http/input.ts";
import { readsOutbox } from "../http/outbox.ts";
import { isBeyondShare, isWithin } from "../http/rates.ts";
import { coordinates, everyPart } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { letGo } from "../http/visitor.ts";
import { undeliveredNote } from "../mails/undelivered.ts";

const wanted = z.strictObject({ address: z.email("input.address").max(254, "input.long") });

/** The front door: who has a session sees their pages, everyone else asks for their link. */
export function homePages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/", async (c) => {
      const visitor = c.get("visitor");
      return visitor ? hall(c, web, visitor) : door(c, web);
    })
    .post("/link", (c) => sendLink(c, web))
    .get("/link/sent", (c) => linkSent(c, web))
    .post("/leave", async (c) => {
      await letGo(c, web);
      return done(c, "/");
    });
}

async function door(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const main = row(
    "",
    html`${errorSummary(speak, filled)}
<h1>${text("home.title")}</h1>
<p>${text("home.lead")}</p>
<p>${text("home.link.lead")}</p>
${linkForm(speak, filled)}`,
  );
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: text("home.short"), main, refused });
}

/** In place of a person's id where nobody is meant. */
const nobody = "nobody";
/** Seconds by which a link's mail leaves later where one client asks for many. */
const slowly = 300;

/**
 * Says the same whether or not the address is known, and whether or not it was asked for too often; what is read and
 * written is the same too, so that the time it takes tells nothing. Nobody is refused for what others ask: who asks for
 * many makes their own mails wait. All addresses that are not known share one job, so that they cannot fill the store.
 */
async function sendLink(c: PageContext, web: Web): Promise<Response> {
  const { ports } = web;
  const { ok, filled } = await readInput(c, wanted);
  if (!ok) return door(c, web, filled);
  const after = (await isBeyondShare(c, web, "linksAsked")) ? slowly : 0;
  const address = ok.address.trim().toLowerCase();
  if (await isWithin(web, "linksMailed", address)) {
    const person = (await findPerson(ports.store, address)) ?? (await getPerson(ports.store, nobody));
    const to = person?.id ?? nobody;
    const job = person ? ports.ids() : nobody;
    await oweAnew(ports, { id: `mail/access/${job}`, type: "mail", to, letter: "access" }, after);
  }
  return done(c, "/link/sent");
}

function linkSent(c: PageContext, web: Web): Promise<Response> {
  const { text } = say(c, web);
  const main = row(
    "",
    html`<h1>${text("link.sent.title")}</h1>
<p>${text("link.sent.lead")}</p>
<p>${text("link.sent.else")}</p>
${readsOutbox(c, web) ? html`<p><a href="/outbox">${text("link.sent.outbox")}</a></p>` : ""}
<p><a href="/">${text("error.home")}</a></p>`,
  );
  return frame(c, web, { title: text("link.sent.title"), main });
}

/** The rooms of someone who is in: those where there is something of theirs. */
async function hall(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const rooms = await roomsOf(web, visitor);
  const main = row(
    html`<p>${visitor.person.organisation}</p>`,
    html`<h1>${text("hall.title", { name: visitor.person.name })}</h1>
${coordinates(visitor) ? await undeliveredNote(web, speak) : ""}
${await owedList(web, visitor, speak)}
${rooms.length === 0 ? html`<p>${text("hall.empty")}</p>` : ""}
<ul class="plain">${rooms.map(
      (room) => html`<li><h2><a href="${room.href}">${"title" in room ? room.title : text(room.key)}</a></h2>
<p class="muted">${text("title" in room ? room.key : room.about)}</p></li>`,
    )}</ul>`,
  );
  return frame(c, web, { title: text("home.short"), main });
}

/** What the visitor owes, each with the page where it is done; and how much is late, to who coordinates. */
async function owedList(web: Web, visitor: Visitor, speak: Say): Promise<Html> {
  const { text } = speak;
  const now = nowOf(web);
  const summaries = await listSummaries(web.ports.store);
  const late = coordinates(visitor) ? lateOf(summaries, now).length : 0;
  const things = (await owedBy(web, visitor.person.id, summaries)).filter(({ id, what }) =>
    visitor.grants.some(({ purpose, thing }) => purpose === "enter" || (purpose === purposeOf(what) && thing === id)),
  );
  return html`${late > 0 ? html`<p><span class="tag error">${text("late")}</span> <a href="/programme#late">${text("programme.late", { count: late })}</a></p>` : ""}
${
  things.length > 0
    ? html`<h2>${text("owed.title")}</h2><ul class="plain">${things.map(
        (thing) =>
          html`<li><a href="${placeOf(purposeOf(thing.what), thing.id)}">${thing.title}</a> – ${thingWords(speak, thing, now)}</li>`,
      )}</ul>`
    : ""
}`;
}

function purposeOf(what: Work): "review" | "draft" {
  return what === "review" ? "review" : "draft";
}

type RoomKey =
  | "nav.programme"
  | "nav.people"
  | "nav.drafts"
  | "nav.reviews"
  | "nav.funded"
  | "hall.draft"
  | "hall.review"
  | "hall.seminar"
  | "hall.download";
type AboutKey = Extract<PageKey, `${string}.about`>;
/** A room of the network, or one thing of it by its title. */
type Room = { href: string; key: RoomKey } & ({ about: AboutKey } | { title: string });

async function roomsOf(web: Web, visitor: Visitor): Promise<Room[]> {
  if (!visitor.grants.some(({ purpose }) => purpose === "enter")) return ownThings(web, visitor);
  const summaries = await listSummaries(web.ports.store);
  const { id } = visitor.person;
  const pasts = new Set(summaries.flatMap(({ past }) => past[id] ?? []));
  const read = (["author", "reviewer", "invited"] as const).some((part) => pasts.has(part));
  const rooms: [boolean, Room][] = [
    [coordinates(visitor), { href: "/programme", key: "nav.programme", about: "nav.programme.about" }],
    [coordinates(visitor), { href: "/people", key: "nav.people", about: "nav.people.about" }],
    [
      summaries.some(({ authors }) => authors.includes(id)),
      { href: "/drafts", key: "nav.drafts", about: "nav.drafts.about" },
    ],
    [
      read || summaries.some(({ reviewers }) => reviewers.includes(id)),
      { href: "/reviews", key: "nav.reviews", about: "nav.reviews.about" },
    ],
    [
      pasts.has("funder") || summaries.some(({ funders }) => funders.includes(id)),
      { href: "/funded", key: "nav.funded", about: "nav.funded.about" },
    ],
  ];
  return rooms.flatMap(([has, room]) => (has ? [room] : []));
}

/** Someone let in for one thing sees that thing. */
async function ownThings(web: Web, visitor: Visitor): Promise<Room[]> {
  const rooms = visitor.grants.map(async ({ purpose, thing }): Promise<Room[]> => {
    const loaded = thing === undefined ? undefined : await loadState(web.ports.store, thing);
    const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyPart));
    if (!opened || purpose === "enter") return [];
    return [{ href: placeOf(purpose, opened.state.id), key: `hall.${purpose}`, title: opened.state.title }];
  });
  return (await Promise.all(rooms)).flat();
}

/** Where a link leads, once it has let its person in. */
export function placeOf(purpose: Purpose, thing: string | undefined): string {
  if (thing === undefined) return "/";
  const page = { enter: "", draft: "/draft", review: "/review", seminar: "/seminar", download: "/final" }[purpose];
  return `/deliverables/${thing}${page}`;
}
