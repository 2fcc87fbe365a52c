import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { listOutbox, openOutbox, openSmtp, readOutbox } from "../../../shared/adapters/embedded/mail.ts";
import type { Message } from "../../../shared/ports.ts";
import { temporaryFolder } from "../../temporary.ts";

const noon = Date.parse("2008-05-12T12:00:00.000Z");
const message = (number: number): Message => ({
  messageId: `<${number}@reseau.example>`,
  from: { name: "Réseau", address: "livrable@reseau.example" },
  to: { name: "Relecture", address: "relecture@crefe.example" },
  subject: `Avis n° ${number}`,
  text: "Bonjour\n",
  html: "<p>Bonjour</p>",
});

const first = { from: 0, count: 50 };
const emlIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".eml"));

test("an outbox lists its letters, newest first, and reads one by its name", async () => {
  const folder = temporaryFolder();
  let now = noon;
  const outbox = openOutbox(folder, () => now);
  for (const number of [1, 2, 3]) {
    now = noon + number * 60_000;
    await outbox.send(message(number));
  }
  const { letters, total } = await listOutbox(folder, first);
  expect(total).toBe(3);
  expect(letters.map(({ subject, date }) => [subject, date])).toEqual([
    ["Avis n° 3", "2008-05-12T12:03:00.000Z"],
    ["Avis n° 2", "2008-05-12T12:02:00.000Z"],
    ["Avis n° 1", "2008-05-12T12:01:00.000Z"],
  ]);
  const read = await readOutbox(folder, letters[0]!.name);
  expect(read).toMatchObject({ text: "Bonjour", html: "<p>Bonjour</p>", messageId: "<3@reseau.example>" });
  for (const letter of letters) expect(await readOutbox(folder, letter.name)).toMatchObject(letter);
});

test.each(["rien.eml", "../secret.eml", `${"0".repeat(32)}.eml`, ""])(
  "an outbox reads no other file: %s",
  async (name) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "..", "secret.eml"), "Subject: non\r\n\r\n");
    expect(await readOutbox(folder, name)).toBeUndefined();
  },
);

test("a letter sent again keeps its first date", async () => {
  const folder = temporaryFolder();
  await openOutbox(folder, () => noon).send(message(1));
  await openOutbox(folder, () => noon + 60_000).send(message(1));
  expect(emlIn(folder)).toHaveLength(1);
  expect((await listOutbox(folder, first)).letters[0]!.date).toBe("2008-05-12T12:00:00.000Z");
});

test("a server that is not there is an error, to be tried again", async () => {
  await expect(openSmtp("smtp://127.0.0.1:1").send(message(1))).rejects.toThrow(/ECONNREFUSED/);
});

describe("an outbox of 1,200 letters", () => {
  const folder = temporaryFolder();
  const index = join(folder, "index.jsonl");
  beforeAll(async () => {
    let now = noon;
    const outbox = openOutbox(folder, () => now);
    for (let number = 1; number <= 1200; number++) {
      now = noon + number * 60_000;
      await outbox.send(message(number));
    }
  });
  const subjects = async (from: number) =>
    (await listOutbox(folder, { from, count: 50 })).letters.map(({ subject }) => subject);

  test("is listed a page at a time", async () => {
    expect((await subjects(0)).slice(0, 2)).toEqual(["Avis n° 1200", "Avis n° 1199"]);
    expect((await subjects(1150)).at(-1)).toBe("Avis n° 1");
    expect(await subjects(1200)).toEqual([]);
  });

  test("is listed without reading any of them", async () => {
    const [name = ""] = emlIn(folder);
    const before = await subjects(0);
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, name), "Subject: autre\r\n\r\n");
    expect(await subjects(0)).toEqual(before);
    writeFileSync(join(folder, name), bytes);
  });

  test.each<[string, () => void]>([
    ["without an index, as an earlier release left it", () => rmSync(index)],
    ["with an index that a crash cut", () => truncateSync(index, statSync(index).size - 30)],
    ["with an index that begins in the middle", () => writeFileSync(index, readFileSync(index).subarray(5000))],
  ])("opens %s, and has one again", async (_, harm) => {
    const before = await subjects(0);
    harm();
    expect(await subjects(0)).toEqual(before);
    expect(await subjects(1150)).toHaveLength(50);
    const whole = readFileSync(index, "utf8").trimEnd().split("\n");
    expect(new Set(whole.flatMap((line) => /"name":"([0-9a-f]+\.eml)"/.exec(line)?.[1] ?? [])).size).toBe(1200);
    const { size } = statSync(index);
    await subjects(0);
    expect(statSync(index).size).toBe(size);
  });
});
