import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { isOff } from "../../../shared/deliverable/round/round.ts";
import type { Round, Seminar, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putChangedText } from "../../../shared/stored/text.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { attachmentForm, hasArrived, keepAttachment } from "../components/attachment.ts";
import { confirmation, readConfirmed } from "../components/confirmation.ts";
import { checkboxes, hidden, textArea } from "../components/fields.ts";
import { type Filled, nothingFilled, typedIn } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { whenWords } from "../components/meeting.ts";
import { tooLatePage } from "../components/too-late.ts";
import { type Opened, theDeliverable, thePeople } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import { type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { reachFiles } from "../http/file-store.ts";
import { type FieldError, InvalidRequest, identifier, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { roundNumber, roundToRecord } from "./open-round.ts";

const holding = z.strictObject({
  round: roundNumber,
  present: z.array(identifier).max(200, "input.many").default([]),
  minutes: z.string().trim().max(40_000, "input.long").optional(),
  /** A file that came before. */
  upload: identifier.optional(),
});

/** The coordinator says that a seminar was held, who was there and what it said: also once its round is closed. */
export function seminarHeldPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/seminar/held", (c) => form(c, web))
    .post("/deliverables/:id/seminar/held", (c) => hold(c, web))
    .get("/deliverables/:id/seminar/held/:upload", (c) => attached(c, web));
}

type View = Opened & { round: Round; seminar: Seminar };

/** The seminar that is to be recorded, else the last one, unless it does not take place. Throws `not-found`. */
async function theSeminar(c: PageContext, web: Web): Promise<View> {
  const opened = await theDeliverable(c, web, "coordinator");
  const round = roundOf(web, opened.state);
  if (!round?.seminar || isOff(round)) throw new Refusal("not-found");
  return { ...opened, round, seminar: round.seminar };
}

function roundOf(web: Web, state: State): Round | undefined {
  const last = state.rounds.at(-1);
  return roundToRecord(web, state) ?? state.rounds.findLast(({ seminar }) => seminar !== undefined) ?? last;
}

async function form(c: PageContext, web: Web, filled: Filled = nothingFilled, upload?: string): Promise<Response> {
  const { state, round, seminar } = await theSeminar(c, web);
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const here = `/deliverables/${state.id}/seminar`;
  const people = await thePeople(web);
  const there = [...new Set([...seminar.invited, ...(seminar.present ?? [])])];
  const minutes = seminar.minutes && (await getText(web.ports.files, seminar.minutes));
  const sent = filled.typed.upload?.[0] ?? upload;
  const body = html`<p>${text("seminar.hold.lead", { date: whenWords(speak, seminar) })}
${seminar.held ? "" : html`<a href="${here}/cancellation">${text("seminar.hold.not")}</a>`}</p>
<form method="post" action="${here}/held" novalidate>${hidden("round", String(round.number))}
${sent ? html`${hidden("upload", sent)}<div class="note done"><p>${text("attachment.there")}</p></div>` : ""}
${
  there.length > 0
    ? checkboxes(filled, {
        name: "present",
        label: text("seminar.present"),
        options: there.map((id) => ({ value: id, label: people.name(id) })),
        values: seminar.present ?? [],
      })
    : ""
}
${textArea(filled, { name: "minutes", label: text("seminar.minutes"), hint: text("seminar.minutes.hint"), rows: 10, value: minutes ?? "" })}
${seminar.held ? "" : confirmation(filled, text("confirm.legend"), text("seminar.hold.confirm"))}
<button>${text(seminar.held ? "seminar.hold.again" : "seminar.hold.do")}</button></form>
${sent ? "" : html`<hr><h2>${text("seminar.minutes.file")}</h2><p>${text("seminar.minutes.file.lead")}</p>${await attachmentForm(web, speak, `${here}/held`)}`}`;
  const back = { href: here, label: state.title };
  return formPage(c, web, { title: text("seminar.hold"), back, filled, body });
}

/** Where the file store leads back to. */
async function attached(c: PageContext, web: Web): Promise<Response> {
  const upload = param(c, "upload");
  await theSeminar(c, web);
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return form(c, web, nothingFilled, upload);
}

async function hold(c: PageContext, web: Web): Promise<Response> {
  const { state, by, still } = await theDeliverable(c, web, "coordinator");
  const round = roundOf(web, state);
  if (!round || round.seminar?.cancelled) throw new Refusal("not-found");
  const { seminar } = round;
  const { ok, filled } = await (seminar?.held ? readInput(c, holding) : readConfirmed(c, holding));
  const late = () => tooLatePage(c, web, state, "round-closed", typedIn(filled, "minutes"));
  if (!ok) return isOff(round) ? late() : form(c, web, filled);
  const errors = tooEarly(web, say(c, web), round);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return form(c, web, { ...filled, errors });
  const { minutes, upload, ...told } = ok;
  try {
    const text = minutes ? { minutes: await putChangedText(web.ports, minutes, seminar?.minutes) } : {};
    const stem = say(c, web).text("seminar.minutes.stem", { date: seminar?.date ?? "" });
    const file = upload ? { minutesFile: await keepAttachment(web, upload, stem) } : {};
    await issue(deliverables, web.ports, state.id, { type: "holdSeminar", by, ...told, ...text, ...file }, still);
    return done(c, `/deliverables/${state.id}/seminar`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "round-closed" || wantsJson(c)) throw error;
    return late();
  }
}

/** A seminar of an open round is held on its day at the earliest, at the network's place. */
function tooEarly({ ports, settings }: Web, { text, date }: Say, { seminar, closed }: Round): FieldError[] {
  const today = localDate(new Date(ports.clock()).toISOString(), settings.timeZone);
  if (!seminar || seminar.held || closed || seminar.date <= today) return [];
  return [{ field: "confirmed", message: text("input.held", { date: date(seminar.date) }) }];
}
