import { isToDeclare, lastDay, openIn, silent } from "./facts.ts";
import type { Check } from "./reader.ts";
import { titled } from "./words.ts";

/** What is said to wait for a coordinator, and whether it does: in the letter of the week and on their first page. */
export const office: Record<string, Check> = {
  "un relecteur propose quelqu’un à sa place : à vous d’en décider": (context, { title = "" }) =>
    titled(context, title)
      ?.rounds.at(-1)
      ?.proposals.some(({ status }) => status === "proposed") === true,
  "la relecture peut être close : à vous de le faire": (context, { title = "" }) => {
    const doc = titled(context, title);
    const round = doc && openIn(doc);
    return round !== undefined && (silent(round).length === 0 || lastDay(round.deadline) < context.today);
  },
  "la correction est prête : à vous de la déclarer": (context, { title = "" }) => {
    const doc = titled(context, title);
    return doc !== undefined && isToDeclare(doc);
  },
};
