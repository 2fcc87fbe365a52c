import type { Browser, Files, Page } from "./browser.ts";
import { type Form, fill, formsIn, type Given } from "./form.ts";
import type { Head, Letter, Mailbox } from "./mailbox.ts";
import { linksIn, type PageLink, wordsOf } from "./page.ts";

/** Someone of the network who plays a part: what they see is pages and mails, what they do is links and forms. */
export type Person = {
  name: string;
  address: string;
  /** The page of an address; entered anew by the front door where their browser is let in no more. */
  open(address: string): Promise<Page>;
  /** Fills a form of a page and sends it. Throws where the page has no such form, field or choice, and for a refusal. */
  submit(page: Page, to: Wanted, fields?: Fields | ((form: Form) => Fields), more?: Sending): Promise<Page>;
  /** The newest mail of theirs whose subject holds these words, once it is there. */
  letter(subject: string): Promise<Letter>;
  /** The page that the link of that mail leads to; where the link has expired, that of the fresh one which they then ask for. */
  follow(subject: string): Promise<Page>;
  /** Asks for a link at the front door, and comes in by it: to all that is theirs, where a mail's link opens one thing. */
  enter(): Promise<void>;
  /** Comes in by a link that they were given. */
  arrive(link: string): Promise<Page>;
};

/** Which form of a page: where it goes, and where several go there, the words on its button. */
export type Wanted = RegExp | { to: RegExp; button: RegExp };
export type Fields = Readonly<Record<string, Given>>;
/** `button`: the words on it; `confirm`: what is unusual is confirmed; `files`: by the name of their field. */
export type Sending = { button?: string; confirm?: boolean; files?: Files };

/** What a person needs of the stage they play on. */
export type Surroundings = {
  browser: Browser;
  mailbox: Mailbox;
  now(): number;
  /** Looks until it finds, while anything is still being done. Throws where nothing is any more. */
  wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T>;
};

/** Gone (RFC 9110, 15.5.11): what a link is answered with that has expired or was ended. */
const linkOver = 410;

/** Someone at an address of the directory, who has opened nothing yet. */
export function personAt(name: string, address: string, around: Surroundings): Person {
  const { browser, mailbox } = around;
  const letter = (subject: string, since = "") =>
    around.wait(`a mail « ${subject} » to ${address}`, async () => {
      const head = newest(await mailbox.heads(), address, subject, since);
      return head && mailbox.read(head);
    });
  const bySending = async (form: Form) => {
    const since = new Date(around.now()).toISOString();
    expected(await browser.send(form));
    return expected(await browser.open((await letter("Votre lien d’accès", since)).links[0]!));
  };
  const askLink = (door: Page) => bySending(filled(door, /\/link$/, { address }));
  // the page of a link that is over mails another to whoever it was of
  const askAgain = (over: Page) => bySending(filled(over, /\/again$/, { confirmed: true }));
  const enter = async () => {
    // who is in with a link for one thing alone, on which the front door opens, leaves first
    const [leaving] = formsTo(expected(await browser.open("/accessibility")), /\/leave$/);
    await askLink(expected(leaving ? await browser.send(leaving) : await browser.open("/")));
  };
  return {
    name,
    address,
    open: async (to) => {
      const page = await browser.open(to);
      if (page.status < 400) return page;
      await enter();
      return expected(await browser.open(to));
    },
    submit: async (page, to, fields = {}, { button, confirm, files } = {}) => {
      const form = filled(page, to, fields);
      if (confirm && form.controls.has("confirmed")) fill(form, { confirmed: true });
      const answer = await browser.send(form, button, files);
      const again = confirm && answer.status === 422 ? formsTo(answer, to)[0] : undefined;
      if (!again?.controls.has("confirmed")) return expected(answer);
      fill(again, { confirmed: true });
      return expected(await browser.send(again, button, files));
    },
    enter,
    letter: (subject) => letter(subject),
    follow: async (subject) => {
      const { links } = await letter(subject);
      if (links.length === 0) throw new Error(`no link in the mail « ${subject} » to ${address}`);
      const page = await browser.open(links[0]!);
      return page.status === linkOver ? askAgain(page) : expected(page);
    },
    arrive: async (link) => expected(await browser.open(link)),
  };
}

/** The links of a page whose address or words a pattern finds. */
export function linksTo(page: Page, pattern: RegExp): PageLink[] {
  return linksIn(page).filter(({ address, words }) => pattern.test(new URL(address).pathname) || pattern.test(words));
}

/** The first of them. Throws where there is none. */
export function linkTo(page: Page, pattern: RegExp): string {
  const [found] = linksTo(page, pattern);
  if (!found) throw new Error(`${page.address} has no link ${pattern}`);
  return found.address;
}

/** An id in the address of a page, after a word: "meetings" of "/meetings/x1/plan". */
export function idIn({ address }: Pick<Page, "address">, after: string): string {
  const [, id] = new RegExp(`/${after}/([\\w-]+)`).exec(new URL(address).pathname) ?? [];
  if (id === undefined) throw new Error(`no id after /${after}/ in ${address}`);
  return id;
}

/** Subjects have spaces that do not break. */
function newest(heads: readonly Head[], address: string, subject: string, since: string): Head | undefined {
  return heads.findLast(
    (head) => head.to.endsWith(`<${address}>`) && head.date >= since && readable(head.subject).includes(subject),
  );
}

function readable(text: string): string {
  return text.replace(/\s/g, " ");
}

function formsTo(page: Page, wanted: Wanted): Form[] {
  const { to, button } = wanted instanceof RegExp ? { to: wanted, button: /(?:)/ } : wanted;
  return formsIn(page).filter(({ action, buttons }) => {
    const goes = [action, ...buttons.map((each) => each.action ?? "")].some((each) => to.test(each));
    return goes && buttons.some(({ label }) => button.test(label));
  });
}

function filled(page: Page, to: Wanted, fields: Fields | ((form: Form) => Fields)): Form {
  const [form] = formsTo(page, to);
  if (!form)
    throw new Error(`${page.address} has no form to ${inWords(to)}: ${formsIn(page).map(({ action }) => action)}`);
  fill(form, typeof fields === "function" ? fields(form) : fields);
  return form;
}

function inWords(to: Wanted): string {
  return to instanceof RegExp ? `${to}` : `${to.to} under ${to.button}`;
}

/** Throws for an answer that is no success, with what the page says of it. */
function expected(page: Page): Page {
  if (page.status < 400) return page;
  const [, said = page.html] =
    /<div class="errors"[^>]*>([\s\S]*?)<\/div>|<main[^>]*>[\s\S]*?<\/main>/.exec(page.html) ?? [];
  throw new Error(`${page.status} ${page.address}: ${wordsOf(said).slice(0, 600)}`);
}
