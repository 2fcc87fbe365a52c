import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { actingAs } from "../../../shared/deliverable/holder.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { isOf, type Summary as Meeting } from "../../../shared/meeting/summary.ts";
import { type Standing, standingOf } from "../../../shared/programme/standing.ts";
import { actionRef, type Expected, type Strand } from "../../../shared/programme/state.ts";
import { shownTo } from "../../../shared/sight/actions.ts";
import { meetingsOf } from "../../../shared/stored/meeting.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
import { kindWords, whenWords } from "../components/meeting.ts";
import { stageTag } from "../components/stage.ts";
import type { Html, Web } from "../http/context.ts";
import { visitorAs } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import type { SeenAction } from "./who.ts";

/**
 * What is expected of an action: what there is of it, what is late; to coordinators the way to begin what is not there. Others
 * find, of the documents, those that they have.
 */
export async function expectedList(web: Web, speak: Say, seen: SeenAction): Promise<Html> {
  const { text } = speak;
  const { programme, action } = seen;
  const ref = actionRef(programme.id, action.id);
  const documents = await deliverablesOf(web.ports.store, ref);
  const meetings = await meetingsOf(web.ports.store, ref);
  const { standings, besides } = standingOf(action, documents, nowOf(web).today, answersOf(ref, meetings));
  const view: View = { speak, seen, pageOf: pageFor(seen) };
  const items = standings.map((each) => item(view, each));
  const answering = new Set(standings.flatMap((standing) => standing.meetings));
  const meant = meetings.filter((meeting) => !answering.has(meeting));
  const others = documentItems(view, besides);
  return html`${standings.length === 0 ? html`<p>${text("action.expects-nothing")}</p>` : html`<ul class="plain">${items}</ul>`}
${others.length === 0 ? "" : html`<h3>${text("action.besides")}</h3><ul class="plain">${others}</ul>`}
${meant.length === 0 ? "" : html`<h3>${text("action.meetings")}</h3><ul class="plain">${meetingItems(view, meant, true)}</ul>`}`;
}

/** The meetings of an action that answer something that it expects. */
function answersOf(ref: string, meetings: readonly Meeting[]): Meeting[] {
  return meetings.filter(({ answers }) => answers?.action === ref);
}

type View = { speak: Say; seen: SeenAction; pageOf: (document: Summary) => string | undefined };

/** Where somebody finds a document; undefined: they do not have it. */
export function pageFor({ onlooker, visitor }: SeenAction): View["pageOf"] {
  return (document) => {
    const { id } = document;
    const has = new Set(onlooker.coordinator ? ["author"] : holdingsIn(document, visitorAs(visitor)));
    if (has.has("author")) return href("deliverable", { id });
    if (has.has("reviewer") || has.has("invited")) return href("reading", { id });
    return has.has("funder") ? href("final", { id }) : undefined;
  };
}

function item(view: View, standing: Standing<Summary, Meeting>): Html {
  const { speak, seen } = view;
  const { programme, action, onlooker, standpoint } = seen;
  const { expected } = standing;
  const names = { programme: programme.id, action: action.id };
  const words = expectedWords(speak, expected, action.strands);
  const named = onlooker.coordinator
    ? html`<a href="${href("expectedChange", { ...names, expected: expected.id })}">${words}</a>`
    : words;
  const documents = [...documentItems(view, standing.documents), ...meetingItems(view, standing.meetings)];
  return html`<li><p>${named}${standingWords(speak, standing, shownTo[standpoint].late)}</p>
${documents.length === 0 ? "" : html`<ul>${documents}</ul>`}${onlooker.coordinator ? beginning(speak, names, standing) : ""}</li>`;
}

/** "4 × Réunion trimestrielle du réseau · 2008 · Veille". */
export function expectedWords({ text }: Say, expected: Expected, strands: readonly Strand[]): string {
  const { when, strand } = expected;
  const of = strands.find(({ id }) => id === strand)?.title;
  return [timesWords(text, expected), when?.said, of].filter(Boolean).join(" · ");
}

/** "4 × Réunion trimestrielle du réseau"; of one, its title. */
export function timesWords(text: Say["text"], { title, count = 1 }: { title: string; count?: number }): string {
  return count === 1 ? title : text("action.times", { count, title });
}

/** " – en cours, 2 sur 3 commencés", of documents and meetings: sheets are not followed yet. */
export function standingWords(
  { text }: Say,
  { expected, progress, missing, late }: Standing<Summary, Meeting>,
  saysLate: boolean,
): Html | "" {
  if (expected.what === "sheets") return "";
  const { what, count: of } = expected;
  const isSome = progress === "begun" && of > 1;
  const words = isSome ? text(`standing.begun.${what}`, { count: of - missing, of }) : text(`standing.${progress}`);
  return html` – ${late && saysLate ? html`<span class="tag error">${text("late")}</span> ` : ""}${words}`;
}

function documentItems({ speak, pageOf }: View, documents: readonly Summary[]): Html[] {
  return documents.flatMap((document) => {
    const page = pageOf(document);
    const { title, stage } = document;
    return page === undefined ? [] : [html`<li><a href="${page}">${title}</a> ${stageTag(speak, stage)}</li>`];
  });
}

/** Meetings with their days, and what they are where nothing above them says it: whoever is of one finds it, coordinators all. */
function meetingItems({ speak, seen }: View, meetings: readonly Meeting[], isNamed = false): Html[] {
  const { onlooker, visitor } = seen;
  return meetings.map((meeting) => {
    const when = html`<time datetime="${meeting.date}">${whenWords(speak, meeting)}</time>`;
    const sees = onlooker.coordinator || isOf(meeting, actingAs(visitor.person));
    const words = sees ? html`<a href="${href("meeting", { meeting: meeting.id })}">${when}</a>` : when;
    const named = isNamed ? ` – ${meeting.title || kindWords(speak, meeting.kind)}` : "";
    return html`<li>${words}${named} <span class="tag">${speak.text(`meeting.stage.${meeting.stage}`)}</span></li>`;
  });
}

/** The way to make a document that is not there, or to plan a meeting, with what is known of it. */
function beginning(
  { text }: Say,
  { programme, action }: { programme: string; action: string },
  { expected, missing }: Standing<Summary, Meeting>,
): Html | "" {
  if (expected.what === "sheets" || missing === 0) return "";
  const ref = actionRef(programme, action);
  const isMeeting = expected.what === "meeting";
  const address = isMeeting
    ? href("newMeeting", {}, { action: ref, expected: expected.id })
    : href("newDeliverable", {}, { action: ref, expectation: expected.id });
  return html`<p><a href="${address}">${text(isMeeting ? "action.plan-meeting" : "action.begin")}<span class="hidden"> – ${expected.title}</span></a></p>`;
}
