import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { many, paragraph } from "../../../infra/bench/reading-files.ts";
import { openNetwork } from "../../../infra/local/network.ts";
import { startWorkers } from "../../../infra/local/workers.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables, loadState } from "../../../shared/stored/deliverable.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { uploadKey } from "../../../shared/stored/objects.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { coordinator, create } from "../../deliverable/scenario.ts";
import { wordFile } from "../../formats/drafts.ts";
import { temporaryFolder } from "../../temporary.ts";

const note = { name: "note.md", bytes: Buffer.from("# Contexte\n\nUn début.\n") };
const heavy = { name: "note.docx", bytes: wordFile({ body: many(60_000, paragraph) }) };
const damaged = { name: "note.docx", bytes: Buffer.from("PK\u0003\u0004 ce n’est plus une archive") };

/** Uploads that came at once, and what becomes of each. */
const sent = [
  [note, "accepted"],
  [heavy, "document-too-heavy"],
  [note, "accepted"],
  [damaged, "file-damaged"],
  [heavy, "document-too-heavy"],
  [note, "accepted"],
  [note, "accepted"],
] as const;

/** How many processes this one has begun that have not ended; none can be told where there is no /proc. */
function children(): number {
  const threads = process.platform === "linux" ? readdirSync("/proc/self/task") : [];
  const lists = threads.map((thread) => readFileSync(`/proc/self/task/${thread}/children`, "utf8"));
  return lists.join("").split(" ").filter(Boolean).length;
}

test("many uploads at once: two are read at a time, those too heavy are refused, and every other is read", async () => {
  const network = await openNetwork({ folder: temporaryFolder(), publicUrl: "http://127.0.0.1" }, { alone: true });
  network.settings.limits.childMemory = 160;
  const { ports } = network;
  for (const [at, [{ name, bytes }]] of sent.entries()) {
    await issue(deliverables, ports, `d${at}`, create({ id: `d${at}` }));
    const upload = { upload: `u${at}`, part: "main", name };
    await issue(deliverables, ports, `d${at}`, { type: "requestUpload", by: coordinator, ...upload });
    await ports.files.put(uploadKey(`u${at}`), bytes, "application/octet-stream");
  }
  const before = children();
  const workers = startWorkers(network);
  let most = 0;
  const counting = setInterval(() => {
    most = Math.max(most, children() - before);
  }, 20);
  await expect
    .poll(() => verdicts(network.ports), { timeout: 100_000, interval: 200 })
    .toEqual(sent.map(([, is]) => is));
  clearInterval(counting);
  await workers.stop();
  network.close();
  expect(most).toBe(process.platform === "linux" ? 2 : 0);
});

test("a mail server that says nothing keeps no draft from being read", async () => {
  const connected = new Set<Socket>();
  const deaf = createServer((socket) => void connected.add(socket)).listen(0, "127.0.0.1");
  onTestFinished(() => void deaf.close());
  await once(deaf, "listening");
  const smtpUrl = `smtp://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
  const place = { folder: temporaryFolder(), publicUrl: "http://127.0.0.1", smtpUrl };
  const network = await openNetwork(place, { alone: true });
  const { ports } = network;
  const person = { name: "Direction", organisation: "ORIV", language: "fr", coordinator: true } as const;
  for (const at of [1, 2, 3]) {
    const { id } = await addPerson(ports, { ...person, address: `direction-${at}@oriv.example` });
    await oweJob(ports, { id: `mail/access/${at}`, type: "mail", to: id, letter: "access" });
  }
  await issue(deliverables, ports, "d0", create({ id: "d0" }));
  await issue(deliverables, ports, "d0", {
    type: "requestUpload",
    by: coordinator,
    upload: "u0",
    part: "main",
    name: note.name,
  });
  await ports.files.put(uploadKey("u0"), note.bytes, "application/octet-stream");
  const workers = startWorkers(network);
  const status = async () => (await loadState(ports.store, "d0"))?.state.uploads.u0?.status;
  await expect.poll(status, { timeout: 15_000, interval: 100 }).toBe("accepted");
  for (const socket of connected) socket.destroy();
  await workers.stop();
  network.close();
});

function verdicts({ store }: Pick<Parameters<typeof issue>[1], "store">): Promise<unknown[]> {
  return Promise.all(
    sent.map(async (_, at) => {
      const upload = (await loadState(store, `d${at}`))?.state.uploads[`u${at}`];
      return upload?.refused?.code ?? upload?.status;
    }),
  );
}
