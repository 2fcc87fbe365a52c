import { html } from "hono/html";
import type { Event, EventOf, EventType } from "../../../shared/deliverable/event.ts";
import { pdfFirst } from "../../../shared/deliverable/final/final.ts";
import type { PartPlan, State } from "../../../shared/deliverable/state.ts";
import { languageName } from "../../../shared/i18n/languages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { Seats } from "../../../shared/sight/anonymity.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { numbersOf } from "../../../shared/stored/history.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { TextRef } from "../../../shared/values.ts";
import { whenWords, whereWords } from "../components/meeting.ts";
import { row } from "../components/row.ts";
import { behindWords, standingWords } from "../components/translation-words.ts";
import type { Cast } from "../http/access.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { reviewersWords } from "../round/round-state.ts";

/** A deliverable, and how its people are called. */
type Shown = { speak: Say; cast: Cast; state: State };

/** `seats`: who reviews in each round, by its number. */
type View = {
  speak: Say;
  cast: Cast;
  state: State;
  seats: ReadonlyMap<number, Seats>;
  /** What a file was called, by its upload: the state keeps the last ones only. */
  files: ReadonlyMap<string, string>;
  /** The drafts that were parts proposed before, by the event's place in the chain: taken up for the first time, or again. */
  taken: ReadonlyMap<number, "history.proposalTaken" | "history.proposalTaken.again">;
  /** All events, by their place in the chain. */
  all: ReadonlyMap<number, Event>;
  /** The number of each version, by its hash. */
  numbers: ReadonlyMap<string, number>;
  /** The title of an action, by its name. */
  titled: (action: string) => string;
};
type Words = { [T in EventType]: (event: EventOf<T>, view: View) => string };

/** Events that one page tells. */
const aPage = 25;

/**
 * Folded: all that happened to a deliverable, in words, the newest first, with who and when; a page at a time, from the event before
 * `?before=`.
 */
export async function history(c: PageContext, web: Web, shown: Shown): Promise<Html> {
  const { speak, state } = shown;
  const events = await Array.fromAsync(loadEvents(web.ports.store, state.id));
  const view = await viewOf(web, shown, events);
  const labels = labelsIn(events);
  const asked = c.req.query("before");
  const before = asked === undefined ? Number.POSITIVE_INFINITY : Number(asked);
  const older = events.filter(({ seq }) => seq < before).reverse();
  const items = older.slice(0, aPage).map(async (event) => {
    const quoted = await quotedText(web, event, labels);
    return html`<li>${row(
      html`<p><time datetime="${event.at}">${speak.instant(event.at)}</time></p>`,
      html`<p>${wordsOf(event, view)}</p>${quoted === undefined ? "" : html`<blockquote><p>${quoted}</p></blockquote>`}`,
    )}</li>`;
  });
  const next = older[aPage] && older[aPage - 1]?.seq;
  const more =
    next === undefined ? "" : html`<p><a href="?before=${next}#history">${speak.text("history.older")}</a></p>`;
  return html`<details id="history"${asked === undefined ? "" : html` open`}><summary><h2>${speak.text("history.title")}</h2> <span class="muted">${speak.text("history.count", { count: events.length })}</span></summary>
<ol class="things">${await Promise.all(items)}</ol>${more}</details>`;
}

async function viewOf(web: Web, { speak, cast, state }: Shown, events: readonly Event[]): Promise<View> {
  const actions = events.flatMap(({ type, data }) => (type === "amended" ? (data.action ?? []) : []));
  return {
    ...{ speak, cast, state },
    seats: seatsIn(state, events),
    files: filesIn(events),
    taken: takenIn(events),
    all: new Map(events.map((event) => [event.seq, event])),
    numbers: numbersOf(events),
    titled: await actionTitles(web.ports.store, actions),
  };
}

/** The rounds that the state has, and those that only events have. */
function seatsIn({ rounds }: State, events: readonly Event[]): Map<number, Seats> {
  const opened = events.flatMap((event): [number, Seats][] => {
    if (event.type !== "roundOpened") return [];
    const { round, reviewers, rule } = event.data;
    const anonymous = rule?.anonymous ?? false;
    return [[round, { reviewers, decisions: [], delegations: [], batches: [], rule: { anonymous } }]];
  });
  return new Map<number, Seats>([...opened, ...rounds.map((round) => [round.number, round] as const)]);
}

function filesIn(events: readonly Event[]): Map<string, string> {
  return new Map(
    events.flatMap((event) => (event.type === "uploadRequested" ? [[event.data.upload, event.data.name]] : [])),
  );
}

