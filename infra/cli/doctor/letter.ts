import { MailFailure } from "../../../shared/errors.ts";
import type { Mail, Mailbox } from "../../../shared/ports.ts";
import { say } from "../../say.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** Sends one mail that says what it is; `id` is fresh, `kept` the folder of mails that do not leave. */
export async function sendTest(
  mail: Mail,
  from: Mailbox,
  { to, id, kept }: { to: string; id: string; kept?: string },
): Promise<Finding> {
  const text = say("doctor.mail.text");
  try {
    await mail.send({
      messageId: `<doctor-${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`,
      from,
      to: { name: "", address: to },
      subject: say("doctor.mail.subject"),
      text,
      html: `<p>${text}</p>`,
    });
    if (kept !== undefined) return fine("doctor.mail.kept", { to, folder: kept });
    return fine("doctor.mail.sent", { to, from: from.address });
  } catch (error) {
    const said = error instanceof MailFailure ? error.said : (error as Error).message;
    return toMend("doctor.mail.refused", { to, said });
  }
}
