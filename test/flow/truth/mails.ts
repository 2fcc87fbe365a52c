import { titleIn } from "./archive.ts";
import { decisionMails } from "./decisions.ts";
import { readEnglish } from "./english.ts";
import { dayOf } from "./facts.ts";
import { gatheringAt } from "./gatherings.ts";
import { drafts } from "./mail-drafts.ts";
import { editionMails } from "./mail-editions.ts";
import { ends } from "./mail-ends.ts";
import { frame } from "./mail-frame.ts";
import { meetings } from "./mail-meetings.ts";
import { opinions } from "./mail-opinions.ts";
import { reviews } from "./mail-reviews.ts";
import { week } from "./mail-week.ts";
import { type Archive, allAt, type Context, type Fault, readLine, type Sentence } from "./reader.ts";
import { plain } from "./words.ts";

export type Mail = { at: string; to: string; letter: string; meeting?: string; subject: string; text: string };

/** Reads one mail, its subject and each of its lines. */
export function readMail(archive: Archive, mail: Mail): Fault[] {
  const all = allAt(archive, mail.at);
  const reader = archive.people.find(({ id }) => id === mail.to)!;
  const lines = [mail.subject, ...mail.text.split("\n")].map(plain).filter((line) => line && !line.startsWith("http"));
  const named = titleIn(mail.subject, mail.text);
  const readAs = reader.language === "en" ? readEnglish : readLine;
  const doc = all.find(({ title }) => title === named);
  const round = doc?.rounds.at(-1);
  const meeting = mail.meeting && gatheringAt(archive.meetings.get(mail.meeting) ?? [], mail.at);
  const context: Context = {
    ...{ archive, all, at: mail.at, today: dayOf(mail.at), reader, kind: mail.letter, before: [] },
    office: reader.coordinator,
    ...(doc && { doc }),
    ...(round && { round }),
    ...(meeting && { meeting }),
  };
  return lines.flatMap((line) => {
    const faults = readAs(sentences, context, line, `${mail.at} ${reader.address} ${mail.letter}`);
    context.before.push(line);
    return faults;
  });
}

const sentences: Sentence[] = [
  ...frame,
  ...drafts,
  ...reviews,
  ...opinions,
  ...meetings,
  ...decisionMails,
  ...editionMails,
  ...ends,
  ...week,
];