/** For whom each shared link is, by its id: the state keeps the last ones only. */
function labelsIn(events: readonly Event[]): Map<string, TextRef> {
  return new Map(events.flatMap((event) => (event.type === "shared" ? [[event.data.share, event.data.label]] : [])));
}

/** A part that was proposed was read then: that it goes into a draft is another thing. */
function takenIn(events: readonly Event[]): View["taken"] {
  const times = new Map<string, number>();
  return new Map(
    events.flatMap(({ seq, by, type, data }) => {
      if (type === "partProposed" && !times.has(data.upload)) times.set(data.upload, 0);
      const before = type === "draftAccepted" && by !== "line" ? times.get(data.upload) : undefined;
      if (type !== "draftAccepted" || before === undefined) return [];
      times.set(data.upload, before + 1);
      return [[seq, before === 0 ? "history.proposalTaken" : "history.proposalTaken.again"] as const];
    }),
  );
}

/** One event as a sentence. */
function wordsOf(event: Event, view: View): string {
  return (words[event.type] as (event: Event, view: View) => string)(event, view);
}

/** A reviewer of a round, as this visitor may know them; `others`: it may be someone else who has a name. */
function inRound({ cast, seats }: View, round: number, person: string, others = false): string {
  const held = seats.get(round);
  return held ? cast.seated(held, !others)(person) : cast.name(person);
}

function reviewers({ speak, cast, seats }: View, round: number, people: readonly string[]): string {
  const held = seats.get(round);
  return held ? reviewersWords(speak, cast, held, people) : cast.named(people);
}

