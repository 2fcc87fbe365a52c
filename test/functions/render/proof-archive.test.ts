import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { href } from "../../../shared/addresses.ts";
import type { ZipSource } from "../../../shared/archive/zip.ts";
import { erase } from "../../../shared/evidence/erase.ts";
import { steps } from "../../../shared/evidence/proof-archive/readme.ts";
import { verifyProofArchive } from "../../../shared/evidence/proof-archive/verify.ts";
import { prefixOf } from "../../../shared/stored/objects.ts";
import { latestProofArchive, oweProofArchive, publishedKeys } from "../../../shared/stored/proof-archive.ts";
import { browse, type Network, openTestNetwork, stateOf } from "../network.ts";
import { approveNote, produceAll } from "./approved.ts";

function sourceOf(bytes: Uint8Array): ZipSource {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** The last dossier of a note, made now. */
async function archiveOf(network: Network, id: string): Promise<Uint8Array> {
  await oweProofArchive(network.ports, await stateOf(network, id));
  await produceAll(network, "dossier");
  const archive = await latestProofArchive(network.ports.store, id);
  return (await network.ports.files.get(archive!.key))!;
}

let network: Network;
let id: string;
let bytes: Uint8Array;
beforeAll(async () => {
  network = await openTestNetwork();
  id = await approveNote(network);
  bytes = await archiveOf(network, id);
});

describe("a dossier", () => {
  test("is sound, and says by which key", async () => {
    const [key] = await publishedKeys(network.ports.store);
    const verdict = await verifyProofArchive(sourceOf(bytes), key!.fingerprint);
    expect(verdict.problems).toEqual([]);
    expect(verdict).toMatchObject({ trusted: true, counts: { versions: 2, decisions: 4 } });
    expect((await verifyProofArchive(sourceOf(bytes), "0".repeat(64))).problems).toEqual([
      { code: "key-other", where: { in: "key", path: "key.pem", fingerprint: key!.fingerprint } },
    ]);
  });

  test("has a page with the command that verifies it, whole, and no other hash in it than the key’s", async () => {
    const [key] = await publishedKeys(network.ports.store);
    const { sha256 } = (await latestProofArchive(network.ports.store, id))!;
    const coordinator = await browse(network, "coordinator");
    const page = await coordinator.page(`/deliverables/${id}/dossier`);
    expect(page).toContain(`npx livrable verify dossier.zip --key ${key!.fingerprint}`);
    expect(page).toContain(`<dt>Empreinte de l’archive (SHA-256)</dt><dd>${sha256}</dd>`);
  });

  test("opens in any unzip, and holds all that the line knows", () => {
    const files = unzipSync(bytes);
    const folders = new Set(Object.keys(files).map((path) => path.split("/")[0]));
    expect([...folders].sort()).toMatchInlineSnapshot(`
      [
        "LISEZMOI.html",
        "README.html",
        "SHA256SUMS",
        "contributions",
        "events.jsonl",
        "key.pem",
        "kinds",
        "mails.json",
        "manifest.json",
        "manifest.json.sig",
        "outcome.json",
        "outputs",
        "people.json",
        "receipts.json",
        "record.json",
        "sources",
        "texts",
        "themes",
        "trees",
        "versions",
      ]
    `);
    const mails = JSON.parse(strFromU8(files["mails.json"]!));
    expect(mails.map(({ letter }: { letter: string }) => letter)).toContain("final");
    expect(strFromU8(files["mails.json"]!)).not.toMatch(/\.example"|\/l\//);
  });

  test("is the same bytes when it is made again", async () => {
    const before = await latestProofArchive(network.ports.store, id);
    expect(Buffer.from(await archiveOf(network, id)).equals(Buffer.from(bytes))).toBe(true);
    expect(await latestProofArchive(network.ports.store, id)).toEqual(before);
  });

  test("is checked by the commands that it gives", () => {
    const folder = mkdtempSync(join(tmpdir(), "livrable-dossier-"));
    writeFileSync(join(folder, "dossier.zip"), bytes);
    execFileSync("unzip", ["-q", "dossier.zip", "-d", "dossier"], { cwd: folder });
    const said = Object.fromEntries(
      steps.map(([name, command]) => [
        name,
        execFileSync("bash", ["-c", command], { cwd: join(folder, "dossier"), encoding: "utf8" }).trim(),
      ]),
    );
    const { head } = JSON.parse(strFromU8(unzipSync(bytes)["outcome.json"]!));
    expect(said).toMatchObject({ sums: "", manifest: "1", signature: "Signature Verified Successfully", chain: head });
    for (const line of said.versions!.split("\n")) expect(line).toMatch(/^([0-9a-f]{64}) {2}versions\/\1\.json$/);
  });

  test("stays sound when a text was erased, and says so", async () => {
    const own = await openTestNetwork();
    const note = await approveNote(own);
    const { rounds } = await stateOf(own, note);
    const ref = rounds[0]!.decisions[0]!.reason!;
    const before = await latestProofArchive(own.ports.store, note);
    await archiveOf(own, note);
    expect(await erase(own.ports, ref)).toEqual([href("deliverable", { id: note })]);
    expect(await latestProofArchive(own.ports.store, note)).toBeUndefined();
    expect(await Array.fromAsync(own.ports.files.list(prefixOf("dossiers")))).toEqual([]);
    await produceAll(own, "dossier");
    const made = await latestProofArchive(own.ports.store, note);
    expect(made!.key).not.toBe(before?.key);
    const erased = (await own.ports.files.get(made!.key))!;
    const { problems, manifest } = await verifyProofArchive(sourceOf(erased));
    expect(problems).toEqual([]);
    expect(manifest!.absent).toContainEqual({ path: `texts/${ref}.json`, sha256: ref, why: "erased" });
  });

  test("holds the reason why a text was confirmed unchanged, in its record and its final; and stays sound once that is erased", async () => {
    const own = await openTestNetwork();
    const unchanged = "Les remarques demandent ce que la note dit déjà.";
    const note = await approveNote(own, { unchanged });
    const files = unzipSync(await archiveOf(own, note));
    const ref = (await stateOf(own, note)).rounds[1]!.unchanged!;
    expect(strFromU8(files[`texts/${ref}.json`]!)).toContain(unchanged);
    expect(JSON.parse(strFromU8(files["record.json"]!)).rounds[1]).toMatchObject({ unchanged: { reason: unchanged } });
    const html = Object.keys(files).find((path) => /^outputs\/.*html$/.test(path));
    expect(strFromU8(files[html!]!)).toMatch(/texte déjà relu[\s\S]*ce que la note dit déjà/);
    await erase(own.ports, ref);
    const erased = await archiveOf(own, note);
    expect((await verifyProofArchive(sourceOf(erased))).problems).toEqual([]);
    expect(JSON.parse(strFromU8(unzipSync(erased)["record.json"]!)).rounds[1].unchanged).toEqual({});
  });

  test("erasing what no event names is refused", async () => {
    await expect(erase(network.ports, "0".repeat(64))).rejects.toThrow("not-found");
  });

  test("of an anonymous round names no reviewer, and withholds what would", async () => {
    const own = await openTestNetwork();
    const note = await approveNote(own, { anonymous: true });
    const files = unzipSync(await archiveOf(own, note));
    const words = Object.entries(files)
      .filter(([path]) => !/\.(pdf|docx)$/.test(path))
      .map(([, content]) => strFromU8(content))
      .join("\n");
    for (const name of ["Research officer", "IREV", "etudes@", "direction@"]) expect(words).not.toContain(name);
    expect(words).toContain("Relecteur 2");
    expect(JSON.parse(strFromU8(files["manifest.json"]!)).absent).toMatchObject([{ why: "withheld" }]);
  });
});
