import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** The first screen of a large room says what lives where: what it names is there, and no folder of the room is left out. */
const root = join(import.meta.dirname, "../..");

function check(page: string, atLeast: number): void {
  const folder = join(root, dirname(page));
  const shared = join(root, "shared");
  const text = readFileSync(join(root, page), "utf8");
  const named = [...text.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, name = ""]) => name);
  describe(page, () => {
    test("names files and folders that exist: of the room, of shared, or from the root", () => {
      expect(named.length).toBeGreaterThanOrEqual(atLeast);
      expect(named.filter((name) => ![folder, shared, root].some((from) => existsSync(join(from, name))))).toEqual([]);
    });
    test("names every folder of the room", () => {
      const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(folders.filter(({ name }) => !named.some((each) => each.startsWith(`${name}/`)))).toEqual([]);
    });
    test("names every file of the room", () => {
      const files = readdirSync(folder).filter((name) => /(?<!\.test)\.ts$/.test(name));
      expect(files.filter((name) => !named.includes(name))).toEqual([]);
    });
    test("fits on a screen", () => expect(text.split("\n").length).toBeLessThanOrEqual(60));
  });
}

check("shared/README.md", 20);
check("shared/deliverable/README.md", 15);
check("shared/programme/README.md", 15);
check("shared/agreement/README.md", 12);
check("shared/ledger/README.md", 8);
check("shared/stored/README.md", 20);
check("shared/evidence/README.md", 12);
check("functions/notify/README.md", 12);
check("functions/web/README.md", 15);
check("functions/web/agreements/README.md", 10);
check("test/README.md", 30);
check("shared/layout/README.md", 25);
check("shared/formats/README.md", 25);
check("shared/document/README.md", 20);

describe("the map of the README", async () => {
  // a name that the compiler does not follow: the configuration has no types
  const config: string = "../../.dependency-cruiser.mjs";
  const { rooms } = (await import(config)) as { rooms: Record<string, string[]> };
  const namesIn = (cell = "") => [...cell.matchAll(/`([\w./]+)`/g)].map(([, name = ""]) => name.replace("shared/", ""));
  const rows = readFileSync(join(root, "README.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `shared/"))
    .map((line) => line.split(" | "))
    .map(([room, , allowed]) => ({ names: namesIn(room), allowed: namesIn(allowed) }));

  test("has the rooms of shared, and its files, in the order of their arrows", () => {
    expect(rows.flatMap(({ names }) => names)).toEqual(Object.keys(rooms));
  });
  test("says of each what it may import", () => {
    const bare = (name: string) => name.replace(/(\.ts|\/)$/, "");
    const known = rows.flatMap(({ names, allowed }) => names.map((name) => [name, allowed] as const));
    expect(known).toEqual(Object.entries(rooms).map(([name, allowed]) => [name, allowed.map(bare)]));
  });
  test("lacks nothing that shared has", () => {
    const there = readdirSync(join(root, "shared"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith(".ts"))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    expect(Object.keys(rooms).sort()).toEqual(there.sort());
  });
});

describe("an aggregate", () => {
  const files = ["state", "command", "event", "decide", "evolve", "owed", "summary"];
  test.each(["deliverable", "programme", "agreement", "ledger"])(
    "%s has each file that an aggregate has, or its page says which not",
    (room) => {
      const page = readFileSync(join(root, "shared", room, "README.md"), "utf8");
      const lacking = files.filter((file) => !existsSync(join(root, "shared", room, `${file}.ts`)));
      expect(lacking.filter((file) => !page.includes(`It has no \`${file}\``))).toEqual([]);
    },
  );
});

describe("the glossary", () => {
  const rows = readFileSync(join(root, "shared/GLOSSARY.md"), "utf8")
    .split("\n")
    .filter((line) => / `\w+`.* \|$/.test(line));
  const sources = globSync(["shared/**/*.ts", "functions/**/*.ts"], { cwd: root })
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");

  test("has a line for each word", () => expect(rows.length).toBeGreaterThanOrEqual(35));

  test("names words that the code has", () => {
    const words = rows.flatMap((row) =>
      [...(row.split(" | ").at(-1) ?? "").matchAll(/`(\w+)`/g)].map(([, word = ""]) => word),
    );
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(sources))).toEqual([]);
  });

  test("says each word once", () => {
    const words = rows.map((row) => row.split(" | ")[0]);
    expect(new Set(words).size).toBe(words.length);
  });
});
