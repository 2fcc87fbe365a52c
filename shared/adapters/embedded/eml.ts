/** What the outbox page shows of a message; `date` as in its header. */
export type Letter = {
  subject: string;
  from: string;
  to: string;
  date: string;
  messageId: string;
  text: string;
  html: string;
};

/** A header field by its name in small letters, and what follows the empty line. */
type Part = { fields: Map<string, string>; body: string };

/** Reads a message that we wrote (RFC 5322, 2045, 2047): headers, its text and its HTML. */
export function parseLetter(bytes: Uint8Array): Letter {
  const message = splitPart(Buffer.from(bytes).toString("latin1"));
  const field = (name: string) => decodeWords(message.fields.get(name) ?? "");
  const bodies = new Map(
    [...leaves(message)].map((part) => [mediaTypeOf(part), decodeBody(part).replaceAll("\r\n", "\n")]),
  );
  const [text = "", html = ""] = [bodies.get("text/plain"), bodies.get("text/html")];
  const head = {
    subject: field("subject"),
    from: field("from"),
    to: field("to"),
    date: field("date"),
    messageId: field("message-id"),
  };
  return { ...head, text, html };
}

function splitPart(source: string): Part {
  const end = /(?:^|\r?\n)\r?\n/.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value ?? ""]];
  });
  return { fields: new Map(fields), body: end ? source.slice(end.index + end[0].length) : "" };
}

/** The parts that hold text, however deep (RFC 2046, section 5.1). */
function* leaves(part: Part): Generator<Part> {
  const [, boundary] = /boundary="?([^";]+)"?/i.exec(part.fields.get("content-type") ?? "") ?? [];
  if (boundary === undefined) return yield part;
  const inner = `\n${part.body}`.split(`\n--${boundary}`).slice(1, -1);
  for (const source of inner) yield* leaves(splitPart(source.replace(/^\r?\n/, "").replace(/\r$/, "")));
}

function mediaTypeOf(part: Part): string {
  return (part.fields.get("content-type") ?? "text/plain").split(";")[0]!.trim().toLowerCase();
}

/** RFC 2045, section 6: the transfer encodings; our texts are UTF-8. */
function decodeBody({ fields, body }: Part): string {
  const encoding = fields.get("content-transfer-encoding")?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable"
    ? quotedPrintable(body.replace(/=\r?\n/g, ""))
    : Buffer.from(body, "latin1").toString("utf8");
}

function quotedPrintable(source: string): string {
  const bytes = source.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** RFC 2047: the spaces between two encoded words go; a character never spans two of nodemailer's words. */
function decodeWords(value: string): string {
  const joined = value.replace(/(\?=)\s+(=\?)/g, "$1$2");
  return joined.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
    encoding.toUpperCase() === "B"
      ? Buffer.from(text, "base64").toString("utf8")
      : quotedPrintable(text.replaceAll("_", " ")),
  );
}
