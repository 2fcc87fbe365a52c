import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { DatedDuty } from "../../../shared/asking/digest.ts";
import { openRound } from "../../../shared/deliverable/round/round.ts";
import { summarize } from "../../../shared/deliverable/summary.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { plannedSeats } from "../../../shared/sight/anonymity.ts";
import { isDone } from "../../../shared/stored/once.ts";
import { tick } from "../components/confirmation.ts";
import { nowOf, owedIn, thingWords } from "../components/duties.ts";
import { hidden } from "../components/fields.ts";
import { row } from "../components/row.ts";
import type { Cast, Opened } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

type View = Opened & { speak: Say; cast: Cast; kind: Kind };

/** Who owes what of a deliverable, by name where names are shown; the coordinator chases each with one click. */
export async function awaitedSection(web: Web, view: View): Promise<Html | ""> {
  const { state, speak } = view;
  const owed = [...(await owedIn(web, [summarize(state, "")]))].flatMap(([person, things]) =>
    things.map((thing) => ({ person, thing })),
  );
  if (owed.length === 0) return "";
  const items = await Promise.all(owed.map((each) => item(web, view, each)));
  return html`<section aria-labelledby="awaited">${row("", html`<h2 id="awaited">${speak.text("awaited.title")}</h2><ul class="plain">${items}</ul>`)}</section>`;
}

type Owed = { person: string; thing: DatedDuty };

async function item(web: Web, view: View, { person, thing }: Owed): Promise<Html> {
  const { state, speak, cast, kind, roles, visitor } = view;
  const who = cast.seated(openRound(state) ?? plannedSeats(state, kind.round))(person);
  const present = cast.present.some(({ id }) => id === person);
  const mayChase = roles.has("coordinator") && present && person !== visitor.person.id;
  const chase = mayChase ? await chaseForm(web, view, person, who) : "";
  return html`<li><p><strong>${who}</strong> – ${thingWords(speak, thing, nowOf(web))}</p>${chase}</li>`;
}

/** Once a day; a program that sends forms as it finds them chases nobody. */
async function chaseForm(web: Web, { state, speak }: View, person: string, who: string): Promise<Html> {
  const chased = await isDone(web.ports, `chased/${state.id}/${person}`, nowOf(web).today);
  if (chased) return html`<p class="muted">${speak.text("chase.today")}</p>`;
  return html`<form method="post" action="${href("chases", { id: state.id })}" data-one-click>${hidden("person", person)}
${tick(speak.text("chase.sure", { who }))}
<button class="second">${speak.text("chase.do")}<span class="hidden"> ${who}</span></button></form>`;
}
