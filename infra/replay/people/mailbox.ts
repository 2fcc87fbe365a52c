import { open } from "node:fs/promises";
import { join } from "node:path";
import { readOutbox } from "../../../shared/adapters/embedded/mail.ts";

/** A mail that left, as lists of mails show it. */
export type Head = { name: string; subject: string; to: string; date: string };
/** A mail as its reader has it. */
export type Letter = Head & { text: string; links: string[] };

/** The mails of an outbox, in the order in which they left. */
export type Mailbox = {
  /** Those there are by now. */
  heads(): Promise<readonly Head[]>;
  read(head: Head): Promise<Letter>;
};

/** The outbox of a folder. Its index is read on from where it was left: a year of mails is read once. */
export function openMailbox(folder: string, origin: string): Mailbox {
  const heads: Head[] = [];
  let at = 0;
  let rest = "";
  const more = async () => {
    const index = await open(join(folder, "index.jsonl")).catch(() => undefined);
    if (!index) return;
    const { size } = await index.stat();
    const { buffer, bytesRead } = await index.read(Buffer.alloc(size - at), 0, size - at, at);
    await index.close();
    at += bytesRead;
    const lines = (rest + buffer.toString("utf8", 0, bytesRead)).split("\n");
    rest = lines.pop() ?? "";
    heads.push(...lines.map((line) => JSON.parse(line) as Head));
  };
  return {
    heads: async () => {
      await more();
      return heads;
    },
    read: async (head) => {
      const letter = await readOutbox(folder, head.name);
      const text = letter?.text ?? "";
      return { ...head, text, links: [...text.matchAll(new RegExp(`${origin}/l/\\S+`, "g"))].map(([link]) => link) };
    },
  };
}
