import { formatBytes } from "../../shared/i18n/dates.ts";
import { standing } from "../../shared/workflow/round.ts";
import type { Final, PartCheck, Round, State } from "../../shared/workflow/state.ts";
import type { Occasion } from "./occasion.ts";

type Fact = readonly [string, string];

/** Which document the letter is about. */
export function subjectFacts({ say }: Occasion, { title, action }: State): Fact[] {
  return [
    [say("fact.title"), title],
    [say("fact.action"), action],
  ];
}

export function deadlineFact({ say, date, lastDay }: Occasion, { deadline }: Round): Fact {
  return [say("fact.deadline"), say("fact.deadline.value", { date: date(lastDay(deadline)) })];
}

export function countFact({ say }: Occasion, round: Round): Fact {
  return [
    say("fact.count"),
    say("fact.count.value", { decided: standing(round).length, reviewers: round.reviewers.length }),
  ];
}

export function dueFacts({ say, date }: Occasion, { due }: State): Fact[] {
  return (["draft", "review", "final"] as const).flatMap((stage): Fact[] => {
    const day = due[stage];
    return day === undefined ? [] : [[say(`fact.due.${stage}`), date(day)]];
  });
}

/** What keeps a draft from being submitted: how many of each; its page names them. */
export function lackFacts({ say }: Occasion, { missing, withoutAlternative }: PartCheck): Fact[] {
  const lacks = [
    [say("fact.missing"), missing.length],
    [say("fact.alternatives"), withoutAlternative],
  ] as const;
  return lacks.flatMap(([name, count]): Fact[] => (count > 0 ? [[name, String(count)]] : []));
}

/** Each final document with its pages and size. */
export function outputFacts({ say, language }: Occasion, { outputs }: Final): Fact[] {
  return outputs.map(({ format, pages, bytes }): Fact => {
    const size = formatBytes(language, bytes);
    return [say(`fact.${format}`), pages === undefined ? size : say("fact.output", { count: pages, size })];
  });
}
