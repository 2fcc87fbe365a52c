import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { hashOf } from "../../chain/hash.ts";
import { MailFailure } from "../../errors.ts";
import { serverWords } from "../../links/redact.ts";
import type { Clock, Mail } from "../../ports.ts";
import { mimeFields } from "../mime.ts";
import { type ParsedMail, parseMail, written } from "./eml.ts";
import { translate } from "./faults.ts";
import { keepHeads, type OutboxHead, readHeads } from "./heads.ts";
import { makeFolder, privateFile } from "./modes.ts";

/**
 * Mail as files: one `.eml` a message in `folder`, named by its message id, so that a repeat is the same file; `durable`: on the disk
 * once it is sent.
 */
export function openOutbox(folder: string, clock: Clock, { durable = true } = {}): Mail {
  makeFolder(folder);
  return {
    send: async (message) => {
      const name = `${hashOf(Buffer.from(message.messageId)).slice(0, 32)}.eml`;
      const path = join(folder, name);
      if (await stat(path).catch(() => undefined)) return undefined;
      const date = new Date(clock());
      const bytes = await new MailComposer({ ...mimeFields(message), date }).compile().build();
      try {
        await writeFile(`${path}.part`, bytes, { flush: durable, mode: privateFile });
        await rename(`${path}.part`, path);
        const { subject, to } = message;
        await keepHeads(folder, [{ name, subject, to: written(to), date: date.toISOString() }]);
        return undefined;
      } catch (error) {
        throw translate(error);
      }
    },
  };
}

/** How long an SMTP server may be silent, milliseconds: while connecting, before its greeting, and after. */
export type Patience = { connectionTimeout: number; greetingTimeout: number; socketTimeout: number };
const patience: Patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** Mail through an SMTP server: `url` as nodemailer takes it, "smtps://user:password@host:465". */
export function openSmtp(url: string, waits = patience): Mail {
  const transport = createTransport({ url, ...waits });
  return {
    send: async (message) => {
      try {
        await transport.sendMail(mimeFields(message));
        return undefined;
      } catch (error) {
        throw failureOf(error as SmtpError);
      }
    },
  };
}

/** What nodemailer throws: its code, and where the server answered, its reply (RFC 5321, 4.2). */
type SmtpError = Error & { code?: string; responseCode?: number; response?: string };

/**
 * A mail is refused by a 5xx to its envelope or to its text; whatever else goes wrong is about the server or the way to
 * it, a password that it does not take included.
 */
function failureOf({ code, responseCode = 500, response, message }: SmtpError): MailFailure {
  const aboutMail = code === "EENVELOPE" || code === "EMESSAGE";
  return new MailFailure({ refused: aboutMail && responseCode >= 500, said: serverWords(response ?? message) });
}

export type OutboxLetter = ParsedMail & { name: string };

/** `count` letters of an outbox after the `from` newest, the newest first, and how many there are. */
export async function listOutbox(
  folder: string,
  { from, count }: { from: number; count: number },
): Promise<{ letters: OutboxHead[]; total: number }> {
  const heads = await readHeads(folder);
  return { letters: heads.slice(from, from + count), total: heads.length };
}

/** One letter by its file's name; undefined for any other name. */
export async function readOutbox(folder: string, name: string): Promise<OutboxLetter | undefined> {
  if (!/^[0-9a-f]{32}\.eml$/.test(name)) return undefined;
  const bytes = await readFile(join(folder, name)).catch(() => undefined);
  return bytes && { name, ...(await parseMail(bytes)) };
}
