import { foldText } from "../../document/identify.ts";
import type { Place } from "./alike.ts";

/** The folded text of the block that a remark is about: as it was, and as it is now. */
type Texts = { before: string; now: string };

/** Characters around a passage by which its place is known again. */
const around = 24;

/**
 * Whether a text says already what a correction proposes, at its place, though nobody applied it: its author wrote it in their file.
 * E.g. « Trois enjeux principaux ont été retenus » of « Trois enjeux » → « Trois enjeux principaux », which could be made a second time.
 */
export function saysAlready({ before, now }: Texts, { start, end }: Place, proposal: string): boolean {
  const [left, right] = [before.slice(Math.max(0, start - around), start), before.slice(end, end + around)];
  const words = foldText(proposal);
  if (words === "" && (left.trim() === "" || right.trim() === "")) return false;
  const says = (text: string) => foldText(text);
  const wanted = says(left + words + right);
  return says(now).includes(wanted) && !says(before).includes(wanted);
}

/** Whether blocks that came say all the paragraphs that an addition proposes. */
export function addsAlready(came: ReadonlySet<string>, proposal: string): boolean {
  const wanted = proposal
    .split(/\s*\n\s*\n\s*/)
    .map(foldText)
    .filter((paragraph) => paragraph !== "");
  return wanted.length > 0 && wanted.every((paragraph) => came.has(paragraph));
}
