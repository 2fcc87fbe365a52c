import type { Holder } from "../values.ts";
import { draftStanding, submittable } from "./drafting/completeness.ts";
import { ableAuthors, namesNobody, partOwners } from "./drafting/parts.ts";
import { proposalsOf } from "./final/proposing.ts";
import { openCarried } from "./origins/origin.ts";
import { passagesStaleSince, passagesToRevise } from "./origins/translation.ts";
import { awaitedIn, openRound, outcomeOnceHeld, roundToConfirm, undisposed } from "./round/round.ts";
import { awaitedSitting } from "./round/sittings.ts";
import type { PartPlan, Round, State } from "./state.ts";

/** What one person, or the people of an organisation, have to do of a deliverable as it stands; `parts`: titles of those that the draft waits for; `count`: passages of a translation to revise. */
export type Duty = { person: Holder; what: DutyType; parts?: string[]; count?: number };

export type DutyType = Work | OfficeWork;
/** Duties of authors and reviewers; `answer`: a new draft, after a round that asked for changes; `translation`: passages that do not follow their source, of a final too. */
export type Work = "draft" | "answer" | "dispositions" | "translation" | "submission" | "review";
/**
 * Duties of the coordinator; `owners`: name someone for a missing part whose authors have left; `proposal`: a part that was
 * sent of a final to take up or to decline; `correction`: an edition to declare corrected.
 */
export type OfficeWork = "owners" | "delegation" | "closure" | "proposal" | "correction";

/** Whether a duty is an author's or a reviewer's. The coordinator's are not reminded: they have letters of their own. */
export function isWork(what: DutyType): what is Work {
  return !(what in office);
}

const office: Record<OfficeWork, true> = {
  ...{ owners: true, delegation: true, closure: true },
  ...{ proposal: true, correction: true },
};

/**
 * Who has to do what now, for pages and letters alike: what is done, or waits for what others do, is no duty, nor what
 * someone whose access was ended cannot do.
 */
export function dutiesOf(state: State): Duty[] {
  if (state.stage === "final") return [...proposalDuty(state), ...revision(state, passagesStaleSince(state))];
  if (state.stage === "draft") return [...draftDuties(state), ...ownersToName(state), ...proposalDuty(state)];
  const round = state.stage === "review" ? openRound(state) : undefined;
  return round ? [...reviews(state, round), ...officeDuties(state, round)] : [];
}

/** Parts that were sent of a final: a new edition has them, or their senders learn why not. */
function proposalDuty(state: State): Duty[] {
  return proposalsOf(state).length > 0 ? [{ person: state.coordinator, what: "proposal" }] : [];
}

/** Authors revise a translation: a draft of it, or keep its passages as they are. */
function revision(state: State, count: number): Duty[] {
  return count > 0 ? ableAuthors(state).map((person) => ({ person, what: "translation", count })) : [];
}

function draftDuties(state: State): Duty[] {
  const approved = roundToConfirm(state);
  const everyAuthor = (what: DutyType) => ableAuthors(state).map((person) => ({ person, what }));
  if (approved && undisposed(approved).length > 0) return everyAuthor("dispositions");
  const lacking = lackingParts(state);
  if (lacking.length > 0) return draftsAwaited(state, lacking);
  if (openCarried(state).length > 0) return everyAuthor("dispositions");
  if (!submittable(state)) return everyAuthor("answer");
  const count = passagesToRevise(state);
  if (count > 0) return revision(state, count);
  return state.making?.way === "correction"
    ? [{ person: state.coordinator, what: "correction" }]
    : everyAuthor("submission");
}

/** Those who owe these parts, each once with the titles of their parts; every author, where nobody was named. */
function draftsAwaited(state: State, lacking: readonly PartPlan[]): Duty[] {
  const awaited = lacking.map(({ id, title }) => ({
    title,
    owners: namesNobody(state, id) ? ableAuthors(state) : partOwners(state, id),
  }));
  return [...new Set(awaited.flatMap(({ owners }) => owners))].map((person) => {
    const parts = awaited.flatMap(({ title, owners }) => (title && owners.includes(person) ? [title] : []));
    return { person, what: "draft", ...(parts.length > 0 && { parts }) };
  });
}

/** What waits for the coordinator, where nobody who is left can write a part that is missing, or anything. */
function ownersToName(state: State): Duty[] {
  const gone = lackingParts(state).filter(({ id }) => !namesNobody(state, id) && partOwners(state, id).length === 0);
  if (gone.length === 0 && ableAuthors(state).length > 0) return [];
  const parts = gone.flatMap(({ title }) => title || []);
  return [{ person: state.coordinator, what: "owners", ...(parts.length > 0 && { parts }) }];
}

/** Parts that are absent or incomplete. */
function lackingParts(state: State): PartPlan[] {
  const { absent, version } = draftStanding(state);
  return state.parts.filter((part) => {
    const check = version?.checks[part.id];
    return absent.includes(part) || (check && (check.missing.length > 0 || check.withoutAlternative > 0));
  });
}

/** Not who asked that someone else review: the coordinator answers them first. */
function reviews(state: State, round: Round): Duty[] {
  const handing = round.delegations.filter(({ status }) => status === "proposed").map(({ from }) => from);
  return awaitedIn(state, round)
    .filter((person) => !handing.includes(person))
    .map((person) => ({ person, what: "review" }));
}

/** What waits for the coordinator: a replacement to settle, a round in which nothing else is awaited. */
function officeDuties(state: State, round: Round): Duty[] {
  const person = state.coordinator;
  const { delegations, overdue } = round;
  const planned = awaitedSitting(state, round) !== undefined;
  const late = overdue && outcomeOnceHeld(state, round) === undefined;
  const duties: [DutyType, boolean][] = [
    ["delegation", delegations.some(({ status }) => status === "proposed")],
    ["closure", late || (!planned && awaitedIn(state, round).length === 0)],
  ];
  return duties.flatMap(([what, due]) => (due ? [{ person, what }] : []));
}
