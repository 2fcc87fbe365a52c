import { afterEach, expect, test } from "vitest";
import { notifySteps } from "../../functions/notify/steps.ts";
import { tick } from "../../functions/tick/tick.ts";
import { openSmtp } from "../../shared/adapters/embedded/mail.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import type { Ports } from "../../shared/ports.ts";
import { listJobs, oweJob, type StoredJob } from "../../shared/stored/job.ts";
import { work } from "../../shared/stored/work.ts";
import { type Fault, type SmtpServer, startSmtp } from "../contract/smtp.ts";
import { type Network, openTestNetwork } from "../functions/network.ts";

const began = Date.parse("2008-03-03T09:00:00.000Z");
const hour = 3_600_000;
/** A server that says nothing is given up soon here. */
const waits = { connectionTimeout: 200, greetingTimeout: 100, socketTimeout: 200 };

let server: SmtpServer | undefined;
afterEach(() => server?.stop());

type Scene = { network: Network; ports: Ports; server: SmtpServer };

/** A network that sends through a server which has a `fault` for so many hours, and owes someone a link. */
async function open(fault: Fault, hours: number): Promise<Scene> {
  const network = await openTestNetwork();
  const started = await startSmtp(() => (network.world.clock() < began + hours * hour ? fault : undefined));
  server = started;
  const ports = { ...network.ports, mail: openSmtp(started.url, waits) };
  await oweJob(ports, { id: "mail/access/1", type: "mail", to: network.people.first.id, letter: "access" });
  return { network, ports, server: started };
}

/** Lets so many hours pass, a quarter at a time; what is due is worked at, once more where that fails. Says what is left. */
async function pass({ network, ports }: Scene, hours: number): Promise<StoredJob[]> {
  const step = stepBy(notifySteps(ports, network.settings));
  for (let quarter = 0; quarter <= hours * 4; quarter++) {
    network.world.set(began + (quarter * hour) / 4);
    await tick(ports, network.settings);
    for (const _ of ["once", "again"])
      for (const { id, status } of await listJobs(ports.store)) if (status === "due") await work(ports, id, 60, step);
  }
  return listJobs(ports.store);
}

const idsOf = (messages: Uint8Array[]) =>
  messages.map((message) => /^Message-ID: (\S+)/im.exec(Buffer.from(message).toString("latin1"))?.[1]);

test.each<[what: string, fault: Fault, hours: number, said: RegExp, sent: number]>([
  [
    "a server that is closed for a day",
    { at: "hello", answer: "421 4.3.2 Service not available" },
    24,
    /^421 4\.3\.2 Service not available$/,
    1,
  ],
  [
    "a server that makes newcomers wait",
    { at: "RCPT", answer: "450 4.2.0 <direction@oriv.example>: Greylisted, try again" },
    1,
    /^450 4\.2\.0 <\[address\]>: Greylisted, try again$/,
    1,
  ],
  ["a server that never says hello", { at: "hello", answer: "silence" }, 1, /Greeting never received/, 1],
  ["a server that falls silent at the text", { at: "text", answer: "silence" }, 1, /Timeout/, 1],
  ["a line that is cut at the recipient", { at: "RCPT", answer: "cut" }, 1, /closed unexpectedly/, 1],
  [
    "a line that is cut after the text, which the server kept: sent again as the same mail",
    { at: "text", answer: "cut" },
    0.1,
    /closed unexpectedly/,
    3,
  ],
])("%s: the mail waits with its words, and arrives", async (_, fault, hours, said, sent) => {
  const scene = await open(fault, hours);
  const [waiting] = await pass(scene, 0);
  expect(waiting).toMatchObject({ status: "waiting", attempt: 2, error: "mail-not-taken" });
  expect(waiting!.said).toMatch(said);
  expect(await pass(scene, hours + 12)).toEqual([]);
  const ids = idsOf(scene.server.messages);
  expect(ids).toEqual(Array(sent).fill("<mail.access.1@reseau.example>"));
});

test.each<[what: string, fault: Fault, said: string]>([
  [
    "a server that knows no such person",
    { at: "RCPT", answer: "550 5.1.1 <direction@oriv.example>: User unknown" },
    "550 5.1.1 <[address]>: User unknown",
  ],
  [
    "a server that will not have the text",
    { at: "text", answer: "554 5.7.1 Looks like spam" },
    "554 5.7.1 Looks like spam",
  ],
])("%s: the mail is refused at once, its words kept", async (_, fault, said) => {
  const scene = await open(fault, 1000);
  await pass(scene, 1);
  expect(scene.server.messages).toEqual([]);
  const refused = (await listJobs(scene.ports.store)).find(({ id }) => id === "mail/access/1");
  expect(refused).toMatchObject({ status: "failed", attempt: 1, error: "mail-refused", said });
});

test("a server that is closed for a week: the mail is given up after three days, with its words", async () => {
  const scene = await open({ at: "hello", answer: "421 4.3.2 Service not available" }, 1000);
  await pass(scene, 73);
  const [given] = await listJobs(scene.ports.store);
  expect(given).toMatchObject({ status: "failed", attempt: 15, said: "421 4.3.2 Service not available" });
  expect(scene.server.connections()).toBeGreaterThanOrEqual(15);
});
