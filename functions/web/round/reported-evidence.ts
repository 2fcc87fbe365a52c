import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Decision, State } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { getText } from "../../../shared/stored/text.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type Opened, thePeople } from "../http/access.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";
import { choiceTag } from "./round-state.ts";

/** Throws `not-found`. */
function theReported(c: PageContext, state: State): Decision & { reported: NonNullable<Decision["reported"]> } {
  const submission = param(c, "submission");
  const decisions = state.rounds.flatMap((round) => round.decisions);
  const decision = decisions.find((each) => each.submission === submission && each.reported !== undefined);
  if (!decision) throw new Refusal("not-found");
  return decision as Decision & { reported: NonNullable<Decision["reported"]> };
}

/** What proves a decision that was given elsewhere. Throws `not-found`. */
export async function reportedEvidence(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const decision = theReported(c, state);
  const speak = say(c, web);
  const { text } = speak;
  const { reviewer, reported, submission, reason } = decision;
  const people = await thePeople(web);
  const note = reported.note && (await getText(web.ports.files, reported.note));
  const words = reason && (await getText(web.ports.files, reason));
  const main = row(
    html`<p><a href="${href("deliverable", { id: state.id })}">${state.title}</a></p>`,
    html`<h1>${text("reported.evidence")}</h1>
${facts([
  [text("role.reviewer"), people.name(reviewer)],
  [text("round.decision"), choiceTag(speak, decision)],
  [text("round.reason"), words],
  [text("reported.channel"), text(`reported.by.${reported.channel}`)],
  [text("reported.received"), speak.date(reported.received)],
  [text("reported.recorded"), `${people.name(reported.by)}, ${speak.exact(decision.at)}`],
])}
${note ? html`<h2>${text("reported.note")}</h2><blockquote><p class="said">${note}</p></blockquote>` : ""}
${reported.file ? html`<p><a href="${href("reportedFile", { id: state.id, submission })}">${text("reported.file.get")}</a> <span class="muted">(${reported.file.name}, ${speak.bytes(reported.file.bytes)})</span></p>` : ""}`,
  );
  return frame(c, web, { title: text("reported.evidence"), main });
}

/** On to the file that came with it. Throws `not-found`. */
export async function reportedFile(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const decision = theReported(c, state);
  if (!decision.reported.file) throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, decision.reported.file), 302);
}
