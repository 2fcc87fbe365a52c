import { href } from "../../../shared/addresses.ts";
import { actionRef, type MeetingKind } from "../../../shared/programme/state.ts";
import { type Form, fieldUnder } from "../people/form.ts";
import { idIn, linksTo, linkTo, type Person } from "../people/person.ts";
import { idOf, type Play, remember } from "../story.ts";

/** When a meeting is, where, who comes, and what is discussed besides what is proposed. */
export type Plan = {
  kind: MeetingKind;
  title?: string;
  date: string;
  /** Of further meetings of its series. */
  dates?: readonly string[];
  starts: string;
  ends: string;
  place: string;
  invited: readonly string[];
  lines?: readonly string[];
};

/** The coordinator plans a meeting of an action; `expected`: which of those that it expects. */
export async function planMeeting(
  on: Play,
  word: string,
  of: { action: string; expected?: string },
  plan: Plan,
): Promise<void> {
  const { coordination } = on.people;
  const action = actionRef("2008", of.action);
  const form = await coordination.open(href("newMeeting", {}, { action, expected: of.expected }));
  const { dates, lines, ...fields } = plan;
  const typed = { ...fields, dates: dates?.join("\n"), lines: lines?.join("\n") };
  const planned = await coordination.submit(
    form,
    /\/meetings\/new$/,
    { actions: [action], ...typed },
    { confirm: true },
  );
  remember(on, word, "meeting", idIn(planned, "meetings"));
  // those of its series have addresses of their own: "reseau-2" for the second
  const others = new Set(
    linksTo(planned, /^\/meetings\/[\w-]+-\d+$/).map(({ address }) => idIn({ address }, "meetings")),
  );
  for (const [at, id] of [...others].sort().entries()) remember(on, `${word}-${at + 2}`, "meeting", id);
}

/** The coordinator puts a document on the agenda of a meeting, from the document's own page. */
export async function discuss(on: Play, document: string, meeting: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("discussion", {}, { deliverable: idOf(on, document) }));
  await coordination.submit(page, /\/meetings\/discussion$/, { meeting: idOf(on, meeting) });
}

/** The coordinator takes up, of what is proposed for a meeting, all that is late, put off or not done, and types other points. */
export async function prepareAgenda(on: Play, word: string, lines: readonly string[]): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("meetingPlan", { meeting: idOf(on, word) }));
  const proposed = (form: Form) => {
    const { choices = [] } = form.controls.get("matters") ?? {};
    return { matters: choices.map(({ value }) => value), lines: lines.join("\n") };
  };
  await coordination.submit(page, /\/plan$/, proposed, { confirm: true });
}

/** A decision: what, who does it, and by when. */
export type Decided = { words: string; person: string; due?: string };
/** What is recorded of a meeting; outcomes and closed decisions by words of what they are about. */
export type Record2008 = {
  present: readonly string[];
  others?: readonly string[];
  outsiders?: number;
  minutes: string;
  settled?: readonly string[];
  postponed?: readonly string[];
  done?: readonly string[];
  dropped?: readonly string[];
  decisions?: readonly Decided[];
};

/** The coordinator records a meeting that was held: who came, what became of its agenda, what was decided, what of before is done. */
export async function recordMeeting(on: Play, word: string, record: Record2008): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("meetingRecord", { meeting: idOf(on, word) }));
  const { present, others, outsiders, minutes, decisions = [], ...ways } = record;
  await coordination.submit(page, /\/record$/, (form) => ({
    ...{ present, others, outsiders, minutes, confirmed: true },
    ...Object.fromEntries(
      (["settled", "postponed", "done", "dropped"] as const).flatMap((way) =>
        (ways[way] ?? []).map((words) => [fieldUnder(form, words), way]),
      ),
    ),
    ...Object.assign({}, ...decisions.map((each, at) => rowOf(at + 1, each))),
  }));
}

function rowOf(row: number, { words, person, due }: Decided) {
  return { [`words${row}`]: words, [`person${row}`]: person, [`due${row}`]: due };
}

/** Whoever is to do what a meeting decided says that it is done, from the mail that gave it to them; `subject`: of one that gave several. */
export async function closeDecision(who: Person, words: string, subject = words): Promise<void> {
  const page = await who.follow(subject);
  const decision = new URL(page.address).pathname.includes("/decisions/")
    ? page
    : await who.open(linkTo(page, new RegExp(words)));
  await who.submit(decision, /\/closing$/, { as: "done" });
}

/** The coordinator makes the minutes of a meeting into a document, which those who were there review. */
export async function makeMinutes(on: Play, meeting: string, word: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("meeting", { meeting: idOf(on, meeting) }));
  const made = await coordination.submit(page, /\/document$/, { confirmed: true });
  remember(on, word, "document", idIn(made, "deliverables"));
}
