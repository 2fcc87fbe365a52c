/** A content line of RFC 5545: its name, its parameters and its value, both decoded. */
export type Line = { name: string; parameters: Record<string, string>; value: string };
export type Component = { name: string; lines: Line[]; inside: Component[] };

/** Properties whose value is TEXT (RFC 5545, 3.3.11). */
const texts = new Set(["SUMMARY", "DESCRIPTION", "LOCATION"]);

/** Reads one iCalendar object and forgives nothing: throws at the first thing that RFC 5545 does not allow. */
export function parseCalendar(text: string): Component {
  const lines = unfold(text).map(parseLine);
  const root: Component = { name: "", lines: [], inside: [] };
  const open = [root];
  for (const line of lines) {
    const current = open.at(-1)!;
    if (line.name === "BEGIN") {
      const begun = { name: line.value, lines: [], inside: [] };
      current.inside.push(begun);
      open.push(begun);
    } else if (line.name === "END") {
      if (open.length < 2 || current.name !== line.value) throw new Error(`END:${line.value} ends nothing`);
      open.pop();
    } else current.lines.push(line);
  }
  const [calendar, ...others] = root.inside;
  if (open.length > 1 || !calendar || others.length + root.lines.length > 0) throw new Error("not one object");
  return calendar;
}

/** The one line of this name; throws where there are none or several. */
export function lineOf(component: Component, name: string): Line {
  const [line, ...others] = component.lines.filter((line) => line.name === name);
  if (!line || others.length > 0) throw new Error(`${name}: ${line ? "more than one" : "none"}`);
  return line;
}

/** Lines of at most 75 octets that end in CRLF, whole characters in each, the folded ones joined (3.1). */
function unfold(text: string): string[] {
  if (!text.endsWith("\r\n")) throw new Error("the last line does not end");
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) {
    if (Buffer.byteLength(line) > 75) throw new Error(`more than 75 octets: ${line}`);
    if (/(?!\t)\p{Cc}/u.test(line)) throw new Error(`a control: ${JSON.stringify(line)}`);
    if (!line.isWellFormed()) throw new Error(`half a character: ${JSON.stringify(line)}`);
  }
  return lines
    .join("\r\n")
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n");
}

const parameter = /^;([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))/i;

function parseLine(line: string): Line {
  const name = /^[A-Z0-9-]+/i.exec(line)?.[0];
  if (!name) throw new Error(`no name: ${line}`);
  const parameters: Record<string, string> = {};
  let rest = line.slice(name.length);
  for (let found = parameter.exec(rest); found; found = parameter.exec(rest)) {
    parameters[found[1]!.toUpperCase()] = uncaret(found[2] ?? found[3] ?? "");
    rest = rest.slice(found[0].length);
  }
  if (!rest.startsWith(":")) throw new Error(`no value: ${line}`);
  const value = rest.slice(1);
  return { name, parameters, value: texts.has(name) ? unescaped(value) : value };
}

/** RFC 5545, 3.3.11. */
function unescaped(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\(.?)/g, (whole, character: string) => {
    if (character === "n" || character === "N") return "\n";
    if ("\\;,".includes(character) && character) return character;
    throw new Error(`no escape: ${whole}`);
  });
}

/** RFC 6868, 3.2. */
function uncaret(value: string): string {
  return value.replace(/\^(['n^])/g, (_, character: string) => ({ "'": '"', n: "\n", "^": "^" })[character]!);
}
