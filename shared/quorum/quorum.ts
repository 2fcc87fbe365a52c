import * as z from "zod";
import type { Refused } from "../errors.ts";
import type { Language } from "../i18n/languages.ts";
import { quorumTexts } from "../i18n/quorums.ts";
import { translate } from "../i18n/translate.ts";
import { slug } from "../name.ts";
import type { PersonId } from "../values.ts";
import { all } from "./all.ts";
import { count } from "./count.ts";
import { members } from "./members.ts";
import type { QuorumRule, QuorumWords, Unit } from "./rule.ts";

/** The rules that there are, a file each. */
const rules = [count, all, members] as const;

type Rules = typeof rules;
/** As the plan and the round store it: a count, or of all who review. */
export type Quorum = ReturnType<Rules[number]["within"]>;
/** What is stored of a round's quorum; `members`: the member that each reviewer belongs to, where it counts members. */
export type Ballot = { quorum: Quorum; per: Unit; members: Readonly<Record<PersonId, string>> };

/** As a kind.json demands it: a count, of all who review, or a count of members. */
export type QuorumDemand = Parameters<Rules[number]["within"]>[0];

/** A quorum of a kind.json; a faulty one is told which there are. */
export const demandSchema: z.ZodType<QuorumDemand> = z.union(
  rules.map((rule): z.ZodType<QuorumDemand> => rule.demand),
  { error: rules.map(({ example }) => example).join(" | ") },
);

/** What is stored of a kind's demand, within what so many reviewers can give, and what it counts. */
export function quorumOf(demand: QuorumDemand, reviewers: number): { quorum: Quorum; per: Unit } {
  const rule: QuorumRule = rules.find((rule) => rule.demand.safeParse(demand).success) ?? count;
  return { quorum: rule.within(demand, reviewers) as Quorum, per: rule.unit };
}

/** Whether a quorum is one that a rule stores: not 0, nor 1.5. */
export function isQuorum(quorum: unknown): quorum is Quorum {
  return rules.some((rule) => rule.stores(quorum));
}

/** Approvals or reviewers as a round counts them: people, or the members they belong to. */
export function voices({ per, members }: Pick<Ballot, "per" | "members">, people: readonly PersonId[]): number {
  const voiceOf = (person: PersonId) => {
    const member = members[person];
    return member === undefined ? person : memberKey(member);
  };
  return per === "member" ? new Set(people.map(voiceOf)).size : people.length;
}

/** Approvals that a round needs now, of the people who vote in it. */
export function approvalsOf(ballot: Ballot, voting: readonly PersonId[]): number {
  const members = voices({ ...ballot, per: "member" }, voting);
  return ruleOf(ballot).needed(ballot.quorum, { people: voting.length, members });
}

/** Why these reviewers cannot give as many approvals as a round needs; undefined: they can. */
export function beyondReach(ballot: Ballot, reviewers: readonly PersonId[]): Refused | undefined {
  return ruleOf(ballot).beyond(ballot.quorum, voices(ballot, reviewers));
}

/** A quorum in words, for one of their uses; `reviewers`: how many there are, in figures or in words ("3 reviewers"). */
export function quorumWords(
  language: Language,
  use: keyof QuorumWords,
  { quorum, per }: Pick<Ballot, "quorum" | "per">,
  reviewers: number | string,
): string {
  const numbers = { ...(typeof quorum === "number" && { count: quorum }), reviewers };
  return translate(language, quorumTexts, ruleOf({ quorum, per }).words[use], numbers);
}

/** The rule that stores such a quorum, and counts by it where several do: 2 people, 2 members. */
function ruleOf({ quorum, per }: Pick<Ballot, "quorum" | "per">): QuorumRule {
  const storing: readonly QuorumRule[] = rules.filter((rule) => rule.stores(quorum));
  return storing.find(({ unit }) => unit === per) ?? storing[0] ?? count;
}

/** A member by its name, as rounds of before have it, or by the id that is made of it: "ORIV" and "oriv" are one. */
function memberKey(member: string): string {
  return slug(member) || member;
}
