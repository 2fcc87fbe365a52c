import { Hono } from "hono";
import { html } from "hono/html";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { plannedSeats, veiledState } from "../../../shared/line/anonymity.ts";
import { openRound, outcomeOf, undecided } from "../../../shared/workflow/round.ts";
import { draftStanding, submittable } from "../../../shared/workflow/standing.ts";
import type { Round } from "../../../shared/workflow/state.ts";
import { type Cast, type Opened, theCast, theDeliverable } from "../access.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../context.ts";
import { facts } from "../parts/facts.ts";
import { frame } from "../parts/frame.ts";
import { history } from "../parts/history.ts";
import { outputLinks } from "../parts/outputs.ts";
import { quorumWords, reviewersWords, roundState } from "../parts/round.ts";
import { row } from "../parts/row.ts";
import { sectionTitles } from "../parts/sections.ts";
import { stageLine, stageTag } from "../parts/stage.ts";
import { type Say, say } from "../say.ts";
import { uploadOf } from "../sent.ts";

/** One deliverable, for its coordinator and its authors: where it stands, what comes next, all that happened. */
export function deliverablePages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>().get("/deliverables/:id", (c) => deliverable(c, web));
}

type View = Opened & { speak: Say; people: Cast; kind: Kind };

async function deliverable(c: PageContext, web: Web): Promise<Response> {
  const opened = await theDeliverable(c, web, "coordinator", "author");
  const { state } = opened;
  const { kind } = await loadKind(web.ports.assets, state.kind);
  if (wantsJson(c)) return c.json({ deliverable: veiledState(state, opened.by, kind.round) });
  const speak = say(c, web);
  const view: View = { ...opened, speak, people: await theCast(web, opened, speak), kind };
  const { text, language } = speak;
  const round = openRound(state);
  const main = html`${row(
    html`<p>${stageTag(speak, state.stage)}</p>${round ? html`<p>${text("until", { date: speak.until(round.deadline) })}</p>` : ""}`,
    html`<h1>${state.title}</h1>
<p class="muted">${kind.name[language]} · ${state.action}</p>
${stageLine(speak, kind, state.stage)}
${nextStep(view, round)}`,
  )}
${await rounds(web, view)}
${draftsSection(view)}
${peopleSection(view)}
${await history(web, speak, view.people, state)}`;
  return frame(c, web, { title: state.title, main });
}

/** The page's primary action, or what is being waited for. */
function nextStep(view: View, round: Round | undefined): Html {
  const { state, speak, roles } = view;
  const others = roles.has("coordinator") && state.stage !== "withdrawn" ? otherActions(view, round) : "";
  const step = { draft: draftStep, review: reviewStep, final: finalStep, withdrawn: withdrawnStep }[state.stage];
  return html`<div class="note next"><h2>${speak.text("next.title")}</h2>${step(view, round)}</div>${others}`;
}

function draftStep({ state, speak, people, kind }: View): Html {
  const { text, language } = speak;
  const standing = draftStanding(state);
  const here = `/deliverables/${state.id}`;
  if (submittable(state)) {
    return html`<p>${text("step.submit")}</p><p><a class="button" href="${here}/submission">${text("submission.go")}</a></p>`;
  }
  const lacks = [
    standing.absent.length > 0 && state.parts.length > 1
      ? text("step.parts", { parts: standing.absent.map(({ title }) => title).join(", ") })
      : "",
    standing.missing.length > 0
      ? text("step.sections", { sections: sectionTitles(kind, language, standing.missing) })
      : "",
    standing.withoutAlternative > 0 ? text("step.alternatives", { count: standing.withoutAlternative }) : "",
  ].filter(Boolean);
  return html`<p>${text("step.draft", { authors: people.named(state.authors) })}</p>
${lacks.length > 0 ? html`<ul>${lacks.map((lack) => html`<li>${lack}</li>`)}</ul>` : ""}
<p><a class="button" href="${here}/draft">${text("draft.go")}</a></p>`;
}

function reviewStep({ state, speak, people, roles }: View, round: Round | undefined): Html {
  const { text } = speak;
  if (!round) return html``;
  const outcome = outcomeOf(round);
  const waiting = undecided(round);
  const close = html`<p><a class="button" href="/deliverables/${state.id}/closure">${text("closure.go")}</a></p>`;
  const words = outcome
    ? text(`step.close.${outcome}`)
    : waiting.length > 0
      ? text("step.waiting", { count: waiting.length, reviewers: reviewersWords(speak, people, round, waiting) })
      : text("step.seminar");
  return html`<p>${words}</p>${round.overdue ? html`<p><span class="tag error">${text("late")}</span> ${text("step.overdue")}</p>` : ""}
${roles.has("coordinator") && (outcome || round.overdue) ? close : ""}`;
}

