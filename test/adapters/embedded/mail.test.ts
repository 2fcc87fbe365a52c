import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseLetter } from "../../../shared/adapters/embedded/eml.ts";
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
    ["Avis n° 3", "Mon, 12 May 2008 12:03:00 +0000"],
    ["Avis n° 2", "Mon, 12 May 2008 12:02:00 +0000"],
    ["Avis n° 1", "Mon, 12 May 2008 12:01:00 +0000"],
  ]);
  expect(letters[0]).toMatchObject({ text: "Bonjour\n", html: "<p>Bonjour</p>", messageId: "<3@reseau.example>" });
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
  expect((await listOutbox(folder))[0]!.date).toBe("Mon, 12 May 2008 12:00:00 +0000");
});

test("a server that is not there is an error, to be tried again", async () => {
  await expect(openSmtp("smtp://127.0.0.1:1").send(message(1))).rejects.toThrow(/ECONNREFUSED/);
});

test.each<[string, string, { subject?: string; text?: string; html?: string }]>([
  ["an encoded word", "Subject: =?UTF-8?Q?=C3=89t=C3=A9_=3D?= 2008\r\n\r\n", { subject: "Été = 2008" }],
  ["two of them, folded", "Subject: =?UTF-8?B?w4k=?=\r\n =?UTF-8?B?dMOp?=\r\n\r\n", { subject: "Été" }],
  ["plain text", "Content-Type: text/plain; charset=utf-8\r\n\r\nà b", { text: "à b" }],
  [
    "quoted-printable",
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=C3=A0 long=\r\n ue ligne =3D",
    { text: "à long ue ligne =" },
  ],
  [
    "base64",
    "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\nw6A8L3A+",
    { html: "<p>à</p>" },
  ],
  [
    "parts within parts",
    'Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nun\r\n--b\r\nContent-Type: text/html\r\n\r\ndeux\r\n--b--\r\n--a--\r\n',
    { text: "un", html: "deux" },
  ],
  ["nothing", "", { subject: "", text: "", html: "" }],
])("a letter is read: %s", (_, source, expected) => {
  expect(parseLetter(Buffer.from(source))).toMatchObject(expected);
});
