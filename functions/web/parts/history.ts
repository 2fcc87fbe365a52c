import { html } from "hono/html";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { loadEvents } from "../../../shared/line/rows/deliverable.ts";
import { getText } from "../../../shared/line/text.ts";
import type { Event, EventType } from "../../../shared/workflow/event.ts";
import type { State, TextRef } from "../../../shared/workflow/state.ts";
import type { People } from "../access.ts";
import type { Html, Web } from "../context.ts";
import type { Say } from "../say.ts";
import { row } from "./row.ts";

type EventOf<T extends EventType> = Extract<Event, { type: T }>;
type View = { speak: Say; people: People; state: State };
type Words = { [T in EventType]: (event: EventOf<T>, view: View) => string };

/** All that happened to a deliverable, in words, the newest first, with who and when. */
export async function history(web: Web, speak: Say, people: People, state: State): Promise<Html> {
  const events = await Array.fromAsync(loadEvents(web.ports.store, state.id));
  const view = { speak, people, state };
  const items = events.reverse().map(async (event) => {
    const quoted = await quotedText(web, event);
    return html`<li>${row(
      html`<p><time datetime="${event.at}">${speak.instant(event.at)}</time></p>`,
      html`<p>${wordsOf(event, view)}</p>${quoted === undefined ? "" : html`<blockquote><p>${quoted}</p></blockquote>`}`,
    )}</li>`;
  });
  return html`<section aria-labelledby="history">${row("", html`<h2 id="history">${speak.text("history.title")}</h2>`)}
<ol class="things">${await Promise.all(items)}</ol></section>`;
}

/** One event as a sentence. */
export function wordsOf(event: Event, view: View): string {
  return (words[event.type] as (event: Event, view: View) => string)(event, view);
}

const words: Words = {
  created: ({ by }, { speak, people }) => speak.text("history.created", { who: people.name(by) }),
  amended: ({ by, data }, { speak, people }) => {
    const changed = Object.keys(data).map((field) => speak.text(`field.${field as keyof typeof data}`));
    return speak.text("history.amended", { who: people.name(by), changed: changed.join(", ") });
  },
  uploadRequested: ({ by, data }, { speak, people }) =>
    speak.text("history.uploadRequested", { who: people.name(by), name: data.name }),
  draftAccepted: ({ data }, { speak, state }) =>
    speak.text(data.check.warnings === 0 ? "history.draftAccepted.none" : "history.draftAccepted", {
      name: state.uploads[data.upload]?.name ?? "",
      version: shortHash(data.version),
      count: data.check.warnings,
    }),
  draftRefused: ({ data }, { speak, state }) =>
    speak.text("history.draftRefused", {
      name: state.uploads[data.upload]?.name ?? "",
      problem: refusalMessage(speak.language, data),
    }),
  roundOpened: ({ by, data }, { speak, people }) =>
    speak.text("history.roundOpened", {
      who: people.name(by),
      version: shortHash(data.version),
      round: data.round,
      date: speak.until(data.deadline),
      reviewers: people.named(data.reviewers),
    }),
  seminarPlanned: ({ by, data }, { speak, people }) =>
    speak.text("history.seminarPlanned", { who: people.name(by), date: speak.date(data.date), place: data.place }),
  seminarHeld: ({ by }, { speak, people }) => speak.text("history.seminarHeld", { who: people.name(by) }),
  seminarCancelled: ({ by }, { speak, people }) => speak.text("history.seminarCancelled", { who: people.name(by) }),
  decided: ({ by, data }, { speak, people }) =>
    speak.text(`history.decided.${data.choice}`, {
      who: people.name(data.reviewer ?? by),
      version: shortHash(data.version),
    }),
  delegationProposed: ({ by }, { speak, people }) => speak.text("history.delegationProposed", { who: people.name(by) }),
  delegated: ({ by, data }, { speak, people }) =>
    speak.text("history.delegated", {
      who: people.name(by),
      from: people.name(data.from),
      person: people.name(data.person),
    }),
  delegationRefused: ({ by, data }, { speak, people }) =>
    speak.text("history.delegationRefused", { who: people.name(by), from: people.name(data.from) }),
  contributed: ({ by, data }, { speak, people }) =>
    speak.text("history.contributed", { who: people.name(by), count: data.contributions.length }),
  disposed: ({ by, data }, { speak, people }) => speak.text(`history.disposed.${data.as}`, { who: people.name(by) }),
  correctionsApplied: ({ by, data }, { speak, people }) =>
    speak.text("history.correctionsApplied", {
      who: people.name(by),
      count: data.contributions.length,
      version: shortHash(data.version),
    }),
  reminded: ({ data }, { speak, people }) =>
    speak.text("history.reminded", { reviewers: people.named(data.reviewers), count: data.days }),
  deadlinePassed: ({ data }, { speak }) => speak.text("history.deadlinePassed", { round: data.round }),
  deadlineMoved: ({ by, data }, { speak, people }) =>
    speak.text("history.deadlineMoved", { who: people.name(by), date: speak.until(data.deadline) }),
  roundClosed: ({ by, data }, { speak, people }) =>
    speak.text(`history.roundClosed.${data.outcome}`, { who: people.name(by), round: data.round }),
  outputsReady: ({ data }, { speak }) =>
    speak.text("history.outputsReady", { formats: data.outputs.map(({ format }) => format.toUpperCase()).join(", ") }),
  withdrawn: ({ by }, { speak, people }) => speak.text("history.withdrawn", { who: people.name(by) }),
};

/** The first characters of a hash: enough to tell versions apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}

async function quotedText({ ports }: Web, event: Event): Promise<string | undefined> {
  const ref = refOf(event);
  return ref === undefined ? undefined : getText(ports.files, ref);
}

function refOf(event: Event): TextRef | undefined {
  if (event.type === "decided" || event.type === "withdrawn") return event.data.reason;
  return event.type === "seminarHeld" ? event.data.minutes : undefined;
}
