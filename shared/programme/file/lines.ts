import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Details } from "../../errors.ts";
import { keyNamed } from "./words.ts";

/** Something that a file has wrong: on which line, from 1, and what; its sentence is `fault-<code>` of the catalogue. */
export type FileFault = { line: number; code: string; details: Details };
/** Where something is in what a file says: ["actions", 3, "title"]. */
export type Path = readonly (string | number)[];
/** What YAML says, all its scalars as texts. */
export type Said = string | Said[] | { [key: string]: Said };

/** A file as it was said, under the names of ours whichever language it was written in, with the line of each thing. */
export type Read = { said: Said; lineOf: (path: Path) => number; faults: FileFault[] };

/** Reads YAML 1.2 (failsafe schema: every scalar is a text, so that 2008 and "2008" are the same). */
export function readLines(text: string): Read {
  const counter = new LineCounter();
  const options = { lineCounter: counter, schema: "failsafe", uniqueKeys: false, prettyErrors: false } as const;
  const document = parseDocument(text, options);
  const lineAt = (offset: number): number => counter.linePos(offset).line;
  const lines = new Map<string, number>();
  const faults: FileFault[] = document.errors.map(({ pos, message }) => ({
    ...{ line: lineAt(pos[0]), code: "yaml", details: { problem: message.split("\n", 1)[0]! } },
  }));
  const said = faults.length > 0 ? "" : saidBy(document.contents, [], { lines, faults, lineAt });
  return { said, lineOf: (path) => lineIn(lines, path), faults };
}

type Walk = { lines: Map<string, number>; faults: FileFault[]; lineAt: (offset: number) => number };

function saidBy(node: unknown, path: Path, walk: Walk): Said {
  const line = walk.lineAt((node as Node | null)?.range?.[0] ?? 0);
  if (path.length === 0 || !walk.lines.has(nameOf(path))) walk.lines.set(nameOf(path), line);
  if (isAlias(node)) walk.faults.push({ line, code: "anchor", details: {} });
  if (isSeq(node)) return node.items.map((item, index) => saidBy(item, [...path, index], walk));
  if (isMap(node)) return mapOf(node.items, path, walk);
  return isScalar(node) ? String(node.value ?? "") : "";
}

function mapOf(items: readonly unknown[], path: Path, walk: Walk): Said {
  const entries = new Map<string, Said>();
  for (const item of items) {
    if (!isPair(item) || !isScalar(item.key)) continue;
    const written = String(item.key.value);
    const key = keyNamed(written) ?? written;
    const line = walk.lineAt(item.key.range?.[0] ?? 0);
    const first = walk.lines.get(nameOf([...path, key]));
    if (entries.has(key))
      walk.faults.push({ line, code: "key-twice", details: { key: written, first: first ?? line } });
    walk.lines.set(nameOf([...path, key]), first ?? line);
    entries.set(key, saidBy(item.value, [...path, key], walk));
  }
  return Object.fromEntries(entries);
}

function nameOf(path: Path): string {
  return JSON.stringify(path);
}

/** The line of a path, or of the nearest thing above it that the file has. */
function lineIn(lines: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const line = lines.get(nameOf(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}
