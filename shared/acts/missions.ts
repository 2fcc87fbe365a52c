import type { Agreement, Term } from "../agreement/state.ts";
import type { Asker } from "../chain/event.ts";
import { hashOf } from "../chain/hash.ts";
import { organisationOf } from "../deliverable/holder.ts";
import { termsFor } from "../ledger/offered.ts";
import type { Meeting } from "../meeting/state.ts";
import type { Ports, Store } from "../ports.ts";
import type { ActionRef } from "../programme/state.ts";
import { agreementsOf, loadAgreement } from "../stored/agreement.ts";
import { entriesOf, type LedgerEntry } from "../stored/ledger.ts";
import { getPerson, type Person } from "../stored/person.ts";
import type { Holder, LocalDate, PersonId } from "../values.ts";
import { type Entered, enterLines } from "./entering.ts";

/** By what somebody's coming to a meeting is paid: a mission of an agreement, for one of the meeting's actions. */
export type MissionTerm = { agreement: Agreement; action: ActionRef; term: Term };

/** The coming of one person: `entered`: it is there, and was not undone; `id`: the entry that it is, or will be. */
export type Mission = { person: Person; holder: Holder; id: string; entered: boolean };

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

/** The comings to a meeting, of all who were there and are in the directory, as one term pays them. */
export async function missionsOf(
  store: Store,
  { id, date, record }: Held,
  { agreement, term }: MissionTerm,
): Promise<Mission[]> {
  const entries = await entriesOf(store, agreement.id, { from: date, until: date });
  const own = entries.filter((entry) => entry.meeting === id && entry.term === term.id && entry.undoes === undefined);
  const people = await Promise.all((record?.present ?? []).map((person) => getPerson(store, person)));
  const present = people.flatMap((person) => (person && !person.removed ? [person] : []));
  return present.map((person) => missionOf(person, { meeting: id, agreement: agreement.id, term: term.id }, own));
}

/** One that was undone may be entered again, under another id; the same one sent twice is one. */
function missionOf(
  person: Person,
  name: { meeting: string; agreement: string; term: string },
  own: readonly LedgerEntry[],
): Mission {
  const theirs = own.filter((entry) => entry.person === person.id);
  const standing = theirs.find(({ undone }) => !undone);
  const id = standing?.id ?? hashOf({ ...name, person: person.id, turn: theirs.length }).slice(0, 32);
  return { person, holder: organisationOf(person) ?? person.id, id, entered: standing !== undefined };
}

/**
 * Enters the coming of some people to a meeting, a line each, for their organisations; whose is there already is left. Several commits: sent
 * again, it enters what is left. Throws as `enterLines`.
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
  const due = chosen.filter(({ entered }) => !entered);
  const lines = due.map(({ person, holder, id }) => ({
    ...{ id, agreement: paid.agreement.id, holder, date: meeting.date, action: paid.action, term: paid.term.id },
    ...{ person: person.id, quantity: 100, meeting: meeting.id },
  }));
  const { entered, there } = await enterLines(ports, by, lines, today);
  return { entered, there: there + chosen.length - due.length };
}
