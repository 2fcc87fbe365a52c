import { expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import type { Message } from "../../../shared/ports.ts";
import { decideAs, type Network, openTestNetwork, type Role, sendMails } from "../network.ts";
import { mailJob } from "./letter.ts";
import * as scene from "./scenes.ts";

/** The mails to somebody, in the order in which they left. */
const mailsTo = ({ sent, people }: Network, role: Role): Message[] =>
  sent.filter(({ to }) => to.address === people[role].address);

test("what a person is written about one document follows the first mail of it; of another document, or of several, nothing", async () => {
  const network = await openTestNetwork();
  const note = await scene.inReview(network);
  await sendMails(network);
  await decideAs(network, "first", note, "approve");
  await sendMails(network);
  const [invited, received] = mailsTo(network, "first");
  expect(invited!.subject).toContain("Votre avis sur");
  expect(invited!.inReplyTo).toBeUndefined();
  expect(received!.inReplyTo).toBe(invited!.messageId);

  const other = await scene.inReview(network);
  await sendMails(network);
  expect(mailsTo(network, "first")[2]!.inReplyTo).toBeUndefined();
  await scene.reminded(network, note, other);
  await notify(network.ports, mailJob(network, "reminder", "second", { deliverable: note }), network.settings);
  expect(mailsTo(network, "second").at(-1)!.inReplyTo).toBeUndefined();
});

test("a carrier's own Message-ID is the one that is followed", async () => {
  const network = await openTestNetwork();
  const note = await scene.inReview(network);
  const carried = { send: async (message: Message) => `<${message.to.address.split("@")[0]}.1@carrier.example>` };
  await sendMails({ ...network, ports: { ...network.ports, mail: carried } });
  await decideAs(network, "first", note, "approve");
  await sendMails(network);
  expect(mailsTo(network, "first")[0]!.inReplyTo).toBe("<direction.1@carrier.example>");
});
