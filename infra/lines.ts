/** Characters of a line that fits every terminal. */
const width = 80;

/**
 * `text` on lines of at most 80 characters, broken at spaces, those after the first indented by `indent`. A word that is
 * longer, such as a path, has a line of its own.
 */
export function wrapped(text: string, indent = 0): string {
  const [margin = ""] = /^ */.exec(text) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const word of text.replace(/^ +| +$/g, "").split(/ +/)) {
    const start = lines.length === 0 ? margin : " ".repeat(indent);
    if (line !== "" && start.length + line.length + 1 + word.length > width) {
      lines.push(start + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push((lines.length === 0 ? margin : " ".repeat(indent)) + line);
  return lines.join("\n");
}
