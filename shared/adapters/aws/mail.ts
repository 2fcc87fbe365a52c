import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { MailFailure } from "../../errors.ts";
import { serverWords } from "../../links/redact.ts";
import type { Mail } from "../../ports.ts";
import { writeMime } from "../mime.ts";
import { faultName } from "./fault.ts";

/**
 * Mail through SES v2, as raw MIME. SES puts its own Message-ID on what it sends, which is returned: ours stays in `X-Livrable-Message-ID`.
 * Throws a `MailFailure`, without the addresses that SES writes into its messages.
 */
export function sesMail(client: SESv2Client): Mail {
  return {
    async send(message) {
      const headers = { ...message.headers, "X-Livrable-Message-ID": message.messageId };
      const Data = await writeMime({ ...message, headers });
      const Destination = { ToAddresses: [message.to.address] };
      try {
        const { MessageId } = await client.send(new SendEmailCommand({ Destination, Content: { Raw: { Data } } }));
        return MessageId && `<${MessageId}@${await domainOf(client)}>`;
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

/** What ends the Message-IDs of a region: "eu-west-3.amazonses.com"; those of the first region are called otherwise. */
async function domainOf({ config }: SESv2Client): Promise<string> {
  const region = await config.region();
  return `${region === "us-east-1" ? "email" : region}.amazonses.com`;
}

/** Answers of SES that no second try changes: about the message, its sender's domain, or an account it closed. */
const refusals = new Set([
  "MessageRejected",
  "BadRequestException",
  "NotFoundException",
  "MailFromDomainNotVerifiedException",
  "AccountSuspendedException",
]);

function failureOf(error: unknown): MailFailure {
  const name = faultName(error);
  const words = error instanceof Error && error.message ? `${name}: ${error.message}` : name;
  return new MailFailure({ refused: refusals.has(name), said: serverWords(words) });
}
