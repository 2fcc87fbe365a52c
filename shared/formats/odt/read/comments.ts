import { seal } from "../../office/paragraph.ts";
import { quoteFrom } from "../../office/quotes.ts";
import { signature } from "../../office/signature.ts";
import type { Paragraph } from "../../office/story.ts";
import { answersAt, answersNobody, recordThread, threadsOf } from "../../office/threads.ts";
import type { Contribution, Reply } from "../../reading.ts";
import { type Attributes, capture, childOf, type Element, type Handler, textIn } from "../../xml.ts";
import type { OdtComment, OdtPackage, OdtStory } from "./odt.ts";
import { wordsIn } from "./words.ts";

/** Reads an `office:annotation` (OpenDocument part 3, 14.1); a named one goes on to its end. */
export function commentHandler(story: OdtStory, paragraph: Paragraph, attributes: Attributes): Handler {
  const { of } = story.part;
  const element: Element = { name: "office:annotation", attributes, children: [] };
  return capture(element, { left: of.context.limits.nodes }, () => {
    const author = childOf(element, "dc:creator");
    const date = childOf(element, "dc:date");
    const comment: Contribution = {
      type: "comment",
      author: signature(author && textIn(author)),
      ...(date && { date: textIn(date) }),
      at: paragraph.id,
      quote: "",
      text: wordsIn(element),
    };
    const name = attributes["office:name"];
    const above = attributes["loext:parent-name"] ?? attributes["office:parent-name"];
    const resolved = (attributes["loext:resolved"] ?? attributes["office:resolved"]) === "true";
    const met: OdtComment = { contribution: comment, resolved, ...(name && { name }), ...(above && { above }) };
    of.comments.push(met);
    if (!name) return endsAt(of, met, paragraph, seal(paragraph));
    const range = { comment: met, contribution: comment, from: seal(paragraph), at: paragraph.id, quote: "" };
    of.ranges.set(name, range);
    of.begun.push(range);
  });
}

/** Ends the range of a comment: its words in the paragraph where it began are the comment's quotation. */
export function endComment({ part }: OdtStory, paragraph: Paragraph, attributes: Attributes): undefined {
  const { context, ranges } = part.of;
  const name = attributes["office:name"] ?? "";
  const range = ranges.get(name);
  if (!range) return undefined;
  ranges.delete(name);
  if (range.at === paragraph.id) endsAt(part.of, range.comment, paragraph, range.from);
  range.contribution.quote = range.at === paragraph.id ? quoteFrom(context, paragraph, range.from) : range.quote;
  return undefined;
}

function endsAt({ ended }: OdtPackage, comment: OdtComment, paragraph: Paragraph, from: number): void {
  comment.place = { paragraph: paragraph.id, from, to: seal(paragraph) };
  ended.push(comment);
}

/** A paragraph ends: comments that began in it and go on are about the rest of it. */
export function endInComments({ part }: OdtStory, paragraph: Paragraph): void {
  const { context, begun } = part.of;
  const [here, elsewhere] = [
    begun.filter(({ at }) => at === paragraph.id),
    begun.filter(({ at }) => at !== paragraph.id),
  ];
  for (const range of here) range.quote = quoteFrom(context, paragraph, range.from);
  part.of.begun = elsewhere;
}

/** Records all comments of the text, now that their ranges are known, each with its replies. */
export function recordComments(of: OdtPackage): void {
  const { context, comments } = of;
  const roots = of.threadless && !comments.some(({ above }) => above) ? rootsByPlace(of.ended) : rootsByName(comments);
  const replies = Map.groupBy(of.threadless ? inEndOrder(of) : comments, (comment) => roots.get(comment));
  for (const comment of comments) {
    if (roots.has(comment)) continue;
    const answers = (replies.get(comment) ?? []).map(
      ({ contribution: { author, date, text } }): Reply => ({ author, ...(date && { date }), text }),
    );
    recordThread(context, comment.contribution, answers, comment.resolved);
  }
}

/** The comment that began the thread of each that answers one. */
type Roots = ReadonlyMap<OdtComment, OdtComment>;

function rootsByName(comments: readonly OdtComment[]): Roots {
  const named = new Map(comments.flatMap((comment) => (comment.name ? [[comment.name, comment] as const] : [])));
  const threads = threadsOf(new Map([...named].map(([name, { above }]) => [name, above])));
  return new Map(
    comments.flatMap((comment) => {
      const thread = threads.get(comment.above ?? "");
      const root = thread === undefined || thread === comment.name ? undefined : named.get(thread);
      return root ? [[comment, root] as const] : [];
    }),
  );
}

function rootsByPlace(ended: readonly OdtComment[]): Roots {
  const roots = new Map<OdtComment, OdtComment>();
  let asked: OdtComment | undefined;
  for (const comment of ended) {
    const begins = answersNobody(comment.contribution.text);
    if (!begins && asked?.place && comment.place && answersAt(asked.place, comment.place)) roots.set(comment, asked);
    else asked = comment;
  }
  return roots;
}

function inEndOrder({ ended, comments }: OdtPackage): OdtComment[] {
  return [...ended, ...comments.filter((comment) => !ended.includes(comment))];
}
