import { submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { partTitle } from "../../../shared/deliverable/drafting/parts.ts";
import { isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";

import type { State } from "../../../shared/deliverable/state.ts";
import { holderName } from "../../../shared/stored/holders.ts";
import { type Fact, reasonFact, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, isAuthor, type LetterWriter, toFunder, toOwner } from "../recipient.ts";
import { partWords } from "./edition-parts.ts";
import { withdrawalReason } from "./final.ts";

/** Authors, and who proposed a part, learn that a new edition of a final is being made, why, and what is asked of them. */
export const editionOpened: LetterWriter = about(async (occasion, state) => {
  const { making } = state;
  if (!making) return undefined;
  const { say, date } = occasion;
  const { draft } = state.due;
  const due: Fact[] = draft ? [[say("fact.due.draft"), date(draft)]] : [];
  return {
    ...toOwner(occasion, state),
    subject: say("editionOpened.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("editionOpened.lead", { edition: making.edition, before: making.edition - 1 }),
      ...partWords(occasion, state, "proposal.taken", ({ taken }) => taken === making.edition),
      say(submittable(state) ? `editionOpened.body.changed.${making.way}` : `editionOpened.body.${making.way}`),
    ],
    facts: [...subjectFacts(occasion, state), ...(await reasonFact(occasion, making.reason)), ...due],
  };
});

/** They learn that none is made after all; a part that was proposed for it is proposed again. */
export const editionAbandoned: LetterWriter = about(async (occasion, state) => {
  if (state.making || state.stage !== "final") return undefined;
  const { say } = occasion;
  return {
    ...toOwner(occasion, state, "link.final", { page: "final" }),
    subject: say("editionAbandoned.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("editionAbandoned.lead", { edition: state.final?.edition ?? 1 }),
      ...partWords(occasion, state, "proposal.returned", ({ status }) => status === "proposed"),
    ],
    facts: subjectFacts(occasion, state),
  };
});

/** The coordinator learns that somebody sent a part of a final, which proposes a new edition. */
export const partProposed: LetterWriter = about(async (occasion, state) => {
  const { say, ports, job } = occasion;
  const sent = job.upload === undefined ? undefined : state.uploads[job.upload];
  if (sent?.status !== "proposed") return undefined;
  const who = (await holderName(ports.store, sent.by)) ?? "";
  return {
    ...toOwner(occasion, state, "link.proposal", { page: "proposal", of: job.upload }),
    subject: say("partProposed.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("partProposed.lead", { who }), say("partProposed.body")],
    facts: [...subjectFacts(occasion, state), [say("fact.file"), sent.name], ...partFact(occasion, state, sent.part)],
  };
});

/** Who sent it learns that it is in the edition that is being made. */
export const proposalTaken: LetterWriter = about(async (occasion, state) => {
  const { say, job } = occasion;
  const sent = job.upload === undefined ? undefined : state.uploads[job.upload];
  if (!state.making || sent?.taken !== state.making.edition) return undefined;
  const { edition } = state.making;
  return {
    ...toOwner(occasion, state),
    subject: say("proposalTaken.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("proposalTaken.lead", { name: sent.name, edition }),
      say("proposalTaken.body", { before: edition - 1 }),
    ],
    facts: [...subjectFacts(occasion, state), ...partFact(occasion, state, sent.part)],
  };
});

/** Who sent it learns why no edition is made of it. */
export const proposalDeclined: LetterWriter = about(async (occasion, state) => {
  const { say, job } = occasion;
  const sent = job.upload === undefined ? undefined : state.uploads[job.upload];
  if (sent?.refused?.code !== "proposal-declined") return undefined;
  return {
    ...toOwner(occasion, state),
    subject: say("proposalDeclined.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("proposalDeclined.lead", { name: sent.name }), say("proposalDeclined.body")],
    facts: [
      ...subjectFacts(occasion, state),
      ...partFact(occasion, state, sent.part),
      ...(await reasonFact(occasion, sent.refused.reason)),
    ],
  };
});

/** Whoever was given a final learns that it was withdrawn, and why. */
export const finalWithdrawn: LetterWriter = about(async (occasion, state) => {
  if (!isWithdrawnFinal(state)) return undefined;
  const { say, to } = occasion;
  const owns = isAuthor(to, state) || state.coordinator === to.id;
  return {
    ...(owns
      ? toOwner(occasion, state, "link.withdrawn", { page: "final" })
      : toFunder(occasion, state, "link.withdrawn")),
    subject: say("finalWithdrawn.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("finalWithdrawn.lead"), say("finalWithdrawn.body")],
    facts: [...subjectFacts(occasion, state), ...(await withdrawalReason(occasion, state))],
  };
});

function partFact({ say }: Occasion, state: State, part: string): Fact[] {
  const title = partTitle(state, part);
  return title === "" ? [] : [[say("fact.part"), title]];
}
