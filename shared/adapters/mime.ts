import MailComposer from "nodemailer/lib/mail-composer";
import type { Mailbox, Message } from "../ports.ts";

/** The message as RFC 5322 and MIME: a text and an HTML part, UTF-8. Reads no file and fetches no address. */
export function writeMime(message: Message): Promise<Buffer> {
  return new MailComposer(mimeFields(message)).compile().build();
}

/** A message as nodemailer names its fields. */
export function mimeFields({ messageId, from, to, replyTo, subject, text, html, headers = {} }: Message) {
  return {
    messageId,
    from: mailbox(from),
    to: mailbox(to),
    ...(replyTo && { replyTo: mailbox(replyTo) }),
    subject,
    text,
    html,
    headers,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** As an object, never as text: a comma in a name makes no second address. */
function mailbox({ name, address }: Mailbox) {
  return { name, address };
}
