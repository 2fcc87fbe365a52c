import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { openFiles } from "../../../shared/adapters/embedded/files.ts";
import { sweepLetters } from "../../../shared/adapters/embedded/heads.ts";
import { listOutbox, openOutbox } from "../../../shared/adapters/embedded/mail.ts";
import { openStore } from "../../../shared/adapters/embedded/store.ts";
import { temporaryFolder } from "../../temporary.ts";

const noon = Date.parse("2008-05-05T10:00:00.000Z");
const hour = 3_600_000;

/** Rows that expire, enough for some megabytes. */
async function filled(path: string): Promise<void> {
  const store = openStore(path, () => noon);
  for (let each = 0; each < 60; each++)
    await store.commit(
      Array.from({ length: 20 }, (_, index) => ({
        put: { pk: `COUNTER#${each}`, sk: `${index}`, data: "x".repeat(4000), expires: noon / 1000 + 60 },
      })),
    );
  store.close();
}

const bytes = (path: string) => statSync(path).size;

test("a store that opens deletes nothing, though the clock says that all has expired", async () => {
  const path = join(temporaryFolder(), "store.sqlite");
  await filled(path);
  openStore(path, () => noon + 400 * 24 * hour).close();
  const store = openStore(path, () => noon);
  expect(await Array.fromAsync(store.all())).toHaveLength(1200);
  store.close();
});

test("what is swept is given back to the disk, some pages at a time", async () => {
  const path = join(temporaryFolder(), "store.sqlite");
  await filled(path);
  const before = bytes(path);
  const store = openStore(path, () => noon + hour);
  for (let times = 0; times < 4; times++) await store.sweep(500);
  store.close();
  expect(bytes(path)).toBeLessThan(before / 10);
});

test("a database of an earlier release gives pages back too, once it is opened to be served", async () => {
  const path = join(temporaryFolder(), "store.sqlite");
  await filled(path);
  const old = new DatabaseSync(path);
  old.exec("PRAGMA auto_vacuum = NONE; VACUUM");
  expect(old.prepare("PRAGMA auto_vacuum").get()).toEqual({ auto_vacuum: 0 });
  old.close();
  const before = bytes(path);
  const store = openStore(path, () => noon + hour, { checked: true });
  for (let times = 0; times < 4; times++) await store.sweep(500);
  store.close();
  expect(bytes(path)).toBeLessThan(before / 10);
});

test("letters of before leave the outbox, the oldest first", async () => {
  const folder = join(temporaryFolder(), "outbox");
  let now = noon;
  const outbox = openOutbox(folder, () => now);
  const box = { name: "RECI", address: "coordination@reci.example" };
  for (let each = 0; each < 5; each++, now += 24 * hour)
    await outbox.send({
      messageId: `<${each}@reci.example>`,
      from: box,
      to: box,
      subject: `${each}`,
      text: "",
      html: "",
    });
  const left = async () => (await listOutbox(folder, { from: 0, count: 9 })).letters.map(({ subject }) => subject);
  expect(await sweepLetters(folder, noon + 3 * 24 * hour - 1, 2)).toBe(2);
  expect(await left()).toEqual(["4", "3", "2"]);
  expect(await sweepLetters(folder, noon + 3 * 24 * hour - 1, 2)).toBe(1);
  expect(await sweepLetters(folder, noon, 2)).toBe(0);
  expect(await left()).toEqual(["4", "3"]);
});

test("a folder in which nothing was old is looked through again once something is: what came since too", async () => {
  const files = openFiles(join(temporaryFolder(), "files"), { secret: new Uint8Array(32), clock: () => noon });
  const put = (key: string) => files.put(key, Buffer.from("2008"), "text/plain");
  await put("uploads/first");
  await put("readings/first");
  expect(await files.sweep("uploads/", 0, 9)).toBe(0);
  await put("uploads/second");
  expect(await files.sweep("uploads/", 0, 9)).toBe(0);
  expect(await files.sweep("uploads/", Date.now() + hour, 1)).toBe(1);
  expect(await files.sweep("uploads/", Date.now() + hour, 9)).toBe(1);
  expect(await Array.fromAsync(files.list(""))).toEqual(["readings/first"]);
});

test("what comes into any folder that was looked at, and had nothing of the kind, is found", async () => {
  const files = openFiles(join(temporaryFolder(), "files"), { secret: new Uint8Array(32), clock: () => noon });
  const putAll = (folder: string) =>
    Promise.all(
      Array.from({ length: 300 }, (_, at) => files.put(`${folder}/${at}`, Buffer.from("2008"), "text/plain")),
    );
  await putAll("readings");
  expect(await files.sweep("uploads/", Date.now() + hour, 9)).toBe(0);
  await putAll("uploads");
  expect(await files.sweep("uploads/", Date.now() + hour, 100)).toBe(100);
  expect(await files.sweep("uploads/", Date.now() + hour, 999)).toBe(200);
  expect(await files.sweep("readings/", Date.now() + hour, 999)).toBe(300);
});

test("letters that came after a look at which none was old leave in their time", async () => {
  const folder = join(temporaryFolder(), "outbox");
  let now = noon;
  const outbox = openOutbox(folder, () => now);
  const box = { name: "RECI", address: "coordination@reci.example" };
  const send = (id: number) =>
    outbox.send({ messageId: `<${id}@reci.example>`, from: box, to: box, subject: `${id}`, text: "", html: "" });
  await send(1);
  expect(await sweepLetters(folder, noon - hour, 9)).toBe(0);
  now += hour;
  await send(2);
  expect(await sweepLetters(folder, noon + 1, 9)).toBe(1);
  expect(await sweepLetters(folder, noon + 2 * hour, 9)).toBe(1);
});
