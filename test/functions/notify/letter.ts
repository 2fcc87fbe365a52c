import { describe, expect, test } from "vitest";
import { notify } from "../../../functions/notify/notify.ts";
import { parseMail } from "../../../shared/adapters/embedded/eml.ts";
import { writeMime } from "../../../shared/adapters/mime.ts";
import type { Job, LetterName } from "../../../shared/jobs/job.ts";
import type { Message } from "../../../shared/ports.ts";
import { openLink } from "../../../shared/stored/link.ts";
import { changePerson } from "../../../shared/stored/person.ts";
import { lintText, piecesOfMail, typedIn } from "../../interface/lint/lint.ts";
import { type Network, openTestNetwork, type Role } from "../network.ts";

export type MailJob = Extract<Job, { type: "mail" }>;
export type Bilingual = { fr: string; en: string };

/** One letter, to someone, about a deliverable brought to where the letter is due. */
export type Row = {
  letter: LetterName;
  /** What makes it another than those of the same name. */
  when?: string;
  to: Role;
  purpose: string;
  /** The page that its link opens; `anywhere`: of a scene that has too little for that page. */
  lands?: RegExp | "anywhere";
  /** How it begins. */
  subject: Bilingual;
  /** Its first line below the greeting, which holds the deadline where there is one. */
  lead?: Bilingual;
  /** Facts that it tells, name and value. */
  facts?: { fr: string[]; en: string[] };
  /** The method of the invitation that comes with it. */
  calendar?: "REQUEST" | "CANCEL" | "PUBLISH";
  bring: (network: Network) => Promise<Partial<MailJob>>;
};

/** The title of the note that `createNote` makes, as letters quote it. */
export const title = { fr: "« L’interculturalité : note de cadrage »", en: "“L’interculturalité : note de cadrage”" };

/** A letter of round 1 owed to someone, of a job named after both. */
export const mailJob = <L extends LetterName>(
  network: Network,
  letter: L,
  to: Role,
  about: Partial<Omit<MailJob, "letter">> = {},
): MailJob & { letter: L } => ({
  ...{ id: `mail/test/${letter}/${to}`, type: "mail", to: network.people[to].id, letter, round: 1, ...about },
});

/** What people wrote in the scenes of these letters, in their own language and typing. */
const written = typedIn([
  "L’interculturalité\u00a0: note de cadrage",
  "A rappelé le 10 : d’accord sur tout.",
  "Qui écrit ?",
]);

/** Spaces of any width are one space. */
export const words = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();
/** The words of an HTML part, its tags gone. */
export const wordsOf = (html: string) =>
  words(
    html
      .replace(/<title>.*?<\/title>|<style>.*?<\/style>/gs, "")
      .replace(/<[^>]*>/g, " ")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&"),
  );
const linkIn = (text: string) => /http:\/\/127\.0\.0\.1:8080\/l\/([\w.-]+)/.exec(text)?.[1] ?? "";
const addressIn = (text: string) => /http:\/\/127\.0\.0\.1:8080(\/l\/\S+)/.exec(text)?.[1] ?? "";

/** Opens a letter's link as its reader does, in a browser that nobody used. */
async function land({ app }: Network, text: string): Promise<{ location: string; status: number }> {
  const opened = await app.request(addressIn(text));
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const location = opened.headers.get("location") ?? "";
  return { location, status: (await app.request(location.split("#")[0]!, { headers: { cookie } })).status };
}

/** Brings a network to where a letter is due and has it written. */
async function write(row: Row, language: "fr" | "en") {
  const network = await openTestNetwork();
  const { ports, people, settings, sent } = network;
  await changePerson(ports, people[row.to].id, { language });
  const about = await row.bring(network);
  const id = `mail/test/${row.letter}`;
  const job: MailJob = { id, type: "mail", to: people[row.to].id, letter: row.letter, ...about };
  // the word that it left is lost, so that it is written again
  const lost = async (message: Message) => {
    sent.push(message);
    throw new Error("connection lost");
  };
  await notify({ ...ports, mail: { send: lost } }, job, settings).catch(() => undefined);
  const [message] = sent;
  if (!message) throw new Error(`no mail for ${row.letter}`);
  return { network, job, message };
}

/** Each of these letters, in both languages, says what its row does and what every letter owes its reader. */
export function checkLetters(rows: Row[]): void {
  describe.each(["fr", "en"] as const)("letters in %s", (language) => {
    test.each(rows.map((row) => ({ when: "", ...row })))("$letter $when to $to", (row) => check(row, language));
  });
}

/** What every letter owes its reader, whatever it says. */
async function check(row: Row, language: "fr" | "en"): Promise<void> {
  const { network, job, message } = await write(row, language);
  checkWords(row, language, message);
  expect(message.to.address).toBe(network.people[row.to].address);
  expect(message.replyTo?.address).toBe("coordination@reseau.example");
  expect(await openLink(network.ports, linkIn(message.text))).toMatchObject({
    person: { id: job.to },
    purpose: row.purpose,
    ...(job.deliverable && row.purpose !== "enter" && { thing: job.deliverable }),
  });
  const { location, status } = await land(network, message.text);
  if (row.lands !== "anywhere") expect([location, status]).toEqual([location, 200]);
  if (row.lands instanceof RegExp) expect(location).toMatch(row.lands);
  const source = await writeMime(message);
  expect(
    Math.max(
      ...source
        .toString("latin1")
        .split("\r\n")
        .map(({ length }) => length),
    ),
  ).toBeLessThanOrEqual(998);
  const read = await parseMail(source);
  const { subject, html, calendar } = message;
  expect(read).toMatchObject({ subject, html: html.trimEnd(), text: message.text.trimEnd() });
  expect(read.calendar).toBe(calendar?.text);

  await notify(network.ports, job, network.settings);
  expect(network.sent[1]).toEqual(message);
}

function checkWords(row: Row, language: "fr" | "en", { subject, text, html, headers, calendar }: Message): void {
  expect(words(subject).startsWith(words(row.subject[language])), subject).toBe(true);
  expect([...subject].length).toBeLessThanOrEqual(200);
  const [greeting = "", , lead = ""] = text.split("\n");
  expect(words(greeting)).toMatch(language === "fr" ? /^Bonjour [^,]+,$/ : /^Hello [^,]+,$/);
  if (row.lead) expect(words(lead)).toBe(words(row.lead[language]));
  for (const fact of row.facts?.[language] ?? []) expect(words(text)).toContain(words(fact));
  expect(words(text)).toBe(wordsOf(html));
  expect(html).toContain(`<html lang="${language}">`);
  expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  expect(html).not.toMatch(/<img|<script|<link|url\(/);
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(text + html + subject + (calendar?.text ?? "")).not.toMatch(/\{\w+\}|undefined|NaN/);
  const pieces = piecesOfMail({ subject, text, html }, language);
  expect(pieces.flatMap((piece) => lintText(piece, written))).toEqual([]);
  expect(words(text)).toContain(
    language === "fr" ? "Vous recevez ce message parce qu" : "You are receiving this message because",
  );
  expect(headers).toMatchObject({ "Auto-Submitted": "auto-generated" });
  const unsubscribe = { reminder: /^<mailto:/, weekly: /^<http:\S+\/people\/[\w-]+#withoutWeekly>$/ }[
    row.letter as string
  ];
  expect(headers?.["List-Unsubscribe"] ?? "").toMatch(unsubscribe ?? /^$/);
  expect(calendar?.method).toBe(row.calendar);
}
