import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkSettings } from "../../../infra/cli/doctor/data.ts";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { loadSettings, settingsKey } from "../../../shared/stored/network.ts";
import { livrableAt, sentences } from "./livrable.ts";

let folder: string;
const run = (...args: string[]) => livrableAt({ LIVRABLE_DATA: folder }, ...args);
const set = (assignment: string) => run("settings", "--set", assignment);
const stored = async () => {
  const store = openStore(join(folder, "store.sqlite"), Date.now);
  try {
    return await loadSettings(store);
  } finally {
    store.close();
  }
};

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "settings-")), "data");
  expect((await run("init", "--name", "RECI")).code).toBe(0);
});

describe("a setting that cannot be is refused, with what would be right", () => {
  test.each<[string, string]>([
    ["timeZone=Europe/Pariss", "comme Europe/Paris."],
    ["timeZone=europe/paris", "comme Europe/Paris."],
    ["timeZone=+02:00", "n’est pas un fuseau horaire"],
    ["linkDays=100000", "un nombre entier de 1 à 366"],
    ["linkDays=0", "un nombre entier de 1 à 366"],
    ["linkDays=", "un nombre entier de 1 à 366"],
    ["linkDays=neuf", "un nombre entier de 1 à 366"],
    ["limits.uploadBytes=-1", "un nombre entier de 1\u202f048\u202f576 à 524\u202f288\u202f000"],
    ["limits.readSeconds=9999", "un nombre entier de 5 à 240"],
    ["limits.nodes=1", "un nombre entier de 5\u202f000 à 5\u202f000\u202f000"],
    ["limits.xmlDepth=1", "un nombre entier de 64 à 10\u202f000"],
    ["limits.archiveEntries=1", "un nombre entier de 100 à 100\u202f000"],
    ["limits.textLength=1", "un nombre entier de 100\u202f000 à 104\u202f857\u202f600"],
    ["limits.imagePixels=1", "un nombre entier de 4\u202f000\u202f000 à 1\u202f000\u202f000\u202f000"],
    ["limits.ratio=1", "un nombre entier de 50 à 10\u202f000"],
    ["keep.sessions=0", "un nombre entier de 1 à 366"],
    ["holidays=FR-99", "FR, FR-57, FR-67"],
    ["language=de", "fr, en"],
    ["publicUrl=javascript:alert(1)", "une adresse en http ou https"],
    ["publicUrl=https://livrable.example/", "sans barre à la fin"],
    ["publicUrl=https://moi:secret@livrable.example", "ni mot de passe"],
    ["publicUrl=https://livrable.example?a=b", "ni mot de passe"],
    ["publicUrl=https://livrable.example/page#ici", "ni mot de passe"],
    [`theme=${"0".repeat(64)}`, "livrable revise"],
    ["sender.address=nulle-part", "n’est pas une adresse électronique"],
    ["sender.name=", "Donnez un nom"],
    ["theme=rouge", "livrable revise"],
    ["couleur=rouge", "il n’y a pas de réglage couleur"],
    ["limits=4", "il n’y a pas de réglage limits"],
  ])("%s", async (assignment, words) => {
    const before = await stored();
    const { code, stderr } = await set(assignment);
    expect([code, sentences(stderr).join(" ")]).toEqual([2, expect.stringContaining(words)]);
    expect(await stored()).toEqual(before);
  });
});

test("one that can be is kept", async () => {
  for (const assignment of ["timeZone=Indian/Reunion", "linkDays=30", "keep.outbox=90"])
    expect((await set(assignment)).code).toBe(0);
  expect(await stored()).toMatchObject({ timeZone: "Indian/Reunion", linkDays: 30, keep: { outbox: 90 } });
});

test("those that an earlier release stored stop nothing: their defaults hold, they are told, and settings mends them", async () => {
  const store = openStore(join(folder, "store.sqlite"), Date.now);
  const data = {
    network: "RECI",
    timeZone: "Europe/Pariss",
    linkDays: 100_000,
    sender: { name: "RECI" },
    limits: { ratio: 0, nodes: 1_000, textLength: 1, childMemory: 512 },
  };
  await store.commit([{ put: { ...settingsKey, data } }]);
  store.close();
  const defaults = settingsSchema.parse({ network: "RECI", limits: { childMemory: 512 } });
  expect(await stored()).toEqual(defaults);
  expect(checkSettings(folder)).toMatchObject({
    ok: false,
    values: { problems: expect.stringContaining("Europe/Paris") },
  });

  const shown = await run("settings");
  expect([shown.code, JSON.parse(shown.stdout)]).toEqual([0, defaults]);
  for (const path of ["timeZone", "linkDays", "sender.address", "limits.ratio", "limits.nodes", "limits.textLength"])
    expect(shown.stderr).toContain(path);
  const mended = await set("timeZone=Europe/Paris");
  expect([mended.code, mended.stderr]).toEqual([0, expect.not.stringContaining("timeZone")]);
  expect(checkSettings(folder)).toMatchObject({ ok: true });
});
