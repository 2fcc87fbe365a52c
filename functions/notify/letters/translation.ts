import { delivered } from "../../../shared/deliverable/final/editions.ts";
import {
  pairedVersion,
  passagesToRevise,
  translationStanding,
} from "../../../shared/deliverable/origins/translation.ts";
import type { State } from "../../../shared/deliverable/state.ts";
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
  return {
    ...toOwner(occasion, state, "link.translation", { page: "translation" }),
    subject:
      count > 0
        ? say("sourceChanged.subject", { quoted: title, count })
        : say("sourceChanged.subject.none", { quoted: title }),
    paragraphs: [
      say(newest.final ? "sourceChanged.lead.final" : "sourceChanged.lead", { date: day }),
      say(bodyOf(state, standing)),
    ],
    facts: [...subjectFacts(occasion, state), ...standingFacts(occasion, standing)],
  };
});

/** Authors of a translation, and its coordinator, learn that its original was withdrawn. */
export const sourceWithdrawn: LetterWriter = about(async (occasion, state) => {
  const { say, date, settings } = occasion;
  const { translates, stage } = state;
  if (!translates?.withdrawn || stage === "withdrawn") return undefined;
  return {
    ...toOwner(occasion, state),
    subject: say("sourceWithdrawn.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [
      say("sourceWithdrawn.lead", { date: date(localDate(translates.withdrawn, settings.timeZone)) }),
      say(delivered(state) ? "sourceWithdrawn.body.final" : "sourceWithdrawn.body"),
    ],
    facts: subjectFacts(occasion, state),
  };
});

/** What there is to do: of a draft, of what is published, of one that is still to be compared, where nothing was uploaded yet. */
function bodyOf(state: State, standing: Standing | undefined) {
  if (standing) return state.stage === "final" ? "sourceChanged.body.final" : "sourceChanged.body";
  return pairedVersion(state) === undefined ? "sourceChanged.body.none" : "sourceChanged.body.unpaired";
}

function standingFacts({ say }: Occasion, standing: Standing | undefined): Fact[] {
  if (!standing) return [];
  const facts = [
    [say("fact.stale"), standing.stale],
    [say("fact.untranslated"), standing.missing],
    [say("fact.orphan"), standing.orphan],
  ] as const;
  return facts.flatMap(([label, count]): Fact[] => (count > 0 ? [[label, String(count)]] : []));
}
