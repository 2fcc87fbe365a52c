import { html } from "hono/html";
import { getText } from "../../../shared/line/text.ts";
import { approvals, approvalsNeeded, standing } from "../../../shared/workflow/round.ts";
import type { Choice, Decision, Quorum, Round } from "../../../shared/workflow/state.ts";
import type { People } from "../access.ts";
import type { Html, Web } from "../context.ts";
import type { Say } from "../say.ts";
import { facts, table } from "./facts.ts";

/** Where a round stands: its rule, its dates, and each reviewer's decision with the reason given. */
export async function roundState(web: Web, speak: Say, people: People, round: Round): Promise<Html> {
  const { text } = speak;
  const decided = standing(round);
  const rows = await Promise.all(
    round.reviewers.map(async (person) => {
      const decision = decided.find(({ reviewer }) => reviewer === person);
      return [
        people.name(person),
        choiceTag(speak, decision),
        decision ? speak.instant(decision.at) : "–",
        await reasonOf(web, decision),
      ];
    }),
  );
  return html`${facts([
    [text("round.deadline"), text("until", { date: speak.until(round.deadline) })],
    [text("round.rule"), quorumWords(speak, round.rule.quorum, round.reviewers.length)],
    [
      text("round.approvals"),
      text("round.approvals.value", { count: approvals(round), quorum: approvalsNeeded(round) }),
    ],
    [text("round.seminar"), seminarWords(speak, round)],
    [text("round.outcome"), round.outcome && text(`outcome.${round.outcome}`)],
  ])}
${table(
  text("round.decisions"),
  [text("role.reviewer"), text("round.decision"), text("round.when"), text("round.reason")],
  rows,
)}`;
}

/** How many approvals are needed. */
export function quorumWords({ text }: Say, quorum: Quorum, reviewers: number): string {
  return quorum === "all" ? text("round.rule.all") : text("round.rule.value", { count: quorum, reviewers });
}

function choiceTag({ text }: Say, decision: Decision | undefined): Html {
  if (!decision) return html`<span class="tag">${text("choice.none")}</span>`;
  const colour = colours[decision.choice];
  return html`<span class="tag ${colour}">${text(`choice.${decision.choice}`)}</span>`;
}

const colours: Record<Choice, string> = {
  approve: "done",
  approveWithReservations: "done",
  requestChanges: "warning",
  abstain: "",
  decline: "",
};

async function reasonOf({ ports }: Web, decision: Decision | undefined): Promise<string> {
  return (decision?.reason && (await getText(ports.files, decision.reason))) || "–";
}

function seminarWords({ text, date }: Say, { seminar }: Round): string | undefined {
  if (!seminar) return undefined;
  const values = { date: date(seminar.date), place: seminar.place };
  return text(seminar.held ? "seminar.held" : "seminar.planned", values);
}
