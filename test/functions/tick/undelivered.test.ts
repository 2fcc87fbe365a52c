import { expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import { listJobs, rerunJob } from "../../../shared/stored/job.ts";
import { addPerson } from "../../../shared/stored/person.ts";
import { type Network, openTestNetwork, sendMails } from "../network.ts";
import { refused } from "../notify/scenes.ts";

const day = 86_400_000;
const morning = Date.parse("2008-03-04T09:00:00.000Z");

/** Runs `tick` so many days after the first morning: who gets which subject. */
async function runTick(network: Network, days = 0): Promise<string[]> {
  network.world.set(morning + days * day);
  await tick(network.ports, network.settings);
  await sendMails(network);
  return network.sent.splice(0).map(({ to, subject }) => `${to.address.split("@")[0]}: ${subject}`);
}

const told = "coordination: Un message n’est pas arrivé à Direction";

test("a coordinator learns once that a mail was refused", async () => {
  const network = await openTestNetwork();
  await refused(network);
  expect(await runTick(network)).toEqual([told]);
  expect(await runTick(network)).toEqual([]);
  expect(await runTick(network, 1)).toEqual([]);
});

test("a mail refused again is reported again, the next day at the soonest", async () => {
  const network = await openTestNetwork();
  const id = await refused(network);
  expect(await runTick(network)).toEqual([told]);
  await rerunJob(network.ports, id);
  await refused(network);
  expect(await runTick(network)).toEqual([]);
  await rerunJob(network.ports, id);
  network.world.set(morning + day);
  await refused(network);
  expect(await runTick(network, 1)).toEqual([told]);
});

test("nobody is told by the address that refuses: another coordinator is, or none", async () => {
  const network = await openTestNetwork();
  await refused(network, "coordinator");
  expect(await runTick(network)).toEqual([]);
  const second = await openTestNetwork();
  await addPerson(second.ports, {
    ...{ name: "Secrétariat", address: "secretariat@reseau.example", organisation: "RECI" },
    ...{ language: "fr", coordinator: true },
  });
  await refused(second, "coordinator");
  expect(await runTick(second)).toEqual(["secretariat: Un message n’est pas arrivé à Coordination"]);
});

test("that letter, refused itself, makes no other", async () => {
  const network = await openTestNetwork();
  await refused(network);
  network.world.set(morning);
  await tick(network.ports, network.settings);
  const letter = (await listJobs(network.ports.store)).find(({ id }) => id.startsWith("mail/undelivered/"))!;
  expect(letter).toMatchObject({ status: "due", to: network.people.coordinator.id, about: "mail/access/first" });
  await network.world.store.commit([
    {
      put: {
        pk: "JOBS",
        sk: letter.id,
        data: { ...letter, status: "failed" } as never,
        status: "failed",
        kind: "mail",
      },
    },
  ]);
  await tick(network.ports, network.settings);
  expect((await listJobs(network.ports.store)).map(({ id }) => id)).toEqual(["mail/access/first", letter.id]);
});

test("no report leaves where the mail was sent again meanwhile", async () => {
  const network = await openTestNetwork();
  const id = await refused(network);
  network.world.set(morning);
  await tick(network.ports, network.settings);
  await rerunJob(network.ports, id);
  await sendMails(network);
  expect(network.sent.map(({ subject }) => subject)).toEqual(["Votre lien d’accès"]);
});
