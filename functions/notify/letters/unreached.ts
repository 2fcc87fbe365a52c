import { organisationIn } from "../../../shared/deliverable/holder.ts";
import { namedRolesOf } from "../../../shared/deliverable/place.ts";
import { holderName } from "../../../shared/stored/holders.ts";
import { subjectFacts } from "../facts.ts";
import { oneLine } from "../letter.ts";
import { quoted } from "../occasion.ts";
import { about, type LetterWriter, toOwner } from "../recipient.ts";

/** The coordinator learns that what was given to an organisation reaches nobody: the directory has none of its people. */
export const unreached: LetterWriter = about(async (occasion, state) => {
  const { say, ports, job } = occasion;
  if (job.of === undefined || namedRolesOf(state, job.of).length === 0) return undefined;
  const name = oneLine((await holderName(ports.store, job.of)) ?? "–", 120);
  return {
    ...toOwner(occasion, state, "link.organisation", { page: "organisation", of: organisationIn(job.of) }),
    subject: say("unreached.subject", { name, quoted: quoted(occasion, state) }),
    paragraphs: [say("unreached.lead", { name }), say("unreached.body", { name })],
    facts: subjectFacts(occasion, state),
  };
});
