import PostalMime, { type Address } from "postal-mime";

/** What the outbox page shows of a message; `date`: an instant, ISO 8601. */
export type ParsedMail = {
  subject: string;
  from: string;
  to: string;
  date: string;
  messageId: string;
  text: string;
  html: string;
  /** What `invitation.ics` holds, where one came with it. */
  calendar?: string;
};

/** What a list shows of a message. */
export type Head = Pick<ParsedMail, "subject" | "to" | "date">;

/** Reads a message's headers alone, however long what follows is. */
export async function parseHead(bytes: Uint8Array): Promise<Head> {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf("\r\n\r\n");
  const { subject, to, date } = await parseMail(end === -1 ? bytes : bytes.subarray(0, end + 4));
  return { subject, to, date };
}

/** Reads a message (RFC 5322 and MIME): headers, its text and its HTML, without the line breaks that end them. */
export async function parseMail(bytes: Uint8Array): Promise<ParsedMail> {
  const message = await PostalMime.parse(bytes);
  const calendar = message.attachments.find(({ mimeType }) => mimeType === "text/calendar")?.content;
  return {
    subject: message.subject ?? "",
    from: message.from ? written(message.from) : "",
    to: (message.to ?? []).map(written).join(", "),
    date: message.date ?? "",
    messageId: message.messageId ?? "",
    text: (message.text ?? "").trimEnd(),
    html: (message.html ?? "").trimEnd(),
    ...(calendar !== undefined && { calendar: withLineEnds(calendar) }),
  };
}

/** Lines that end as RFC 5545 (3.1) asks: reading may have changed them. */
function withLineEnds(content: string | ArrayBuffer | Uint8Array): string {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  return text.replace(/\r?\n/g, "\r\n");
}

/** A mailbox as people read one: "Relecture <relecture@crefe.example>". */
export function written({ name, address }: Pick<Address, "name" | "address">): string {
  return name ? `${name} <${address}>` : (address ?? "");
}
