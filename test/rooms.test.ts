import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

/** The first screen of a large room says what lives where: what it names is there, and no folder of the room is left out. */
const root = join(import.meta.dirname, "..");

function check(page: string, atLeast: number): void {
  const folder = join(root, dirname(page));
  const shared = join(root, "shared");
  const text = readFileSync(join(root, page), "utf8");
  const named = [...text.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, name = ""]) => name);
  describe(page, () => {
    test("names files and folders that exist, of the room or of another", () => {
      expect(named.length).toBeGreaterThanOrEqual(atLeast);
      expect(named.filter((name) => !existsSync(join(folder, name)) && !existsSync(join(shared, name)))).toEqual([]);
    });
    test("names every folder of the room", () => {
      const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
      expect(folders.filter(({ name }) => !named.some((each) => each.startsWith(`${name}/`)))).toEqual([]);
    });
    test("fits on a screen", () => expect(text.split("\n").length).toBeLessThanOrEqual(60));
  });
}

check("shared/layout/README.md", 25);
check("shared/formats/README.md", 25);
check("shared/document/README.md", 20);
