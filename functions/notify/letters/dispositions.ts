import type { Round } from "../../../shared/deliverable/state.ts";
import { contributionsOf } from "../../../shared/stored/batch.ts";
import { dispositionFacts } from "../facts.ts";
import type { Occasion } from "../occasion.ts";
import { about, type LetterWriter, toReviewer } from "../recipient.ts";

/** Tells whoever sent remarks which disposition each was given. */
export const dispositions: LetterWriter = about(async (occasion, state) => {
  const { say, job } = occasion;
  const rounds = state.rounds.filter(({ number }) => job.round === undefined || number === job.round);
  const facts = await dispositionFacts(occasion, state, rounds);
  if (facts.length === 0) return undefined;
  const answered = await answeredIn(occasion, rounds);
  return {
    ...toReviewer(occasion, state, "link.contributions", { page: "remarks" }),
    role: "contributor",
    subject: say(answered === "none" ? "dispositions.subject.none" : "dispositions.subject"),
    paragraphs: [
      say(answered === "all" ? "dispositions.lead" : `dispositions.lead.${answered}`),
      say("dispositions.body"),
    ],
    facts: [[say("fact.title"), state.title], ...facts],
  };
});

/** How many of the reader's own remarks have a disposition. */
async function answeredIn({ ports, to }: Occasion, rounds: readonly Round[]): Promise<"all" | "some" | "none"> {
  const remarks = (await Promise.all(rounds.map((round) => contributionsOf(ports.files, round)))).flat();
  const mine = remarks.filter(({ by }) => by === to.id);
  const left = mine.filter(({ disposition }) => disposition === "open").length;
  return left === 0 ? "all" : left < mine.length ? "some" : "none";
}
