import { html } from "hono/html";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type Meeting, type NewResolution, recordOf } from "../../../shared/meeting/state.ts";
import { loadMeeting, type OpenResolution, openResolutionsOf } from "../../../shared/stored/meeting.ts";
import { getText, putChangedText, putText } from "../../../shared/stored/text.ts";
import type { TextRef } from "../../../shared/values.ts";
import { hasArrived, keepAttachment } from "../components/attachment.ts";
import { confirmation } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import { hidden, textArea } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords } from "../components/meeting.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { pickerScripts } from "../components/people-picker.ts";
import { type Directory, theDirectory } from "../components/picking.ts";
import { type Shown, type Stale, seenField, staleNote, staleOf } from "../components/stale.ts";
import { attempt, done, param } from "../http/answer.ts";
import { isJson, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type FieldError, type Filled, InvalidRequest } from "../http/input.ts";
import { say } from "../http/say.ts";
import { by } from "../programme/who.ts";
import { shownAgenda } from "./agenda-list.ts";
import { arrivedForm } from "./minutes-file.ts";
import { type RecordEntry, readRecord } from "./record-entry.ts";
import { attendanceFields, beforeFields, decisionFields, outcomeFields } from "./record-fields.ts";
import { itemsBefore, meetingsInSeries, pointsLeft, seriesOf } from "./series.ts";
import { documentsIn, type OpenedMeeting, readIn, type SeenMeeting } from "./who.ts";

/** That a meeting was held: who came, what was said, what became of its agenda, what was decided, what of before is done. */
export async function meetingRecord(
  c: PageContext,
  web: Web,
  opened: OpenedMeeting,
  filled: Filled = nothingFilled,
  upload?: string,
  stale?: Stale,
): Promise<Response> {
  const { meeting } = opened;
  if (meeting.stage === "cancelled") throw new Refusal("meeting-cancelled");
  const speak = tellingMeetings(say(c, web));
  const { told, text } = speak;
  const people = await theDirectory(web);
  const { minutes, minutesFile } = meeting.record ?? {};
  const written = minutes && (await getText(web.ports.files, minutes));
  const arrived = filled.typed.upload?.[0] ?? upload;
  const here = href("meetingRecord", { meeting: meeting.id });
  const points = await pointsLeft(web, meeting);
  const view = {
    ...{ speak, filled, people, meeting, today: nowOf(web).today },
    ...{
      agenda: await shownAgenda(web, speak, await inOffice(web, meeting, opened)),
      points: await shownAgenda(web, speak, await inOffice(web, { ...meeting, agenda: points }, opened)),
      before: await beforeOf(web, speak, meeting),
      given: await withWords(web, speak, meeting.resolutions),
    },
  };
  const held = meeting.stage === "held";
  const body = html`${staleNote(speak, stale)}<p>${told("record.lead", { when: whenWords(speak, meeting) })}${held ? "" : html` <a href="${href("meetingCancellation", { meeting: meeting.id })}">${told("record.not")}</a>`}</p>
${arrived ? html`<div class="note done" role="status"><p>${text("attachment.there")}</p></div>` : ""}
<form method="post" action="${here}" novalidate>${seenField(filled, recordOf(meeting), stale)}${hidden("upload", arrived)}
${attendanceFields(view)}
${outcomeFields(view)}${beforeFields(view)}${decisionFields(view)}
<h2>${told("minutes")}</h2>
${textArea(filled, { name: "minutes", label: told("minutes.label"), hint: minutesFile ? told("minutes.hint.file", { name: minutesFile.name }) : told("minutes.hint"), rows: 10, value: written ?? "" })}
${held && !arrived ? "" : confirmation(filled, text("confirm.legend"), told(held ? "minutes.file.sure" : "record.confirm"))}
<p class="buttons"><button>${told(held ? "record.do.again" : "record.do")}</button>${arrived ? "" : html` <button class="second" name="do" value="attach">${told("record.do.attach")}</button>`}</p></form>`;
  const back = { href: href("meeting", { meeting: meeting.id }), label: meetingTitle(speak, meeting) };
  const title = told(held ? "record.again" : "record");
  return formPage(c, web, { title, back, filled, body, scripts: pickerScripts(people) });
}

