import {
  AlignmentType,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  type ICommentsOptions,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import type { CommentMarks, RemarkComments } from "../../../document/commented.ts";
import type { Inline } from "../../../document/tree.ts";
import { allowed } from "./text.ts";

/** Comments to be written (ECMA-376-1, 17.13.4), and the inlines before and after which each begins and ends. */
export type Comments = RemarkComments & { marks: ReadonlyMap<Inline, CommentMarks> };

/** Whatever is written with comments, or without. */
type Commented = { comments?: Comments };

/** `runs` after the beginnings of the comments on an inline, and before their ends and references. */
export function commentRuns({ comments }: Commented, inline: Inline, runs: ParagraphChild[]): ParagraphChild[] {
  const marks = comments?.marks.get(inline);
  if (!marks) return runs;
  return [
    ...marks.begins.map((id) => new CommentRangeStart(id)),
    ...runs,
    ...marks.ends.flatMap((id) => [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })]),
  ] as ParagraphChild[];
}

/** The comments of `comments.xml`, as the package takes them; those that stand nowhere are not in it. */
export function writeComments({ comments }: Commented): { comments?: ICommentsOptions } {
  if (!comments) return {};
  const placed = new Set([...comments.marks.values()].flatMap(({ begins }) => begins));
  const children = comments.list.flatMap(({ author, initials, date, lines }, id) =>
    placed.has(id)
      ? {
          id,
          author: allowed(author),
          initials: allowed(initials),
          date: new Date(date),
          children: lines.map(lineOf),
        }
      : [],
  );
  return children.length > 0 ? { comments: { children } } : {};
}

/** A line of a comment, small and not stretched, as Word's own are; the first says which remark it is. */
function lineOf(line: string, index: number): Paragraph {
  const run = new TextRun({ text: allowed(line), size: "10pt", ...(index === 0 && { bold: true }) });
  return new Paragraph({ alignment: AlignmentType.LEFT, spacing: { after: 40 }, children: [run] });
}
