import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { OpenResolution } from "../../../shared/stored/meeting.ts";
import { getText } from "../../../shared/stored/text.ts";
import type { People } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import { meetingTitle, tellingMeetings } from "./meeting-words.ts";
import type { Task } from "./task-list.ts";
import { dayWords, type YearSay } from "./year-words.ts";

/** What meetings decided that others are to do, as tasks: who, what, by when, and the way to say that it is done. */
export async function decisionTasks(
  web: Web,
  speak: YearSay,
  people: People,
  decisions: readonly OpenResolution[],
): Promise<Task[]> {
  const telling = tellingMeetings(speak);
  const tasks = decisions.map(async ({ meeting, id, words, person, due, of }): Promise<Task> => {
    const said = (await getText(web.ports.files, words)) ?? telling.told("erased");
    const page = href("resolution", { meeting, resolution: id });
    return {
      title: speak.said("owes.decision", { who: people.name(person), words: said }),
      page,
      detail: html`${due === undefined ? "" : html`${dayWords(speak, due)} · `}${meetingTitle(telling, of)}`,
      act: html`<a class="button second" href="${page}">${speak.said("see")}<span class="hidden"> – ${said}</span></a>`,
    };
  });
  return Promise.all(tasks);
}
