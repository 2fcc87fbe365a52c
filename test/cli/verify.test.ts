import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { latestDossier, publishedKeys } from "../../shared/line/rows/dossier.ts";
import { openTestNetwork } from "../functions/network.ts";
import { approveNote, produceAll } from "../functions/render/approved.ts";
import { temporaryFolder } from "../temporary.ts";
import { livrable, livrableIn, sentences } from "./livrable.ts";

const folder = temporaryFolder();
const sound = join(folder, "dossier.zip");
const altered = join(folder, "altered.zip");
let fingerprint: string;
beforeAll(async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  await produceAll(network, "dossier");
  const { key } = (await latestDossier(network.ports.store, id))!;
  const bytes = (await network.ports.files.get(key))!;
  writeFileSync(sound, bytes);
  const at = Buffer.from(bytes).indexOf('"choice":"approve"');
  writeFileSync(altered, Buffer.from(bytes).fill("x", at + 11, at + 12));
  const [published] = await publishedKeys(network.ports.store);
  fingerprint = published!.fingerprint;
  writeFileSync(join(folder, "key.pem"), published!.pem);
});

const check = (name: string, args: () => string[], code: number, says: RegExp) =>
  test(name, async () => {
    const ran = await livrable("verify", ...args());
    expect(sentences(`${ran.stdout}${ran.stderr}`).join("\n")).toMatch(says);
    expect(ran.code).toBe(code);
  });

check(
  "a sound dossier, its key not known",
  () => [sound],
  0,
  /^CONFORME\u00a0: L’interculturalité.*Admis sans preuve\u00a0:\n {2}- la clé que contient l’archive, [0-9a-f]{64}/s,
);
check(
  "by its key's fingerprint",
  () => [sound, "--key", fingerprint],
  0,
  /est celle du réseau, comme vous l’avez donnée/,
);
check(
  "by its key's file",
  () => [sound, "--key", join(folder, "key.pem")],
  0,
  /est celle du réseau, comme vous l’avez donnée/,
);
check("by another key", () => [sound, "--key", "0".repeat(64)], 1, /^NON CONFORME.*key-other/s);
check(
  "one byte altered",
  () => [altered],
  1,
  /^NON CONFORME\n {2}- l’archive elle-même a été modifiée.*events\.jsonl are altered/,
);
check("no dossier", () => [join(import.meta.dirname, "verify.test.ts")], 1, /archive-altered/);
check("no file", () => [join(folder, "none.zip")], 2, /file-not-found/);
check("a folder", () => [folder], 2, /file-not-found/);
check("no key", () => [sound, "--key", "abc"], 2, /ni 64 chiffres hexadécimaux/);

test("told in English where the terminal speaks it", async () => {
  const { stdout } = await livrableIn("en_GB.UTF-8", "verify", sound);
  expect(sentences(stdout).join("\n")).toMatch(/^SOUND: L’interculturalité.*On trust:\n {2}- the key in the archive/s);
});

test("told as JSON, by a program without data folder or network", async () => {
  const { stdout } = await livrable("verify", sound, "--json");
  expect(JSON.parse(stdout)).toMatchObject({ sound: true, problems: [], trusted: false, key: fingerprint });
  expect(readFileSync(sound).length).toBeGreaterThan(0);
});
