import { expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { addPerson, removePerson } from "../../../shared/stored/person.ts";
import { openTestNetwork, putOutputs } from "../network.ts";
import { mailJob } from "./letter.ts";
import * as scene from "./scenes.ts";

test("letters to a coordinator who left go to another coordinator", async () => {
  const network = await openTestNetwork();
  const id = await scene.closed(network);
  await putOutputs(network, id);
  const { ports, people } = network;
  const heir = { name: "Direction", address: "heritiere@reseau.example", organisation: "", language: "fr" } as const;
  await removePerson(ports, people.coordinator.id);
  const owed = mailJob(network, "final", "coordinator", { deliverable: id });
  await notify(ports, owed, network.settings);
  expect(network.sent).toEqual([]);
  await addPerson(ports, { ...heir, coordinator: true });
  await notify(ports, owed, network.settings);
  expect(network.sent.map(({ to, replyTo }) => [to.address, replyTo?.address])).toEqual([
    ["heritiere@reseau.example", "heritiere@reseau.example"],
  ]);
});
