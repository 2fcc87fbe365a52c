import { remarkNamed } from "../../document/remark-comment.ts";
import type { Context, Contribution, Reply } from "../reading.ts";

/**
 * Records a comment and its replies: a warning each, and one contribution for the whole thread. One that we put in ourselves is told
 * with the remark that it is, without warnings.
 */
export function recordThread(
  context: Context,
  comment: Contribution,
  replies: readonly Reply[],
  resolved: boolean,
): Contribution {
  const { at } = comment;
  const quote = comment.quote.slice(0, 120);
  const remark = remarkNamed(comment.text);
  if (!remark) {
    const { author, text } = comment;
    const code = resolved ? "comment-resolved-kept" : "comment-kept";
    context.warnEach(code, { author: author || "?", text, quote }, at);
    for (const reply of replies) warnOfReply(context, comment, reply);
  }
  const thread: Contribution = {
    ...comment,
    ...(remark && { remark }),
    ...(replies.length > 0 && { replies: [...replies] }),
    ...(resolved && { resolved: true }),
  };
  context.contributions.push(thread);
  return thread;
}

/** Records what answers a comment that is recorded. */
export function recordReply(context: Context, thread: Contribution, reply: Reply): void {
  if (!thread.remark) warnOfReply(context, thread, reply);
  thread.replies = [...(thread.replies ?? []), reply];
}

function warnOfReply(context: Context, { at, quote }: Contribution, { author, text }: Reply): void {
  context.warnEach("comment-answer-kept", { author: author || "?", text, quote: quote.slice(0, 120) }, at);
}

/**
 * Whether a program keeps no threads in its files: LibreOffice until 7, which puts an answer where the comment is that it
 * answers. "LibreOffice/7.4.7.2$Linux_X86_64".
 */
export function isThreadless(program: string): boolean {
  return /^LibreOffice\/[1-7]\./.test(program);
}

/** Whether a comment begins a thread wherever it stands: one of ours answers nobody. */
export function answersNobody(text: string): boolean {
  return remarkNamed(text) !== undefined;
}

/** Where a comment is: from one run of a paragraph to another, the same where it is on no words. */
export type CommentPlace = { paragraph: string; from: number; to: number };

/** Whether a comment that ends right after another answers it: it is on the same words, or on none behind them. */
export function answersAt(asked: CommentPlace, answer: CommentPlace): boolean {
  const behind = asked.paragraph === answer.paragraph && asked.to === answer.to;
  return behind && (answer.from === answer.to || answer.from === asked.from);
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
