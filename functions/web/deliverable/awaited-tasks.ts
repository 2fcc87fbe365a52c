import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Awaited } from "../../../shared/asking/awaited.ts";
import { type LastWritten, lastWritten } from "../../../shared/asking/written-today.ts";
import { peopleOf } from "../../../shared/deliverable/holder.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { Holder } from "../../../shared/values.ts";
import { type ChaseParts, chaseParts, writtenNote } from "../components/chase-form.ts";
import { mailTo } from "../components/mail-to.ts";
import type { Task } from "../components/task-list.ts";
import { dayWords, isSoon, type YearSay } from "../components/year-words.ts";
import type { People } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";

/** `from`: where the rows are, as `Chased` has it; `key`: what ids of their forms begin with, where a page has several lists. */
type Listed = { people: People; visitor: Visitor; from: string; key?: string };
type View = Listed & {
  speak: YearSay;
  summaries: ReadonlyMap<string, Pick<Summary, "answering" | "carried" | "updated">>;
  last: (holder: Holder, deliverable: string) => LastWritten | undefined;
};

/** What is awaited of others as tasks: who owes what, how late, when they were written to, and the way to chase them with one click. */
export async function awaitedTasks(
  web: Web,
  speak: YearSay,
  works: readonly Awaited[],
  of: Listed & { summaries: readonly Summary[] },
): Promise<Task[]> {
  const holders = [...new Set(works.flatMap(({ who }) => who))];
  const last = await lastWritten(web.ports.store, holders, speak.now);
  const summaries = new Map(of.summaries.map((summary) => [summary.id, summary]));
  return works.map((work) => taskOf({ ...of, speak, summaries, last }, work));
}

function taskOf(view: View, work: Awaited): Task {
  const act = actOf(view, work);
  return {
    title: titleOf(view, work),
    page: `${href("deliverable", { id: work.id })}#awaited`,
    detail: detailOf(view, work),
    note: act.note,
    act: act.act,
  };
}

/** "Olivier Noël doit le brouillon de « Veille de mai »", "3 avis attendus sur « Point de vue »". */
function titleOf({ speak, people }: View, { what, who, parts, title }: Awaited): string {
  const key = what === "draft" && parts.length > 0 ? "owes.parts" : (`owes.${what}` as const);
  return speak.said(key, { count: who.length, who: people.named(who), title });
}

/** Names that a line has room for. */
const fewNames = 4;

function detailOf(view: View, work: Awaited): Html {
  const { speak, people } = view;
  const { who, parts, date } = work;
  const names =
    who.length > fewNames
      ? speak.said("names.more", { names: people.named(who.slice(0, fewNames)), count: who.length - fewNames })
      : people.named(who);
  const pieces = [
    ...(who.length > 1 ? [html`${names}`] : []),
    ...(parts.length > 0 ? [html`${parts.join(", ")}`] : []),
    ...leftOf(view, work).map((words) => html`${words}`),
    ...(date === undefined ? [] : [dayWords(speak, date)]),
    ...writtenWords(view, work).map((words) => html`${words}`),
  ];
  return html`${pieces.map((piece, at) => (at === 0 ? piece : html` · ${piece}`))}`;
}

/** "9 remarques sur 14 à traiter". */
function leftOf({ speak, summaries }: View, { id, what, count }: Awaited): string[] {
  const { answering, carried = 0 } = summaries.get(id) ?? {};
  if (what === "translation" && count !== undefined) return [speak.said("left.passages", { count })];
  if (what !== "dispositions") return [];
  const { undisposed = 0, remarks = 0 } = answering ?? {};
  const left = undisposed + carried;
  return left === 0 ? [] : [speak.said("left.remarks", { count: left, of: Math.max(left, remarks + carried) })];
}

/** "relancé le 3 mai, sans réponse": of several, where all were; of those who did nothing since. */
function writtenWords({ speak, last, summaries }: View, { id, who }: Awaited): string[] {
  const letters = who.map((holder) => last(holder, id));
  const [first] = letters.flatMap((letter) => letter ?? []).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  if (!first || letters.some((letter) => !letter) || first.day === speak.now.today) return [];
  const { updated = "" } = summaries.get(id) ?? {};
  const silent = updated !== "" && localDate(updated, speak.now.timeZone) <= first.day;
  return [speak.said(silent ? `${first.how}.silent` : first.how, { count: who.length, date: speak.short(first.day) })];
}

/** One verb of each: to chase those whom it presses, to write to others, to see what goes on. */
function actOf(view: View, work: Awaited): Partial<ChaseParts> {
  const { speak, people, last, from, key, visitor } = view;
  const { id, title, what, who, date, late } = work;
  const { today } = speak.now;
  const there = who.filter((holder) => holder !== visitor.person.id && peopleOf(people.present, [holder]).length > 0);
  const fresh = there.filter((holder) => last(holder, id)?.day !== today);
  const presses = late || what === "review" || date === undefined || isSoon(date, today);
  if (there.length > 0 && fresh.length === 0) return { act: writtenNote(speak, last(there[0]!, id)!.how) };
  if (presses && fresh.length > 0) {
    const named = `${people.named(fresh)} – ${title}`;
    return chaseParts(speak, { id, from, ...(key !== undefined && { key }) }, fresh, named);
  }
  const [page, verb] = wayOf(work, peopleOf(people.present, there));
  return {
    act: html`<a class="button second" href="${page}">${speak.said(verb)}<span class="hidden"> – ${title}</span></a>`,
  };
}

/** To what goes on, or to a message of one's own. */
function wayOf({ id, what, title }: Awaited, people: readonly Person[]): readonly [string, "see" | "write"] {
  if (what === "dispositions") return [href("contributions", { id }), "see"];
  const address = mailTo(people, title);
  return address ? [address, "write"] : [`${href("deliverable", { id })}#awaited`, "see"];
}
