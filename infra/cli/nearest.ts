/** The one of `known` that `word` was most likely meant to be, if any: `rendre` → `render`, `--knd` → `--kind`. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const letters = word.replace(/^-+/, "").length;
  const close = known
    .map((candidate) => ({ candidate, edits: editsBetween(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, letters / 3) || (letters > 2 && candidate.startsWith(word)))
    .sort((a, b) => a.edits - b.edits);
  return close[0]?.candidate;
}

/** Letters to add, drop, change or swap with the next one (optimal string alignment distance). */
function editsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = swaps ? rows[i - 2]![j - 2]! + 1 : changed;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, changed, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
