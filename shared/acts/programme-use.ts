import { type Details, Refusal } from "../errors.ts";
import type { Store } from "../ports.ts";
import { type Action, type ActionRef, actionRef, type Programme, presentActions } from "../programme/state.ts";
import { agreementsOf } from "../stored/agreement.ts";
import { deliverablesOf } from "../stored/of-action.ts";

/** An action that is to go, or something that is no more expected of one, although there are documents or agreements of it. */
export type Use = { code: "action-used" | "action-paid" | "expected-used"; action: Action; details: Details };

/**
 * What a programme may not lose when it is to have these actions: those that have documents or that an agreement pays, and expectations
 * that documents answer. `documents`, `agreements`: their titles. What was withdrawn holds nothing.
 */
export async function stillUsed(store: Store, programme: Programme, after: readonly Action[]): Promise<Use[]> {
  const uses = await Promise.all(
    presentActions(programme).map((action) =>
      usesOf(
        store,
        actionRef(programme.id, action.id),
        action,
        after.find(({ id }) => id === action.id),
      ),
    ),
  );
  return uses.flat();
}

async function usesOf(store: Store, ref: ActionRef, action: Action, after: Action | undefined): Promise<Use[]> {
  const gone = action.expected.filter(({ id }) => !after?.expected.some((each) => each.id === id));
  if (after && gone.length === 0) return [];
  const documents = (await deliverablesOf(store, ref)).filter(({ stage }) => stage !== "withdrawn");
  if (!after) return usesOfGone(action, documents, await agreementsOf(store, ref));
  return gone.flatMap((expected): Use[] => {
    const answers = documents.filter(({ expectation }) => expectation === expected.id);
    if (answers.length === 0) return [];
    const details = { action: action.title, expected: expected.title, documents: titled(answers) };
    return [{ code: "expected-used", action, details: { id: expected.id, ...details } }];
  });
}

type Titled = { title: string };

/** Of an action that is to go. */
function usesOfGone(action: Action, documents: readonly Titled[], agreements: readonly Titled[]): Use[] {
  const details = { id: action.id, action: action.title };
  const uses: Use[] = [
    { code: "action-used", action, details: { ...details, documents: titled(documents) } },
    { code: "action-paid", action, details: { ...details, agreements: titled(agreements) } },
  ];
  return uses.filter(({ code }) => (code === "action-used" ? documents : agreements).length > 0);
}

function titled(some: readonly Titled[]): string {
  return some.map(({ title }) => `«\u202f${title}\u202f»`).join(", ");
}

/** Throws `action-used`, `action-paid` or `expected-used` where the programme may not lose what these actions lack. */
export async function refuseUsed(store: Store, programme: Programme, after: readonly Action[]): Promise<void> {
  const [use] = await stillUsed(store, programme, after);
  if (use) throw new Refusal(use.code, use.details);
}
