import type { Delegation, Round } from "../../../shared/deliverable/state.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { PersonId } from "../../../shared/values.ts";
import { deadlineFact, standingWords, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { inRound, type LetterWriter, toOwner, toReviewer } from "../recipient.ts";

/** The coordinator is asked whether someone else may review. */
export const delegationProposed: LetterWriter = inRound(async (occasion, state, round) => {
  const { say } = occasion;
  const delegation = delegationOf(occasion, round);
  if (delegation?.status !== "proposed") return undefined;
  const who = await nameOf(occasion, delegation.from);
  return {
    ...toOwner(occasion, state, "link.settle", { page: "settlement", of: delegation.submission }),
    subject: say("delegationProposed.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("delegationProposed.lead", { who, standing: standingWords(occasion, round) }),
      say("delegationProposed.body"),
    ],
    facts: [...subjectFacts(occasion, state), [say("fact.proposed"), await proposed(occasion, delegation)]],
  };
});

/** Tells a reviewer whose delegation was confirmed that someone else reviews; that person has an invitation. */
export const delegated: LetterWriter = inRound(async (occasion, state, round) => {
  const { say } = occasion;
  const delegation = delegationOf(occasion, round);
  if (delegation?.status !== "confirmed" || delegation.person === undefined) return undefined;
  const person = await nameOf(occasion, delegation.person);
  return {
    ...toReviewer(occasion, state, "link.standing"),
    subject: say("delegated.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("delegated.lead", { person }), say("delegated.body")],
    facts: subjectFacts(occasion, state),
  };
});

/** Tells a reviewer whose delegation was refused that they still review. */
export const delegationRefused: LetterWriter = inRound(async (occasion, state, round) => {
  const { say, date, lastDay } = occasion;
  if (delegationOf(occasion, round)?.status !== "refused") return undefined;
  return {
    ...toReviewer(occasion, state, "link.read"),
    subject: say("delegationRefused.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("delegationRefused.lead", { deadline: date(lastDay(round.deadline)) }),
      say("delegationRefused.body"),
    ],
    facts: [...subjectFacts(occasion, state), deadlineFact(occasion, round)],
  };
});

function delegationOf({ job }: Occasion, { delegations }: Round): Delegation | undefined {
  return delegations.find(({ submission }) => submission === job.submission);
}

async function nameOf({ ports }: Occasion, id: PersonId): Promise<string> {
  const person = await getPerson(ports.store, id);
  return person ? fullName(person) : "–";
}

/** As the reviewer named them: the text is theirs, so it is taken for no more than words. */
async function proposed({ ports }: Occasion, { to }: Delegation): Promise<string> {
  const text = (await getText(ports.files, to)) ?? "–";
  try {
    const { name, organisation, address } = JSON.parse(text);
    return [name, organisation, address].filter((part) => typeof part === "string" && part).join(", ") || "–";
  } catch {
    return text;
  }
}
