import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { Reported, Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { putText } from "../../../shared/stored/text.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { PersonId } from "../../../shared/values.ts";
import { attachmentForm, hasArrived, keepAttachment } from "../components/attachment.ts";
import { hidden, radios, textArea, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { stateVersionWords } from "../components/version-words.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { day } from "../http/day.ts";
import { reachFiles } from "../http/file-store.ts";
import { type FieldError, type Filled, type Input, InvalidRequest, identifier } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { roundNumber, theOpenRound } from "./open-round.ts";

const choices = ["approve", "approveWithReservations", "requestChanges", "abstain", "decline"] as const;
const channels = ["mail", "telephone", "meeting"] as const;
export const recording = z.strictObject({
  round: roundNumber,
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
  submission: identifier,
  reviewer: z.string("input.reviewer").regex(/^[\w-]{1,64}$/, "input.reviewer"),
  choice: z.enum(choices, "input.choice"),
  channel: z.enum(channels, "input.channel"),
  received: day,
  reason: z.string().trim().max(10_000, "input.long").optional(),
  note: z.string().trim().max(40_000, "input.long").optional(),
  /** A file that came before. */
  upload: identifier.optional(),
});
type Recorded = z.infer<typeof recording>;

/** The coordinator records a decision that came by mail, by telephone or by word of mouth, with what proves it. */
export async function reported(
  c: PageContext,
  web: Web,
  { state }: Opened,
  filled: Filled = nothingFilled,
  upload?: string,
): Promise<Response> {
  const round = roundOf(state, filled);
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const here = href("reported", { id: state.id });
  const people = await thePeople(web);
  const arrived = filled.typed.upload?.[0] ?? upload;
  const about = filled.typed.version?.[0] ?? round.version;
  const open = reportable(round);
  const body = html`<p>${text("reported.lead")} ${text("reported.version", { version: stateVersionWords(speak, state, about) })}</p>
${open.length === 0 ? html`<div class="note"><p>${text("reported.nobody")}</p></div>` : ""}
<form method="post" action="${here}" novalidate>${hidden("round", filled.typed.round?.[0] ?? String(round.number))}${hidden("version", about)}
${hidden("submission", filled.typed.submission?.[0] ?? web.ports.ids())}
${radios(filled, {
  name: "reviewer",
  label: text("role.reviewer"),
  options: open.map((id) => ({ value: id, label: people.name(id) })),
})}
${radios(filled, {
  name: "choice",
  label: text("reported.choice"),
  options: choices.map((choice) => ({ value: choice, label: text(`choice.${choice}`) })),
})}
${textArea(filled, { name: "reason", label: text("decision.reason"), hint: text("reported.reason.hint"), rows: 4 })}
${radios(filled, {
  name: "channel",
  label: text("reported.channel"),
  options: channels.map((channel) => ({ value: channel, label: text(`reported.by.${channel}`) })),
})}
${textField(filled, { name: "received", label: text("reported.received"), type: "date" })}
${textArea(filled, { name: "note", label: text("reported.note"), hint: text("reported.note.hint"), rows: 6 })}
${arrived ? html`${hidden("upload", arrived)}<div class="note done"><p>${text("attachment.there")}</p></div>` : ""}
<button>${text("reported.do")}</button></form>
${arrived ? "" : html`<hr><h2>${text("reported.file")}</h2><p>${text("reported.file.lead")}</p>${await attachmentForm(web, speak, here)}`}`;
  const back = { href: href("deliverable", { id: state.id }), label: state.title };
  return formPage(c, web, { title: text("reported.title"), back, filled, body });
}

/** The open round; the last one for who sends a form that was opened with it. Throws `round-closed`. */
function roundOf(state: State, { typed }: Filled): Round {
  return (typed.round && state.rounds.at(-1)) || theOpenRound(state);
}

/** Those who gave no decision here themselves. */
function reportable({ reviewers, decisions }: Round): PersonId[] {
  return reviewers.filter((person) => !decisions.some((each) => each.reviewer === person && !each.reported));
}

/** The same form once its file is there: the file store leads back to it. Throws `round-closed`, `upload-missing`. */
export async function reportedAttached(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  theOpenRound(opened.state);
  const upload = param(c, "upload");
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return reported(c, web, opened, nothingFilled, upload);
}

/** Records it, with its proof; a letter or a mail joined is kept as it came. */
export async function recordReported(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<Recorded>,
): Promise<Response> {
  if (!ok) return reported(c, web, opened, filled);
  const { state, by, still } = opened;
  const errors = lacking(web, say(c, web), roundOf(state, filled), ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return reported(c, web, opened, { ...filled, errors });
  const fields = {
    ...({ "reason-missing": "reason", "evidence-missing": "note", "decision-given": "reviewer" } as const),
    ...({ "round-closed": "choice", "version-replaced": "choice" } as const),
  };
  const result = await attempt(c, filled, fields, async () => {
    const { reason, note: _, upload: __, channel: ___, received: ____, ...asked } = ok;
    const evidence = await evidenceOf(web, say(c, web), ok);
    const said = reason ? { reason: await putText(web.ports, reason) } : {};
    await issue(
      deliverables,
      web.ports,
      state.id,
      { type: "report", by, ...asked, ...said, reported: evidence },
      still,
    );
    return done(c, href("deliverable", { id: state.id }), { submission: ok.submission }, 201);
  });
  return result instanceof Response ? result : reported(c, web, opened, result);
}

function lacking({ ports, settings }: Web, { text }: Say, { opened }: Round, asked: Recorded): FieldError[] {
  const { choice, reason, note, upload, received } = asked;
  const today = localDate(new Date(ports.clock()).toISOString(), settings.timeZone);
  const unreasoned = (choice === "requestChanges" || choice === "approveWithReservations") && !reason;
  return [
    ...(unreasoned ? [{ field: "reason", message: text("input.reported.reason") }] : []),
    ...(received > today ? [{ field: "received", message: text("input.received") }] : []),
    ...(received < localDate(opened, settings.timeZone)
      ? [{ field: "received", message: text("input.received.before") }]
      : []),
    ...(note || upload ? [] : [{ field: "note", message: text("input.evidence") }]),
  ];
}

async function evidenceOf(web: Web, { text }: Say, asked: Recorded): Promise<Reported> {
  const { channel, received, note, upload } = asked;
  const stem = text("reported.file.stem", { date: received });
  return {
    ...{ channel, received },
    ...(note && { note: await putText(web.ports, note) }),
    ...(upload && { file: await keepAttachment(web, upload, stem) }),
  };
}
