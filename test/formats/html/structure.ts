import { expect } from "vitest";

const voids = new Set(["meta", "img", "br", "hr"]);

/** Reads HTML as strictly as XML: throws when elements cross, links nest or an id comes twice. */
export function structure(html: string): { ids: Set<string>; targets: string[]; text: string } {
  const open: string[] = [];
  const ids = new Set<string>();
  const targets: string[] = [];
  let words = "";
  for (const [whole, name, rest, characters] of html.matchAll(
    /<(\/?[a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+)|[<>]/gi,
  )) {
    if (characters !== undefined) words += characters;
    else if (name === undefined) throw new Error(`stray ${whole} at …${words.slice(-40)}`);
    else if (name.startsWith("/")) {
      if (open.pop() !== name.slice(1)) throw new Error(`${whole} closes nothing`);
    } else {
      if (name === "a" && open.includes("a")) throw new Error("a link inside a link");
      for (const [, id] of rest!.matchAll(/ id="([^"]*)"/g)) {
        if (ids.has(id!)) throw new Error(`id ${id} twice`);
        ids.add(id!);
      }
      for (const [, target] of rest!.matchAll(/ href="#([^"]*)"/g)) targets.push(target!);
      if (!voids.has(name)) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return {
    ids,
    targets,
    text: words
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, "&"),
  };
}
