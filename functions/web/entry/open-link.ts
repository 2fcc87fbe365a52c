import { html } from "hono/html";
import { href, type LinkedPage, linkedPages } from "../../../shared/addresses.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { namedRolesOf, pastOf } from "../../../shared/deliverable/place.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { asGiven, asRoleHas } from "../../../shared/sight/sight.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { type ClosedLink, type OpenedLink, openLink, purposeNow } from "../../../shared/stored/link.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { fullName } from "../../../shared/stored/person.ts";
import { tick } from "../components/confirmation.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { linkForm } from "../components/link-form.ts";
import { row } from "../components/row.ts";
import { stageTag } from "../components/stage.ts";
import { param } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { leftToClient, withinClient } from "../http/rates.ts";
import { forgetRooms } from "../http/rooms.ts";
import { type Say, say } from "../http/say.ts";
import { statuses } from "../http/statuses.ts";
import { letIn } from "../http/visitor.ts";
import { destinationOf, isOfOffice } from "./destination.ts";
import { landingOf, rememberRooms } from "./home.ts";

/**
 * Opens a link: remembers the browser and goes on to an address without the token; where another person is in, it asks
 * first. HEAD and a browser's guesses ahead write nothing at all. A genuine link that is over says so, and where things
 * stand; every other string is answered with one and the same page. Throws `link-invalid`, `link-expired`, `link-ended`,
 * `link-of-another`, `too-many-requests`.
 */
export async function followLink(c: PageContext, web: Web, inside: Visitor | undefined): Promise<Response> {
  if (isAhead(c)) return c.body(null, 503);
  const link = await openLink(web.ports, param(c, "token"));
  if ("reason" in link) return closed(c, web, link);
  if (c.req.method === "HEAD") return c.body(null, 200);
  return inside && inside.person.id !== link.person.id
    ? another(c, web, inside.person, link)
    : open(c, web, link, inside);
}

/** Opens it in the place of whoever is in, as they said. Throws the same. */
export async function enterInstead(c: PageContext, web: Web): Promise<Response> {
  const link = await openLink(web.ports, param(c, "token"));
  return "reason" in link ? closed(c, web, link) : open(c, web, link);
}

async function open(c: PageContext, web: Web, link: OpenedLink, inside?: Visitor): Promise<Response> {
  if (inside?.person.id !== link.person.id) forgetRooms(c);
  await letIn(c, web, link);
  const asked = linkedPages.find((each) => each === c.req.query("page"));
  const page = asked && isOfOffice(asked) && !link.person.coordinator ? undefined : asked;
  return c.redirect(await destination(c, web, link, page, ofAsked(c)), 303);
}

/** Which of its thing's, as ids are. */
function ofAsked(c: PageContext): string | undefined {
  return /^[\w-]{1,120}$/.exec(c.req.query("of") ?? "")?.[0];
}

function closed(c: PageContext, web: Web, link: ClosedLink): Promise<Response> {
  return link.reason === "unknown" ? refuseLink(c, web) : over(c, web, link);
}

/** Asks who is to be in: a link must not put another person in the place of who is, unseen. */
async function another(c: PageContext, web: Web, inside: Person, { person, thing }: OpenedLink): Promise<Response> {
  if (wantsJson(c)) throw new Refusal("link-of-another");
  // its form says where it comes from, which browsers without Fetch Metadata tell no other way
  c.header("referrer-policy", "same-origin");
  const { text } = say(c, web);
  const names = { inside: fullName(inside), other: fullName(person) };
  const main = row(
    "",
    html`<h1>${text("link.other.title")}</h1>
<p>${text("link.other.lead", names)}</p>
${await opensWords(c, web, thing)}<p>${text("link.other.then", names)}</p>
<form method="post"><div class="buttons"><button>${text("link.other.go", names)}</button>
<a class="button second" href="${href("home")}">${text("link.other.stay", names)}</a></div></form>`,
  );
  return frame(c, web, { title: text("link.other.title"), main });
}

