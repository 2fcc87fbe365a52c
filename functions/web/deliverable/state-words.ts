import { type Standing, standingOf } from "../../../shared/asking/standing.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { YearSay } from "../components/year-words.ts";

/** How a deliverable stands in as few words as a line of a timeline has room for: "2 avis sur 3, rencontre le 12 mai", "9 remarques à traiter". */
export function stateWords(speak: YearSay, summary: Summary): string {
  const standing = standingOf(summary, speak.now);
  const { said, short } = speak;
  const { parts, round } = summary;
  if (standing.name === "draft" && parts && parts.there < parts.of)
    return said("state.parts", { count: parts.there, of: parts.of });
  const words = wordsOf(speak, standing);
  const next = standing.meeting ? undefined : round?.meeting;
  return next ? `${words}, ${said("state.with-meeting", { date: short(next.date) })}` : words;
}

function wordsOf({ said, short }: YearSay, { name, count, of, meeting }: Standing): string {
  const word = inShort[name as keyof typeof inShort] ?? (name as Exclude<typeof name, keyof typeof inShort>);
  return said(`state.${word}`, {
    ...(count !== undefined && { count }),
    ...(of !== undefined && { of }),
    ...(meeting && { date: short(meeting.date) }),
  });
}

/** What a few words tell alike. */
const inShort = { "toConfirm.reservations": "toConfirm", "met.remarks": "met", "met.meeting": "meeting" } as const;
