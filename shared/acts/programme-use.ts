import { type Details, Refusal } from "../errors.ts";
import type { Store } from "../ports.ts";
import { type Action, actionRef, type Programme, presentActions } from "../programme/state.ts";
import { deliverablesOf } from "../stored/of-action.ts";

/** An action that is to go, or something that is no more expected of one, although there are documents of it. */
export type Use = { code: "action-used" | "expected-used"; action: Action; details: Details };

/**
 * What a programme may not lose when it is to have these actions: those that have documents, and expectations that documents
 * answer. `documents`: their titles. What was withdrawn holds nothing.
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

async function usesOf(store: Store, ref: string, action: Action, after: Action | undefined): Promise<Use[]> {
  const gone = action.expected.filter(({ id }) => !after?.expected.some((each) => each.id === id));
  if (after && gone.length === 0) return [];
  const documents = (await deliverablesOf(store, ref)).filter(({ stage }) => stage !== "withdrawn");
  const { id, title } = action;
  const titled = (some: typeof documents) => some.map((each) => `«\u202f${each.title}\u202f»`).join(", ");
  if (!after)
    return documents.length === 0
      ? []
      : [{ code: "action-used", action, details: { id, action: title, documents: titled(documents) } }];
  return gone.flatMap((expected): Use[] => {
    const answers = documents.filter(({ expectation }) => expectation === expected.id);
    if (answers.length === 0) return [];
    const details = { id: expected.id, action: title, expected: expected.title, documents: titled(answers) };
    return [{ code: "expected-used", action, details }];
  });
}

/** Throws `action-used` or `expected-used` where the programme may not lose what these actions lack. */
export async function refuseUsed(store: Store, programme: Programme, after: readonly Action[]): Promise<void> {
  const [use] = await stillUsed(store, programme, after);
  if (use) throw new Refusal(use.code, use.details);
}
