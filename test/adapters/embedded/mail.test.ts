import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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

test("an outbox lists its letters, newest first, and reads one by its name", async () => {
  const folder = temporaryFolder();
  let now = noon;
  const outbox = openOutbox(folder, () => now);
  for (const number of [1, 2, 3]) {
    now = noon + number * 60_000;
    await outbox.send(message(number));
  }
  const letters = await listOutbox(folder);
  expect(letters.map(({ subject, date }) => [subject, date])).toEqual([
    ["Avis n° 3", "2008-05-12T12:03:00.000Z"],
    ["Avis n° 2", "2008-05-12T12:02:00.000Z"],
    ["Avis n° 1", "2008-05-12T12:01:00.000Z"],
  ]);
  expect(letters[0]).toMatchObject({ text: "Bonjour", html: "<p>Bonjour</p>", messageId: "<3@reseau.example>" });
  expect(await readOutbox(folder, letters[1]!.name)).toEqual(letters[1]);
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
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await listOutbox(folder))[0]!.date).toBe("2008-05-12T12:00:00.000Z");
});

test("a server that is not there is an error, to be tried again", async () => {
  await expect(openSmtp("smtp://127.0.0.1:1").send(message(1))).rejects.toThrow(/ECONNREFUSED/);
});
