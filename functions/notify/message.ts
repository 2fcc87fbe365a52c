import { href } from "../../shared/addresses.ts";
import type { Message } from "../../shared/ports.ts";
import { mailedLink } from "../../shared/stored/link.ts";
import { firstMailTo } from "../../shared/stored/mailing.ts";
import type { Person } from "../../shared/stored/person.ts";
import { type LetterContent, letterHtml, letterText, oneLine, type TitledLink } from "./letter.ts";
import { aboutOf, type LetterDraft, type MailRole, type NotifyPorts, type Occasion } from "./occasion.ts";

/** A letter as it leaves: its reader greeted, the coordinator's name below, the link of its job; both bodies and the headers. */
export async function messageOf(ports: NotifyPorts, occasion: Occasion, draft: LetterDraft): Promise<Message> {
  const { job, settings, to, coordinator, language } = occasion;
  const { link, notice } = await linkOf(ports, occasion, draft);
  const letter: LetterContent = {
    subject: oneLine(draft.subject),
    greeting: greetingOf(occasion),
    paragraphs: draft.paragraphs,
    facts: draft.facts.map(([name, value]) => [oneLine(name), oneLine(value, 2000)] as const),
    link,
    closing: closingOf(occasion),
    foot: [...replyOf(occasion), reasonOf(occasion, draft.role), ...notice, ...unsubscribeOf(occasion, draft)],
  };
  const inReplyTo = await followed(ports, occasion, draft.role);
  return {
    messageId: `<${(draft.id ?? job.id).replace(/[^\w.-]+/g, ".")}@${settings.sender.address.split("@")[1]}>`,
    from: { name: oneLine(`${writerOf(occasion)} – ${settings.network}`), address: settings.sender.address },
    to: mailbox(to),
    ...(inReplyTo && { inReplyTo }),
    ...(coordinator && { replyTo: mailbox(coordinator) }),
    subject: letter.subject,
    text: letterText(letter, language),
    html: letterHtml(letter, language),
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...unsubscribeHeader(occasion, draft, letter.subject),
    },
    ...(draft.calendar && { calendar: draft.calendar }),
  };
}

/** The letter's link; where it was ended before the letter left, the door, at which its reader asks for another. */
async function linkOf(
  ports: NotifyPorts,
  { job, settings, to, round, say }: Occasion,
  { link, id = job.id }: LetterDraft,
): Promise<{ link: TitledLink; notice: string[] }> {
  const { label, purpose, thing, page, of } = link;
  const days = settings.linkDays;
  const inRound = round && thing === job.deliverable && purpose === "review" ? { round: round.number } : {};
  const about = { person: to, purpose, days, ...(thing === undefined ? {} : { thing }), ...inRound };
  const token = await mailedLink(ports, about, id);
  if (token === undefined)
    return { link: { title: say("link.door"), address: `${settings.publicUrl}${href("home")}` }, notice: [] };
  const address = `${settings.publicUrl}${href("openLink", { token }, { page, of })}`;
  return { link: { title: label, address }, notice: [say("link.notice", { count: days })] };
}

/** Letters that are about several things, or about nothing. */
const apart: ReadonlySet<MailRole> = new Set(["owing", "following", "network", "access", "sent"]);

/** The mail that a letter follows: the first that its reader had about the same thing. */
async function followed({ store }: NotifyPorts, { job, to }: Occasion, role: MailRole): Promise<string | undefined> {
  const about = aboutOf(job);
  return about === undefined || apart.has(role) ? undefined : firstMailTo(store, about, to.id);
}

/** "Bonjour Direction," by the name that the directory has; a neutral one where that is an address. */
function greetingOf({ say, to }: Occasion): string {
  const name = oneLine(to.name, 120);
  return name === "" || name.includes("@") ? say("greeting.none") : say("greeting", { name });
}

/** Who writes: the coordinator; to them, the network's sender. */
function writerOf({ settings, coordinator, to }: Occasion): string {
  return oneLine(coordinator && coordinator.id !== to.id ? coordinator.name : settings.sender.name);
}

function closingOf(occasion: Occasion): string {
  const { say, settings } = occasion;
  return [say("closing"), say("signature", { sender: writerOf(occasion), network: settings.network })].join("\n");
}

/** Whom to answer, unless it is the reader. */
function replyOf({ say, coordinator, to }: Occasion): string[] {
  return coordinator && coordinator.id !== to.id ? [say("reply", { name: oneLine(coordinator.name) })] : [];
}

function reasonOf({ say }: Occasion, role: MailRole): string {
  return say(`why.${role}`);
}

/** Where its reader says that they want no more such letters. */
function unsubscribeOf({ say }: Occasion, { unsubscribe }: LetterDraft): string[] {
  return unsubscribe === undefined ? [] : [say("unsubscribe", { address: unsubscribe })];
}

/** The same for mail programs: a page, or a mail to the coordinator (RFC 2369, 3.2). */
function unsubscribeHeader({ coordinator }: Occasion, draft: LetterDraft, subject: string): Record<string, string> {
  if (draft.unsubscribe !== undefined) return { "List-Unsubscribe": `<${draft.unsubscribe}>` };
  return draft.optional && coordinator ? { "List-Unsubscribe": mailToSpare(coordinator, subject) } : {};
}

/** A mail to the coordinator, who alone can say that someone reviews no more; a line that needs no fold. */
function mailToSpare({ address }: Person, subject: string): string {
  const to = encodeURIComponent(oneLine(address)).replace("%40", "@");
  return `<mailto:${to}?subject=${encodeURIComponent(oneLine(subject, 60))}>`;
}

function mailbox({ name, address }: Person) {
  return { name: oneLine(name), address: oneLine(address) };
}
