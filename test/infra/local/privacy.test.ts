import { chmodSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { narrowFolder } from "../../../infra/local/narrow.ts";
import { openNetwork } from "../../../infra/local/network.ts";
import { loadSample } from "../../../infra/local/sample.ts";
import { openSigningKeys } from "../../../infra/local/signing-keys.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { temporaryFolder } from "../../temporary.ts";

const publicUrl = "http://127.0.0.1:8080";

/** Every path below a folder, itself first, that others than its owner may do anything with. */
function openToOthers(folder: string): string[] {
  const paths = [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })];
  return paths.filter((path) => {
    const found = lstatSync(join(folder, path));
    return !found.isSymbolicLink() && (found.mode & 0o077) !== 0;
  });
}

/** As an earlier release left it: for all to read. */
function widen(folder: string): void {
  for (const path of [".", ...readdirSync(folder, { recursive: true, encoding: "utf8" })]) {
    const whole = join(folder, path);
    chmodSync(whole, lstatSync(whole).isDirectory() ? 0o755 : 0o644);
  }
}

let said: string[];
let umask: number;
beforeEach(() => {
  umask = process.umask(0);
  said = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  process.umask(umask);
  vi.restoreAllMocks();
});

/** A served network that has kept a file and sent a mail. */
async function inUse(folder: string) {
  const network = await openNetwork({ folder, publicUrl }, { alone: true });
  const { ports } = network;
  await ports.files.put(uploadKey("note"), Buffer.from("Contexte"), "text/markdown");
  const mailbox = { name: "Direction", address: "direction@oriv.example" };
  const letter = { subject: "Votre lien", text: "http://127.0.0.1:8080/l/k1.a.b", html: "<p>…</p>" };
  await ports.mail.send({ messageId: "<1@livrable>", from: mailbox, to: mailbox, ...letter });
  openSigningKeys(folder);
  return network;
}

describe("a data folder is its owner’s alone", () => {
  test("while it is served, whatever the process would let others read", async () => {
    const folder = join(temporaryFolder(), "reseau", "donnees");
    const network = await inUse(folder);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(["store.sqlite-wal", "store.sqlite-shm", "lock.pid", "outbox"]),
    );
    expect(openToOthers(folder)).toEqual([]);
    network.close();
    expect(openToOthers(folder)).toEqual([]);
  });

  test("with the sample in it", async () => {
    const folder = join(temporaryFolder(), "exemple");
    await loadSample({ folder, publicUrl });
    expect(openToOthers(folder)).toEqual([]);
  });

  test("from the next start on, where an earlier release left it open", async () => {
    const folder = join(temporaryFolder(), "ancien");
    (await inUse(folder)).close();
    widen(folder);
    (await openNetwork({ folder, publicUrl }, { alone: true })).close();
    expect(openToOthers(folder)).toEqual([]);
    expect(said).toEqual([]);
  });
});

describe("what is not Livrable’s stays as it is", () => {
  test("a folder that holds other things, which is said", async () => {
    const folder = join(temporaryFolder(), "partage");
    mkdirSync(folder);
    writeFileSync(join(folder, "compte rendu.odt"), "");
    (await inUse(folder)).close();
    widen(folder);
    (await openNetwork({ folder, publicUrl }, { alone: true })).close();
    expect(openToOthers(folder)).toEqual([".", "compte rendu.odt"]);
    expect(said.at(-1)).toMatch(/partage.*compte rendu\.odt.*LIVRABLE_DATA/);
  });

  test("what a link leads to", () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(elsewhere, "note.odt"), "");
    widen(elsewhere);
    mkdirSync(join(folder, "outbox"));
    symlinkSync(elsewhere, join(folder, "files"));
    symlinkSync(join(elsewhere, "note.odt"), join(folder, "outbox", "a.eml"));
    expect(narrowFolder(folder)).toEqual([]);
    expect(lstatSync(folder).mode & 0o077).toBe(0);
    expect(openToOthers(elsewhere)).toEqual([".", "note.odt"]);
  });
});
