import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { panel } from "../components/panel.ts";
import { roundTitle } from "../components/round-title.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { decisionTable, roundFacts } from "../round/round-state.ts";
import type { View } from "./view.ts";

/** The open round: who decided what, its deadline and rule, and what its coordinator does of it; "" where none is open. */
export async function openRoundPanel(web: Web, view: View): Promise<Html | ""> {
  const { state, speak } = view;
  const round = openRound(state);
  if (!round) return "";
  return panel(
    `round-${round.number}`,
    roundTitle(speak, state, round),
    html`${await roundBody(web, view, round)}${roundActs(view)}`,
  );
}

/** What a coordinator does of the open round. */
function roundActs({ state, speak, roles }: View): Html | "" {
  if (!roles.has("coordinator")) return "";
  const ways = [
    ["deadline", "deadline.title"],
    ["closure", "closure.title"],
  ] as const;
  return html`<ul class="ways">${ways.map(
    ([page, key]) => html`<li><a href="${href(page, { id: state.id })}">${speak.text(key)}</a></li>`,
  )}</ul>`;
}

/** The rounds that were held, the newest first, each folded under its title. */
export async function pastRounds(web: Web, view: View): Promise<Html | ""> {
  const { state, speak } = view;
  const held = state.rounds.filter(({ closed }) => closed !== undefined).toReversed();
  if (held.length === 0) return "";
  const items = held.map(async (round) => {
    const { outcome, closed = "" } = round;
    const said = outcome ? `${speak.text(`outcome.${outcome}`)} · ${speak.day(closed)}` : "";
    return html`<details id="round-${round.number}"><summary><h2>${roundTitle(speak, state, round)}</h2> <span class="muted">${said}</span></summary>${await roundBody(web, view, round)}</details>`;
  });
  return html`${await Promise.all(items)}`;
}

async function roundBody(web: Web, { state, speak, cast }: View, round: Round): Promise<Html> {
  return html`${await decisionTable(web, speak, cast, state, round)}
${roundLinks(speak, state, round)}
${roundFacts(speak, state, round, true)}`;
}

/** Its version, what was offered on it, and what changed since the round before. */
function roundLinks({ text }: Say, state: State, round: Round): Html {
  const { id, rounds, versions } = state;
  const { number, version, contributions } = round;
  const count = Object.keys(contributions).length;
  const before = rounds.findLast((held) => held.number < number)?.version;
  const both = [before, version].every((hash) => versions.some((known) => known.hash === hash));
  return html`<ul class="ways"><li><a href="${href("reading", { id }, { version })}">${text("round.read")}</a></li>
${count > 0 ? html`<li><a href="${href("contributions", { id }, { round: number })}">${text("round.remarks", { count })}</a></li>` : ""}
${both && before !== version ? html`<li><a href="${href("redline", { id }, { from: before, to: version })}">${text("redline.go")}</a></li>` : ""}</ul>`;
}
