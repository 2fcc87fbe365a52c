import { html } from "hono/html";
import { lastSaid, meetingFacts } from "../../../shared/acts/meeting.ts";
import { href } from "../../../shared/addresses.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { type Seminar, seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { isVeiled } from "../../../shared/sight/anonymity.ts";
import { getPerson } from "../../../shared/stored/person.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { TextRef } from "../../../shared/values.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { type LocatedRemark, locateRemarks } from "../components/located-remarks.ts";
import { whenWords, whereWords } from "../components/meeting.ts";
import { placeWords, remarkAside, remarkInContext } from "../components/remark-in-context.ts";
import { row } from "../components/row.ts";
import { type Cast, type Opened, seesOthersRemarks, theCast } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import { isToRecord } from "./open-round.ts";
import { seminarStanding } from "./round-state.ts";
import { onToMeeting } from "./seminar-became.ts";

type View = Opened & { round: Round; seminar: Seminar };

/** The seminar of the last round that has one; for who left, where it was theirs. */
function seminarFor(opened: Opened): View | undefined {
  const { state } = opened;
  const round = state.rounds.findLast((each) => seminarOf(state, each) !== undefined);
  const seminar = round && seminarOf(state, round);
  if (!round || !seminar || (opened.past && !isTheirs(opened, round, seminar))) return undefined;
  return { ...opened, round, seminar };
}

function isTheirs({ visitor, roles }: Opened, { reviewers }: Round, { invited }: Seminar): boolean {
  return roles.has("author") || [...reviewers, ...invited].includes(visitor.person.id);
}

/** A seminar for those invited: when and where, the document, what is to be discussed; then what was said. */
export async function seminar(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = seminarFor(opened);
  if (!view && opened.past) return c.redirect(href("reading", { id: opened.state.id }), 303);
  if (!view) return became(c, opened, "meeting");
  return seminarPage(c, web, view);
}

/** Throws `not-found`. */
function became(c: PageContext, { state }: Opened, page: Parameters<typeof onToMeeting>[2]): Response {
  const meeting = onToMeeting(c, state, page);
  if (!meeting) throw new Refusal("not-found");
  return meeting;
}

async function seminarPage(c: PageContext, web: Web, view: View): Promise<Response> {
  const { state, round, seminar } = view;
  const speak = say(c, web);
  const { text } = speak;
  const cast = await theCast(web, view, speak);
  const others = seesOthersRemarks(web, view, round);
  const all = await locateRemarks(web, state, cast, round);
  const remarks = all.filter(({ by }) => others || by === view.visitor.person.id);
  const texts = await textsOf(web, seminar);
  if (wantsJson(c)) return c.json(asJson(view, cast, texts));
  const reads = round.number === state.rounds.at(-1)?.number ? {} : { version: round.version };
  const standing = seminarStanding(web, state, round);
  const main = html`${row(
    html`<p>${text(`seminar.state.${standing}`)}</p><p>${text("round.title", { round: round.number })}</p>`,
    html`<h1>${text("seminar.of", { title: state.title })}</h1>
${await cancelledNote(web, view, speak)}
${facts([
  [text("seminar.date"), whenWords(speak, seminar)],
  [text("seminar.place"), seminar.place || (seminar.call ? undefined : whereWords(speak, seminar))],
  [text("seminar.call"), seminar.call && callLink(seminar.call)],
  [text("seminar.invited"), seminar.invited.map(cast.seated(round)).join(", ") || undefined],
  [text("seminar.present"), seminar.present?.map(cast.seated(round)).join(", ") || undefined],
])}
<div class="buttons"><a class="button" href="${href("reading", { id: state.id }, reads)}">${text("seminar.read")}</a>
<a href="${href("seminarCalendar", { id: state.id })}">${text("seminar.ics")}</a></div>
${view.roles.has("coordinator") ? officeLinks(web, view, speak) : ""}`,
  )}
${texts.agenda ? section("agenda", text("seminar.agenda"), html`<p class="said">${texts.agenda}</p>`) : ""}
${minutesSection(view, speak, texts.minutes)}
${remarksSection(speak, state, remarks, remarks.length < all.length)}`;
  return frame(c, web, { title: text("seminar.of", { title: state.title }), main });
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">${row("", html`<h2 id="${id}">${title}</h2>${body}`)}</section>`;
}

async function textsOf({ ports }: Web, { agenda, minutes }: Seminar) {
  const read = (ref: TextRef | undefined) => (ref === undefined ? undefined : getText(ports.files, ref));
  return { agenda: await read(agenda), minutes: await read(minutes) };
}

/** Those who may not know reviewers have no ids of them. */
function asJson(
  { round, seminar }: View,
  cast: Cast,
  texts: { agenda?: string | undefined; minutes?: string | undefined },
) {
  const name = cast.seated(round);
  const { invited, present, minutesFile, ...shown } = seminar;
  const people = { invited: invited.map(name), ...(present && { present: present.map(name) }) };
  const hidden = isVeiled(round, cast.viewer);
  const file = minutesFile && { name: minutesFile.name, bytes: minutesFile.bytes };
  return {
    seminar: {
      ...shown,
      cancelled: seminar.cancelled,
      ...people,
      ...texts,
      ...(file && { minutesFile: file }),
      round: round.number,
      hidden,
    },
  };
}

