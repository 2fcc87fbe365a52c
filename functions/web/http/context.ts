import type { Context, Hono } from "hono";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Language } from "../../../shared/i18n/languages.ts";
import type { PageKey } from "../../../shared/i18n/pages.ts";
import type { Values } from "../../../shared/i18n/translate.ts";
import type { Ports } from "../../../shared/ports.ts";
import type { Settings } from "../../../shared/settings.ts";
import type { Person } from "../../../shared/stored/person.ts";
import type { Grant } from "../../../shared/stored/session.ts";
import type { StaticFiles } from "./assets.ts";

/** The mails that would have left; never given where mail really leaves. */
export type OutboxReader = {
  /** `count` letters after the `from` newest, the newest first, and how many there are. */
  list(range: { from: number; count: number }): Promise<{ letters: OutboxHead[]; total: number }>;
  read(name: string): Promise<OutboxLetter | undefined>;
};
/** `date`: as in the header of the message. */
export type OutboxHead = { name: string; date: string; to: string; subject: string };
export type OutboxLetter = OutboxHead & {
  text: string;
  html: string;
  /** What `invitation.ics` holds, where one came with it. */
  calendar?: string;
};

/** What every page is given: it mails nothing itself, jobs do. `fault` is told what ended in a status of 500 or more. */
export type Web = {
  ports: Omit<Ports, "mail">;
  /** One object for all of the process: what changes them changes them in it. */
  settings: Settings;
  /** Settings that the place where it runs says, and nobody changes: "sender.address". */
  fixed?: readonly string[];
  outbox?: OutboxReader;
  /** Looks whether the network can be read and written; absent: reading its settings tells. Throws what is wrong. */
  health?: () => Promise<void>;
  /** Whether who asks sits at the machine that serves, and may read its outbox; not given where others can ask. */
  isAtMachine?: (c: PageContext) => boolean;
  fault?: (error: unknown) => void;
  /** The network address of who asks, where it is known for sure: never one that they may write themselves. */
  clientAddress?: (c: PageContext) => string | undefined;
};

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Who asks, checked at this very request: the person is there, their links still hold. */
export type Visitor = { person: Person; grants: Grant[] };

/** A sentence that says what an act did: `done.<route>`, or another `done.…` where a route does several things. */
export type NoticeKey = Extract<PageKey, `done.${string}`>;

/** What the middlewares have found out about a request. */
export type Variables = {
  language: Language;
  staticFiles: StaticFiles;
  visitor?: Visitor;
  /** They were let in once, by links that all ended. */
  ended?: boolean;
  /** At the address that was asked for there is a page, whatever the method. */
  isPage?: boolean;
  /** What the page shows is what they were given when they were still something to the deliverable. */
  past?: boolean;
  /** What fills, or replaces, the sentence that says what the act did. */
  notice?: { key?: NoticeKey; values: Values };
  /** Origins of the file store that this page's forms, images and scripts may reach. */
  fileOrigins?: string[];
};

export type PageContext = Context<{ Variables: Variables }>;
/** What routes are registered with. */
export type Site = Hono<{ Variables: Variables }>;

/** Whether the answer should be JSON: asked for, or given and nothing else asked for. */
export function wantsJson(c: PageContext): boolean {
  const accept = c.req.header("accept") ?? "";
  if (/\bapplication\/(problem\+)?json\b/.test(accept)) return !accept.includes("text/html");
  return isJson(c) && !accept.includes("text/html");
}

/** Whether the request's body is JSON. */
export function isJson(c: PageContext): boolean {
  return /^application\/json\b/i.test(c.req.header("content-type") ?? "");
}
