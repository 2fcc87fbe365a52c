import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, expect, test } from "vitest";
import { openNetwork } from "../../../infra/local/network.ts";
import { hashOf } from "../../../shared/chain/hash.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { importingKey } from "../../../shared/stored/network.ts";
import { textKey } from "../../../shared/stored/objects.ts";
import { putText } from "../../../shared/stored/text.ts";
import { coordinator, create } from "../../deliverable/scenario.ts";
import { addDirectory } from "../../moving/directory.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableAt, root } from "./livrable.ts";

let folder: string;
let text: string;
beforeEach(async () => {
  folder = temporaryFolder();
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  await addDirectory(ports);
  await issue(deliverables, ports, "note", create({ id: "note" }));
  const reason = await putText(ports, "La convention n’est pas reconduite.");
  await issue(deliverables, ports, "note", { type: "withdraw", by: coordinator, reason });
  text = textKey(reason);
  close();
});

const ask = (...args: string[]) => livrableAt({ LIVRABLE_DATA: folder }, ...args);

function lose(key: string): void {
  const name = hashOf(Buffer.from(key));
  rmSync(join(folder, "files", name.slice(0, 2), name));
}

test("a sound network: what there is, and 0", async () => {
  const { code, stdout } = await ask("check");
  expect(stdout.replace(/\s+/g, " ")).toBe(
    "Tout est là, tel qu’il a été enregistré : un livrable, 2 événements, un fichier. ",
  );
  expect(code).toBe(0);
});

test("a network in which there is nothing yet is told so, not that it has one thing of each sort", async () => {
  folder = temporaryFolder();
  await ask("init");
  const { code, stdout } = await ask("check");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "Tout est là, tel qu’il a été enregistré\u00a0: rien encore.\n",
  });
});

test("one that an import left half is told by check and doctor, and not served or asked of", async () => {
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  await ports.store.commit([{ put: { ...importingKey, data: "0" } }]);
  close();
  const { code, stdout } = await ask("check");
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining("(import-unfinished): NETWORK / import"),
  });
  expect(await ask("doctor")).toMatchObject({ code: 1, stdout: expect.stringContaining("Un import a commencé") });
  expect(await ask("status")).toMatchObject({ code: 2, stderr: expect.stringContaining("(import-unfinished)") });
  expect(await ask("export", join(folder, "reseau.tar.gz"))).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining("(import-unfinished)") },
  });
  const start = ["--disable-warning=ExperimentalWarning", "infra/local/main.ts"];
  const env = { ...process.env, LIVRABLE_LANG: "fr", LIVRABLE_DATA: folder, PORT: "8080", SMTP_URL: "" };
  await expect(promisify(execFile)(process.execPath, start, { cwd: root, env, timeout: 60_000 })).rejects.toMatchObject(
    {
      ...{ code: 1, stderr: expect.stringContaining("(import-unfinished)") },
    },
  );
});

test("one that lost a file: which, who names it, and 1; as JSON too", async () => {
  lose(text);
  const { code, stdout } = await ask("check");
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^Une chose manque.*\n {2}un fichier manque \(file-missing\).*texts\/.* \(nommé par DELIVERABLE#note\)/,
  );
  const json = await ask("check", "--json");
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
    1,
    { sound: false, deliverables: 1, flaws: [{ code: "file-missing", where: text }] },
  ]);
});

test("an export of it is written, names the file, and ends with 1; of a sound one with 0", async () => {
  const path = join(folder, "reseau.tar.gz");
  expect((await ask("export", path)).code).toBe(0);
  lose(text);
  const { code, stdout, stderr } = await ask("export", path);
  expect({ code, stdout }).toEqual({ code: 1, stdout: `${path}\n` });
  expect(stderr).toMatch(/^L’archive est incomplète[\s\S]*texts\/[0-9a-f]{64}\.json/);
  const moved = await livrableAt({ LIVRABLE_DATA: join(folder, "ailleurs") }, "import", path);
  expect(moved.code).toBe(0);
});

test("no network is none", async () => {
  const { code, stderr } = await livrableAt({ LIVRABLE_DATA: join(folder, "rien") }, "check");
  expect(code).toBe(2);
  expect(stderr).toContain("network-missing");
});

test("one that lost its people and its settings: whom, who names them, and 1; an export of it too", async () => {
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  const rows = await Array.fromAsync(ports.store.all());
  const lost = rows.filter(({ pk }) => /^(?:PEOPLE$|EMAIL#|NETWORK$)/.test(pk));
  await ports.store.commit(lost.map(({ pk, sk }) => ({ delete: { pk, sk } })));
  close();
  const { code, stdout } = await ask("check");
  expect(code).toBe(1);
  expect(stdout).toMatch(/\(person-missing\): PEOPLE \/ relecture-crefe \(nommé par DELIVERABLE#note\)/);
  expect(await ask("export", join(folder, "reseau.tar.gz"))).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining("(person-missing): PEOPLE / acse") },
  });
});
