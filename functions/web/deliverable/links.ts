import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { type PendingMail, pendingMails } from "../../../shared/asking/undelivered.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { organisationIn, organisationOf, peopleOf } from "../../../shared/deliverable/holder.ts";
import { everyoneIn, hasEnded } from "../../../shared/deliverable/place.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { type ListedLink, listLinks, purposeNow } from "../../../shared/stored/link.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { endLinks, listEndings, type Scope } from "../../../shared/stored/revocation.ts";
import type { Holder, Instant } from "../../../shared/values.ts";
import { table } from "../components/facts.ts";
import { radios } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type ListedShare, listShares, shareTable } from "../final/share-list.ts";
import { type Opened, type People, thePeople } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { mailTable } from "../mails/undelivered.ts";

/** "round/2", or "person/" and a person or an organisation. */
export const ending = z.strictObject({
  scope: z.string("input.links").regex(/^(round\/\d{1,4}|person\/(org:)?[\w-]{1,64})$/, "input.links"),
});

type View = Opened & { speak: Say; people: People; filled: Filled; sent: Sent; pending: PendingMail[] };

/** When the mails of some jobs left. */
type Sent = ReadonlyMap<string, Instant>;

/**
 * Who was mailed a link to a deliverable, and when, or why the mail has not left; the coordinator has one sent again, or
 * puts an end to them. `filled`: one of its two forms as it was refused.
 */