const words: Words = {
  created: ({ by, data }, { speak, cast }) =>
    data.translates
      ? speak.text("history.translates", {
          ...{ who: cast.name(by), language: languageName(speak.language, data.translates.language) },
        })
      : speak.text(data.derivesFrom ? "history.derived" : "history.created", { who: cast.name(by) }),
  translationNoted: ({ by, data }, { speak, cast }) =>
    speak.text("history.translationNoted", {
      ...{ who: cast.name(by), language: languageName(speak.language, data.language) },
    }),
  paired: ({ by, data }, { speak, cast }) =>
    speak.text(`history.paired.${data.how}`, {
      ...{ who: cast.name(by), date: speak.day(data.from.dated), count: data.passages ?? 0 },
      standing: standingWords(speak, data.standing),
    }),
  sourceChanged: ({ data }, { speak }) =>
    speak.text("history.sourceChanged", {
      ...{ date: speak.day(data.newest.dated), standing: standingWords(speak, data.standing) },
    }),
  sourceWithdrawn: ({ data }, { speak }) => speak.text("history.sourceWithdrawn", { date: speak.day(data.withdrawn) }),
  amended: ({ by, data }, { speak, cast, titled }) => {
    if (by === "line" && data.action !== undefined)
      return speak.text("history.attached", { who: cast.name(by), action: titled(data.action) });
    const changed = Object.keys(data).map((field) => speak.text(`field.${field as keyof typeof data}`));
    return speak.text("history.amended", { who: cast.name(by), changed: changed.join(", ") });
  },
  partsArranged: ({ by, data }, { speak, cast }) =>
    speak.text("history.partsArranged", { who: cast.name(by), parts: partsWords(data.parts, cast) }),
  uploadRequested: ({ by, data }, { speak, cast }) =>
    speak.text("history.uploadRequested", { who: cast.name(by), name: data.name }),
  draftAccepted: ({ seq, by, data }, { speak, cast, files, taken, numbers }) => {
    const name = files.get(data.upload) ?? "";
    const as = taken.get(seq);
    if (as) return speak.text(as, { who: cast.name(by), name });
    return speak.text(data.check.warnings === 0 ? "history.draftAccepted.none" : "history.draftAccepted", {
      ...{ name, version: numbers.get(data.version) ?? "", count: data.check.warnings },
    });
  },
  draftChecked: (_, { speak }) => speak.text("history.draftChecked"),
  draftRefused: ({ data }, { speak, files }) =>
    speak.text("history.draftRefused", {
      name: files.get(data.upload) ?? "",
      problem: refusalMessage(speak.language, data),
    }),
  roundOpened: ({ by, data }, view) => {
    const { speak, cast, numbers } = view;
    const opened = speak.text(data.confirms ? "history.confirmingOpened" : "history.roundOpened", {
      ...{ who: cast.name(by), version: numbers.get(data.version) ?? "", round: data.round },
      ...{ date: speak.until(data.deadline), reviewers: reviewers(view, data.round, data.reviewers) },
    });
    const left = data.undisposed ? [speak.text("history.undisposed", { count: data.undisposed })] : [];
    const same = data.unchanged === undefined ? [] : [speak.text("history.unchanged")];
    return [opened, ...left, ...same, ...behindWords(speak, data)].join(" ");
  },
  seminarPlanned: ({ by, data }, { speak, cast }) =>
    speak.text("history.seminarPlanned", {
      ...{ who: cast.name(by), date: whenWords(speak, data), place: whereWords(speak, data) },
    }),
  seminarHeld: ({ by }, { speak, cast }) => speak.text("history.seminarHeld", { who: cast.name(by) }),
  seminarCancelled: ({ by }, { speak, cast }) => speak.text("history.seminarCancelled", { who: cast.name(by) }),
  meetingNoted: ({ data: { sitting } }, { speak }) =>
    sitting
      ? speak.text(`history.meetingNoted.${sitting.stage}`, { date: whenWords(speak, sitting) })
      : speak.text("history.meetingNoted.off"),
  decided: ({ by, data }, view) => {
    const { speak, numbers } = view;
    const who = inRound(view, data.round, data.reviewer ?? by);
    const decided = speak.text(`history.decided.${data.choice}`, { who, version: numbers.get(data.version) ?? "" });
    if (!data.reported) return decided;
    const { channel, received } = data.reported;
    return `${decided} ${speak.text(`reported.${channel}`, { date: speak.date(received) })}`;
  },
  delegationProposed: ({ by, data }, view) =>
    view.speak.text("history.delegationProposed", { who: inRound(view, data.round, by) }),
  delegated: ({ by, data }, view) =>
    view.speak.text("history.delegated", {
      who: view.cast.name(by),
      from: inRound(view, data.round, data.from),
      person: inRound(view, data.round, data.person),
    }),
  delegationRefused: ({ by, data }, view) =>
    view.speak.text("history.delegationRefused", {
      who: view.cast.name(by),
      from: inRound(view, data.round, data.from),
    }),
  contributed: ({ by, data }, view) =>
    view.speak.text("history.contributed", {
      who: inRound(view, data.round, by, by === view.state.coordinator),
      count: data.contributions.length,
    }),
  disposed: ({ by, data }, { speak, cast }) => speak.text(`history.disposed.${data.as}`, { who: cast.name(by) }),
  correctionsApplied: ({ by, data }, { speak, cast, numbers }) =>
    speak.text("history.correctionsApplied", {
      who: cast.name(by),
      count: data.contributions.length,
      version: numbers.get(data.version) ?? "",
    }),
  reminded: ({ data }, view) =>
    view.speak.text("history.reminded", {
      reviewers: reviewers(view, data.round, data.reviewers),
      count: data.days,
    }),
  deadlinePassed: ({ data }, { speak }) => speak.text("history.deadlinePassed", { round: data.round }),
  deadlineMoved: ({ by, data }, { speak, cast }) =>
    data.outage
      ? speak.text("history.outage", {
          ...{ from: speak.exact(data.outage.from), until: speak.exact(data.outage.until) },
          date: speak.until(data.deadline),
        })
      : speak.text(data.extension ? "history.extended" : "history.deadlineMoved", {
          ...{ who: cast.name(by), date: speak.until(data.deadline) },
        }),
  roundClosed: ({ by, data }, { speak, cast }) => {
    const closed = speak.text(data.asIs ? "history.closedAsIs" : `history.roundClosed.${data.outcome}`, {
      who: cast.name(by),
      round: data.round,
    });
    return [closed, ...behindWords(speak, data)].join(" ");
  },
  outputsReady: ({ data }, { speak }) =>
    speak.text(data.edition > 1 ? "history.outputsReady.edition" : "history.outputsReady", {
      ...{
        formats: pdfFirst(data.outputs)
          .map(({ format }) => format.toUpperCase())
          .join(", "),
        edition: data.edition,
      },
    }),
  chased: ({ by, data }, view) => {
    const { speak, cast } = view;
    const { round, people } = data;
    const who = {
      who: cast.name(by),
      people: round === undefined ? cast.named(people) : reviewers(view, round, people),
    };
    return speak.text("history.chased", who);
  },
  editionOpened: ({ by, data }, { speak, cast }) =>
    speak.text(`history.editionOpened.${data.way}`, { who: cast.name(by), edition: data.edition }),
  editionAbandoned: ({ by, data }, { speak, cast }) =>
    speak.text("history.editionAbandoned", { who: cast.name(by), edition: data.edition }),
  correctionDeclared: ({ by, data }, { speak, cast, numbers }) => {
    const declared = speak.text("history.correctionDeclared", {
      ...{ who: cast.name(by), edition: data.edition, version: numbers.get(data.version) ?? "" },
    });
    return [declared, ...behindWords(speak, data)].join(" ");
  },
  partProposed: ({ by, data }, { speak, files }) =>
    speak.text(by === "line" ? "history.partProposed" : "history.proposalReturned", {
      name: data.name ?? files.get(data.upload) ?? "",
    }),
  proposalDeclined: ({ by, data }, { speak, cast, files }) =>
    speak.text("history.proposalDeclined", { who: cast.name(by), name: files.get(data.upload) ?? "" }),
  accessEnded: ({ by }, { speak, cast }) => speak.text("history.accessEnded", { who: cast.name(by) }),
  accessRestored: ({ by }, { speak, cast }) => speak.text("history.accessRestored", { who: cast.name(by) }),
  withdrawn: ({ by }, { speak, cast }) => speak.text("history.withdrawn", { who: cast.name(by) }),
  downloaded: ({ by, data: { what, edition, as, share } }, { speak, cast }) => {
    if (share !== undefined) return speak.text("history.downloaded.shared", { what: speak.text(`download.${what}`) });
    return speak.text(edition > 1 ? "history.downloaded.edition" : "history.downloaded", {
      ...{ who: whoWords(cast, by, as), what: speak.text(`download.${what}`), edition },
    });
  },
  shared: ({ by, data }, { speak, cast }) =>
    speak.text("history.shared", { who: cast.name(by), date: speak.until(data.expires) }),
  shareEnded: ({ by }, { speak, cast }) => speak.text("history.shareEnded", { who: cast.name(by) }),
  remarksCarried: ({ by, data }, { speak, cast }) =>
    speak.text("history.remarksCarried", {
      who: cast.name(by),
      count: data.batches.reduce((sum, { contributions }) => sum + contributions.length, 0),
    }),
  carriedAnswered: ({ by, data }, { speak, cast }) => speak.text(`history.disposed.${data.as}`, { who: cast.name(by) }),
  sourceAdded: ({ by, data }, { speak, cast }) =>
    speak.text("history.sourceAdded", { who: cast.name(by), title: data.source.title }),
  sourceRemoved: ({ by }, { speak, cast }) => speak.text("history.sourceRemoved", { who: cast.name(by) }),
  sourcePlaced: ({ by }, { speak, cast }) => speak.text("history.sourcePlaced", { who: cast.name(by) }),
  undone: ({ by, at, data: { of, what } }, view) => {
    const { speak, cast, all, state } = view;
    const done = all.get(of);
    const after = afterWords(speak, Date.parse(at) - Date.parse(done?.at ?? at));
    const who =
      done?.type === "contributed" ? inRound(view, done.data.round, by, by === state.coordinator) : cast.name(by);
    return speak.text(`history.undone.${what}`, { who, after });
  },
};

