import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { type Fact, outputFacts, reasonFact, subjectFacts } from "../facts.ts";
import { oneLine } from "../letter.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, isAuthor, type LetterWriter, toFunder, toOwner, toReviewer } from "../recipient.ts";
import { partWords } from "./edition-parts.ts";
import { meetingStands } from "./round.ts";

/** The final documents are there, of the newest edition: who was owed one of before has that of the newest alone. */
export const final: LetterWriter = about(async (occasion, state) => {
  const { say, to, job } = occasion;
  const newest = delivered(state);
  if (!newest || (job.seq !== undefined && job.seq < (newest.since ?? 0))) return undefined;
  const owns = isAuthor(to, state) || state.coordinator === to.id;
  return {
    ...(owns ? toOwner(occasion, state, "link.download", { page: "final" }) : toFunder(occasion, state)),
    subject: say(newest.edition > 1 ? "final.subject.edition" : "final.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      finalLead(occasion, newest),
      ...partWords(occasion, state, "proposal.published", ({ taken }) => taken === newest.edition),
      say("final.body"),
      ...(owns && occasion.round ? meetingStands(occasion, state, occasion.round) : []),
    ],
    facts: [
      ...subjectFacts(occasion, state),
      ...(await reasonFact(occasion, newest.reason)),
      ...outputFacts(occasion, newest),
    ],
  };
});

/** Approved, or of a new edition what it replaces, and whether it was reviewed. */
function finalLead({ say, date, settings }: Occasion, { edition, corrected, approved }: Final): string {
  const day = date(localDate(approved, settings.timeZone));
  if (edition === 1) return say("final.lead", { date: day });
  const key = corrected ? "final.lead.corrected" : "final.lead.edition";
  return say(key, { date: day, edition, before: edition - 1 });
}

/** Nothing more is expected. */
export const withdrawn: LetterWriter = about(async (occasion, state) => {
  const { say, to } = occasion;
  const owns = isAuthor(to, state) || state.coordinator === to.id;
  return {
    ...(owns ? toOwner(occasion, state) : toReviewer(occasion, state, "link.standing")),
    subject: say("withdrawn.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("withdrawn.lead"), say("withdrawn.body")],
    facts: [[say("fact.title"), state.title], ...(await withdrawalReason(occasion, state))],
  };
});

/** A link asked for again. */
export const access: LetterWriter = ({ say, settings }) => ({
  role: "access",
  subject: say("access.subject"),
  paragraphs: [say("access.lead", { count: settings.linkDays }), say("access.body", { network: settings.network })],
  facts: [],
  link: { label: say("link.enter"), purpose: "enter" },
});

/** A link that a coordinator sent somebody: to what they write, where it is about that. */
export const accessSent: LetterWriter = (occasion) => {
  const { say, settings, coordinator, state, to } = occasion;
  const words = { who: oneLine(coordinator?.name ?? settings.sender.name), count: settings.linkDays };
  const writes = state !== undefined && isAuthor(to, state);
  return {
    role: "sent",
    subject: say("accessSent.subject", words),
    paragraphs: [say("accessSent.lead", words), say("access.body", { network: settings.network })],
    facts: state ? subjectFacts(occasion, state) : [],
    link: writes ? toOwner(occasion, state).link : { label: say("link.enter"), purpose: "enter" },
  };
};

/** Why it was withdrawn, unless the text was erased since. */
export async function withdrawalReason(occasion: Occasion, { id }: State): Promise<Fact[]> {
  const events = await Array.fromAsync(loadEvents(occasion.ports.store, id));
  return reasonFact(occasion, events.findLast((event) => event.type === "withdrawn")?.data.reason);
}
