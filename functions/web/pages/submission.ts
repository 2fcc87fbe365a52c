import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { addDays, endOfDay, localDate } from "../../../shared/line/calendar.ts";
import { issue } from "../../../shared/line/issue.ts";
import { loadState } from "../../../shared/line/rows/deliverable.ts";
import { membersOf } from "../../../shared/line/rows/person.ts";
import { pin } from "../../../shared/line/version.ts";
import { openRound } from "../../../shared/workflow/round.ts";
import { draftStanding } from "../../../shared/workflow/standing.ts";
import type { Hash, Instant, State } from "../../../shared/workflow/state.ts";
import { theDeliverable, thePeople } from "../access.ts";
import { attempt, done } from "../answer.ts";
import type { PageContext, Variables, Web } from "../context.ts";
import { confirmation, readConfirmed } from "../parts/confirmation.ts";
import { facts } from "../parts/facts.ts";
import { hidden } from "../parts/fields.ts";
import { type Filled, nothingFilled } from "../parts/filled.ts";
import { formPage } from "../parts/form-page.ts";
import { shortHash } from "../parts/history.ts";
import { quorumWords } from "../parts/round.ts";
import { sectionTitles } from "../parts/sections.ts";
import { type Say, say } from "../say.ts";

const submission = z.strictObject({
  /** The version that its author saw. */
  version: z.string("input.wrong").regex(/^[0-9a-f]{64}$/, "input.wrong"),
});

/** An author, or the coordinator for them, submits the draft to review, after checking what it opens. */
export function submissionPages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/deliverables/:id/submission", (c) => check(c, web))
    .post("/deliverables/:id/submission", (c) => submit(c, web));
}

async function check(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const { state } = await theDeliverable(c, web, "author", "coordinator");
  const speak = say(c, web);
  const { text, language } = speak;
  const people = await thePeople(web);
  const { kind } = await loadKind(web.ports.assets, state.kind);
  const { version, complete, missing, withoutAlternative, absent } = draftStanding(state);
  const lacks = [
    version ? "" : text("submission.nothing"),
    version && absent.length > 0 ? text("step.parts", { parts: absent.map(({ title }) => title).join(", ") }) : "",
    missing.length > 0 ? text("step.sections", { sections: sectionTitles(kind, language, missing) }) : "",
    withoutAlternative > 0 ? text("step.alternatives", { count: withoutAlternative }) : "",
    state.reviewers.length === 0 ? text("submission.nobody") : "",
  ].filter(Boolean);
  const ready = complete && lacks.length === 0 && state.stage === "draft";
  const body = html`${
    lacks.length > 0
      ? html`<div class="note warning"><p>${text("submission.lacks")}</p><ul>${lacks.map((lack) => html`<li>${lack}</li>`)}</ul></div>`
      : ""
  }
${state.stage === "draft" ? "" : html`<div class="note"><p>${text("submission.not-draft")}</p></div>`}
${facts([
  [text("field.title"), state.title],
  [text("field.version"), version && `${shortHash(version.hash)} – ${speak.instant(version.accepted)}`],
  [text("field.reviewers"), people.named(state.reviewers)],
  [text("field.quorum"), quorumWords(speak, state.quorum, state.reviewers.length)],
  [text("round.deadline"), text("until", { date: speak.until(deadlineOf(web, state, kind)) })],
])}
${
  ready
    ? html`<p>${text("submission.then")}</p><form method="post" novalidate>${hidden("version", version?.hash)}
${confirmation(filled, text("confirm.legend"), text("submission.confirm"))}<button>${text("submission.do")}</button></form>`
    : html`<p><a class="button" href="/deliverables/${state.id}/draft">${text("draft.go")}</a></p>`
}`;
  const back = { href: `/deliverables/${state.id}/draft`, label: state.title };
  return formPage(c, web, { title: text("submission.title"), back, filled, body });
}

async function submit(c: PageContext, web: Web): Promise<Response> {
  const { ports } = web;
  const { state, by, still } = await theDeliverable(c, web, "author", "coordinator");
  const { ok, filled } = await readConfirmed(c, submission);
  if (!ok) return check(c, web, filled);
  const { kind } = await loadKind(ports.assets, state.kind);
  const fields = { "date-invalid": "version", "reviewers-missing": "version", "quorum-impossible": "version" } as const;
  const there = `/deliverables/${state.id}${by.coordinator ? "" : "/draft"}`;
  if (isUnderReview(state, ok.version)) return done(c, there);
  const answered = await attempt(c, filled, fields, async () => {
    refuseMissing(say(c, web), state, kind);
    const pinned = await pin(ports, state.kind);
    const deadline = deadlineOf(web, state, kind);
    const members = await membersOf(ports.store, state.reviewers);
    await issue(
      ports,
      state.id,
      { type: "submit", by, version: ok.version, deadline, members, ...pinned },
      still,
    ).catch(async (error: unknown) => {
      const now = await loadState(ports.store, state.id);
      if (!now || !isUnderReview(now.state, ok.version)) throw error;
    });
    return done(c, there);
  });
  return answered instanceof Response ? answered : check(c, web, answered);
}

/** Whether this version was submitted already: a form that is sent twice leads to where things stand. */
function isUnderReview(state: State, version: Hash): boolean {
  return openRound(state)?.version === version;
}

/** Names the sections by their titles, where `decide` knows their ids only. Throws `sections-missing`. */
function refuseMissing({ language }: Say, state: State, kind: Kind): void {
  const { missing } = draftStanding(state);
  if (missing.length > 0) throw new Refusal("sections-missing", { sections: sectionTitles(kind, language, missing) });
}

/** The end of the day planned for the review where it is still to come, else as many days from now as the kind gives. */
function deadlineOf({ ports, settings }: Web, { due }: State, kind: Kind): Instant {
  const now = new Date(ports.clock()).toISOString();
  const planned = due.review && endOfDay(due.review, settings.timeZone);
  if (planned && planned > now) return planned;
  return endOfDay(addDays(localDate(now, settings.timeZone), kind.round.days), settings.timeZone);
}
