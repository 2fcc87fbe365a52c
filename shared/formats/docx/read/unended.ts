/** What stands in a mark of a field (ECMA-376-1, 17.18.29) in place of "begin", where no end follows in its story. */
export const unendedField = "unend";

/** Where a story begins or ends, or a field does, in the bytes of a part read as Latin-1. */
const edges =
  /<(\/?)(?:\w+:)?(?:body|tc|txbxContent|footnote|endnote)(?:\s[^<>]*?)?(\/?)>|fldCharType\s*=\s*["'](begin|end)["']/g;

/**
 * The bytes of a part in which fields that never end begin as `unendedField`, for their readers to pass over: such a
 * field would take in all that follows. The same bytes where all fields end.
 */
export function markUnendedFields(bytes: Uint8Array): Uint8Array {
  const starts = unendedIn(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1"));
  if (starts.length === 0) return bytes;
  const marked = Buffer.from(bytes);
  for (const start of starts) marked.write(unendedField, start, "latin1");
  return marked;
}

/** Where the word "begin" of fields without end stands; of nested ones, an end is the innermost's. */
function unendedIn(xml: string): number[] {
  const stories: number[][] = [[]];
  const unended: number[] = [];
  for (const { 0: whole, 1: closing, 2: empty, 3: mark, index } of xml.matchAll(edges)) {
    const open = stories.at(-1)!;
    if (mark === "begin") open.push(index + whole.length - 1 - mark.length);
    else if (mark === "end") open.pop();
    else if (closing) unended.push(...(stories.length > 1 ? stories.pop()! : []));
    else if (!empty) stories.push([]);
  }
  return [...unended, ...stories.flat()];
}
