import type { Context, Contribution, Reply } from "../reading.ts";

/** Records a comment and its replies: a warning each, and one contribution for the whole thread. */
export function recordThread(
  context: Context,
  comment: Contribution,
  replies: readonly Reply[],
  resolved: boolean,
): void {
  const { at } = comment;
  const quote = comment.quote.slice(0, 120);
  for (const { author, text } of [comment, ...replies])
    context.warnEach("comment-kept", { author: author || "?", text, quote }, at);
  context.contributions.push({
    ...comment,
    ...(replies.length > 0 && { replies: [...replies] }),
    ...(resolved && { resolved: true }),
  });
}

/**
 * The comment that began the thread of each, by id: its own where it answers none. `above`: the comment that each answers.
 * Those that answer one another in a circle have none; what answers a comment that is not there begins a thread.
 */
export function threadsOf(above: ReadonlyMap<string, string | undefined>): Map<string, string | undefined> {
  const first = new Map<string, string | undefined>();
  for (const id of above.keys()) {
    const path = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && !first.has(at) && !path.has(at)) {
      path.add(at);
      const next: string | undefined = above.get(at);
      at = next !== undefined && above.has(next) ? next : undefined;
    }
    const began = at === undefined ? [...path].at(-1) : first.get(at);
    for (const each of path) first.set(each, began);
  }
  return first;
}
