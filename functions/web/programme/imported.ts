import { isDeepStrictEqual } from "node:util";
import { type Programme, presentActions } from "../../../shared/programme/state.ts";

/** How many actions of a programme a file added, changed and took away. */
export type Imported = { added: number; changed: number; removed: number };

/** What became of a programme's actions, from before a file was imported to after. Pure. */
export function importedBetween(before: Pick<Programme, "actions"> | undefined, after: Programme): Imported {
  const [was, is] = [before ? presentActions(before) : [], presentActions(after)];
  const stayed = was.flatMap((action) => is.filter(({ id }) => id === action.id).map((now) => [action, now]));
  return {
    added: is.length - stayed.length,
    changed: stayed.filter(([action, now]) => !isDeepStrictEqual(action, now)).length,
    removed: was.length - stayed.length,
  };
}
