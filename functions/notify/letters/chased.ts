import { mentionsOf } from "../../../shared/asking/digest.ts";
import { leadOf, owedOf, thingFacts, wayTo } from "../duties.ts";
import { oneLine } from "../letter.ts";
import { quoted } from "../occasion.ts";
import { ownLines } from "../own-lines.ts";
import { about, type LetterWriter } from "../recipient.ts";

/** The coordinator asks someone by name for what they owe of a document. */
export const chased: LetterWriter = about(async (occasion, state) => {
  const { say, coordinator, settings, today } = occasion;
  const [thing] = await owedOf(occasion, state);
  if (!thing) return undefined;
  const who = { coordinator: oneLine(coordinator?.name ?? settings.sender.name) };
  return {
    ...wayTo(occasion, thing),
    subject: say("chased.subject", { quoted: quoted(occasion, state), ...who }),
    paragraphs: [leadOf(occasion, thing), ...(await ownLines(occasion)), say("chased.body", who)],
    facts: await thingFacts(occasion, thing),
    mentions: mentionsOf([thing], today),
  };
});
