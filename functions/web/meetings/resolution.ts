import { html } from "hono/html";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { lateness } from "../../../shared/asking/week.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { resolutionSeen } from "../../../shared/meeting/state.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { writtenNote } from "../components/chase-form.ts";
import { decisionChase } from "../components/decision-tasks.ts";
import { nowOf } from "../components/duties.ts";
import { facts } from "../components/facts.ts";
import { radios, select, textArea, textField } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { frame } from "../components/frame.ts";
import { mailTo } from "../components/mail-to.ts";
import { resolutionShown } from "../components/meeting-lines.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { theDirectory } from "../components/picking.ts";
import { row } from "../components/row.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { isSoon } from "../components/year-words.ts";
import { askerOf } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { type MeetingCast, meetingCast } from "./cast.ts";
import type { Closing, Rewording } from "./entries.ts";
import { holderGroups } from "./record-fields.ts";
import type { OpenedResolution } from "./who.ts";

/** One decision, for who is to do it: done or dropped; coordinators say it anew. */
export async function resolution(
  c: PageContext,
  web: Web,
  opened: OpenedResolution,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const { meeting, resolution } = opened;
  const speak = tellingMeetings(say(c, web));
  const words = (await getText(web.ports.files, resolution.words)) ?? speak.told("erased");
  const { person, due, closed } = resolution;
  if (wantsJson(c)) return c.json({ resolution: resolutionShown(resolution, words) });
  const { told, date } = speak;
  const cast = await meetingCast(web, speak, opened);
  const title = meetingTitle(speak, meeting);
  const now = closed ? told(`decision.${closed.as}.on`, { date: date(closed.on) }) : "";
  const main = row(
    html`<p><a href="${href("meeting", { meeting: meeting.id })}">${title}</a></p>`,
    html`${errorSummary(speak, filled)}<h1>${words}</h1>
${facts([
  [told("decision.where"), meeting.title ? html`${title}, ${date(meeting.date)}` : title],
  [told("decision.person"), cast.called(person)],
  [told("decision.due"), due && date(due)],
  [told("decision.now"), closed ? now : standsWords(speak, due, nowOf(web).today)],
])}
${opened.office && !closed ? chaseWays(web, speak, cast, opened, words) : ""}${closingForm(speak, opened, filled)}
${opened.office && !closed ? await rewordingForm(web, speak, opened, filled, words, stale) : ""}`,
  );
  return frame(c, web, { title: words, main, refused: filled.errors.length > 0, scripts: ["confirm.js"] });
}

/** "à faire"; past its day, by how much. */
function standsWords({ told, text }: MeetingSay, due: string | undefined, today: string): Html | string {
  if (due === undefined || due >= today) return told("decision.open");
  const { unit, count } = lateness(due, today);
  return html`<span class="tag error">${text(`late.${unit}`, { count })}</span>`;
}

/** A message to whoever is to do it, of what it says, and where its day presses a letter that chases them, once a day. */
function chaseWays(
  web: Web,
  speak: MeetingSay,
  { present, called }: MeetingCast,
  { meeting, resolution, visitor }: OpenedResolution,
  words: string,
): Html | "" {
  const { id, person, due, reminded } = resolution;
  const { today } = nowOf(web);
  const others = peopleOf(present, [person]).filter((each) => each.id !== visitor.person.id);
  const address = mailTo(others, words);
  if (address === undefined) return "";
  const way = reminded.includes(today)
    ? writtenNote(speak, "either")
    : decisionChase(speak, { meeting: meeting.id, id }, `${called(person)} – ${words}`);
  const chase = due === undefined || isSoon(due, today) ? way : "";
  return html`${chase}<p><a href="${address}">${speak.text("person.write")}<span class="hidden"> – ${called(person)}</span></a></p>`;
}

function closingForm({ told }: MeetingSay, { meeting, resolution }: OpenedResolution, filled: Filled): Html {
  const address = href("resolutionClosing", { meeting: meeting.id, resolution: resolution.id });
  if (resolution.closed)
    return html`<form method="post" action="${address}"><p><label><input type="checkbox" name="as" value="open" required> ${told("decision.reopen.sure")}</label></p><button class="second">${told("decision.reopen")}</button></form>`;
  const options = (["done", "dropped"] as const).map((value) => ({
    value,
    label: told(`decision.${value}`),
    hint: told(`decision.${value}.hint`),
  }));
  return html`<form method="post" action="${address}" novalidate>${radios(filled, { name: "as", label: told("decision.close"), options })}
<button>${told("decision.close.do")}</button></form>`;
}