function finalStep({ state, speak }: View): Html {
  if (!state.final || state.final.outputs.length === 0) return html`<p>${speak.text("step.rendering")}</p>`;
  return html`<p>${speak.text("step.final")}</p>${outputLinks(speak, state)}`;
}

function withdrawnStep({ speak }: View): Html {
  return html`<p>${speak.text("step.withdrawn")}</p>`;
}

function otherActions({ state, speak }: View, round: Round | undefined): Html {
  const { text } = speak;
  const rendered = state.stage === "final" && (state.final?.outputs.length ?? 0) > 0;
  const actions = [
    ["changes", "amend.title", true],
    ["closure", "closure.title", round !== undefined],
    ["deadline", "deadline.title", round !== undefined],
    ["seminar", "seminar.title", round !== undefined],
    ["links", "links.title", true],
    ["withdrawal", "withdrawal.title", !rendered],
  ] as const;
  const open = actions.filter(([, , possible]) => possible);
  return html`<details><summary>${text("actions.title")}</summary><ul class="plain">${open.map(
    ([path, key]) => html`<li><a href="/deliverables/${state.id}/${path}">${text(key)}</a></li>`,
  )}</ul></details>`;
}

/** The rounds held, the newest first. */
async function rounds(web: Web, { state, speak, people }: View): Promise<Html> {
  const held = state.rounds.toReversed().map(async (round) => {
    const shown = await roundState(web, speak, people, round, `/deliverables/${state.id}`);
    return html`<section aria-labelledby="round-${round.number}">${row(
      html`<p><time datetime="${round.opened}">${speak.instant(round.opened)}</time></p>`,
      html`<h2 id="round-${round.number}">${speak.text("round.title", { round: round.number })}</h2>${shown}
<p><a href="/deliverables/${state.id}/review?version=${round.version}">${speak.text("round.read")}</a></p>`,
    )}</section>`;
  });
  return html`${await Promise.all(held)}`;
}

function draftsSection({ state, speak }: View): Html | "" {
  if (state.versions.length === 0) return "";
  const { text } = speak;
  const items = state.versions.toReversed().flatMap((version) =>
    version.manifest.parts.flatMap(({ part }) => {
      const upload = uploadOf(state, part, version.hash);
      const brought = upload && state.uploads[upload.id]?.version === version.hash;
      return brought ? [{ version, upload, title: state.parts.find(({ id }) => id === part)?.title ?? "" }] : [];
    }),
  );
  return html`<section aria-labelledby="drafts">${row("", html`<h2 id="drafts">${text("drafts.title")}</h2>`)}
<ul class="things">${items.map(
    ({ version, upload, title }) =>
      html`<li>${row(
        html`<p><time datetime="${version.accepted}">${speak.instant(version.accepted)}</time></p>`,
        html`<p><a href="/deliverables/${state.id}/uploads/${upload.id}">${upload.name}</a>${title ? ` – ${title}` : ""}</p>`,
      )}</li>`,
  )}</ul></section>`;
}

function peopleSection(view: View): Html {
  const { state, speak, people, kind } = view;
  const { text } = speak;
  const each = (ids: readonly string[], name = people.name): Html =>
    html`<ul class="plain people">${ids.map((id) => html`<li>${name(id)}</li>`)}</ul>`;
  const seat = people.seated(plannedSeats(state, kind.round), true);
  const { draft, review, final } = state.due;
  return html`<section aria-labelledby="plan">${row(
    "",
    html`<h2 id="plan">${text("plan.title")}</h2>
${facts([
  [text("field.kind"), kind.name[speak.language]],
  [text("field.action"), state.action],
  [text("field.language"), text(state.language.startsWith("en") ? "language.en" : "language.fr")],
  [text("field.coordinator"), people.name(state.coordinator)],
  [text("field.authors"), each(state.authors)],
  [text("field.reviewers"), state.reviewers.length > 0 ? each(state.reviewers, seat) : text("nobody")],
  [text("field.funders"), state.funders.length > 0 ? each(state.funders) : text("nobody")],
  [text("field.quorum"), quorumWords(speak, state.quorum, state.reviewers.length)],
  [text("due.draft"), draft && speak.date(draft)],
  [text("due.review"), review && speak.date(review)],
  [text("due.final"), final && speak.date(final)],
  [text("field.parts"), state.parts.length > 1 ? state.parts.map(({ title }) => title).join(", ") : undefined],
])}`,
  )}</section>`;
}
