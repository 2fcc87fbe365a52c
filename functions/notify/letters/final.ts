import type { State } from "../../../shared/deliverable/state.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { getText } from "../../../shared/stored/text.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { outputFacts, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, isAuthor, type LetterWriter, toFunder, toOwner, toReviewer } from "../recipient.ts";

/** The final documents are there. */
export const final: LetterWriter = about(async (occasion, state) => {
  const { say, date, to, settings } = occasion;
  if (!state.final || state.final.outputs.length === 0) return undefined;
  const owns = isAuthor(to, state) || state.coordinator === to.id;
  return {
    ...(owns ? toOwner(occasion, state, "link.download") : toFunder(occasion, state)),
    subject: say("final.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("final.lead", { date: date(localDate(state.final.approved, settings.timeZone)) }),
      say("final.body"),
    ],
    facts: [...subjectFacts(occasion, state), ...outputFacts(occasion, state.final)],
  };
});

/** Nothing more is expected. */
export const withdrawn: LetterWriter = about(async (occasion, state) => {
  const { say, to } = occasion;
  const owns = isAuthor(to, state) || state.coordinator === to.id;
  return {
    ...(owns ? toOwner(occasion, state) : toReviewer(occasion, state, "link.standing")),
    subject: say("withdrawn.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("withdrawn.lead"), say("withdrawn.body")],
    facts: [[say("fact.title"), state.title], ...(await reasonFact(occasion, state))],
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

/** Why it was withdrawn, unless the text was erased since. */
async function reasonFact({ ports, say }: Occasion, { id }: State): Promise<[string, string][]> {
  const events = await Array.fromAsync(loadEvents(ports.store, id));
  const withdrawal = events.findLast((event) => event.type === "withdrawn");
  const reason = withdrawal && (await getText(ports.files, withdrawal.data.reason));
  return reason ? [[say("fact.reason"), reason]] : [];
}
