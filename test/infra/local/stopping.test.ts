import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { many, paragraph } from "../../../infra/bench/reading-files.ts";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import { startServer as listen, stopServer } from "../../../infra/local/server.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs, oweJob } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { coordinator, create } from "../../deliverable/scenario.ts";
import { bare } from "../../environment.ts";
import { freePort } from "../../flow/running.ts";
import { wordFile } from "../../formats/drafts.ts";
import { temporaryFolder } from "../../temporary.ts";
import { root } from "../cli/livrable.ts";

/** Seconds of reading. */
const heavy = wordFile({ body: many(60_000, paragraph) });

/** A network in a folder of its own, as `fill` leaves it. */
async function folderWith(fill: (network: Network) => Promise<void>): Promise<string> {
  const folder = temporaryFolder();
  const network = await openNetwork({ folder, publicUrl: "http://127.0.0.1" }, { alone: true });
  await fill(network);
  network.close();
  return folder;
}

async function draftToRead({ ports }: Network): Promise<void> {
  await issue(deliverables, ports, "note", create({ id: "note" }));
  const upload = { upload: "u1", part: "main", name: "note.docx" };
  await issue(deliverables, ports, "note", { type: "requestUpload", by: coordinator, ...upload });
  await ports.files.put(uploadKey("u1"), heavy, "application/octet-stream");
}

/** `npm start` without npm, in a process group of its own as a terminal makes one. */
async function startServer(folder: string, environment = {}): Promise<ChildProcess> {
  const env = { ...bare, LIVRABLE_LANG: "fr", LIVRABLE_DATA: folder, PORT: String(await freePort()), ...environment };
  const server = spawn(process.execPath, ["infra/run.mjs", "infra/local/main.ts"], { cwd: root, env, detached: true });
  onTestFinished(() => void (server.exitCode === null && !server.signalCode && process.kill(-server.pid!, "SIGKILL")));
  return server;
}

/** What the jobs in a folder are at each asking, beside its server; the folder is opened once, since a job in hand is soon done. */
async function jobsIn(folder: string) {
  const { ports, close } = await openNetwork({ folder, publicUrl: "http://127.0.0.1" }, { alone: false });
  onTestFinished(() => close());
  return async () => (await listJobs(ports.store)).map(({ type, status, attempt }) => ({ type, status, attempt }));
}

const leased = (type: string) => [expect.objectContaining({ type, status: "leased" })];

test.each([
  ["Ctrl-C, which all in the terminal hear", "SIGINT", (pid: number) => -pid],
  ["a computer that shuts down", "SIGTERM", (pid: number) => -pid],
  ["a service manager, which tells it alone", "SIGTERM", (pid: number) => pid],
] as const)(
  "%s stops it in one sentence, and the work in hand is to be done as if not begun",
  async (_, signal, to) => {
    const folder = await folderWith(draftToRead);
    const server = await startServer(folder);
    const said = Promise.all([text(server.stdout!), text(server.stderr!)]);
    const jobs = await jobsIn(folder);
    await expect.poll(jobs, { timeout: 60_000, interval: 20 }).toEqual(leased("ingest"));
    process.kill(to(server.pid!), signal);
    await once(server, "exit");
    const [stdout, stderr] = await said;
    expect(stdout.split("\n").slice(-2)).toEqual([
      "Livrable\u00a0: arrêté\u202f; le travail en cours reprendra au prochain démarrage.",
      "",
    ]);
    expect({ stderr, code: server.exitCode }).toEqual({ stderr: "", code: 0 });
    expect(await jobs()).toEqual([{ type: "ingest", status: "due", attempt: 0 }]);
  },
);

test("a second Ctrl-C ends at once what waits for another", async () => {
  const deaf = createServer(() => undefined).listen(0, "127.0.0.1");
  onTestFinished(() => void deaf.close());
  await once(deaf, "listening");
  const folder = await folderWith(async ({ ports }) => {
    const person = { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" };
    const { id } = await addPerson(ports, { ...person, language: "fr", coordinator: true });
    await oweJob(ports, { id: "mail/access", type: "mail", to: id, letter: "access" });
  });
  const { port } = deaf.address() as AddressInfo;
  const server = await startServer(folder, { SMTP_URL: `smtp://127.0.0.1:${port}` });
  await once(deaf, "connection");
  process.kill(-server.pid!, "SIGINT");
  await setTimeout(700);
  expect(server.exitCode).toBeNull();
  process.kill(-server.pid!, "SIGINT");
  await once(server, "exit");
  expect(server.exitCode).toBe(1);
  expect(await (await jobsIn(folder))()).toEqual(leased("mail"));
});

test("a server that is killed leaves what Node compiled of its sources to the next start", async () => {
  const [folder, compiled] = [await folderWith(async () => undefined), temporaryFolder()];
  const server = await startServer(folder, { NODE_COMPILE_CACHE: compiled });
  const kept = () => readdirSync(compiled, { recursive: true }).length;
  await expect.poll(kept, { timeout: 60_000, interval: 100 }).toBeGreaterThan(100);
  process.kill(-server.pid!, "SIGKILL");
});

test("who asks while it stops is answered before the store closes", async () => {
  const [folder, port] = [temporaryFolder(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const network = await openNetwork({ folder, publicUrl: url }, { alone: true });
  const { store } = network.ports;
  const asked = Promise.withResolvers<void>();
  const slow: typeof store.get = async (key) => {
    asked.resolve();
    await setTimeout(300);
    return store.get(key);
  };
  const ports = { ...network.ports, store: { ...store, get: slow } };
  const server = await listen({ ...network, ports }, { port, host: "127.0.0.1" });
  const body = new URLSearchParams({ address: "direction@oriv.example" });
  const answer = fetch(`${url}/link`, { method: "POST", body, headers: { origin: url }, redirect: "manual" });
  await asked.promise;
  await stopServer(server);
  network.close();
  expect((await answer).status).toBe(303);
});
