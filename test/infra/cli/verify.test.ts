import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { makeProofArchive } from "../../../shared/evidence/proof-archive/make.ts";
import { listJobs, type StoredJob } from "../../../shared/stored/job.ts";
import { latestProofArchive, publishedKeys } from "../../../shared/stored/proof-archive.ts";
import { openTestNetwork } from "../../functions/network.ts";
import { approveNote, produceAll } from "../../functions/render/approved.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrable, livrableIn, sentences } from "./livrable.ts";

const folder = temporaryFolder();
const sound = join(folder, "dossier.zip");
const altered = join(folder, "altered.zip");
const forged = join(folder, "forged.zip");
let fingerprint: string;
beforeAll(async () => {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  await produceAll(network, "dossier");
  const { key } = (await latestProofArchive(network.ports.store, id))!;
  const bytes = (await network.ports.files.get(key))!;
  writeFileSync(sound, bytes);
  writeFileSync(forged, await archiveSignedBy(10));
  const at = Buffer.from(bytes).indexOf('"choice":"approve"');
  writeFileSync(altered, Buffer.from(bytes).fill("x", at + 11, at + 12));
  const [published] = await publishedKeys(network.ports.store);
  fingerprint = published!.fingerprint;
  writeFileSync(join(folder, "key.pem"), published!.pem);
});

/** The dossier of another network, signed by a key of its own. */
async function archiveSignedBy(seed: number): Promise<Uint8Array> {
  const network = await openTestNetwork();
  const id = await approveNote(network);
  const job = (await listJobs(network.ports.store)).find(({ type }) => type === "dossier");
  const { seq } = job as Extract<StoredJob, { type: "dossier" }>;
  const keyring = { current: "d1", keys: new Map([["d1", new Uint8Array(32).fill(seed)]]) };
  const made = await makeProofArchive(network.ports, { deliverable: id, seq }, keyring, network.settings);
  return (await network.ports.files.get(made!.key))!;
}

const check = (name: string, args: () => string[], code: number, says: RegExp) =>
  test(name, async () => {
    const ran = await livrable("verify", ...args());
    expect(sentences(`${ran.stdout}${ran.stderr}`).join("\n")).toMatch(says);
    expect(ran.code).toBe(code);
  });

check(
  "a sound dossier, its key not known",
  () => [sound],
  3,
  /^CONFORME, signataire inconnu\u00a0: L’interculturalité.*Admis sans preuve\u00a0:\n {2}- la clé que contient l’archive, [0-9a-f]{64}/s,
);
check(
  "by its key's fingerprint",
  () => [sound, "--key", fingerprint],
  0,
  /^CONFORME\u00a0: L’interculturalité.*est celle du réseau, comme vous l’avez donnée/s,
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
  /^NON CONFORME\n {2}- l’archive elle-même a été modifiée.*octet \d+, après [\w./]+\u00a0: les octets de events\.jsonl ont changé/,
);
const file = (name: string, bytesOf: (sound: Buffer) => Uint8Array) => () => {
  writeFileSync(join(folder, name), bytesOf(readFileSync(sound)));
  return [join(folder, name)];
};
const template = (name: string) => () => [join(import.meta.dirname, "../../../templates", name)];
check("a text", () => [join(import.meta.dirname, "verify.test.ts")], 2, /dossier de preuve.*\(dossier-unrecognised\)/);
check("a Word file, which is a zip too", template("framing-note/sample.docx"), 2, /dossier-unrecognised/);
check("an image", template("synthesis-note/domaines.png"), 2, /dossier-unrecognised/);
check(
  "an empty file",
  file("vide.zip", () => new Uint8Array()),
  2,
  /dossier-unrecognised/,
);
check(
  "another zip",
  file("autre.zip", () => zipSync({ "note.md": strToU8("manifest.json.sig") })),
  2,
  /unrecognised/,
);
check(
  "one that was cut short is known by its start",
  file("court.zip", (bytes) => bytes.subarray(0, 1000)),
  1,
  /^NON CONFORME\n {2}- .*: octet 0\u00a0: LISEZMOI.html est plus long que l’archive, qui a été coupée/,
);
check(
  "one whose first byte was altered, by its end",
  file("debut.zip", (bytes) => bytes.fill("x", 0, 1)),
  1,
  /^NON CONFORME\n {2}- .*: octet 0\u00a0: la table de l’archive a changé, ou manque/,
);
check(
  "one that was packed anew",
  file("refait.zip", (bytes) => zipSync(unzipSync(bytes))),
  1,
  /^NON CONFORME/,
);
check(
  "one that someone else made and signed: only the key that the network publishes tells",
  () => [forged, "--key", fingerprint],
  1,
  /^NON CONFORME.*key-other/s,
);
check("and without it, nobody is said to have signed", () => [forged], 3, /^CONFORME, signataire inconnu/);
check("no file", () => [join(folder, "none.zip")], 2, /file-not-found/);
check("a folder", () => [folder], 2, /file-not-found/);
check("no key", () => [sound, "--key", "abc"], 2, /ni 64 chiffres hexadécimaux/);

test("told in English where the terminal speaks it", async () => {
  const { stdout } = await livrableIn("en_GB.UTF-8", "verify", sound);
  expect(sentences(stdout).join("\n")).toMatch(
    /^SOUND, SIGNER UNKNOWN: L’interculturalité.*Taken on trust:\n {2}- the key in the archive/s,
  );
});

test("what is wrong is told programs in English, whatever the terminal speaks", async () => {
  const { stdout } = await livrable("verify", altered, "--json");
  const [{ code, where }] = JSON.parse(stdout).problems;
  expect([code, where]).toEqual(["archive-altered", expect.stringMatching(/^byte \d+, after .*: the bytes of events/)]);
});

test("told as JSON, by a program without data folder or network", async () => {
  const { stdout, code } = await livrable("verify", sound, "--json");
  expect(code).toBe(3);
  const about = { sound: true, problems: [], key: fingerprint };
  expect(JSON.parse(stdout)).toMatchObject({ ...about, trusted: false, signer: "unknown" });
  const known = await livrable("verify", sound, "--json", "--key", fingerprint);
  expect(JSON.parse(known.stdout)).toMatchObject({ ...about, trusted: true, signer: "known" });
  expect(readFileSync(sound).length).toBeGreaterThan(0);
});
