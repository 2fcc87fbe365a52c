import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { contributionsOf } from "../../../shared/stored/batch.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { dispositionFacts, type Fact } from "../facts.ts";
import { type LetterDraft, type Occasion, quoted } from "../occasion.ts";
import { about, type LetterWriter, toReviewer } from "../recipient.ts";
import { toldBefore } from "../told-before.ts";

/** Tells whoever sent remarks which disposition each was given; the last of them, that the document is final, to all who reviewed it. */
export const dispositions: LetterWriter = about(async (occasion, state) => {
  const { job } = occasion;
  const rounds = state.rounds.filter(({ number }) => job.round === undefined || number === job.round);
  const answered = await answeredIn(occasion, rounds);
  const final = job.round === undefined && state.stage === "final" ? delivered(state) : undefined;
  if (final) return finalTold(occasion, state, rounds, final, answered);
  const facts = await dispositionFacts(occasion, state, rounds);
  if (answered === undefined) return undefined;
  return {
    ...remarksTold(occasion, answered),
    ...toRemarks(occasion, state),
    facts: withTitle(occasion, state, facts),
  };
});

type Answered = "all" | "some" | "none";

/** How many of the reader's own remarks have a disposition; undefined: they offered none. */
async function answeredIn({ ports, to }: Occasion, rounds: readonly Round[]): Promise<Answered | undefined> {
  const remarks = (await Promise.all(rounds.map((round) => contributionsOf(ports.files, round)))).flat();
  const mine = remarks.filter(({ by }) => by === to.id);
  if (mine.length === 0) return undefined;
  const left = mine.filter(({ disposition }) => disposition === "open").length;
  return left === 0 ? "all" : left < mine.length ? "some" : "none";
}

function remarksTold({ say }: Occasion, answered: Answered): Pick<LetterDraft, "subject" | "paragraphs"> {
  return {
    subject: say(answered === "none" ? "dispositions.subject.none" : "dispositions.subject"),
    paragraphs: [
      say(answered === "all" ? "dispositions.lead" : `dispositions.lead.${answered}`),
      say("dispositions.body"),
    ],
  };
}

function toRemarks(occasion: Occasion, state: State): Pick<LetterDraft, "role" | "link"> {
  return { ...toReviewer(occasion, state, "link.contributions", { page: "remarks" }), role: "contributor" };
}

function withTitle({ say }: Occasion, { title }: State, facts: readonly Fact[]): Fact[] {
  return [[say("fact.title"), title], ...facts];
}

/** That the document is final, and of the reader's remarks those whose disposition no letter told them yet. */
async function finalTold(
  occasion: Occasion,
  state: State,
  rounds: readonly Round[],
  { edition, approved }: Final,
  answered: Answered | undefined,
): Promise<LetterDraft> {
  const { say, date, settings } = occasion;
  const told = await toldBefore(occasion, state);
  const all = await dispositionFacts(occasion, state, rounds);
  const facts = await dispositionFacts(occasion, state, rounds, told);
  const day = date(localDate(approved, settings.timeZone));
  const lead =
    edition === 1
      ? say("dispositions.final", { date: day })
      : say("dispositions.final.edition", { edition, date: day });
  const [said] = answered ? remarksTold(occasion, answered).paragraphs : [];
  const remarks =
    said !== undefined && facts.length > 0
      ? [said, say(facts.length < all.length ? "dispositions.body.left" : "dispositions.body")]
      : [];
  return {
    ...(answered ? toRemarks(occasion, state) : toReviewer(occasion, state, "link.standing")),
    subject: say("dispositions.subject.final", { quoted: quoted(occasion, state) }),
    paragraphs: [lead, ...remarks],
    facts: withTitle(occasion, state, facts),
  };
}
