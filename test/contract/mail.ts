import { beforeEach, describe, expect, test } from "vitest";
import { type ParsedMail, parseMail } from "../../shared/adapters/embedded/eml.ts";
import type { Mail, Message } from "../../shared/ports.ts";

/** A way to send, and the messages that left by it, as bytes of RFC 5322, in order. */
export type Post = { mail: Mail; sent(): Promise<Uint8Array[]> };

const message: Message = {
  messageId: "<avis.1@reseau.example>",
  from: { name: "Réseau RECI", address: "livrable@reseau.example" },
  to: { name: "Noël, Élise", address: "relecture@crefe.example" },
  replyTo: { name: "Coordination", address: "coordination@reseau.example" },
  subject: "Votre avis sur « L’interculturalité : note de cadrage, premiers éléments de réflexion » avant le 12 mai",
  text: "Bonjour,\n\nVotre avis est attendu le 12 mai à 14 h 30\u202F: https://reseau.example/l/abc=def.\n.\nFin.\n",
  html: '<p>Votre avis est attendu le <strong>12 mai</strong> à 14 h 30\u202F: <a href="https://reseau.example/l/abc=def">lire</a></p>',
  headers: { "Auto-Submitted": "auto-generated" },
};

/** What every sender promises; `repeats`: whether a message sent again shows (a folder keeps one, a server sends two). */
export function mailContract(name: string, open: () => Promise<Post>, repeats: boolean): void {
  describe(`${name}: the mail's contract`, () => {
    let post: Post;
    beforeEach(async () => {
      post = await open();
    });
    const letters = async (): Promise<ParsedMail[]> => Promise.all((await post.sent()).map(parseMail));

    test("what is sent is what arrives, accents and thin spaces included", async () => {
      await post.mail.send(message);
      const [letter] = await letters();
      expect(letter).toMatchObject({
        subject: message.subject,
        from: "Réseau RECI <livrable@reseau.example>",
        messageId: message.messageId,
        html: message.html,
      });
      expect(letter!.to).toMatch(/^"?Noël, Élise"? <relecture@crefe\.example>$/);
      expect(letter!.text.trimEnd()).toBe(message.text.trimEnd());
    });

    test("the message is plain RFC 5322: short lines of ASCII, both bodies, the headers asked for", async () => {
      await post.mail.send(message);
      const source = Buffer.from((await post.sent())[0]!).toString("latin1");
      const lines = source.split("\r\n");
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(998);
      expect([...source].filter((character) => character > "~")).toEqual([]);
      expect(source).toMatch(/^Content-Type: multipart\/alternative/m);
      expect(source).toMatch(/^Reply-To: Coordination <coordination@reseau\.example>/m);
      expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
    });

    test("a message says which one it follows", async () => {
      await post.mail.send({ ...message, inReplyTo: "<demande.1@reseau.example>" });
      const source = Buffer.from((await post.sent())[0]!).toString("latin1");
      expect(source).toMatch(/^In-Reply-To: <demande\.1@reseau\.example>\r$/m);
      expect(source).toMatch(/^References: <demande\.1@reseau\.example>\r$/m);
    });

    test("an invitation is a third body for calendars, and a file for the others", async () => {
      const text = `BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Séminaire${"\u202f"}: ${"é".repeat(20)}\r\nEND:VCALENDAR\r\n`;
      await post.mail.send({ ...message, calendar: { method: "CANCEL", text } });
      const [bytes] = await post.sent();
      expect((await parseMail(bytes!)).calendar).toBe(text);
      const source = Buffer.from(bytes!)
        .toString("latin1")
        .replace(/\r\n[ \t]+/g, " ");
      expect([...source.matchAll(/^content-(?:type|disposition): ([^;\r]*)(.*)/gim)].map(([, type]) => type)).toEqual([
        ...["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"],
        ...["application/ics", "attachment"],
      ]);
      expect(source).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=CANCEL\r$/m);
      expect(source).toMatch(/^Content-Disposition: attachment; filename=invitation\.ics\r$/m);
      await post.mail.send({ ...message, messageId: "<avis.2@reseau.example>" });
      expect((await letters()).filter(({ calendar }) => calendar)).toHaveLength(1);
    });

    test("a message sent again is the same mail", async () => {
      await post.mail.send(message);
      await post.mail.send(message);
      const ids = (await letters()).map(({ messageId }) => messageId);
      expect(ids).toEqual(repeats ? [message.messageId, message.messageId] : [message.messageId]);
    });

    test("a name makes no second recipient and no header", async () => {
      await post.mail.send({
        ...message,
        to: { name: "a@b.example, c", address: "relecture@crefe.example" },
        subject: "Un\r\nBcc: x@y.example",
      });
      const source = Buffer.from((await post.sent())[0]!).toString("latin1");
      expect(source).not.toMatch(/^Bcc:/m);
      expect((await letters())[0]!.to).toMatch(/ <relecture@crefe\.example>$/);
    });
  });
}
