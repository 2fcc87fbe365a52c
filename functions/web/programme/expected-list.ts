import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { holdingsIn, type Summary } from "../../../shared/deliverable/summary.ts";
import { type Standing, standingOf } from "../../../shared/programme/standing.ts";
import { actionRef, type Expected, type Strand } from "../../../shared/programme/state.ts";
import { shownTo } from "../../../shared/sight/actions.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
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
  const documents = await deliverablesOf(web.ports.store, actionRef(programme.id, action.id));
  const { standings, besides } = standingOf(action, documents, nowOf(web).today);
  const view: View = { speak, seen, pageOf: pageFor(seen) };
  const items = standings.map((each) => item(view, each));
  const others = documentItems(view, besides);
  return html`${standings.length === 0 ? html`<p>${text("action.expects-nothing")}</p>` : html`<ul class="plain">${items}</ul>`}
${others.length === 0 ? "" : html`<h3>${text("action.besides")}</h3><ul class="plain">${others}</ul>`}`;
}

type View = { speak: Say; seen: SeenAction; pageOf: (document: Summary) => string | undefined };

/** Where somebody finds a document; undefined: they do not have it. */
function pageFor({ onlooker, visitor }: SeenAction): View["pageOf"] {
  return (document) => {
    const { id } = document;
    const has = new Set(onlooker.coordinator ? ["author"] : holdingsIn(document, visitorAs(visitor)));
    if (has.has("author")) return href("deliverable", { id });
    if (has.has("reviewer") || has.has("invited")) return href("reading", { id });
    return has.has("funder") ? href("final", { id }) : undefined;
  };
}

function item(view: View, standing: Standing<Summary>): Html {
  const { speak, seen } = view;
  const { programme, action, onlooker, standpoint } = seen;
  const { expected } = standing;
  const names = { programme: programme.id, action: action.id };
  const words = expectedWords(speak, expected, action.strands);
  const named = onlooker.coordinator
    ? html`<a href="${href("expectedChange", { ...names, expected: expected.id })}">${words}</a>`
    : words;
  const documents = documentItems(view, standing.documents);
  return html`<li><p>${named}${standingWords(speak, standing, shownTo[standpoint].late)}</p>
${documents.length === 0 ? "" : html`<ul>${documents}</ul>`}${onlooker.coordinator ? beginning(speak, names, standing) : ""}</li>`;
}

/** "4 × Réunion trimestrielle du réseau · 2008 · Veille". */
function expectedWords({ text }: Say, expected: Expected, strands: readonly Strand[]): string {
  const { when, strand } = expected;
  const of = strands.find(({ id }) => id === strand)?.title;
  return [timesWords(text, expected), when?.said, of].filter(Boolean).join(" · ");
}

/** "4 × Réunion trimestrielle du réseau"; of one, its title. */
export function timesWords(text: Say["text"], { title, count = 1 }: { title: string; count?: number }): string {
  return count === 1 ? title : text("action.times", { count, title });
}

/** Of documents alone: meetings and sheets are not followed yet. */
function standingWords(
  { text }: Say,
  { expected, progress, missing, late }: Standing<Summary>,
  saysLate: boolean,
): Html | "" {
  if (expected.what !== "document") return "";
  const count = expected.count - missing;
  const words =
    progress === "begun" ? text("standing.begun", { count, of: expected.count }) : text(`standing.${progress}`);
  return html` – ${late && saysLate ? html`<span class="tag error">${text("late")}</span> ` : ""}${words}`;
}

function documentItems({ speak, pageOf }: View, documents: readonly Summary[]): Html[] {
  return documents.flatMap((document) => {
    const page = pageOf(document);
    const { title, stage } = document;
    return page === undefined ? [] : [html`<li><a href="${page}">${title}</a> ${stageTag(speak, stage)}</li>`];
  });
}

/** The way to make a document that is not there, with what is known of it. */
function beginning(
  { text }: Say,
  { programme, action }: { programme: string; action: string },
  { expected, missing }: Standing<Summary>,
): Html | "" {
  if (expected.what !== "document" || missing === 0) return "";
  const address = href("newDeliverable", {}, { action: actionRef(programme, action), expectation: expected.id });
  return html`<p><a href="${address}">${text("action.begin")}<span class="hidden"> – ${expected.title}</span></a></p>`;
}
