/** How wide words are in a sans of the system, in units of their size: a little more than in any of them, since which one it is nobody knows. */
const widths: readonly [RegExp, number][] = [
  [/[iljI.,;:!|'’ \u00a0\u202f·]/u, 0.34],
  [/[ftr()[\]"-]/u, 0.44],
  [/[mwMW—…%@]/u, 0.98],
  [/[A-ZÀ-ÖØ-Þ]/u, 0.74],
];
const other = 0.62;

/** The width of a text of a size. Pure. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0) * size;
}

function widthOf(character: string): number {
  const known = seen.get(character);
  if (known !== undefined) return known;
  const width = widths.find(([pattern]) => pattern.test(character))?.[1] ?? other;
  seen.set(character, width);
  return width;
}
const seen = new Map<string, number>();

/** A text as far as it has room, cut between words, with "…" where some are left out; a first word alone is cut within. */
export function cut(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  const words = text.split(" ");
  for (let count = words.length - 1; count > 0; count--) {
    const shown = `${words
      .slice(0, count)
      .join(" ")
      .replace(/[\s:;,·–-]+$/u, "")}…`;
    if (textWidth(shown, size) <= room) return shown;
  }
  const letters = [...(words[0] ?? "")];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > room) letters.pop();
  return `${letters.join("")}…`;
}

/** A text in lines of a width, `most` of them; what has no room in the last is cut. */
export function wrap(text: string, room: number, size: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text.split(" ");
  while (rest.length > 0 && lines.length < most - 1) {
    let count = 1;
    while (count < rest.length && textWidth(rest.slice(0, count + 1).join(" "), size) <= room) count++;
    lines.push(cut(rest.slice(0, count).join(" "), room, size));
    rest = rest.slice(count);
  }
  return rest.length === 0 ? lines : [...lines, cut(rest.join(" "), room, size)];
}
