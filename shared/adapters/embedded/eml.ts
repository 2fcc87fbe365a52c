import PostalMime, { type Address } from "postal-mime";

/** What the outbox page shows of a message; `date`: an instant, ISO 8601. */
export type Letter = {
  subject: string;
  from: string;
  to: string;
  date: string;
  messageId: string;
  text: string;
  html: string;
};

/** Reads a message (RFC 5322 and MIME): headers, its text and its HTML, without the line breaks that end them. */
export async function parseLetter(bytes: Uint8Array): Promise<Letter> {
  const message = await PostalMime.parse(bytes);
  return {
    subject: message.subject ?? "",
    from: message.from ? written(message.from) : "",
    to: (message.to ?? []).map(written).join(", "),
    date: message.date ?? "",
    messageId: message.messageId ?? "",
    text: (message.text ?? "").trimEnd(),
    html: (message.html ?? "").trimEnd(),
  };
}

function written({ name, address }: Address): string {
  return name ? `${name} <${address}>` : (address ?? "");
}
