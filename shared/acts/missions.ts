import { type Agreement, type Term, termOf } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { organisationOf } from "../deliverable/holder.ts";
import { termsFor } from "../ledger/offered.ts";
import type { Meeting } from "../meeting/state.ts";
import type { Ports, Store } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import { agreementsOf, loadAgreement } from "../stored/agreement.ts";
import { entriesOfAction, type LedgerEntry } from "../stored/ledger.ts";
import { getPerson, type Person } from "../stored/person.ts";
import type { Holder, LocalDate, PersonId } from "../values.ts";
import { derivedId, type Entered, enterLines } from "./entering.ts";

/** By what somebody's coming to a meeting is paid: a mission of an agreement, for one of the meeting's actions. */
export type MissionTerm = { agreement: Agreement; action: ActionRef; term: Term };

/**
 * The coming of one person to one meeting. `entered`: it is there, and was not undone; `id`: the entry that it is, or will be; `elsewhere`: by
 * what it is paid already, where that is another term.
 */
export type Mission = { person: Person; holder: Holder; id: string; entered: boolean; elsewhere?: PaidElsewhere };
export type PaidElsewhere = { agreement: Agreement; term: string };

type Held = Pick<Meeting, "id" | "actions" | "date" | "stage" | "record">;

/** The terms by which coming to a meeting that was held may be paid, on agreements that are not settled. */
export async function missionTerms(store: Store, { actions, date, stage }: Held): Promise<MissionTerm[]> {
  if (stage !== "held") return [];
  const all = await Promise.all(actions.map((action) => termsOf(store, action)));
  return all.flat().filter(({ agreement }) => {
    return agreement.stage !== "settled" && agreement.from <= date && date <= agreement.until;
  });
}

async function termsOf(store: Store, action: ActionRef): Promise<MissionTerm[]> {
  const ids = (await agreementsOf(store, action)).map(({ id }) => id);
  const loaded = await Promise.all(ids.map((id) => loadAgreement(store, id)));
  return loaded.flatMap((each) => {
    const terms = each ? termsFor(each.state, action) : [];
    const missions = terms.filter(({ unit }) => unit === "mission");
    return missions.map((term) => ({ agreement: each!.state, action, term }));
  });
}

/**
 * The comings to a meeting, of all who were there and are in the directory, as one term pays them. A journey is paid once: what is there is
 * looked for on all agreements of the meeting's actions, on whatever day, since the meeting may have been moved after it was entered.
 */
export async function missionsOf(store: Store, meeting: Held, paid: MissionTerm): Promise<Mission[]> {
  const lines = await linesOf(store, meeting);
  const people = await Promise.all((meeting.record?.present ?? []).map((person) => getPerson(store, person)));
  const present = people.flatMap((person) => (person && !person.removed ? [person] : []));
  const name = { meeting: meeting.id, agreement: paid.agreement.id, term: paid.term.id };
  return Promise.all(
    present.map(async (person) => {
      const theirs = lines.filter((line) => line.person === person.id);
      const mission = missionOf(person, name, theirs);
      const elsewhere = mission.entered ? undefined : await paidElsewhere(store, theirs);
      return elsewhere ? { ...mission, elsewhere } : mission;
    }),
  );
}

/** All lines of the comings to a meeting, those that were undone too. */
async function linesOf(store: Store, { id, actions }: Held): Promise<LedgerEntry[]> {
  const all = await Promise.all(actions.map((action) => entriesOfAction(store, action)));
  return all.flat().filter((entry) => entry.meeting === id && entry.undoes === undefined);
}

async function paidElsewhere(store: Store, lines: readonly LedgerEntry[]): Promise<PaidElsewhere | undefined> {
  const standing = lines.find(({ undone }) => !undone);
  const loaded = standing && (await loadAgreement(store, standing.agreement));
  if (!loaded) return undefined;
  return { agreement: loaded.state, term: termOf(loaded.state, standing.term)?.words ?? standing.term };
}

/** One that was undone may be entered again, under another id; the same one sent twice is one. */
function missionOf(
  person: Person,
  name: { meeting: string; agreement: string; term: string },
  lines: readonly LedgerEntry[],
): Mission {
  const own = lines.filter(({ agreement, term }) => agreement === name.agreement && term === name.term);
  const standing = own.find(({ undone }) => !undone);
  const id = standing?.id ?? derivedId("mission", { ...name, person: person.id, turn: own.length });
  return { person, holder: organisationOf(person) ?? person.id, id, entered: standing !== undefined };
}

/**
 * Enters the coming of some people to a meeting, a line each, for their organisations; whose is there already is left, and whose journey another
 * term pays, unless a coordinator asks for it. Several commits: sent again, it enters what is left. Throws as `enterLines`.
 */
export async function enterMissions(
  ports: Pick<Ports, "store" | "clock" | "ids">,
  by: Asker,
  meeting: Held,
  paid: MissionTerm,
  { people, today }: { people: readonly PersonId[]; today: LocalDate },
): Promise<Entered> {
  const missions = await missionsOf(ports.store, meeting, paid);
  const chosen = missions.filter(({ person }) => people.includes(person.id));
  const twice = by === "line" || by.coordinator;
  const due = chosen.filter(({ entered, elsewhere }) => !entered && (twice || !elsewhere));
  const lines = due.map(({ person, holder, id }) => ({
    ...{ id, agreement: paid.agreement.id, holder, date: meeting.date, action: paid.action, term: paid.term.id },
    ...{ person: person.id, quantity: 100, meeting: meeting.id },
  }));
  const { entered, there } = await enterLines(ports, by, lines, today);
  return { entered, there: there + chosen.length - due.length };
}
