import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { Mail } from "../../ports.ts";
import { writeMime } from "../mime.ts";
import { faultName } from "./fault.ts";

/**
 * Mail through SES v2, as raw MIME. SES puts its own Message-ID on what it sends: ours stays in `X-Livrable-Message-ID`.
 * Throws with the fault's name alone, for SES writes addresses into its messages.
 */
export function sesMail(client: SESv2Client): Mail {
  return {
    async send(message) {
      const headers = { ...message.headers, "X-Livrable-Message-ID": message.messageId };
      const Data = await writeMime({ ...message, headers });
      const Destination = { ToAddresses: [message.to.address] };
      try {
        await client.send(new SendEmailCommand({ Destination, Content: { Raw: { Data } } }));
      } catch (error) {
        throw new Error(`SES did not take the mail: ${faultName(error)}`);
      }
    },
  };
}
