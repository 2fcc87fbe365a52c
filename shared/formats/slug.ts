/** The name of a heading by its words, as GitHub and pandoc make it: lower case; letters, digits, `-`, `_`, `.` */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_.-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");
}
