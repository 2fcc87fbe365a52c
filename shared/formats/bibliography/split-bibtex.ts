import { mostNames } from "./wanted.ts";

/** An entry of a BibTeX file as it was written; `line`: its first; `closed`: false where no brace ends it. */
export type WrittenEntry = { type: string; key: string; source: string; line: number; closed: boolean };

/** A BibTeX file in its entries, and its abbreviations (`@string`) by their name in small letters. */
export type WrittenBibtex = { entries: WrittenEntry[]; strings: Map<string, string> };

const head = /@[ \t]*([a-z][\w-]*)\s*([{(])/gi;
/** Where an entry that nothing closes ends: before a line that begins another. */
const headOfLine = /^[ \t]*@[ \t]*[a-z][\w-]*\s*[{(]/gim;

/**
 * The entries of a file without reading their fields, in time that grows with its length. An entry ends where its braces
 * are paired; from the first that never are, also before a line that begins another, so that a broken entry costs itself
 * alone. Comments, preambles and words between entries are left out.
 */
export function splitBibtex(text: string): WrittenBibtex {
  const entries: WrittenEntry[] = [];
  const strings = new Map<string, string>();
  const lineAt = lineCounter(text);
  let broken = false;
  let next = -1;
  const nextHead = (from: number): number => {
    if (next < from) {
      headOfLine.lastIndex = from;
      next = headOfLine.exec(text)?.index ?? text.length;
    }
    return next;
  };
  head.lastIndex = 0;
  for (let found = head.exec(text); found; found = head.exec(text)) {
    const { index } = found;
    const inside = head.lastIndex;
    const [type, open] = [found[1]!.toLowerCase(), found[2]!];
    const closing = closingOf(text, inside, broken ? nextHead(inside) : text.length, open);
    broken ||= closing === undefined;
    const end = closing ?? nextHead(inside);
    head.lastIndex = end;
    const source = text.slice(index, end);
    if (type === "comment" || type === "preamble") continue;
    const key = /^\s*([^\s,{}()="#]+)/.exec(text.slice(inside, Math.min(end, inside + longestKey)))?.[1] ?? "";
    if (type === "string") strings.set(key.toLowerCase(), source);
    else if (key !== "") entries.push({ type, key, source, line: lineAt(index), closed: closing !== undefined });
  }
  return { entries, strings };
}

const longestKey = 500;

/** The index after what closes an entry that `open` opened before `from`; undefined where nothing does before `limit`. */
function closingOf(text: string, from: number, limit: number, open: string): number | undefined {
  const mark = open === "{" ? /[{}]/g : /[{}")]/g;
  mark.lastIndex = from;
  let depth = open === "{" ? 1 : 0;
  let quoted = false;
  for (let found = mark.exec(text); found && found.index < limit; found = mark.exec(text)) {
    const [sign] = found;
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (depth === 0 && sign === '"') quoted = !quoted;
    if (sign === (open === "{" ? "}" : ")") && depth === 0 && !quoted) return mark.lastIndex;
  }
  return undefined;
}

/** The number of the line of an index; indexes are asked for in order. */
function lineCounter(text: string): (index: number) => number {
  let [at, line] = [0, 1];
  return (index) => {
    for (let next = text.indexOf("\n", at); next >= 0 && next < index; next = text.indexOf("\n", at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}

/** A field as it was written: `value` with its braces or quotation marks, or as the sum of several. */
export type WrittenField = { name: string; value: string };

const fieldName = /[\s,]*([^\s={}(),"#]+)\s*=\s*/y;
const bare = /[^\s{}(),"#]+/y;
const joint = /\s*#\s*/y;

/** The fields of an entry, their names in small letters; undefined of one that is not written as BibTeX wants. */
export function fieldsOf({ source, key }: WrittenEntry): WrittenField[] | undefined {
  const fields: WrittenField[] = [];
  let at = source.indexOf(key, source.search(/[{(]/)) + key.length;
  for (;;) {
    fieldName.lastIndex = at;
    const name = fieldName.exec(source)?.[1];
    if (name === undefined) return /^[\s,]*[)}]$/.test(source.slice(at)) ? fields : undefined;
    const from = fieldName.lastIndex;
    const end = valueEnd(source, from);
    if (end === undefined) return undefined;
    fields.push({ name: name.toLowerCase(), value: source.slice(from, end) });
    at = end;
  }
}

function valueEnd(source: string, from: number): number | undefined {
  for (let at = from; ; ) {
    const end = pieceEnd(source, at);
    joint.lastIndex = end ?? source.length;
    if (end === undefined || !joint.test(source)) return end;
    at = joint.lastIndex;
  }
}

/** The index after one piece of a value: braces, quotation marks, or a number or an abbreviation. */
function pieceEnd(source: string, from: number): number | undefined {
  const open = source[from];
  if (open !== "{" && open !== '"') {
    bare.lastIndex = from;
    return bare.test(source) ? bare.lastIndex : undefined;
  }
  const mark = /[{}"]/g;
  mark.lastIndex = from + 1;
  let depth = 0;
  for (let found = mark.exec(source); found; found = mark.exec(source)) {
    const [sign] = found;
    if (depth === 0 && sign === (open === "{" ? "}" : '"')) return mark.lastIndex;
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
  }
  return undefined;
}

/** A field of names with no more than `mostNames`, "and others" in place of the rest, and how many those are. */
export function withFewerNames(value: string): { value: string; dropped: number } {
  const mark = /[{}]|\sand(?=\s)/gi;
  mark.lastIndex = 1;
  let [depth, count, cut] = [0, 1, 0];
  for (let found = mark.exec(value); found; found = mark.exec(value)) {
    const [sign] = found;
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (depth === 0) {
      if (count === mostNames) cut = found.index;
      count += 1;
    }
  }
  if (count <= mostNames) return { value, dropped: 0 };
  return { value: `${value.slice(0, cut)} and others${value.at(-1)}`, dropped: count - mostNames };
}
