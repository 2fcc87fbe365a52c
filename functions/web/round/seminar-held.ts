import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { type Seminar, seminarOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { attachmentForm, hasArrived, keepAttachment } from "../components/attachment.ts";
import { confirmation, readConfirmed } from "../components/confirmation.ts";
import { checkboxes, hidden, textArea } from "../components/fields.ts";
import { nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords } from "../components/meeting.ts";
import { tooLatePage } from "../components/too-late.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type FieldError, type Filled, InvalidRequest, identifier, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { roundNumber, roundToRecord } from "./open-round.ts";
import { onToMeeting } from "./seminar-became.ts";

const holding = z.strictObject({
  round: roundNumber,
  present: z.array(identifier).max(200, "input.many").default([]),
  minutes: z.string().trim().max(40_000, "input.long").optional(),
  /** A file that came before. */
  upload: identifier.optional(),
});

type View = Opened & { round: Round; seminar: Seminar };

/** The seminar that is to be recorded, else the last one, unless it does not take place. Throws `not-found`. */
function theSeminar(web: Web, opened: Opened): View {
  const round = roundOf(web, opened.state);
  const seminar = round && seminarOf(opened.state, round);
  if (!round || !seminar || seminar.cancelled) throw new Refusal("not-found");
  return { ...opened, round, seminar };
}

function roundOf(web: Web, state: State): Round | undefined {
  const last = state.rounds.at(-1);
  return roundToRecord(web, state) ?? state.rounds.findLast((round) => seminarOf(state, round) !== undefined) ?? last;
}

/** The coordinator says that a seminar was held, who was there and what it said: also once its round is closed. */
export async function seminarHeld(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
  upload?: string,
): Promise<Response> {
  const meeting = onToMeeting(c, opened.state, "meetingRecord");
  if (meeting) return meeting;
  const { state, round, seminar } = theSeminar(web, opened);
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { id } = state;
  const here = href("seminarHeld", { id });
  const people = await thePeople(web);
  const there = [...new Set([...seminar.invited, ...(seminar.present ?? [])])];
  const minutes = seminar.minutes && (await getText(web.ports.files, seminar.minutes));
  const arrived = filled.typed.upload?.[0] ?? upload;
  const body = html`<p>${text("seminar.hold.lead", { date: whenWords(speak, seminar) })}
${seminar.held ? "" : html`<a href="${href("seminarCancellation", { id })}">${text("seminar.hold.not")}</a>`}</p>
<form method="post" action="${here}" novalidate>${hidden("round", String(round.number))}
${arrived ? html`${hidden("upload", arrived)}<div class="note done"><p>${text("attachment.there")}</p></div>` : ""}
${
  there.length > 0
    ? checkboxes(filled, {
        name: "present",
        label: text("seminar.present"),
        options: there.map((person) => ({ value: person, label: people.name(person) })),
        values: seminar.present ?? [],
      })
    : ""
}
${textArea(filled, { name: "minutes", label: text("seminar.minutes"), hint: text("seminar.minutes.hint"), rows: 10, value: minutes ?? "" })}
${seminar.held ? "" : confirmation(filled, text("confirm.legend"), text("seminar.hold.confirm"))}
<button>${text(seminar.held ? "seminar.hold.again" : "seminar.hold.do")}</button></form>
${arrived ? "" : html`<hr><h2>${text("seminar.minutes.file")}</h2><p>${text("seminar.minutes.file.lead")}</p>${await attachmentForm(web, speak, here)}`}`;
  const back = { href: href("seminar", { id }), label: state.title };
  return formPage(c, web, { title: text("seminar.hold"), back, filled, body });
}

/** The same form once its file is there: the file store leads back to it. Throws `not-found`, `upload-missing`. */
export async function seminarAttached(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const upload = param(c, "upload");
  theSeminar(web, opened);
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return seminarHeld(c, web, opened, nothingFilled, upload);
}

/** Records it; what was held already is corrected without being confirmed again. */
export async function holdSeminar(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state, by, still } = opened;
  const round = roundOf(web, state);
  const seminar = round && seminarOf(state, round);
  if (!round || (seminar?.cancelled && round.closed === undefined)) throw new Refusal("not-found");
  const { ok, filled } = await (seminar?.held ? readInput(c, holding) : readConfirmed(c, holding));
  const late = () => tooLatePage(c, web, state, "round-closed", typedIn(filled, "minutes"));
  if (!ok) return seminar?.cancelled ? late() : seminarHeld(c, web, opened, filled);
  const errors = tooEarly(web, say(c, web), round, seminar);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return seminarHeld(c, web, opened, { ...filled, errors });
  const { minutes, upload, ...recorded } = ok;
  try {
    const text = minutes ? { minutes: await putChangedText(web.ports, minutes, seminar?.minutes) } : {};
    const stem = say(c, web).text("seminar.minutes.stem", { date: seminar?.date ?? "" });
    const file = upload ? { minutesFile: await keepAttachment(web, upload, stem) } : {};
    await issue(deliverables, web.ports, state.id, { type: "holdSeminar", by, ...recorded, ...text, ...file }, still);
    return done(c, href("seminar", { id: state.id }));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "round-closed" || wantsJson(c)) throw error;
    return late();
  }
}

/** A seminar of an open round is held on its day at the earliest, at the network's place. */
function tooEarly(
  { ports, settings }: Web,
  { text, date }: Say,
  { closed }: Round,
  seminar: Seminar | undefined,
): FieldError[] {
  const today = localDate(new Date(ports.clock()).toISOString(), settings.timeZone);
  if (!seminar || seminar.held || closed || seminar.date <= today) return [];
  return [{ field: "confirmed", message: text("input.held", { date: date(seminar.date) }) }];
}
