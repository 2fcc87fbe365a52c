import MailComposer from "nodemailer/lib/mail-composer";
import type { Mailbox, Message } from "../ports.ts";

/**
 * The message as RFC 5322 and MIME: a text and an HTML part, UTF-8; where it has a calendar, a third one for programs that
 * answer in place (RFC 6047, 2.4) and the same as a file for the others. Reads no file and fetches no address.
 */
export function writeMime(message: Message): Promise<Buffer> {
  return new MailComposer(mimeFields(message)).compile().build();
}

/** A message as nodemailer names its fields. */
export function mimeFields(message: Message) {
  const { messageId, inReplyTo, from, to, replyTo, subject, text, html, headers = {}, calendar } = message;
  return {
    messageId,
    ...(inReplyTo && { inReplyTo, references: [inReplyTo] }),
    from: mailbox(from),
    to: mailbox(to),
    ...(replyTo && { replyTo: mailbox(replyTo) }),
    subject,
    text,
    html,
    headers,
    ...(calendar && { icalEvent: { method: calendar.method, filename: "invitation.ics", content: calendar.text } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** As an object, never as text: a comma in a name makes no second address. */
function mailbox({ name, address }: Mailbox) {
  return { name, address };
}
