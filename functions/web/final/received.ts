import { html } from "hono/html";
import { downloadsOf } from "../../../shared/deliverable/final/downloading.ts";
import type { Download, Final } from "../../../shared/deliverable/final/final.ts";
import { organisationIn } from "../../../shared/deliverable/holder.ts";
import { hasEnded } from "../../../shared/deliverable/place.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Holder } from "../../../shared/values.ts";
import { facts } from "../components/facts.ts";
import { type Opened, type People, thePeople } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** What each who funds it, or did, downloaded of an edition, and when first, under its heading; for the coordinator alone. */
export async function receivedList(
  web: Web,
  speak: Say,
  opened: Pick<Opened, "state" | "roles">,
  shown: Final | undefined,
): Promise<Html | ""> {
  const lines = await receivedFacts(web, speak, opened, shown);
  return lines === "" ? "" : html`<h2 id="received">${speak.text("received.title")}</h2>${lines}`;
}

/** The same without a heading. */
export async function receivedFacts(
  web: Web,
  speak: Say,
  { state, roles }: Pick<Opened, "state" | "roles">,
  shown: Final | undefined,
): Promise<Html | ""> {
  const funders = shown && roles.has("coordinator") ? fundersOf(state, shown.edition) : [];
  if (!shown || funders.length === 0) return "";
  const people = await thePeople(web);
  const lines = funders.map((funder) => {
    const taken = downloadsOf(state, funder, shown.edition).map((each) => takenWords(speak, people, funder, each));
    const words = taken.length === 0 ? html`<p class="muted">${speak.text("received.none")}</p>` : listOf(taken);
    return [people.name(funder), words] as const;
  });
  return facts(lines);
}

/** Who funds it now, and who did when they downloaded something of the edition; without those whose access was ended before they did. */
function fundersOf(state: State, edition: number): Holder[] {
  const own = (state.downloads ?? []).filter((each) => each.edition === edition && each.share === undefined);
  const covered = own.filter(({ by, as = by }) => [by, as].some((holder) => state.funders.includes(holder)));
  const before = own.filter((each) => !covered.includes(each)).map(({ by, as = by }) => as);
  const now = state.funders.filter(
    (funder) => !hasEnded(state, funder) || downloadsOf(state, funder, edition).length > 0,
  );
  return [...new Set([...now, ...before])];
}

function takenWords({ text, day }: Say, { all, name }: People, funder: Holder, { by, what, first }: Download): string {
  const words = { what: text(`download.${what}`), date: day(first) };
  return organisationIn(funder) === undefined
    ? text("received.line", words)
    : text("received.line.by", { ...words, who: all.find(({ id }) => id === by)?.name ?? name(by) });
}

function listOf(items: readonly string[]): Html {
  return html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