/** A coordinator sees all of it. */
async function inOffice(web: Web, meeting: Meeting, { visitor }: OpenedMeeting): Promise<SeenMeeting> {
  const documents = await documentsIn(web, meeting);
  return { meeting, visitor, office: true, invited: true, documents, ...readIn(meeting, true) };
}

/** Decisions that are not done, on its agenda or of its series, with their words. */
async function beforeOf(web: Web, speak: MeetingSay, meeting: Meeting) {
  return withWords(web, speak, await openBefore(web, meeting));
}

async function withWords<D extends { words: TextRef }>(web: Web, { told }: MeetingSay, decisions: readonly D[]) {
  const words = await Promise.all(decisions.map((each) => getText(web.ports.files, each.words)));
  return decisions.map((decision, at) => ({ decision, words: words[at] ?? told("erased") }));
}

async function openBefore({ ports }: Web, { id, series, agenda }: Meeting): Promise<OpenResolution[]> {
  const own = seriesOf({ id, ...(series && { series }) }).id;
  const named = new Set(
    agenda.flatMap((item) => (item.what === "resolution" ? [`${item.meeting}/${item.resolution}`] : [])),
  );
  const open = await openResolutionsOf(ports.store);
  return open
    .filter(
      ({ meeting, of, id: resolution }) =>
        meeting !== id && (named.has(`${meeting}/${resolution}`) || of.series === own || meeting === own),
    )
    .slice(0, mostBefore);
}

/** Those that a form may name: some may have been closed since it was opened, or by the same form when it was sent before. */
async function everBefore(web: Web, meeting: Meeting): Promise<Pick<OpenResolution, "meeting" | "id">[]> {
  const series = await meetingsInSeries(web, seriesOf(meeting));
  const named = meeting.agenda.flatMap((item) => (item.what === "resolution" ? [item.meeting] : []));
  const ids = [...new Set([...series.map(({ id }) => id), ...named])].filter((id) => id !== meeting.id);
  const loaded = await Promise.all(ids.map((id) => loadMeeting(web.ports.store, id)));
  const all = loaded.flatMap((each) => each?.state.resolutions.map(({ id }) => ({ meeting: each.state.id, id })) ?? []);
  const others = (await openBefore(web, meeting)).filter(({ meeting: of }) => !ids.includes(of));
  return [...all, ...others];
}

/** Decisions of before that one form shows. */
const mostBefore = 40;

/** Once the file of the minutes is there, to which the file store leads back: what keeps it. Throws `upload-missing`. */
export async function meetingAttached(c: PageContext, web: Web, opened: OpenedMeeting): Promise<Response> {
  const upload = param(c, "upload");
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  if (opened.meeting.stage === "held") return arrivedForm(c, web, opened.meeting, upload);
  return meetingRecord(c, web, opened, nothingFilled, upload);
}

/** Records it, or corrects what was recorded; decisions of before that were closed are closed in its minutes. */
export async function recordMeeting(c: PageContext, web: Web, opened: OpenedMeeting): Promise<Response> {
  const { meeting } = opened;
  if (meeting.stage === "cancelled") throw new Refusal("meeting-cancelled");
  const speak = tellingMeetings(say(c, web));
  const people = await theDirectory(web);
  const { ok, filled } = await readRecord(
    c,
    meeting,
    await itemsBefore(web, seriesOf(meeting)),
    await everBefore(web, meeting),
  );
  if (!ok) return meetingRecord(c, web, opened, filled);
  const unsure = meeting.stage === "held" && ok.upload !== undefined && !ok.confirmed && !isJson(c);
  const errors = [
    ...recordErrors(web, speak, people, meeting, ok),
    ...(unsure ? [{ field: "confirmed", message: speak.text("input.confirm") }] : []),
  ];
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return meetingRecord(c, web, opened, { ...filled, errors });
  const fields = {
    "meeting-changed": "present",
    "meeting-to-come": "outsiders",
    "request-invalid": "present",
    "date-invalid": "present",
  } as const;
  const result = await attempt(c, filled, fields, async () => {
    await keep(c, web, speak, opened, ok);
    const page = (more: { attach?: true }) => href("meeting", { meeting: meeting.id }, more);
    return done(c, ok.do === "attach" ? `${page({ attach: true })}#minutes` : page({}), { id: meeting.id });
  });
  if (result instanceof Response) return result;
  const shown = (each: Meeting | RecordEntry) => shownRecord(speak, people, each);
  const stale = staleOf(ok.seen, recordOf(meeting), () => ({ now: shown(meeting), typed: shown(ok) }));
  return meetingRecord(c, web, opened, result, undefined, stale);
}

