import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { PersonId } from "../../../shared/values.ts";
import type { People } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { writtenNote } from "./chase-form.ts";
import { tick } from "./confirmation.ts";
import { hidden } from "./fields.ts";
import { meetingTitle, tellingMeetings } from "./meeting-words.ts";
import type { Task } from "./task-list.ts";
import { dayWords, isSoon, type YearSay } from "./year-words.ts";

/** What a decision says. */
export type DecisionWords = (decision: Pick<OpenResolution, "words">) => Promise<string>;

/** What the decisions of a page say: each text is read once, wherever on the page it stands. */
export function decisionWords({ ports }: Web, speak: Say): DecisionWords {
  const { told } = tellingMeetings(speak);
  const read = new Map<string, Promise<string>>();
  return ({ words }) => {
    const known = read.get(words) ?? getText(ports.files, words).then((said) => said ?? told("erased"));
    read.set(words, known);
    return known;
  };
}

/** Where decisions are listed: `from`, the page, as `askedFrom`; `self`: who reads, and does not chase themselves. */
export type DecisionsListed = { people: People; self: PersonId; from: string };

/** What meetings decided that others are to do, as tasks: who, what, by when, when they were reminded, and the way to chase them. */
export async function decisionTasks(
  speak: YearSay,
  listed: DecisionsListed,
  decisions: readonly OpenResolution[],
  words: DecisionWords,
): Promise<Task[]> {
  const { people } = listed;
  const telling = tellingMeetings(speak);
  const tasks = decisions.map(async (decision): Promise<Task> => {
    const { person, due, of, reminded } = decision;
    const said = await words(decision);
    const [last] = reminded.slice(-1);
    const details = [
      ...(due === undefined ? [] : [dayWords(speak, due)]),
      ...(last === undefined || last === speak.now.today
        ? []
        : [html`${speak.said("reminded", { count: 1, date: speak.short(last) })}`]),
      html`${meetingTitle(telling, of)}`,
    ];
    return {
      title: speak.said("owes.decision", { who: people.name(person), words: said }),
      page: decisionPage(decision),
      detail: html`${details.map((each, at) => (at === 0 ? each : html` · ${each}`))}`,
      act: decisionAct(speak, listed, decision, said),
    };
  });
  return Promise.all(tasks);
}

/** The page of a decision. */
export function decisionPage({ meeting, id }: Pick<OpenResolution, "meeting" | "id">): string {
  return href("resolution", { meeting, resolution: id });
}

/** What one can do about a decision: chase whom its day presses, once a day; of another, see it. `said`: what it says. */
export function decisionAct(
  speak: YearSay,
  { people, self, from }: DecisionsListed,
  decision: OpenResolution,
  said: string,
): Html {
  const { person, due, reminded } = decision;
  const { today } = speak.now;
  if (reminded.includes(today)) return writtenNote(speak, "either");
  const presses = due === undefined || isSoon(due, today);
  const others = peopleOf(people.present, [person]).filter(({ id }) => id !== self);
  if (presses && others.length > 0) return decisionChase(speak, decision, `${people.name(person)} – ${said}`, from);
  return html`<a class="button second" href="${decisionPage(decision)}">${speak.said("see")}<span class="hidden"> – ${said}</span></a>`;
}

/** The form that chases whoever is to do a decision; a program that sends forms as it finds them chases nobody. `who`: them, and what it says. */
export function decisionChase(
  { text }: Say,
  { meeting, id }: Pick<OpenResolution, "meeting" | "id">,
  who: string,
  from?: string,
): Html {
  const named = html`<span class="hidden"> – ${who}</span>`;
  return html`<form method="post" action="${href("resolutionChases", { meeting, resolution: id })}" data-one-click>${from ? hidden("from", from) : ""}
${tick(html`${text("chase.yes")}${named}`)}
<button class="second">${text("chase.do")}${named}</button></form>`;
}
