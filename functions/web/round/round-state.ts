import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { approvals, approvalsNeeded, countingDecisions } from "../../../shared/deliverable/round/round.ts";
import { sittingsOf } from "../../../shared/deliverable/round/sittings.ts";
import type { Choice, Decision, Round, RoundRule, Sitting, State } from "../../../shared/deliverable/state.ts";
import { quorumWords } from "../../../shared/quorum/quorum.ts";
import type { Seats } from "../../../shared/sight/anonymity.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { PersonId } from "../../../shared/values.ts";
import { facts, lineTable } from "../components/facts.ts";
import { whenWords, whereWords } from "../components/meeting.ts";
import type { Cast } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Where a round stands: its rule, its dates, and each reviewer's decision with the reason given. */
export async function roundState(web: Web, speak: Say, cast: Cast, state: State, round: Round): Promise<Html> {
  return html`${roundFacts(speak, state, round)}
${await decisionTable(web, speak, cast, state, round)}`;
}

/** The deadline, the rule, what it confirms, the approvals there are, the meetings and the outcome of a round; `folded`: its rule is, beside meetings that the page lists. */
export function roundFacts(speak: Say, state: State, round: Round, folded = false): Html {
  const { text } = speak;
  const rule = [text("round.rule"), ruleList(speak, round.rule, round.reviewers.length)] as const;
  const lines = facts([
    round.closed === undefined
      ? [text("round.deadline"), text("until", { date: speak.until(round.deadline) })]
      : [text("round.closed"), speak.day(round.closed)],
    [
      text("round.approvals"),
      text("round.approvals.value", { count: approvals(round), quorum: approvalsNeeded(state, round) }),
    ],
    ...(folded ? [] : [rule]),
    [
      text("round.confirms"),
      round.confirms === undefined
        ? ""
        : text(round.unchanged === undefined ? "round.confirms.value" : "round.confirms.unchanged", {
            round: round.confirms,
          }),
    ],
    [text("round.meetings"), folded ? "" : meetingsWords(speak, state, round)],
    [text("round.outcome"), round.outcome && text(`outcome.${round.outcome}`)],
  ]);
  if (!folded) return lines;
  return html`${lines}<details><summary>${text("round.rule.how")}</summary>${facts([rule])}</details>`;
}

/** Each reviewer's decision, when it was given and why: the reason they wrote, the remarks they sent. */
export async function decisionTable(web: Web, speak: Say, cast: Cast, state: State, round: Round): Promise<Html> {
  const { text } = speak;
  const decided = countingDecisions(round);
  const name = cast.seated(round);
  const rows = await Promise.all(
    round.reviewers.map(async (person) => {
      const decision = decided.find(({ reviewer }) => reviewer === person);
      return [
        name(person),
        html`${choiceTag(speak, decision, round.closed !== undefined)}${reportedNote(speak, cast, state, decision)}`,
        decision ? speak.instant(decision.at) : "",
        linesOf(await reasonOf(web, speak, decision), remarksLink(speak, state, round, person, name(person))),
      ];
    }),
  );
  const heads = [text("role.reviewer"), text("round.decision"), text("round.when"), text("round.reason")];
  return lineTable(text("round.decisions"), heads, rows);
}

/** How a round is decided, in sentences. */
function ruleWords(speak: Say, rule: Omit<RoundRule, "members">, reviewers: number): string[] {
  const { language, text } = speak;
  const { veto, atDeadline, confirmed, anonymous } = rule;
  return [
    quorumWords(language, "sentence", rule, text("reviewers.count", { count: reviewers })),
    text("rule.veto", { count: veto }),
    atDeadline.do === "extend" ? text("rule.extend", { count: atDeadline.days }) : text(`rule.${atDeadline.do}`),
    confirmed ? text("rule.confirmed") : "",
    anonymous ? text("rule.anonymous") : "",
  ].filter(Boolean);
}

/** How a round is decided, as a list of sentences. */
export function ruleList(speak: Say, rule: Omit<RoundRule, "members">, reviewers: number): Html | "" {
  // a rule counts the opinions of reviewers: without one there is nothing to count
  if (reviewers === 0) return "";
  return html`<ul class="plain">${ruleWords(speak, rule, reviewers).map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}

/** Several reviewers by name, or how many they are where they are hidden. */
export function reviewersWords({ text }: Say, cast: Cast, round: Seats, reviewers: readonly PersonId[]): string {
  const hidden = round.rule.anonymous && !cast.viewer.coordinator;
  return hidden ? text("reviewers.count", { count: reviewers.length }) : cast.named(reviewers);
}

/** A choice as a word with a colour; of a round that is `over`, nothing is awaited. */
export function choiceTag({ text }: Say, decision: Pick<Decision, "choice"> | undefined, over = false): Html {
  if (!decision) return html`<span class="tag">${text(over ? "choice.missing" : "choice.none")}</span>`;
  return html`<span class="tag ${colours[decision.choice]}">${text(`choice.${decision.choice}`)}</span>`;
}

const colours: Record<Choice, string> = {
  approve: "done",
  approveWithReservations: "done",
  requestChanges: "warning",
  abstain: "",
  decline: "",
};

/** That a decision was given elsewhere, and how; who coordinates may see the proof. */
function reportedNote(speak: Say, cast: Cast, { id }: State, decision: Decision | undefined): Html | "" {
  const { text } = speak;
  if (!decision?.reported) return "";
  const { reported, submission } = decision;
  const words = text(`reported.${reported.channel}`, { date: speak.date(reported.received) });
  const proof = cast.viewer.coordinator
    ? html` <a href="${href("reportedEvidence", { id, submission })}">${text("reported.evidence.see")}</a>`
    : "";
  return html`<br><span class="small muted">${words}</span>${proof}`;
}

async function reasonOf({ ports }: Web, { text }: Say, decision: Decision | undefined): Promise<string> {
  if (decision?.reason === undefined) return "";
  return (await getText(ports.files, decision.reason)) ?? text("round.reason.erased");
}

function linesOf(reason: string, remarks: Html | ""): Html | string {
  return reason && remarks ? html`${reason}<br>${remarks}` : reason || remarks;
}

/** The remarks that a reviewer, `who` as the page names them, sent in a round: as many as there are, on the page that lists theirs. */
function remarksLink(
  { text }: Say,
  { id }: State,
  { number, batches }: Round,
  person: PersonId,
  who: string,
): Html | "" {
  const count = batches.reduce((sum, batch) => sum + (batch.by === person ? batch.count : 0), 0);
  if (count === 0) return "";
  return html`<a href="${href("contributions", { id }, { round: number, who })}">${text("round.remarks", { count })}</a>`;
}

/** The meetings at which its version is or was discussed. */
function meetingsWords(speak: Say, state: State, round: Round): Html | undefined {
  const meetings = sittingsOf(state, round).filter(({ seminar }) => seminar === undefined);
  if (meetings.length === 0) return undefined;
  return html`<ul class="plain">${meetings.map((sitting) => html`<li>${sittingWords(speak, sitting)}</li>`)}</ul>`;
}

/** A meeting as a deliverable knows it, leading to its page: "12 juin 2008, de 14 h à 16 h 30, Strasbourg – prévue". */
export function sittingWords(speak: Say, sitting: Sitting): Html {
  const { meeting, stage } = sitting;
  return html`<a href="${href("meeting", { meeting })}">${whenWords(speak, sitting)}</a>, ${whereWords(speak, sitting)} – ${speak.text(`meeting.stage.${stage}`)}`;
}
