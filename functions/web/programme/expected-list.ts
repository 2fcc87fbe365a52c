import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type DocumentOf, type Standing, standingOf } from "../../../shared/programme/standing.ts";
import { actionRef, type Expected, type Strand } from "../../../shared/programme/state.ts";
import { deliverablesOf } from "../../../shared/stored/of-action.ts";
import { nowOf } from "../components/duties.ts";
import { stageTag } from "../components/stage.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import type { OpenedAction } from "./who.ts";

/** What is expected of an action: what there is of it, what is late, and the way to begin what is not there. */
export async function expectedList(web: Web, speak: Say, { programme, action }: OpenedAction): Promise<Html> {
  const { text } = speak;
  const documents = await deliverablesOf(web.ports.store, actionRef(programme.id, action.id));
  const { standings, besides } = standingOf(action, documents, nowOf(web).today);
  const of = { programme: programme.id, action: action.id };
  const items = standings.map((each) => item(speak, of, each, action.strands));
  return html`${standings.length === 0 ? html`<p>${text("action.expects-nothing")}</p>` : html`<ul class="plain">${items}</ul>`}
${besides.length === 0 ? "" : html`<h3>${text("action.besides")}</h3><ul class="plain">${besides.map((each) => documentItem(speak, each))}</ul>`}`;
}

type Of = { programme: string; action: string };

function item(speak: Say, of: Of, standing: Standing, strands: readonly Strand[]): Html {
  const { expected, documents } = standing;
  const address = href("expectedChange", { ...of, expected: expected.id });
  return html`<li><p><a href="${address}">${expectedWords(speak, expected, strands)}</a>${standingWords(speak, standing)}</p>
${documents.length === 0 ? "" : html`<ul>${documents.map((each) => documentItem(speak, each))}</ul>`}${beginning(speak, of, standing)}</li>`;
}

/** "4 × Réunion trimestrielle du réseau · 2008 · Veille". */
function expectedWords({ text }: Say, { title, count, when, strand }: Expected, strands: readonly Strand[]): string {
  const named = count === 1 ? title : text("action.times", { count, title });
  const of = strands.find(({ id }) => id === strand)?.title;
  return [named, when?.said, of].filter(Boolean).join(" · ");
}

/** Of documents alone: meetings and sheets are not followed yet. */
function standingWords({ text }: Say, { expected, progress, missing, late }: Standing): Html | "" {
  if (expected.what !== "document") return "";
  const count = expected.count - missing;
  const words =
    progress === "begun" ? text("standing.begun", { count, of: expected.count }) : text(`standing.${progress}`);
  return html` – ${late ? html`<span class="tag error">${text("late")}</span> ` : ""}${words}`;
}

function documentItem(speak: Say, { id, title, stage }: DocumentOf): Html {
  return html`<li><a href="${href("deliverable", { id })}">${title}</a> ${stageTag(speak, stage)}</li>`;
}

/** The way to make a document that is not there, with what is known of it. */
function beginning({ text }: Say, { programme, action }: Of, { expected, missing }: Standing): Html | "" {
  if (expected.what !== "document" || missing === 0) return "";
  const address = href("newDeliverable", {}, { action: actionRef(programme, action), expectation: expected.id });
  return html`<p><a href="${address}">${text("action.begin")}<span class="hidden"> – ${expected.title}</span></a></p>`;
}
