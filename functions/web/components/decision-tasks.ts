import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { People } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { mailTo } from "./mail-to.ts";
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

/** What meetings decided that others are to do, as tasks: who, what, by when, when they were reminded, and the way to write to them. */
export async function decisionTasks(
  speak: YearSay,
  people: People,
  decisions: readonly OpenResolution[],
  words: DecisionWords,
): Promise<Task[]> {
  const telling = tellingMeetings(speak);
  const tasks = decisions.map(async (decision): Promise<Task> => {
    const { person, due, of, reminded } = decision;
    const said = await words(decision);
    const [last] = reminded.slice(-1);
    const details = [
      ...(due === undefined ? [] : [dayWords(speak, due)]),
      ...(last === undefined ? [] : [html`${speak.said("reminded", { count: 1, date: speak.short(last) })}`]),
      html`${meetingTitle(telling, of)}`,
    ];
    return {
      title: speak.said("owes.decision", { who: people.name(person), words: said }),
      page: decisionPage(decision),
      detail: html`${details.map((each, at) => (at === 0 ? each : html` · ${each}`))}`,
      act: decisionAct(speak, people, decision, said),
    };
  });
  return Promise.all(tasks);
}

/** The page of a decision. */
export function decisionPage({ meeting, id }: Pick<OpenResolution, "meeting" | "id">): string {
  return href("resolution", { meeting, resolution: id });
}

/** A message to whom its day presses; of another, to see it. `said`: what it says. */
export function decisionAct(speak: YearSay, people: People, decision: OpenResolution, said: string): Html {
  const { person, due } = decision;
  const presses = due === undefined || isSoon(due, speak.now.today);
  const address = presses ? mailTo(peopleOf(people.present, [person]), said) : undefined;
  return html`<a class="button second" href="${address ?? decisionPage(decision)}">${speak.said(address ? "write" : "see")}<span class="hidden"> – ${said}</span></a>`;
}
