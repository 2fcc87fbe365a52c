import type { EventOf } from "../event.ts";
import { isSameDownload } from "../final/downloading.ts";
import { editionAhead } from "../final/editions.ts";
import type { Final } from "../final/final.ts";
import { openShares } from "../final/sharing.ts";
import type { Behind } from "../origins/translated.ts";
import type { State } from "../state.ts";
import { reviewedVersions } from "./drafts.ts";
import { withoutSeminars } from "./meetings.ts";
import { drawingOn } from "./origins.ts";
import { inLastRound } from "./round.ts";
import { dayOf, type Steps } from "./step.ts";
import { givenUp, published } from "./uploads.ts";

/** What ends a round, and what becomes of a final: its files, its editions, its withdrawal. */
export const finalSteps: Steps<
  | "roundClosed"
  | "outputsReady"
  | "withdrawn"
  | "downloaded"
  | "shared"
  | "shareEnded"
  | "editionOpened"
  | "editionAbandoned"
  | "correctionDeclared"
> = {
  roundClosed,
  outputsReady: (state, { data, seq }) => ({
    ...state,
    final: {
      ...{ ...state.final!, outputs: data.outputs, since: seq },
      ...(data.picture && { picture: data.picture }),
    },
  }),
  withdrawn,
  downloaded,
  shared,
  shareEnded: (state, { data, at }) => ({
    ...state,
    shares: state.shares?.map((each) => (each.id === data.share ? { ...each, ended: at } : each)) ?? [],
  }),
  editionOpened,
  editionAbandoned,
  correctionDeclared,
};

function roundClosed(state: State, { data, at, by }: EventOf<"roundClosed">): State {
  const { version, round, outcome, day = dayOf(at) } = data;
  const kept = withoutSeminars(state, day, false);
  const closed = inLastRound(kept, () => ({ outcome, closed: at, closedOn: day }));
  if (outcome !== "approved") return { ...closed, stage: "draft" };
  return withFinal(closed, { version, round, approved: at, by, ...translationOf(state, data.behind) });
}

/** Of a translation that is approved, or declared, what it was made of. */
function translationOf({ translates }: State, behind: Behind | undefined): Pick<Final, "translation"> {
  return translates ? { translation: { from: translates.from, ...(behind && { behind }) } } : {};
}

/** What was approved, or declared, is the final, and its files are still to be made. */
function withFinal(
  { making, ...state }: State,
  final: Pick<Final, "version" | "round" | "approved" | "by" | "corrected" | "day" | "translation">,
): State {
  const edition = editionAhead(state);
  const reason = making && { reason: making.reason };
  const uploads = published(state);
  return { ...state, uploads, stage: "final", final: { ...final, edition, outputs: [], ...reason } };
}

/** The final is put beside those of before, and the plan has new dates. */
function editionOpened({ final, ...state }: State, { data, at, by }: EventOf<"editionOpened">): State {
  const { due, ...opening } = data;
  const editions = [...state.editions, { ...final!, seq: state.seq }];
  const making = { ...opening, opened: at, by, planned: state.due };
  return { ...state, stage: "draft", editions, making, due, dueGiven: at };
}

function editionAbandoned({ making, ...state }: State, { at }: EventOf<"editionAbandoned">): State {
  const { seq: _, ...final } = state.editions.at(-1)!;
  const uploads = givenUp(state);
  const drawing = making?.drewOn ? drawingOn(state, making.drewOn) : state;
  const before = { ...drawing, uploads, stage: "final" as const, editions: state.editions.slice(0, -1), final };
  return { ...before, versions: reviewedVersions(before), due: making?.planned ?? state.due, dueGiven: at };
}

function correctionDeclared(state: State, { data, at, by }: EventOf<"correctionDeclared">): State {
  const { version, day = dayOf(at) } = data;
  const { round } = state.editions.at(-1)!;
  return withFinal(state, {
    version,
    round,
    approved: at,
    by,
    corrected: true,
    day,
    ...translationOf(state, data.behind),
  });
}

function withdrawn({ making: _, ...state }: State, { data: { day }, at }: EventOf<"withdrawn">): State {
  const ended = { closed: at, closedOn: day ?? dayOf(at) };
  const closed =
    state.stage === "review" ? inLastRound(withoutSeminars(state, ended.closedOn, true), () => ended) : state;
  return { ...closed, stage: "withdrawn", withdrawn: at, withdrawnOn: ended.closedOn };
}

/** Downloads that the state keeps: 20 people who take three files and the archive of the first three editions are 240. */
const maxDownloads = 240;

function downloaded(state: State, { data, by, at }: EventOf<"downloaded">): State {
  const { downloads = [] } = state;
  const before = downloads.find((each) => isSameDownload(each, by, data));
  const others = downloads.filter((each) => each !== before);
  return { ...state, downloads: [...others, { by, ...data, first: before?.first ?? at }].slice(-maxDownloads) };
}

/** Shared links that the state keeps besides those that may open. */
const keptShares = 20;

function shared(state: State, { data, by, at }: EventOf<"shared">): State {
  const { share: id, label, expires } = data;
  const open = openShares(state, Date.parse(at));
  const over = (state.shares ?? []).filter((each) => !open.includes(each)).slice(-keptShares);
  const kept = (state.shares ?? []).filter((each) => open.includes(each) || over.includes(each));
  return { ...state, shares: [...kept, { id, label, by, made: at, expires }] };
}
