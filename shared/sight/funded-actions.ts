import type { Store } from "../ports.ts";
import { type Action, type Programme, presentActions } from "../programme/state.ts";
import { listProgrammes, loadProgramme } from "../stored/programme.ts";
import type { OrganisationId } from "../values.ts";

/** A programme, and the actions of it for which an organisation pays. */
export type FundedProgramme = { programme: Programme; actions: Action[] };

/** The programmes of which an organisation pays for an action that was not removed, the one that ends last first. */
export async function fundedBy(store: Store, organisation: OrganisationId): Promise<FundedProgramme[]> {
  if (organisation === "") return [];
  const headings = await listProgrammes(store);
  const loaded = await Promise.all(headings.map(({ id }) => loadProgramme(store, id)));
  const funded = loaded.flatMap((each): FundedProgramme[] =>
    each
      ? [{ programme: each.state, actions: presentActions(each.state).filter((action) => pays(organisation, action)) }]
      : [],
  );
  return funded.filter(({ actions }) => actions.length > 0);
}

/** Whether an organisation pays for an action of any programme: of those that do, the last programme mostly says so. */
export async function fundsSomeAction(store: Store, organisation: OrganisationId): Promise<boolean> {
  if (organisation === "") return false;
  for (const { id } of await listProgrammes(store)) {
    const loaded = await loadProgramme(store, id);
    if (loaded && presentActions(loaded.state).some((action) => pays(organisation, action))) return true;
  }
  return false;
}

function pays(organisation: OrganisationId, { funding }: Action): boolean {
  return "by" in funding && funding.by.includes(organisation);
}
