import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { writeMime } from "../../../shared/adapters/mime.ts";
import { changePerson } from "../../../shared/stored/person.ts";
import { lineOf, parseCalendar } from "../../formats/calendar.ts";
import { createNote, deposit, openTestNetwork, submitDraft } from "../network.ts";
import { mailJob, words } from "./letter.ts";
import * as scene from "./scenes.ts";

test.each([
  ["Titre\r\nBcc: victime@ailleurs.example", "Titre Bcc: victime@ailleurs.example"],
  ["Titre\u2028suite", "Titre suite"],
  ['<b>Gras</b> & "guillemets"', '<b>Gras</b> & "guillemets"'],
])("what people write cannot become a header or a tag: %j", async (title, shown) => {
  const network = await openTestNetwork();
  const id = await createNote(network, { title });
  await changePerson(network.ports, network.people.first.id, { name: "Direction\r\nX-Injected: yes" });
  await deposit(network, id);
  await submitDraft(network, id);
  await notify(network.ports, mailJob(network, "invited", "first", { deliverable: id }), network.settings);
  const [message] = network.sent;
  expect(message?.subject).toContain(shown);
  expect(`${message?.subject}${message?.to.name}${message?.from.name}${message?.messageId}`).not.toMatch(
    /[\r\n\u2028]/,
  );
  expect(message?.html).not.toContain("<b>");
});

const hostile: [what: string, written: string, shown: string][] = [
  ["line breaks", "Séance\r\nBcc: victime@ailleurs.example", "Séance Bcc: victime@ailleurs.example"],
  ["nothing and separators", "Sé\u0000an\u2028ce", "Sé an ce"],
  ["turned text", "Séance \u202etxet\u2066", "Séance txet"],
  ["half a character", "Séance \ud83d", "Séance \ufffd"],
  ["a tag", "<script>Séance</script>", "<script>Séance</script>"],
  ["length", "é".repeat(300), "é".repeat(100)],
  ["a second address", 'x, "y" <victime@ailleurs.example>', 'x, "y" <victime@ailleurs.example>'],
];

test.each(hostile)("what people write stays words: %s", async (_, written, shown) => {
  const network = await openTestNetwork({ network: "RECI\r\nBcc: z@ailleurs.example" });
  const { ports, people, settings, sent } = network;
  const id = await createNote(network, { title: written });
  await scene.submitted(network, id);
  await scene.planMeeting(network, id, { title: written, place: written.slice(0, 200), call: written.slice(0, 200) });
  for (const role of ["first", "coordinator"] as const)
    await changePerson(ports, people[role].id, { name: written.toWellFormed() });
  await scene.reminded(network, id);
  await notify(
    ports,
    mailJob(network, "meetingInvited", "first", { meeting: scene.meetingOf(id), sequence: 0 }),
    settings,
  );
  await notify(ports, mailJob(network, "reminder", "first", { deliverable: id }), settings);
  expect(sent).toHaveLength(2);
  for (const message of sent) {
    const { subject, html, text, to, from, replyTo } = message;
    expect(words(subject)).toContain(shown);
    expect(words(text)).toContain(shown);
    const headers = [subject, to.name, from.name, replyTo!.name, ...Object.values(message.headers!)];
    expect(Math.max(...headers.map((header) => header.length))).toBeLessThan(990);
    expect(headers.join("") + text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u202a-\u202e\u2066-\u2069]/u);
    expect(html).not.toContain("<script>");
    const read = await PostalMime.parse(await writeMime(message));
    expect([read.to, read.replyTo].map((boxes) => boxes?.map(({ address }) => address))).toEqual([
      ["direction@oriv.example"],
      ["coordination@reseau.example"],
    ]);
    expect(read.headers.map(({ key }) => key).filter((key) => /cc$/.test(key))).toEqual([]);
  }
  const [event] = parseCalendar(sent[0]!.calendar!.text).inside;
  const spaceless = (text: string) => text.replaceAll(" ", "");
  expect(spaceless(lineOf(event!, "LOCATION").value)).toContain(spaceless(shown));
  expect(lineOf(event!, "ATTENDEE").value).toBe("MAILTO:direction@oriv.example");
});
