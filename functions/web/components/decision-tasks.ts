import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { People } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import { mailTo, subjectCharacters } from "./mail-to.ts";
import { meetingTitle, tellingMeetings } from "./meeting-words.ts";
import type { Task } from "./task-list.ts";
import { dayWords, isSoon, type YearSay } from "./year-words.ts";

/** What meetings decided that others are to do, as tasks: who, what, by when, when they were reminded, and the way to write to them. */
export async function decisionTasks(
  web: Web,
  speak: YearSay,
  people: People,
  decisions: readonly OpenResolution[],
): Promise<Task[]> {
  const telling = tellingMeetings(speak);
  const tasks = decisions.map(async (decision): Promise<Task> => {
    const { meeting, id, words, person, due, of, reminded } = decision;
    const said = (await getText(web.ports.files, words)) ?? telling.told("erased");
    const [last] = reminded.slice(-1);
    const details = [
      ...(due === undefined ? [] : [dayWords(speak, due)]),
      ...(last === undefined ? [] : [html`${speak.said("reminded", { count: 1, date: speak.short(last) })}`]),
      html`${meetingTitle(telling, of)}`,
    ];
    return {
      title: speak.said("owes.decision", { who: people.name(person), words: said }),
      page: href("resolution", { meeting, resolution: id }),
      detail: html`${details.map((each, at) => (at === 0 ? each : html` · ${each}`))}`,
      act: actOf(speak, people, decision, said),
    };
  });
  return Promise.all(tasks);
}

/** A message to whom its day presses; of another, to see it. */
function actOf(speak: YearSay, people: People, { meeting, id, person, due }: OpenResolution, said: string): Html {
  const presses = due === undefined || isSoon(due, speak.now.today);
  const address = presses
    ? mailTo(peopleOf(people.present, [person]), shortenAtWord(said, subjectCharacters))
    : undefined;
  const page = address ?? href("resolution", { meeting, resolution: id });
  return html`<a class="button second" href="${page}">${speak.said(address ? "write" : "see")}<span class="hidden"> – ${said}</span></a>`;
}
