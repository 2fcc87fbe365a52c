import { foldText } from "../identify.ts";
import type { CslItem, Inline } from "../tree.ts";
import { plainText } from "../visit.ts";
import { wordsIn } from "./words.ts";

type Leaf = Exclude<Inline, { children: Inline[] }>;
type Mark = Extract<Inline, { children: Inline[] }>;

/**
 * One word, sign or thing in a line of text. `key` is what it says, folded; `formatting` its marks by name, in one order;
 * `marks` the nodes that it stands in, outermost first; `from` the node that it is a piece of.
 */
export type Token = { key: string; formatting: string; leaf: Leaf; marks: readonly Mark[]; from: Leaf };

/** What tells whether two calls and citations are the same: a name for each note, and the entries cited. */
export type Names = { notes: ReadonlyMap<string, string>; entries: ReadonlyMap<string, CslItem> };

/** A line of text as its tokens. */
export function tokensOf(inlines: readonly Inline[], names: Names, marks: readonly Mark[] = []): Token[] {
  return inlines.flatMap((inline): Token[] => {
    if ("children" in inline) return tokensOf(inline.children, names, [...marks, inline]);
    if (inline.type !== "text" && inline.type !== "code") {
      return [{ key: thingKey(inline, names), formatting: "", leaf: inline, marks, from: inline }];
    }
    const formatting = formattingOf(inline, marks);
    return wordsIn(inline.value).map((value) => ({
      key: wordKey(value),
      formatting,
      leaf: { ...inline, value },
      marks,
      from: inline,
    }));
  });
}

/** The inlines that tokens stand for: neighbours share the nodes that they stood in together. */
export function inlinesOf(tokens: readonly Token[]): Inline[] {
  const result: Inline[] = [];
  let open: { mark: Mark; into: Inline[] }[] = [];
  let piece: Leaf | undefined;
  for (const { leaf, marks, from } of tokens) {
    const shared = open.findIndex(({ mark }, depth) => mark !== marks[depth]);
    if (shared !== -1) open = open.slice(0, shared);
    for (const mark of marks.slice(open.length)) {
      const copy: Mark = { ...mark, children: [] };
      (open.at(-1)?.into ?? result).push(copy);
      open.push({ mark, into: copy.children });
    }
    pushLeaf(open.at(-1)?.into ?? result, leaf, piece === from);
    piece = from;
  }
  return result;
}

function pushLeaf(into: Inline[], leaf: Leaf, goesOn: boolean): void {
  const last = into.at(-1);
  if (goesOn && (leaf.type === "text" || leaf.type === "code") && last?.type === leaf.type) last.value += leaf.value;
  else into.push({ ...leaf });
}

/** White space is one space whatever its kind, and "nº" is "n°": composition types the one for the other. */
function wordKey(value: string): string {
  if (value === "º") return "°";
  return value.trim() === "" ? " " : foldText(value);
}

function thingKey(inline: Exclude<Leaf, { value: string }>, { notes, entries }: Names): string {
  switch (inline.type) {
    case "lineBreak":
      return "\n";
    case "noteReference":
      return `note ${notes.get(inline.note) ?? inline.note}`;
    case "citation":
      return `cite ${JSON.stringify([inline.items, inline.items.map(({ key }) => entries.get(key)), plainText([inline])])}`;
  }
}

/** Of marks that exclude one another the inner counts, of links the outer. */
function formattingOf(leaf: Leaf, marks: readonly Mark[]): string {
  const worn = new Map<string, string>();
  for (const mark of marks) {
    if (mark.type === "superscript" || mark.type === "subscript") worn.set("script", mark.type);
    else if (mark.type === "language") worn.set("language", `language ${mark.language}`);
    else if (mark.type !== "link" && mark.type !== "crossReference") worn.set(mark.type, mark.type);
    else if (!worn.has("link"))
      worn.set("link", mark.type === "link" ? `link ${mark.href}` : `reference ${mark.target}`);
  }
  if (leaf.type === "code") worn.set("code", "code");
  return [...worn.values()].sort().join("\0");
}
