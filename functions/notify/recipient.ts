import { actingAs } from "../../shared/deliverable/holder.ts";
import { namedRolesOf, pastOf } from "../../shared/deliverable/place.ts";
import type { Round, State } from "../../shared/deliverable/state.ts";
import type { MailKey } from "../../shared/i18n/mails.ts";
import type { Person } from "../../shared/stored/person.ts";
import type { LetterDraft, Occasion } from "./occasion.ts";

/** Writes a letter from its occasion; nothing where it has become untrue since it was owed. */
export type LetterWriter = (occasion: Occasion) => LetterDraft | undefined | Promise<LetterDraft | undefined>;

/** A letter about a deliverable. */
export function about(letter: (occasion: Occasion, state: State) => Promise<LetterDraft | undefined>): LetterWriter {
  return (occasion) => (occasion.state ? letter(occasion, occasion.state) : undefined);
}

/** A letter that only an open round calls for. */
export function inRound(
  letter: (occasion: Occasion, state: State, round: Round) => Promise<LetterDraft | undefined>,
): LetterWriter {
  return about(async (occasion, state) => {
    const { round } = occasion;
    return round && round.closed === undefined ? letter(occasion, state, round) : undefined;
  });
}

/** In what role someone is written to, and what the letter's link opens for them. */
type Recipient = Pick<LetterDraft, "role" | "link">;

/** The page that a link opens, where that is not its purpose's own; `of`: which of the thing's. */
type At = Pick<LetterDraft["link"], "page" | "of">;

/** To one who reviews, or did: the link opens the reading, or `at`. */
export function toReviewer(
  { say, to }: Occasion,
  { id, reviewers, rounds }: State,
  label: MailKey,
  at: At = {},
): Recipient {
  const reviews = (rounds.at(-1)?.reviewers ?? reviewers).includes(to.id);
  const link = { label: say(label), purpose: "review", thing: id, ...at } as const;
  return { role: reviews ? "reviewer" : "formerReviewer", link };
}

/** Whether someone is an author, themselves or by their organisation. */
export function isAuthor(to: Person, state: State): boolean {
  return namedRolesOf(state, actingAs(to)).includes("author");
}

/**
 * To its coordinator, who enters; to an author, for this deliverable alone; to one who is an author no more, for what they
 * were given of it, or for their first page where that is nothing. `at`: where it opens for who coordinates or writes.
 */
export function toOwner(occasion: Occasion, state: State, label?: MailKey, at: At = {}): Recipient {
  const { say, to } = occasion;
  const { id, coordinator } = state;
  if (to.coordinator || to.id === coordinator) {
    return {
      role: "coordinator",
      link: { label: say(label ?? "link.deliverable"), purpose: "enter", thing: id, ...at },
    };
  }
  if (isAuthor(to, state))
    return { role: "author", link: { label: say(label ?? "link.draft"), purpose: "draft", thing: id, ...at } };
  const isGiven = pastOf(state, actingAs(to)).some(({ role }) => role === "author");
  const link = { label: say(isGiven ? "link.standing" : "link.enter"), purpose: isGiven ? "draft" : "enter" } as const;
  return { role: "formerAuthor", link: isGiven ? { ...link, thing: id } : link };
}

/** To one who funds: the link opens the final documents. */
export function toFunder({ say }: Occasion, { id }: State, label: MailKey = "link.download"): Recipient {
  return { role: "funder", link: { label: say(label), purpose: "download", thing: id } };
}

/** To who is to do what a meeting decided: the link opens the one thing, where one says that it is done, or the meeting's page. */
export function toDoer({ say }: Occasion, meeting: string, resolution: string | undefined): Recipient {
  const link = { purpose: "meeting", thing: meeting } as const;
  if (resolution === undefined) return { role: "doing", link: { ...link, label: say("link.meeting") } };
  return { role: "doing", link: { ...link, label: say("link.resolution"), page: "resolution", of: resolution } };
}
