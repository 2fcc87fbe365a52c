import type { Context, Contribution, Reply } from "../reading.ts";

/** Tells a comment with what was answered to it: a warning each, and one contribution. */
export function tellThread(
  context: Context,
  comment: Contribution,
  replies: readonly Reply[],
  resolved: boolean,
): void {
  const { at } = comment;
  const quote = comment.quote.slice(0, 120);
  for (const { author, text } of [comment, ...replies])
    context.tell("comment-kept", { author: author || "?", text, quote }, at);
  context.contributions.push({
    ...comment,
    ...(replies.length > 0 && { replies: [...replies] }),
    ...(resolved && { resolved: true }),
  });
}

/** The comment that began the thread of another; undefined for the first, and where answers go in a circle. */
export function threadOf(above: ReadonlyMap<string, string | undefined>, id: string): string | undefined {
  const seen = new Set([id]);
  let first: string | undefined;
  for (let next = above.get(id); next !== undefined; next = above.get(next)) {
    if (seen.has(next)) return undefined;
    seen.add(next);
    first = next;
  }
  return first;
}
