import type { Asker } from "../chain/event.ts";
import { canonicalJson } from "../chain/hash.ts";
import { issue } from "../chain/issue.ts";
import { minutesReader } from "../deliverable/origins/origin.ts";
import { formatDate } from "../i18n/dates.ts";
import { documentTexts } from "../i18n/documents.ts";
import { type Language, languageRecord, textIn } from "../i18n/languages.ts";
import { translate } from "../i18n/translate.ts";
import type { Kind } from "../kinds/kind.ts";
import { loadKind } from "../kinds/resolve.ts";
import { type Minutes, minutesDocument, minutesKind, minutesSections, type Said } from "../meeting/minutes-document.ts";
import type { AgendaItem, Meeting } from "../meeting/state.ts";
import type { Ports } from "../ports.ts";
import { loadState } from "../stored/deliverable.ts";
import { holderNames } from "../stored/holders.ts";
import { loadMeeting, meetings } from "../stored/meeting.ts";
import { listOrganisations } from "../stored/organisation.ts";
import { listPeople, type Person } from "../stored/person.ts";
import { actionTitle } from "../stored/programme.ts";
import { getText } from "../stored/text.ts";
import { createComposed, draftComposed } from "./composed.ts";

type Context = Pick<Ports, "store" | "files" | "assets" | "clock" | "ids">;
/** `read`: what somebody typed, as blocks. */
type Network = { network: string; language: Language; read: (text: string) => Promise<Said> };

/**
 * `title`: what the meeting is called, in the network's language: "Réunion du réseau du 20 mai 2008"; `hidden`: it discussed what is
 * reviewed anonymously, so that nobody of it is named, and the coordinator chooses who reviews.
 */
export type NewMinutes = { id: string; title: string; hidden: boolean };

/**
 * Makes the minutes of a meeting that was held into a document of their kind, with what is known of it as the draft: those who
 * were there review it, and who asks writes it. The same `id` makes it once. Gives the upload of the draft, undefined where that
 * was done before. Throws as `createComposed` and `issue`.
 */
export async function makeMinutes(
  ports: Context,
  by: Exclude<Asker, "line">,
  network: Network,
  meeting: Meeting,
  { id, title, hidden }: NewMinutes,
): Promise<string | undefined> {
  const present = hidden ? [] : (meeting.record?.present ?? []);
  const reviewers = present.filter((person) => person !== by.person);
  // a meeting that knows it was told of it once it was made
  if (meeting.minutesDeliverable !== id)
    await createComposed(ports, by, {
      ...{ id, kind: minutesKind, language: network.language, reviewers },
      title: translate(network.language, documentTexts, "minutes-title", { title }),
      action: meeting.actions[0] ?? "",
    });
  await issue(meetings, ports, meeting.id, { type: "draftMinutes", by, deliverable: id });
  const made = (await loadState(ports.store, id))!.state;
  return made.versions.length === 0 ? draftMinutes(ports, by, network, meeting, { id, title, hidden }) : undefined;
}

/** The draft: its source is what the meeting's record says, as JSON; it is named as the document is, for who never sees that file. */
async function draftMinutes(
  ports: Context,
  by: Asker,
  network: Network,
  meeting: Meeting,
  { id, title, hidden }: NewMinutes,
): Promise<string> {
  const { kind } = await loadKind(ports.assets, minutesKind);
  const minutes = await minutesOf(ports, network, kind, meeting, { title, hidden });
  return draftComposed(
    ports,
    by,
    { id, kind: minutesKind },
    {
      ...{ part: "part-1", reader: minutesReader },
      tree: minutesDocument(minutes, await network.read(minutes.discussions)),
      ...{ source: Buffer.from(canonicalJson(minutes)), name: minutes.title },
    },
  );
}

async function minutesOf(
  { store, files }: Context,
  { network, language }: Network,
  kind: Kind,
  meeting: Meeting,
  { title, hidden }: Omit<NewMinutes, "id">,
): Promise<Minutes> {
  const people = await listPeople(store);
  const names = holderNames(people, await listOrganisations(store));
  const name = (holder: string) => names.get(holder) ?? "–";
  const { present = [], outsiders = 0, minutes } = meeting.record ?? {};
  const agenda = meeting.agenda.map(async (item) => ({
    title: await itemTitle({ store, files }, item),
    postponed: item.outcome === "postponed",
  }));
  const resolutions = meeting.resolutions.map(async ({ words, person, due }) => ({
    words: (await getText(files, words)) ?? "–",
    who: hidden && !person.startsWith("org:") ? "–" : name(person),
    ...(due !== undefined && { due: formatDate(language, due) }),
  }));
  return {
    ...{ title: translate(language, documentTexts, "minutes-title", { title }), network, language },
    sections: sectionsOf(kind, language),
    when: whenWords(language, meeting),
    where: meeting.place,
    ...(hidden && { came: present.length + outsiders }),
    present: hidden ? [] : byOrganisation(people, present),
    excused: hidden ? [] : meeting.invited.filter((person) => !present.includes(person)).map(name),
    outsiders: hidden ? 0 : outsiders,
    agenda: await Promise.all(agenda),
    discussions: (minutes && (await getText(files, minutes))) ?? "",
    resolutions: await Promise.all(resolutions),
  };
}

function sectionsOf({ sections }: Kind, language: Language): Minutes["sections"] {
  const titles = new Map(sections.map(({ id, title }) => [id, textIn(title, language)]));
  return Object.fromEntries(minutesSections.map((id) => [id, titles.get(id) ?? id])) as Minutes["sections"];
}

/** "20 mai 2008, de 10 h à 16 h 30"; of several days, the first and the last. */
function whenWords(language: Language, { date, until, starts, ends }: Meeting): string {
  const say = (key: "approval-hours" | "approval-hour", values: Record<string, string>) =>
    translate(language, documentTexts, key, values);
  const days = [date, ...(until === undefined ? [] : [until])].map((day) => formatDate(language, day)).join(" – ");
  if (starts === undefined) return days;
  const from = hourWords(language, starts);
  const hours =
    ends === undefined
      ? say("approval-hour", { starts: from })
      : say("approval-hours", { starts: from, ends: hourWords(language, ends) });
  return `${days}, ${hours}`;
}

function hourWords(language: Language, time: string): string {
  const [hours = "", minutes = ""] = time.split(":");
  return languageRecord(language).time(hours, minutes);
}

function byOrganisation(people: readonly Person[], present: readonly string[]): Minutes["present"] {
  const there = present.flatMap((id) => people.filter((person) => person.id === id));
  const groups = Map.groupBy(there, ({ organisation }) => organisation);
  return [...groups].map(([organisation, members]) => ({ organisation, people: members.map(({ name }) => name) }));
}

/** What an item of an agenda is about: its words, the document, the action, what a meeting decided. */
async function itemTitle({ store, files }: Pick<Ports, "store" | "files">, item: AgendaItem): Promise<string> {
  const words = item.words && (await getText(files, item.words));
  const matter = await matterTitle({ store, files }, item);
  return [matter, words].filter(Boolean).join(", ") || "–";
}

async function matterTitle(
  { store, files }: Pick<Ports, "store" | "files">,
  item: AgendaItem,
): Promise<string | undefined> {
  if (item.what === "version") return (await loadState(store, item.deliverable))?.state.title;
  if (item.what === "action") return actionTitle(store, item.action);
  if (item.what === "words") return undefined;
  const decided = (await loadMeeting(store, item.meeting))?.state.resolutions.find(({ id }) => id === item.resolution);
  return decided && (await getText(files, decided.words));
}
