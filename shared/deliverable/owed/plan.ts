import type { Job } from "../../jobs/job.ts";
import type { Holder } from "../../values.ts";
import { partOwners } from "../drafting/parts.ts";
import type { Event, EventOf } from "../event.ts";
import { comparedVersion, delivered } from "../final/editions.ts";
import { mails, mailsToOthers } from "../mails.ts";
import { openRound } from "../round/round.ts";
import type { State } from "../state.ts";
import { pairing, redline } from "./drafts.ts";
import type { Owed } from "./owing.ts";

/** What its plan leaves owing: who is asked for what, by when, and who is chased for it. */
export const planOwed: Owed = {
  created: (event, state) => draftsAsked(event, state, state.authors),
  amended,
  partsArranged,
  chased: (event, state) => mails(event, state, "chased", event.data.people),
};

/** A new author is asked, new dates are told to the others, a new reviewer of an open round is invited, a new funder gets the final documents. */
function amended(event: EventOf<"amended">, state: State, before: State): Job[] {
  const added = (role: "authors" | "reviewers" | "funders") =>
    state[role].filter((person) => !before[role].includes(person));
  const had = state.authors.filter((person) => before.authors.includes(person));
  const round = openRound(state);
  const invited = round ? mails(event, state, "invited", added("reviewers")) : [];
  return [
    ...draftsAsked(event, state, added("authors")),
    ...(tellsDates(event, state, before) ? mails(event, state, "deadlineMoved", had) : []),
    ...invited.map((job) => ({ ...job, round: round!.number }) as Job),
    ...(delivered(state) ? mails(event, state, "final", added("funders")) : []),
  ];
}

/** The review's date alone is told with the open round's deadline, which moves with it: in one letter. */
function tellsDates({ data: { due } }: EventOf<"amended">, state: State, before: State): boolean {
  const others = due && (due.draft !== before.due.draft || due.final !== before.due.final);
  return due !== undefined && (others || !isMoved(state, before));
}

function isMoved(state: State, before: State): boolean {
  return openRound(state)?.deadline !== openRound(before)?.deadline;
}

/** Whoever owes a part that they did not owe is asked for it. */
function partsArranged(event: EventOf<"partsArranged">, state: State, before: State): Job[] {
  const { version } = event.data;
  const owners = state.parts.flatMap(({ id }) => {
    const had = before.parts.some((part) => part.id === id) ? partOwners(before, id) : [];
    return partOwners(state, id).filter((person) => !had.includes(person));
  });
  return [
    ...draftsAsked(event, state, owners),
    ...(version === undefined ? [] : redline(state, comparedVersion(state), version)),
    ...pairing(event, state),
  ];
}

/** Asks these authors for a draft, except the one whose own act it was. */
function draftsAsked(event: Event, state: State, authors: readonly Holder[]): Job[] {
  const asked = authors.filter((person) => person !== event.by);
  return state.stage === "draft" ? mailsToOthers(event, state, "draftAsked", asked) : [];
}
