import { getJob } from "../../../shared/stored/job.ts";
import { fullName, getPerson } from "../../../shared/stored/person.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { LetterWriter } from "../recipient.ts";

/** A mail did not reach someone, and is not tried again by itself: the address, and what its server said. */
export const undelivered: LetterWriter = async ({ ports, job, state, to, say, instant }) => {
  const failed = job.about === undefined ? undefined : await getJob(ports.store, job.about);
  if (failed?.type !== "mail" || failed.status !== "failed" || !to.coordinator) return undefined;
  const person = await getPerson(ports.store, failed.to);
  if (!person || person.removed) return undefined;
  const facts: (Fact | undefined)[] = [
    [say("fact.person"), fullName(person)],
    [say("fact.address"), person.address],
    state && [say("fact.title"), state.title],
    [say("fact.since"), instant(failed.since)],
    failed.said === undefined ? undefined : [say("fact.said"), failed.said],
  ];
  return {
    role: "network",
    link: { label: say("link.undelivered"), purpose: "enter", page: "undelivered" },
    subject: say("undelivered.subject", { name: oneLine(person.name, 120) }),
    paragraphs: [
      say(failed.error === "mail-refused" ? "undelivered.lead.refused" : "undelivered.lead.givenUp", {
        name: fullName(person),
      }),
      say("undelivered.body"),
    ],
    facts: facts.filter((fact) => fact !== undefined),
  };
};