async function keep(
  c: PageContext,
  web: Web,
  speak: MeetingSay,
  { meeting, visitor }: OpenedMeeting,
  ok: RecordEntry,
): Promise<void> {
  const { ports } = web;
  const { present, others, outsiders, minutes, upload, outcomes, seen } = ok;
  const left = isJson(c) ? {} : { minutes: null };
  const text = minutes ? { minutes: await putChangedText(ports, minutes, meeting.record?.minutes) } : left;
  const stem = speak.told("minutes.stem", { date: meeting.date });
  const file = upload ? { minutesFile: await keepAttachment(web, upload, stem) } : {};
  const resolutions = await Promise.all(ok.decisions.map((row) => resolutionFrom(web, meeting, row)));
  const points = (await pointsLeft(web, meeting)).filter(({ id }) => outcomes[id] !== undefined);
  const { today } = nowOf(web);
  await issueMeeting(ports, meeting.id, {
    ...{ type: "record", by: by(visitor), present: [...new Set([...present, ...others])], outsiders, ...text, ...file },
    ...{ outcomes, points, resolutions, today, ...(seen && { seen }) },
  });
  for (const { meeting: of, resolution, as } of ok.closed)
    await unlessClosed(
      issueMeeting(ports, of, { type: "closeResolution", by: by(visitor), resolution, as, on: today, at: meeting.id }),
    );
}

/** Whoever closed it meanwhile closed it. */
async function unlessClosed(closing: Promise<unknown>): Promise<void> {
  try {
    await closing;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "resolution-closed") throw error;
  }
}

/** A decision that was given to the same person in the same words and by the same day is there already: the form was sent twice. */
async function resolutionFrom(
  { ports }: Web,
  { resolutions }: Meeting,
  { words = "", person = "", due }: RecordEntry["decisions"][number],
): Promise<NewResolution> {
  const same = resolutions.filter((each) => each.person === person && each.due === due);
  const said = await Promise.all(same.map((each) => getText(ports.files, each.words)));
  const known = same[said.indexOf(words)];
  if (known) return known;
  return { id: ports.ids(), words: await putText(ports, words), person, ...(due && { due }) };
}

/** What the schema alone cannot see: its day, people who are there, rows that are whole. */
function recordErrors(
  web: Web,
  { told, text, date }: MeetingSay,
  { all, organisations }: Directory,
  meeting: Meeting,
  ok: RecordEntry,
): FieldError[] {
  const known = new Set([...all.map(({ id }) => id), ...organisations.map(({ id }) => `org:${id}`)]);
  const rows = ok.decisions.flatMap(({ row, words, person }): [boolean, string, string][] => [
    [!words, `words${row}`, told("wrong.words")],
    [!person, `person${row}`, told("wrong.person")],
    [person !== undefined && !known.has(person), `person${row}`, text("input.people")],
  ]);
  const early = meeting.stage !== "held" && meeting.date > nowOf(web).today;
  const wrong: [boolean, string, string][] = [
    [early, "confirmed", told("wrong.early", { date: date(meeting.date) })],
    [![...ok.present, ...ok.others].every((id) => known.has(id)), "present", text("input.people")],
    ...rows,
  ];
  return wrong.flatMap(([is, field, message]) => (is ? [{ field, message }] : []));
}

/** What the form of a record says, as people read it. */
function shownRecord({ told }: MeetingSay, people: Directory, of: Meeting | RecordEntry): Shown {
  const { present, outsiders } =
    "outcomes" in of
      ? { present: [...of.present, ...of.others], outsiders: of.outsiders }
      : (of.record ?? { present: [], outsiders: 0 });
  return [
    [told("present"), present.length > 0 ? people.named(present) : ""],
    [told("outsiders"), `${outsiders}`],
  ];
}
