import { href } from "../../../shared/addresses.ts";
import type { State } from "../../../shared/deliverable/state.ts";

/**
 * The reading page of a deliverable as it is named from itself, and from the page beside it that answers its forms: "review?remark=b1".
 * Short, since a page has hundreds of these.
 */
export function readingLink({ id }: Pick<State, "id">, query: Parameters<typeof href>[2]): string {
  return href("reading", { id }, query).split("/").at(-1)!;
}
