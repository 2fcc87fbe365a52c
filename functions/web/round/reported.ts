import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { issue } from "../../../shared/chain/issue.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Decision, Reported, Round, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { getText, putText } from "../../../shared/stored/text.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { PersonId } from "../../../shared/values.ts";
import { attachmentAddress, attachmentForm, hasArrived, keepAttachment } from "../components/attachment.ts";
import { facts } from "../components/facts.ts";
import { hidden, radios, textArea, textField } from "../components/fields.ts";
import { type Filled, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import { shortHash } from "../components/hash.ts";
import { row } from "../components/row.ts";
import { theDeliverable, thePeople } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { day } from "../http/day.ts";
import { reachFiles } from "../http/file-store.ts";
import { type FieldError, InvalidRequest, identifier, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { openRoundAsked, roundNumber } from "./open-round.ts";
import { choiceTag } from "./round-state.ts";

const choices = ["approve", "approveWithReservations", "requestChanges", "abstain", "decline"] as const;
const channels = ["mail", "telephone", "meeting"] as const;
const recording = z.strictObject({
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
export function reportedPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/reported", (c) => form(c, web))
    .post("/deliverables/:id/reported", (c) => record(c, web))
    .get("/deliverables/:id/reported/:upload", (c) => attached(c, web))
    .get("/deliverables/:id/reported/:submission/evidence", (c) => evidence(c, web))
    .get("/deliverables/:id/reported/:submission/file", (c) => file(c, web));
}

async function form(c: PageContext, web: Web, filled: Filled = nothingFilled, upload?: string): Promise<Response> {
  const { state } = await theDeliverable(c, web, "coordinator");
  const round = roundOf(state, filled);
  await reachFiles(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const here = `/deliverables/${state.id}/reported`;
  const people = await thePeople(web);
  const sent = filled.typed.upload?.[0] ?? upload;
  const about = filled.typed.version?.[0] ?? round.version;
  const open = reportable(round);
  const body = html`<p>${text("reported.lead")} ${text("reported.version", { version: shortHash(about) })}</p>
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
${sent ? html`${hidden("upload", sent)}<div class="note done"><p>${text("attachment.there")}</p></div>` : ""}
<button>${text("reported.do")}</button></form>
${sent ? "" : html`<hr><h2>${text("reported.file")}</h2><p>${text("reported.file.lead")}</p>${await attachmentForm(web, speak, here)}`}`;
  const back = { href: `/deliverables/${state.id}`, label: state.title };
  return formPage(c, web, { title: text("reported.title"), back, filled, body });
}

/** The open round; the last one for who sends a form that was opened with it. Throws `round-closed`. */
function roundOf(state: State, { typed }: Filled): Round {
  const round = openRound(state) ?? (typed.round ? state.rounds.at(-1) : undefined);
  if (!round) throw new Refusal("round-closed", { round: state.rounds.at(-1)?.number ?? 0 });
  return round;
}

/** Those who gave no decision here themselves. */
function reportable({ reviewers, decisions }: Round): PersonId[] {
  return reviewers.filter((person) => !decisions.some(({ reviewer, reported }) => reviewer === person && !reported));
}

/** Where the file store leads back to. */
async function attached(c: PageContext, web: Web): Promise<Response> {
  await openRoundAsked(c, web);
  const upload = param(c, "upload");
  if (!(await hasArrived(web, upload))) throw new Refusal("upload-missing");
  return form(c, web, nothingFilled, upload);
}

async function record(c: PageContext, web: Web): Promise<Response> {
  const { state, by, still } = await theDeliverable(c, web, "coordinator");
  const { ok, filled } = await readInput(c, recording);
  if (!ok) return form(c, web, filled);
  const errors = lacking(web, say(c, web), roundOf(state, filled), ok);
  if (errors.length > 0 && wantsJson(c)) throw new InvalidRequest(errors);
  if (errors.length > 0) return form(c, web, { ...filled, errors });
  const fields = {
    ...({ "reason-missing": "reason", "evidence-missing": "note", "decision-given": "reviewer" } as const),
    ...({ "round-closed": "choice", "version-replaced": "choice" } as const),
  };
  const answered = await attempt(c, filled, fields, async () => {
    const { reason, note: _, upload: __, channel: ___, received: ____, ...asked } = ok;
    const reported = await proofOf(web, say(c, web), ok);
    const said = reason ? { reason: await putText(web.ports, reason) } : {};
    await issue(deliverables, web.ports, state.id, { type: "report", by, ...asked, ...said, reported }, still);
    return done(c, `/deliverables/${state.id}`, { submission: ok.submission }, 201);
  });
  return answered instanceof Response ? answered : form(c, web, answered);
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

async function proofOf(web: Web, { text }: Say, asked: Recorded): Promise<Reported> {
  const { channel, received, note, upload } = asked;
  const stem = text("reported.file.stem", { date: received });
  return {
    ...{ channel, received },
    ...(note && { note: await putText(web.ports, note) }),
    ...(upload && { file: await keepAttachment(web, upload, stem) }),
  };
}

/** Throws `not-found`. */
async function theReported(c: PageContext, web: Web) {
  const opened = await theDeliverable(c, web, "coordinator");
  const submission = param(c, "submission");
  const decisions = opened.state.rounds.flatMap((round) => round.decisions);
  const decision = decisions.find((each) => each.submission === submission && each.reported !== undefined);
  if (!decision) throw new Refusal("not-found");
  return { ...opened, decision: decision as Decision & { reported: NonNullable<Decision["reported"]> } };
}

async function evidence(c: PageContext, web: Web): Promise<Response> {
  const { state, decision } = await theReported(c, web);
  const speak = say(c, web);
  const { text } = speak;
  const { reviewer, reported, submission, reason } = decision;
  const people = await thePeople(web);
  const note = reported.note && (await getText(web.ports.files, reported.note));
  const words = reason && (await getText(web.ports.files, reason));
  const main = row(
    html`<p><a href="/deliverables/${state.id}">${state.title}</a></p>`,
    html`<h1>${text("reported.evidence")}</h1>
${facts([
  [text("role.reviewer"), people.name(reviewer)],
  [text("round.decision"), choiceTag(speak, decision)],
  [text("round.reason"), words],
  [text("reported.channel"), text(`reported.by.${reported.channel}`)],
  [text("reported.received"), speak.date(reported.received)],
  [text("reported.recorded"), `${people.name(reported.by)}, ${speak.instant(decision.at)}`],
])}
${note ? html`<h2>${text("reported.note")}</h2><blockquote><p class="said">${note}</p></blockquote>` : ""}
${reported.file ? html`<p><a href="/deliverables/${state.id}/reported/${submission}/file">${text("reported.file.get")}</a> <span class="muted">(${reported.file.name}, ${speak.bytes(reported.file.bytes)})</span></p>` : ""}`,
  );
  return frame(c, web, { title: text("reported.evidence"), main });
}

async function file(c: PageContext, web: Web): Promise<Response> {
  const { decision } = await theReported(c, web);
  if (!decision.reported.file) throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, decision.reported.file), 302);
}
