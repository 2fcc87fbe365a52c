import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { sesMail } from "../../../shared/adapters/aws/mail.ts";
import { MailFailure } from "../../../shared/errors.ts";
import type { Message } from "../../../shared/ports.ts";

const client = new SESv2Client({ region: "eu-west-3" });
const mock = mockClient(client);
beforeEach(() => mock.reset());

const message: Message = {
  messageId: "<invited.r1@livrable.example>",
  from: { name: "ORIV, centre de ressources", address: "livrable@reseau.example" },
  to: { name: "Relectrice, CREFE", address: "relectrice@crefe.example" },
  replyTo: { name: "Coordination", address: "coordination@oriv.example" },
  subject: "Votre avis sur « L’accès au droit » avant le 12 mai",
  text: "Bonjour,\n\nLe document vous attend.\n",
  html: "<p>Bonjour,</p><p>Le document vous attend.</p>",
  headers: { "Auto-Submitted": "auto-generated" },
};

test("a message leaves as MIME, for one address, with both bodies", async () => {
  mock.on(SendEmailCommand).resolves({ MessageId: "ses-1" });
  await sesMail(client).send(message);
  const { Destination, Content } = mock.commandCalls(SendEmailCommand)[0]!.args[0].input;
  expect(Destination).toEqual({ ToAddresses: ["relectrice@crefe.example"] });
  const mime = Buffer.from(Content!.Raw!.Data!).toString("utf8");
  for (const line of [
    /^From: "ORIV, centre de ressources" <livrable@reseau\.example>\r$/m,
    /^To: "Relectrice, CREFE" <relectrice@crefe\.example>\r$/m,
    /^Reply-To: Coordination <coordination@oriv\.example>\r$/m,
    /^Message-ID: <invited\.r1@livrable\.example>\r$/m,
    /^X-Livrable-Message-ID: <invited\.r1@livrable\.example>\r$/im,
    /^Auto-Submitted: auto-generated\r$/m,
    /^Subject: =\?UTF-8\?/m,
    /^Content-Type: text\/plain; charset=utf-8\r$/m,
    /^Content-Type: text\/html; charset=utf-8\r$/m,
  ])
    expect(mime).toMatch(line);
});

test("the Message-ID that SES gives is told, since later mails follow it", async () => {
  mock.on(SendEmailCommand).resolves({ MessageId: "0102017f-000000" });
  expect(await sesMail(client).send({ ...message, inReplyTo: "<asked@eu-west-3.amazonses.com>" })).toBe(
    "<0102017f-000000@eu-west-3.amazonses.com>",
  );
  const mime = Buffer.from(mock.commandCalls(SendEmailCommand)[0]!.args[0].input.Content!.Raw!.Data!).toString("utf8");
  expect(mime).toMatch(/^In-Reply-To: <asked@eu-west-3\.amazonses\.com>\r$/m);
  expect(mime).toMatch(/^References: <asked@eu-west-3\.amazonses\.com>\r$/m);
});

test("a line break in a field makes no header", async () => {
  mock.on(SendEmailCommand).resolves({});
  const subject = "Avis\r\nBcc: autre@ailleurs.example";
  await sesMail(client).send({
    ...message,
    subject,
    from: { ...message.from, name: "x\r\nBcc: autre@ailleurs.example" },
  });
  const mime = Buffer.from(mock.commandCalls(SendEmailCommand)[0]!.args[0].input.Content!.Raw!.Data!).toString("utf8");
  expect(mime).not.toMatch(/^bcc:/im);
});

test.each([
  ["MessageRejected", "Email address is not verified: relectrice@crefe.example", true],
  ["MailFromDomainNotVerifiedException", "Mail-From domain not verified", true],
  ["AccountSuspendedException", "The account is suspended", true],
  ["TooManyRequestsException", "Too many requests", false],
  ["SendingPausedException", "Sending is paused for this account", false],
  ["TimeoutError", "socket hang up", false],
])("%s is kept in SES's words, without the address in them; refused for good: %s", async (name, message_, refused) => {
  mock.on(SendEmailCommand).rejects(Object.assign(new Error(message_), { name }));
  const thrown = await sesMail(client)
    .send(message)
    .catch((error: MailFailure) => error);
  expect(thrown).toBeInstanceOf(MailFailure);
  expect(thrown).toMatchObject({
    code: refused ? "mail-refused" : "mail-not-taken",
    said: `${name}: ${message_.replace("relectrice@crefe.example", "[address]")}`,
  });
  expect(String(thrown)).not.toContain("relectrice@crefe.example");
});
