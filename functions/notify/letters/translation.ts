import { passagesToRevise, translationStanding } from "../../../shared/deliverable/origins/translation.ts";
import type { Standing } from "../../../shared/document/translation/counts.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { type Fact, subjectFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, type LetterWriter, toOwner } from "../recipient.ts";

/** Authors of a translation learn that its original has a newer version, and how much of theirs does not follow it. */
export const sourceChanged: LetterWriter = about(async (occasion, state) => {
  const { say, date, settings } = occasion;
  const { translates, stage } = state;
  if (!translates || stage === "withdrawn") return undefined;
  const { newest } = translates;
  const count = passagesToRevise(state);
  const standing = translationStanding(state);
  if (standing && count === 0) return undefined;
  const title = quoted(occasion, state);
  const day = date(localDate(newest.dated, settings.timeZone));
  const body = stage === "final" ? "sourceChanged.body.final" : "sourceChanged.body";
  return {
    ...toOwner(occasion, state, "link.translation"),
    subject:
      count > 0
        ? say("sourceChanged.subject", { quoted: title, count })
        : say("sourceChanged.subject.none", { quoted: title }),
    paragraphs: [
      say(newest.final ? "sourceChanged.lead.final" : "sourceChanged.lead", { date: day }),
      say(standing ? body : "sourceChanged.body.none"),
    ],
    facts: [...subjectFacts(occasion, state), ...standingFacts(occasion, standing)],
  };
});

function standingFacts({ say }: Occasion, standing: Standing | undefined): Fact[] {
  if (!standing) return [];
  const facts = [
    [say("fact.stale"), standing.stale],
    [say("fact.untranslated"), standing.missing],
    [say("fact.orphan"), standing.orphan],
  ] as const;
  return facts.flatMap(([label, count]): Fact[] => (count > 0 ? [[label, String(count)]] : []));
}