export async function links(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { id, title } = opened.state;
  const listed = await listLinks(web.ports, id);
  const pending = pendingMails(await listJobs(web.ports.store)).filter(({ deliverable }) => deliverable === id);
  const shares = await listShares(web, opened.state);
  if (wantsJson(c)) return c.json({ links: listed, pending, shares });
  const speak = say(c, web);
  const { text } = speak;
  const view: View = { ...opened, speak, people: await thePeople(web), filled, pending, sent: await sentIn(web, id) };
  const main = html`${row(
    html`<p><a href="${href("deliverable", { id })}">${title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${text("links.title")}</h1>
<p>${text("links.lead")}</p>`,
  )}
${pending.length > 0 ? row("", html`<h2>${text("mails.pending")}</h2>${mailTable(speak, view.people, pending, { deliverable: id })}`, "wide") : ""}
${row("", html`<h2>${text("links.again")}</h2>${againForm(view)}`)}
${row("", html`<h2>${text("links.end")}</h2>${endForm(view)}${await endings(web, view)}`)}
${row("", sentTable(view, listed), "wide")}
${sharedSection(view, shares)}`;
  const refused = filled.errors.length > 0;
  return frame(c, web, { title: `${text("links.title")} – ${title}`, main, refused, scripts: ["confirm.js"] });
}

/** Links to the final for people outside of the directory, and the way to share one. */
function sharedSection({ state, speak }: View, shares: readonly ListedShare[]): Html | "" {
  if (!delivered(state) && shares.length === 0) return "";
  const { text } = speak;
  const more = delivered(state)
    ? html`<p><a href="${href("shares", { id: state.id })}">${text("shares.new")}</a></p>`
    : "";
  return row("", html`<h2>${text("shares.title")}</h2>${shareTable(speak, state, shares)}${more}`, "wide");
}

async function sentIn({ ports }: Web, deliverable: string): Promise<Sent> {
  return new Map((await listMails(ports.store, deliverable)).map(({ job, at }) => [job, at]));
}

/** When a link left: with its mail, which may be owed still, or refused. */
function sentWords({ speak, pending, sent }: View, { job, made }: ListedLink): string {
  const owed = pending.find(({ id }) => id === job);
  if (owed) return speak.text(owed.status === "failed" ? "links.refused" : "links.waiting");
  return speak.instant((job !== undefined && sent.get(job)) || made);
}

/** Links that show beside the folded others. */
const fewLinks = 10;

function sentTable(view: View, listed: ListedLink[]): Html {
  const { speak, people } = view;
  const { text } = speak;
  if (listed.length === 0) return html`<p>${text("links.none")}</p>`;
  const heads = [text("links.person"), text("links.purpose"), text("links.made"), text("links.state")];
  const rows = listed.map((link) => {
    const { person, purpose, round, expires, over } = link;
    const date = speak.instant(expires);
    const named = purposeNow(purpose);
    const what = text(`links.purpose.${named}`);
    return [
      people.name(person),
      round === undefined ? what : `${what}, ${text("links.round", { round })}`,
      sentWords(view, link),
      over ? text(`links.over.${over}`, { date }) : text("links.open", { date }),
    ];
  });
  const [shown, folded] = [rows.slice(0, fewLinks), rows.slice(fewLinks)];
  const rest =
    folded.length > 0
      ? html`<details><summary>${text("links.rest", { count: folded.length })}</summary>${table(text("links.sent"), heads, folded)}</details>`
      : "";
  return html`${table(text("links.sent"), heads, shown)}${rest}`;
}

/**
 * Those of the deliverable who are still in the directory, whatever they are or were to it: organisations, then people who
 * are named themselves or belong to one.
 */
function namedIn(state: State, people: People): Holder[] {
  const named = everyoneIn(state);
  const organisations = named.filter((holder) => organisationIn(holder) !== undefined);
  return [...organisations, ...peopleOf(people.present, named).map(({ id }) => id)];
}

function againForm({ state, speak, people, filled }: View): Html {
  const { text } = speak;
  const options = namedIn(state, people).map((value) => ({
    ...{ value, label: people.name(value) },
    ...(hasEnded(state, value) && { hint: text("links.again.ended") }),
  }));
  if (options.length === 0) return html`<p>${text("links.again.nobody")}</p>`;
  return html`<p>${text("links.again.lead")}</p>
<form method="post" action="${href("invitations", { id: state.id })}" novalidate>
${radios(filled, { name: "person", label: text("links.again.person"), options })}
<button>${text("links.again")}</button></form>`;
}

function endForm({ state, speak, people, filled }: View): Html {
  const { text } = speak;
  const rounds = state.rounds.map(({ number }) => ({
    value: `round/${number}`,
    label: text("links.end.round", { round: number }),
  }));
  const open = namedIn(state, people).filter((id) => !hasEnded(state, id));
  const persons = open.map((id) => ({
    value: `person/${id}`,
    label: text("links.end.person", { name: people.name(id) }),
  }));
  return html`<p>${text("links.end.lead")}</p>
<form method="post" action="${href("endLinks", { id: state.id })}" novalidate>
${radios(filled, { name: "scope", label: text("links.end.whose"), options: [...rounds.toReversed(), ...persons] })}
<button class="second">${text("links.end.do")}</button></form>`;
}

/** What was ended before, by whom. */
async function endings({ ports }: Web, { state, speak, people }: View): Promise<Html | ""> {
  const { text } = speak;
  const ended = await listEndings(ports.store, state.id);
  if (ended.length === 0) return "";
  return html`<section aria-labelledby="endings"><h3 id="endings">${text("links.endings")}</h3><ul>${ended.map(
    ({ scope, at, by }) => {
      const words = { instant: speak.instant(at), who: people.name(by) };
      return html`<li>${
        "round" in scope
          ? text("links.endings.round", { round: scope.round, ...words })
          : text("links.endings.person", { name: people.name(("person" in scope && scope.person) || ""), ...words })
      }</li>`;
    },
  )}</ul></section>`;
}

/** Ends links. Of a round: those that were mailed for it. Of a person, or an organisation: their access, whatever link they ask for later. */
export async function end(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<z.infer<typeof ending>>,
): Promise<Response> {
  if (!ok) return links(c, web, opened, filled);
  const { state, visitor, by, still } = opened;
  const [what, id = ""] = ok.scope.split("/");
  const deliverable = state.id;
  const scope: Scope = what === "round" ? { deliverable, round: Number(id) } : { deliverable, person: id };
  if (what === "person") {
    const person = await getPerson(web.ports.store, id);
    const through = person && organisationOf(person);
    const ending = { type: "endAccess", by, person: id, ...(through !== undefined && { through }) } as const;
    await issue(deliverables, web.ports, deliverable, ending, still);
  }
  await endLinks(web.ports, scope, visitor.person.id);
  return done(c, href("links", { id: deliverable }));
}
