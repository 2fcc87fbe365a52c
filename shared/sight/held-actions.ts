import { actingAs } from "../deliverable/holder.ts";
import { holdingsIn, type Summary } from "../deliverable/summary.ts";
import type { Store } from "../ports.ts";
import { type Action, actionRef, type Programme, parseActionRef, presentActions } from "../programme/state.ts";
import { endedHeldBy, holdsEnded, openHeldBy } from "../stored/lists.ts";
import { deliverablesOf } from "../stored/of-action.ts";
import type { Person } from "../stored/person.ts";
import { listProgrammes, loadProgramme } from "../stored/programme.ts";
import { type ActionsOnlooker, inOffice, type Onlooker, standpointOn } from "./actions.ts";

/** As what somebody has a document now, themselves or by their organisation. */
const roles = ["author", "reviewer", "invited", "funder"] as const;

/** Someone as they look at some actions of a programme. Reads the documents of those where that matters. */
export async function lookingAt(
  store: Store,
  person: Person,
  onlooker: Onlooker,
  { id }: Pick<Programme, "id">,
  actions: readonly Action[],
): Promise<ActionsOnlooker> {
  if (onlooker.coordinator) return inOffice;
  const none = { ...onlooker, held: new Set<string>() };
  const inDoubt = actions.filter((action) => standpointOn(none, { id }, action) !== "member");
  const refs = inDoubt.map((action) => actionRef(id, action.id));
  const documents = (await Promise.all(refs.map((ref) => deliverablesOf(store, ref)))).flat();
  return { ...onlooker, held: actionsOf(documents, person) };
}

/** Someone as they look at all actions there are. Reads all that they have, of all times. */
export async function lookingAtAll(store: Store, person: Person, onlooker: Onlooker): Promise<ActionsOnlooker> {
  if (onlooker.coordinator) return inOffice;
  const who = actingAs(person);
  const documents = await openHeldBy(store, who);
  let after: string | undefined;
  do {
    const { summaries, next } = await endedHeldBy(store, who, roles, after);
    documents.push(...summaries);
    after = next;
  } while (after !== undefined);
  return { ...onlooker, held: actionsOf(documents, person) };
}

/** Whether there is an action that somebody sees. What they have that is open is looked at before what has ended. */
export async function seesSomeAction(store: Store, person: Person, onlooker: Onlooker): Promise<boolean> {
  const who = actingAs(person);
  const open = { ...onlooker, held: actionsOf(await openHeldBy(store, who), person) };
  const present = new Set<string>();
  for (const { id } of await listProgrammes(store)) {
    const actions = presentActions((await loadProgramme(store, id))!.state);
    if (actions.some((action) => standpointOn(open, { id }, action))) return true;
    for (const action of actions) present.add(actionRef(id, action.id));
  }
  return present.size > 0 && holdsEnded(store, who, roles, ({ action }) => present.has(action));
}

/** The actions of which somebody has one of the documents. */
function actionsOf(documents: readonly Summary[], person: Person): Set<string> {
  const who = actingAs(person);
  const own = documents.filter((summary) => holdingsIn(summary, who).some((role) => isNow(role)));
  return new Set(own.map(({ action }) => action).filter((action) => parseActionRef(action)));
}

function isNow(role: string): boolean {
  return roles.some((each) => each === role);
}