async function rewordingForm(
  web: Web,
  speak: MeetingSay,
  { meeting, resolution }: OpenedResolution,
  filled: Filled,
  words: string,
  stale: Stale | undefined,
): Promise<Html> {
  const { told } = speak;
  const { person, due } = resolution;
  const people = await theDirectory(web);
  const groups = holderGroups(speak, people, meeting, person);
  const open = filled.errors.some(({ field }) => field !== "as") ? html` open` : "";
  return html`<details${open}><summary>${told("decision.change")}</summary>${staleNote(speak, stale)}
<form method="post" action="${href("resolution", { meeting: meeting.id, resolution: resolution.id })}" novalidate>${seenField(filled, resolutionSeen(resolution), stale)}
${textArea(filled, { name: "words", label: told("decision.words"), rows: 2, value: words })}
${select(filled, { name: "person", label: told("decision.person"), none: told("decision.person.none"), groups, value: person })}
${textField(filled, { name: "due", label: told("decision.due"), type: "date", value: due ?? "" })}
<button class="second">${told("decision.change.do")}</button></form></details>`;
}

/** Closes it, or opens it again: by who is to do it, or a coordinator. */
export async function closeResolution(
  c: PageContext,
  web: Web,
  opened: OpenedResolution,
  { ok, filled }: Input<Closing>,
): Promise<Response> {
  if (!ok) return resolution(c, web, opened, filled);
  const {
    meeting,
    resolution: { id },
    visitor,
    office,
  } = opened;
  const by = askerOf(visitor, office);
  const result = await attempt(c, filled, { "resolution-closed": "as" }, async () => {
    const command =
      ok.as === "open"
        ? ({ type: "reopenResolution", by, resolution: id } as const)
        : ({ type: "closeResolution", by, resolution: id, as: ok.as, on: nowOf(web).today } as const);
    await issueMeeting(web.ports, meeting.id, command);
    return done(c, href("resolution", { meeting: meeting.id, resolution: id }), { id });
  });
  return result instanceof Response ? result : resolution(c, web, opened, result);
}

/** Says it anew: in other words, to somebody else, by another day. */
export async function changeResolution(
  c: PageContext,
  web: Web,
  opened: OpenedResolution,
  { ok, filled }: Input<Rewording>,
): Promise<Response> {
  if (!ok) return resolution(c, web, opened, filled);
  const { meeting, resolution: before, visitor } = opened;
  const speak = tellingMeetings(say(c, web));
  const people = await theDirectory(web);
  const known = [...people.all.map(({ id }) => id), ...people.organisations.map(({ id }) => `org:${id}`)];
  const errors = known.includes(ok.person) ? [] : [{ field: "person", message: speak.text("input.people") }];
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return resolution(c, web, opened, { ...filled, errors });
  const result = await attempt(c, filled, { "meeting-changed": "words", "resolution-closed": "words" }, async () => {
    const words = await putChangedText(web.ports, ok.words, before.words);
    const change = { words, person: ok.person, due: ok.due ?? null, ...(ok.seen && { seen: ok.seen }) };
    await issueMeeting(web.ports, meeting.id, {
      type: "changeResolution",
      by: askerOf(visitor, true),
      resolution: before.id,
      ...change,
    });
    return done(c, href("resolution", { meeting: meeting.id, resolution: before.id }), { id: before.id });
  });
  if (result instanceof Response) return result;
  const said = (await getText(web.ports.files, before.words)) ?? "";
  const shown = (words: string, person: string, due?: string): Shown => [
    [speak.told("decision.words"), words],
    [speak.told("decision.person"), people.name(person)],
    [speak.told("decision.due"), due ? speak.date(due) : ""],
  ];
  const both = () => ({ now: shown(said, before.person, before.due), typed: shown(ok.words, ok.person, ok.due) });
  return resolution(c, web, opened, result, staleOf(ok.seen, resolutionSeen(before), both));
}
