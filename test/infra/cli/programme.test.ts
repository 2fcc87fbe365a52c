import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { seedText } from "../../programme/seed.ts";
import { livrableAt, sentences } from "./livrable.ts";

const folder = mkdtempSync(join(tmpdir(), "programme-"));
const run = (...args: string[]) => livrableAt({ LIVRABLE_DATA: join(folder, "data") }, ...args);
const sample = fileURLToPath(new URL("../../../templates/sample/reci-2008.yaml", import.meta.url));

beforeAll(async () => {
  expect((await run("init", "--name", "RECI")).code).toBe(0);
});

test("nothing is exported where there is no programme", async () => {
  const { code, stderr } = await run("programme", "export", join(folder, "out.yaml"));
  expect([code, sentences(stderr).join(" ")]).toEqual([2, expect.stringContaining("Ce programme n’existe pas ici.")]);
});

test("a file with faults is refused whole, each fault on its line", async () => {
  const path = join(folder, "faulty.yaml");
  writeFileSync(path, seedText.replaceAll("unité: heure", "unité: heurre"));
  const { code, stderr, stdout } = await run("programme", "import", path);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr.match(/faulty\.yaml:\d+ «.heurre.» n’est pas une unité/g)).toHaveLength(2);
  expect(stderr).toContain("2 défauts à corriger");
});

test("a right file is taken, and written again as the same programme", async () => {
  const { stdout, stderr } = await run("programme", "import", sample);
  expect(stdout).toBe("Programme 2008 : 9 actions.\n".replace(" :", "\u00a0:"));
  expect(stderr.match(/^(?:Interculturalité|Outils de lutte contre les discriminations) – /gm)).toHaveLength(3);
  const path = join(folder, "written.yaml");
  expect((await run("programme", "export", path)).code).toBe(0);
  const first = readFileSync(path, "utf8");
  expect((await run("programme", "import", path)).code).toBe(0);
  await run("programme", "export", path);
  expect(readFileSync(path, "utf8")).toBe(first);
  expect((await run("check")).stdout.replace(/\s+/g, " ")).toContain("un programme, 10 événements");
});
