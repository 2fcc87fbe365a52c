/**
 * A text of at most `length` UTF-16 units, cut after a whole word and ended by "…": "Note de cadrage du séminaire" to 10
 * is "Note de…"; no mark that parts words stands before it. A word that is longer than that is cut where it is, never inside a character.
 */
export function shortenAtWord(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, "")
        .replace(/\s+\S*$/u, "")
        .replace(/[\s.,;:]+$/u, "")}…`;
}