/** "3 minutes après", "2 heures après": how long after something it was undone. */
function afterWords({ text }: Say, milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 1) return text("history.after.at-once");
  if (minutes < 60) return text("history.after.minutes", { count: minutes });
  if (minutes < 48 * 60) return text("history.after.hours", { count: Math.floor(minutes / 60) });
  return text("history.after.days", { count: Math.floor(minutes / (24 * 60)) });
}

/** Somebody, with the organisation in whose name they did it where they belong to another by now: "Chargée de suivi (DAIC), ACSE". */
function whoWords({ name }: Cast, by: string, as: string | undefined): string {
  const who = name(by);
  return as === undefined || who.endsWith(`(${name(as)})`) ? who : `${who}, ${name(as)}`;
}

/** "ORIV (Chargée de mission), CREFE". */
function partsWords(parts: readonly PartPlan[], cast: Cast): string {
  return parts.map(({ title, people }) => (people ? `${title} (${cast.named(people)})` : title)).join(", ");
}

async function quotedText(
  { ports }: Web,
  event: Event,
  labels: ReadonlyMap<string, TextRef>,
): Promise<string | undefined> {
  const share = "share" in event.data ? event.data.share : undefined;
  const ref = share === undefined ? refOf(event) : labels.get(share);
  return ref === undefined ? undefined : getText(ports.files, ref);
}

function refOf(event: Event): TextRef | undefined {
  const withReason = [
    ...["decided", "withdrawn", "disposed", "carriedAnswered", "seminarCancelled", "editionOpened", "editionAbandoned"],
    "proposalDeclined",
  ];
  if (withReason.includes(event.type) && "reason" in event.data) return event.data.reason;
  if (event.type === "roundOpened") return event.data.unchanged ?? event.data.note;
  if (event.type === "chased") return event.data.note;
  return event.type === "seminarHeld" ? event.data.minutes : undefined;
}