/** Which document a link that is genuine opens. */
async function opensWords(c: PageContext, web: Web, thing: string | undefined): Promise<Html | ""> {
  const state = thing === undefined ? undefined : (await loadState(web.ports.store, thing))?.state;
  return state ? html`<p>${say(c, web).text("link.other.opens", { title: state.title })}</p>` : "";
}

/** A browser that fetches what may be opened next: it comes again when it is (Fetch Metadata, `Sec-Purpose`). */
function isAhead(c: PageContext): boolean {
  const purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => c.req.header(name));
  return /prefetch|prerender|preview/i.test(purposes.join(" "));
}

async function destination(
  c: PageContext,
  web: Web,
  link: OpenedLink,
  page?: LinkedPage,
  of?: string,
): Promise<string> {
  const { hash, person, purpose, thing } = link;
  const visitor = { person, grants: [{ link: hash, purpose }] };
  if (purpose === "enter" && thing === undefined && page === undefined) return landingOf(c, web, visitor);
  if (purpose === "enter" && !person.coordinator) await rememberRooms(c, web, visitor);
  return destinationOf(purpose, thing, page, of);
}

/** What is not a link of anyone here, whatever is wrong with it. */
export async function refuseLink(c: PageContext, web: Web): Promise<never> {
  await (c.req.method === "HEAD" ? leftToClient : withinClient)(c, web, "wrongLinks");
  throw new Refusal("link-invalid");
}

/** A genuine link that opens no more. Of a deliverable it says how it stands only where nobody put an end to the link. */
async function over(c: PageContext, web: Web, link: ClosedLink): Promise<Response> {
  const expired = link.reason === "expired";
  const code = expired ? "link-expired" : "link-ended";
  if (wantsJson(c)) throw new Refusal(code);
  const speak = say(c, web);
  const { text } = speak;
  const why = expired ? "expired" : "ended";
  const purpose = link.purpose && purposeNow(link.purpose);
  const main = row(
    "",
    html`<h1>${text(`link.over.${why}`)}</h1>
<p>${text(`link.over.${why}.lead`)} ${purpose ? text(`link.over.${purpose}`) : ""}</p>
${expired ? await standsAt(web, speak, link) : ""}
<h2>${text("link.over.again")}</h2>
${link.person ? againForm(speak, param(c, "token")) : html`<p>${text("link.over.again.lead")}</p>${linkForm(speak)}`}`,
  );
  // its form says where it comes from, as above
  c.header("referrer-policy", "same-origin");
  return frame(c, web, {
    ...{ title: text(`link.over.${why}`), main, status: statuses[code], scripts: ["confirm.js"] },
  });
}

/** A new link in one click: it goes to the address that the network has, whoever clicks. */
function againForm({ text }: Say, token: string): Html {
  return html`<p>${text("link.over.again.known")}</p>
<form method="post" action="${href("askAgain", { token })}" data-one-click>${tick(text("link.over.again.sure"))}
<button>${text("link.over.again.do")}</button></form>`;
}

/** To who is something to it, or was: title and stage, and how its last round stands, or stood; no name. */
async function standsAt({ ports }: Web, speak: Say, { thing, person }: ClosedLink): Promise<Html | ""> {
  const found = thing === undefined ? undefined : (await loadState(ports.store, thing))?.state;
  const state = found && person && (await knownTo(ports, found, person));
  if (!state) return "";
  const { text } = speak;
  const last = state.rounds.at(-1);
  const ended = last?.closed
    ? text(`outcome.${last.outcome ?? "unresolved"}`)
    : last && text("until", { date: speak.until(last.deadline) });
  return html`<h2>${text("link.over.stands")}</h2>
<p>${stageTag(speak, state.stage)}</p>
${facts([
  [text("field.title"), state.title],
  [last ? text("round.title", { round: last.number }) : "", ended],
])}`;
}

async function knownTo({ store, clock }: Web["ports"], state: State, person: Person): Promise<State | undefined> {
  const who = actingAs(person);
  const roles = namedRolesOf(state, who);
  if (person.coordinator) return state;
  if (roles.length > 0) return asRoleHas(state, new Set(roles), clock());
  return (await asGiven(store, state, person.id, pastOf(state, who)))?.state;
}
