import { dispositionFacts } from "../facts.ts";
import { quoted } from "../occasion.ts";
import { about, toReviewer, type Write } from "../toward.ts";

/** Who offered something learns what was done of it. */
export const dispositions: Write = about(async (occasion, state) => {
  const { say, job } = occasion;
  const rounds = state.rounds.filter(({ number }) => job.round === undefined || number === job.round);
  const facts = await dispositionFacts(occasion, state, rounds);
  if (facts.length === 0) return undefined;
  return {
    ...toReviewer(occasion, state, "link.contributions"),
    role: "contributor",
    subject: say("dispositions.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("dispositions.lead"), say("dispositions.body")],
    facts: [[say("fact.title"), state.title], ...facts],
  };
});