function callLink(call: string): Html | string {
  return /^https?:\/\//i.test(call) && URL.canParse(call) ? html`<a href="${call}" rel="noreferrer">${call}</a>` : call;
}

async function cancelledNote(web: Web, view: View, { text }: Say): Promise<Html | ""> {
  if (!view.seminar.cancelled) return "";
  const reason = (await lastSaid(web.ports.store, view.state, view.round))?.reason;
  const words = reason && (await getText(web.ports.files, reason));
  return html`<div class="note warning"><p><strong>${text("seminar.off")}</strong></p>${words ? html`<p class="said">${words}</p>` : ""}</div>`;
}

function officeLinks(web: Web, { state, round, seminar }: View, { text }: Say): Html {
  const { id } = state;
  const open = openRound(state) === round;
  const { today } = nowOf(web);
  const early = state.stage === "draft" || state.stage === "review";
  const toSettle = early && isToRecord(state, round, today);
  const links: [boolean, string, string][] = [
    [
      open && !seminar.held,
      href("seminarPlan", { id }),
      text(seminar.cancelled ? "seminar.plan.again" : "seminar.plan.change"),
    ],
    [
      (open || toSettle || (early && seminar.held)) && !seminar.cancelled,
      href("seminarHeld", { id }),
      text(seminar.held ? "seminar.minutes.change" : "seminar.hold"),
    ],
    [
      (open || toSettle) && !seminar.held && !seminar.cancelled,
      href("seminarCancellation", { id }),
      text(seminar.date < today ? "cancellation.title.past" : "cancellation.title"),
    ],
  ];
  const possible = links.filter(([is]) => is);
  return html`<ul class="plain">${possible.map(([, address, label]) => html`<li><a href="${address}">${label}</a></li>`)}</ul>`;
}

function minutesSection({ state, seminar }: View, speak: Say, words: string | undefined): Html | "" {
  const { minutesFile } = seminar;
  if (words === undefined && !minutesFile) return "";
  const { text } = speak;
  const file = minutesFile
    ? html`<p><a href="${href("seminarMinutes", { id: state.id })}">${text("seminar.minutes.get")}</a> <span class="muted">(${minutesFile.name}, ${speak.bytes(minutesFile.bytes)})</span></p>`
    : "";
  return section("minutes", text("seminar.minutes"), html`${words ? html`<p class="said">${words}</p>` : ""}${file}`);
}

/** `more`: others sent some that are not shown yet. */
function remarksSection(speak: Say, state: State, remarks: readonly LocatedRemark[], more: boolean): Html {
  const { text } = speak;
  const none = text(more ? "seminar.remarks.later" : "contributions.none");
  const title = remarks.length > 0 ? text("seminar.remarks", { count: remarks.length }) : none;
  const groups = [...Map.groupBy(remarks, (remark) => placeWords(speak, remark))];
  return html`<section aria-labelledby="remarks">${row("", html`<h2 id="remarks">${title}</h2>${more ? html`<p>${text("seminar.remarks.hidden")}</p>` : ""}`)}
${groups.map(
  ([place, each]) => html`${row("", html`<h3>${place}</h3>`)}
<ul class="things">${each.map((remark) => html`<li>${row(remarkAside(speak, state, remark), remarkInContext(speak, remark))}</li>`)}</ul>`,
)}</section>`;
}

/** For the calendar of who asks: the same event as the mails are about. Throws `not-found`. */
export async function seminarCalendar(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = seminarFor(opened);
  if (!view) return became(c, opened, "meetingCalendar");
  const { state, round, seminar, visitor } = view;
  const { settings, ports } = web;
  const { text } = say(c, web);
  const { writeMeeting } = await import("../../../shared/formats/icalendar.ts");
  const coordinator = await getPerson(ports.store, state.coordinator);
  const description = [state.title, await actionTitle(ports.store, state.action), (await textsOf(web, seminar)).agenda]
    .filter(Boolean)
    .join("\n");
  const ics = writeMeeting({
    ...meetingFacts(settings, state, round, seminar),
    method: seminar.cancelled ? "CANCEL" : "REQUEST",
    stamp: (await lastSaid(web.ports.store, view.state, view.round))?.at ?? round.opened,
    summary: text("seminar.of", { title: state.title }),
    description,
    organizer: coordinator && !coordinator.removed ? coordinator : settings.sender,
    attendee: visitor.person,
  });
  return c.body(ics, 200, {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": `attachment; filename="invitation.ics"`,
  });
}

/** On to the minutes that came as a file. Throws `not-found`. */
export async function seminarMinutes(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const view = seminarFor(opened);
  if (!view) return became(c, opened, "meetingMinutes");
  const { seminar } = view;
  if (!seminar.minutesFile) throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, seminar.minutesFile), 302);
}
