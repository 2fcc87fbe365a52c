import { isUtf8 } from "node:buffer";
import { Refusal } from "../errors.ts";

/** JSON in UTF-8. Throws `json-unreadable` with the line that is wrong. */
export function readJson(bytes: Uint8Array): unknown {
  const lines = Buffer.from(bytes).toString("latin1").split("\n");
  const wrong = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
  if (wrong !== -1) throw new Refusal("json-unreadable", { line: wrong + 1 });
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("json-unreadable", { line: wrongLine(text.split("\n")) });
  }
}

/** The first line that no JSON goes on from; where all could go on, the last one. */
function wrongLine(lines: readonly string[]): number {
  const index = lines.findIndex(
    (_, at) =>
      !mayGoOn(
        lines
          .slice(0, at + 1)
          .join("\n")
          .trimEnd(),
      ),
  );
  return index === -1 ? lines.length : index + 1;
}

/** Whether only the end is missing, by V8's words: "Expected property name or '}' in JSON at position 1". */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (/end of JSON input/.test(message)) return true;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return Number(position) === text.length && !/Unterminated/.test(message);
  }
}
