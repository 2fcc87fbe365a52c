import { isDeepStrictEqual } from "node:util";
import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Event, EventOf, EventType } from "../../../shared/programme/event.ts";
import { type Content, contentAfter } from "../../../shared/programme/evolve.ts";
import { wordFor } from "../../../shared/programme/file/words.ts";
import { actionOf } from "../../../shared/programme/state.ts";
import { programmeChain } from "../../../shared/stored/programme.ts";
import { frame } from "../components/frame.ts";
import { row } from "../components/row.ts";
import { type People, thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Say, say } from "../http/say.ts";
import type { OpenedProgramme } from "./who.ts";

/** Events on one page. */
const aPage = 50;

/** An event, and the programme as it stood before. */
type Happened = { event: Event; before: Content | undefined };
type Words = { [T in EventType]: (event: EventOf<T>, view: View) => string };
type View = { speak: Say; who: string; before: Content | undefined };

/** All that happened to a programme, the newest first, with who and when; `?before`: what came before an event, by its number. */
export async function programmeHistory(c: PageContext, web: Web, { programme }: OpenedProgramme): Promise<Response> {
  const all = await happenedTo(web, programme.id);
  const before = Number(c.req.query("before") ?? Number.POSITIVE_INFINITY);
  const asked = all.filter(({ event }) => !(event.seq >= before)).reverse();
  const shown = asked.slice(0, aPage);
  if (wantsJson(c)) return c.json({ events: shown.map(({ event: { prev: _, v: __, ...event } }) => event) });
  const speak = say(c, web);
  const { text } = speak;
  const people = await thePeople(web);
  const last = shown.at(-1)?.event.seq;
  const more = asked.length > shown.length && last !== undefined;
  const earlier = more ? href("programmeHistory", { programme: programme.id }, { before: last }) : "";
  const main = html`${row(
    html`<p><a href="${href("programmeOf", { programme: programme.id })}">${programme.title}</a></p>`,
    html`<h1>${text("programme.history")}</h1>`,
  )}
<ol class="things">${shown.map((each) => item(speak, people, each))}</ol>
${earlier ? row("", html`<p><a href="${earlier}">${text("programme.happened.before")}</a></p>`) : ""}`;
  return frame(c, web, { title: text("programme.history"), main });
}

async function happenedTo({ ports }: Web, id: string): Promise<Happened[]> {
  const happened: Happened[] = [];
  let before: Content | undefined;
  for await (const event of programmeChain.events(ports.store, id)) {
    happened.push({ event, before });
    before = contentAfter(before, event);
  }
  return happened;
}

function item(speak: Say, people: People, { event, before }: Happened): Html {
  const sentence = words[event.type] as (event: Event, view: View) => string;
  return html`<li>${row(
    html`<p><time datetime="${event.at}">${speak.instant(event.at)}</time></p>`,
    html`<p>${sentence(event, { speak, who: people.name(event.by), before })}</p>`,
  )}</li>`;
}

const words: Words = {
  created: (_, { speak, who }) => speak.text("programme.happened.created", { who }),
  amended: ({ data }, { speak, who }) =>
    speak.text("programme.happened.amended", { who, changed: fieldWords(speak, Object.keys(data)) }),
  actionAdded: ({ data }, { speak, who }) =>
    speak.text("programme.happened.actionAdded", { who, action: data.action.title }),
  actionChanged: ({ data: { action } }, { speak, who, before }) => {
    const old = before && actionOf(before, action.id);
    if (old?.removed) return speak.text("programme.happened.actionRestored", { who, action: action.title });
    const changed = fieldWords(speak, changedFields(old ?? {}, action));
    return speak.text("programme.happened.actionChanged", { who, action: action.title, changed });
  },
  actionRemoved: ({ data }, { speak, who, before }) =>
    speak.text("programme.happened.actionRemoved", {
      who,
      action: (before && actionOf(before, data.action)?.title) ?? data.action,
    }),
  actionsOrdered: (_, { speak, who }) => speak.text("programme.happened.actionsOrdered", { who }),
};

/** The fields of an action that are not what they were; its period is two of them. */
function changedFields(before: object, after: object): string[] {
  const flat = (action: object) => ("period" in action ? { ...action, ...(action.period as object) } : action);
  const [old, now] = [flat(before), flat(after)] as Record<string, unknown>[];
  const names = new Set([...Object.keys(old!), ...Object.keys(now!)]);
  return [...names].filter((name) => name !== "period" && !isDeepStrictEqual(old![name], now![name]));
}

function fieldWords({ language }: Say, names: readonly string[]): string {
  return names.map((name) => wordFor(language, "key", name)).join(", ");
}
