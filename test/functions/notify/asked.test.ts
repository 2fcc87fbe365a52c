import { expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { tick } from "../../../functions/tick/tick.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { MailFailure } from "../../../shared/errors.ts";
import type { Message } from "../../../shared/ports.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { listMails } from "../../../shared/stored/mailing.ts";
import { work } from "../../../shared/stored/work.ts";
import {
  as,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  sendMails,
  submitDraft,
} from "../network.ts";
import { words } from "./letter.ts";

/** The author's letters once the server answers: it said 421 until now. */
async function lettersOnceBack(network: Network): Promise<string[]> {
  await tick(network.ports, network.settings);
  await run(network, async (message) => void network.sent.push(message));
  const { address } = network.people.author;
  return network.sent.splice(0).flatMap(({ to, subject }) => (to.address === address ? [words(subject)] : []));
}

async function run(network: Network, send: (message: Message) => Promise<undefined>): Promise<void> {
  for (const { id } of await listJobs(network.ports.store))
    await work(network.ports, id, 60, async (job) =>
      job.type === "mail" ? notify({ ...network.ports, mail: { send } }, job, network.settings) : "done",
    );
}

const refuse = () => Promise.reject(new MailFailure({ refused: false, said: "421 4.3.2 Service not available" }));

/** Two texts asked of one author in the afternoon of 3 March, while no mail leaves. */
async function asked(): Promise<{ network: Network; alpha: string; beta: string }> {
  const network = await openTestNetwork();
  network.world.set(Date.parse("2008-03-03T15:00:00.000Z"));
  const [alpha, beta] = [await createNote(network, { title: "Alpha" }), await createNote(network, { title: "Bêta" })];
  for (let tries = 0; tries < 2; tries++) await run(network, refuse);
  return { network, alpha, beta };
}

const amend = (network: Network, id: string) =>
  issue(deliverables, network.ports, id, {
    type: "amend",
    by: as(network, "coordinator"),
    authors: [network.people.stranger.id],
  });

const rows: [what: string, meanwhile: (network: Network, ids: string[]) => Promise<unknown>, told: string[]][] = [
  ["the next day, in one letter", async () => undefined, ["2 textes vous sont demandés, le premier pour le 20 mars"]],
  [
    "of the other text, where the first is theirs no more",
    (network, [alpha]) => amend(network, alpha!),
    ["Une note de cadrage vous est demandée : « Bêta », pour le 20 mars"],
  ],
  [
    "of the first text, where the other is theirs no more",
    (network, [, beta]) => amend(network, beta!),
    ["Une note de cadrage vous est demandée : « Alpha », pour le 20 mars"],
  ],
  ["of none that is theirs no more", async (network, ids) => Promise.all(ids.map((id) => amend(network, id))), []],
];

test.each(rows)("who was asked for two texts while mail was down is told %s", async (_, meanwhile, told) => {
  const { network, alpha, beta } = await asked();
  await meanwhile(network, [alpha, beta]);
  network.world.set(Date.parse("2008-03-04T09:00:00.000Z"));
  expect(await lettersOnceBack(network)).toEqual(told);
  network.world.set(Date.parse("2008-03-06T09:00:00.000Z"));
  expect((await lettersOnceBack(network)).filter((subject) => subject.includes("demand"))).toEqual([]);
});

test.each<[string, (network: Network, id: string) => Promise<unknown>, RegExp]>([
  ["was read and waits to be submitted", async () => undefined, /il vous reste à le soumettre/],
  [
    "was sent back with changes to make",
    async (network, id) => {
      await submitDraft(network, id);
      for (const role of ["first", "second"] as const) await decideAs(network, role, id, "requestChanges");
      await closeRound(network, id);
    },
    /Une nouvelle version est attendue de vous/,
  ],
])("who takes over a document that %s is told what is left to do", async (_, before, lead) => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  await before(network, id);
  await sendMails(network);
  network.sent.splice(0);
  await amend(network, id);
  await sendMails(network);
  const letters = network.sent.filter(({ to }) => to.address === network.people.stranger.address);
  expect(letters.map(({ subject }) => words(subject))).toEqual([
    expect.stringMatching(/^Une note de cadrage vous est demandée : « L’interculturalité/),
  ]);
  expect(letters[0]!.text).toMatch(lead);
});

test("a letter for two texts is shown as sent for both", async () => {
  const { network, alpha, beta } = await asked();
  network.world.set(Date.parse("2008-03-04T09:00:00.000Z"));
  await lettersOnceBack(network);
  for (const id of [alpha, beta])
    expect(await listMails(network.ports.store, id)).toMatchObject([{ letter: "draftAsked" }]);
});

test("two letters asking one author for drafts that leave at the same moment become one letter", async () => {
  const { network } = await asked();
  network.world.set(Date.parse("2008-03-04T09:00:00.000Z"));
  const jobs = (await listJobs(network.ports.store)).flatMap((job) => (job.type === "mail" ? [job] : []));
  await Promise.all(
    jobs.map(({ id }) =>
      work(network.ports, id, 60, async (job) =>
        job.type === "mail" ? notify(network.ports, job, network.settings) : "done",
      ),
    ),
  );
  const first = network.sent.length;
  network.world.set(Date.parse("2008-03-04T09:03:00.000Z"));
  expect([...(await lettersOnceBack(network))].length + first).toBe(1);
});
