import { type Facts, factsAt, type Read, type Remark, type Row } from "./facts.ts";
import type { Gathering, MeetingRow } from "./gatherings.ts";
import type { AgreementRow, Deal, LedgerRow } from "./money.ts";
import { type Action, type Organisation, type Programme, type ProgrammeRow, programmeAt } from "./programmes.ts";

export type Person = {
  id: string;
  name: string;
  organisation: string;
  address: string;
  language: string;
  coordinator: boolean;
};

/** All that there is to read from: rows, texts that people wrote by their hash, remarks by the hash of their file. */
export type Archive = {
  rows: Map<string, Row[]>;
  /** The rows of each meeting. */
  meetings: Map<string, MeetingRow[]>;
  /** The rows of each agreement, and of each ledger. */
  agreements: Map<string, AgreementRow[]>;
  ledgers: Map<string, LedgerRow[]>;
  texts: Map<string, string>;
  remarks: Map<string, Offered[]>;
  people: Person[];
  programmes: Map<string, ProgrammeRow[]>;
  organisations: Organisation[];
  /** Sizes of stored files, in bytes, by their key; files that were sent, as text by their hash. */
  sizes: Map<string, number>;
  /** Pages of stored PDFs, by their key; none where nothing on this machine counts them. */
  pages: Map<string, number>;
  sources: Map<string, string>;
  /** What was erased, by its hash: when. */
  erased: Map<string, string>;
  /** Copies that reviewers sent back, and how many remarks were made in each. */
  copies: { upload: string; of: string; by: string; at: string; name: string; remarks: number }[];
  /** Mails that left: to whom, about which document. */
  mails: { at: string; to: string; letter: string; about: string; said: string }[];
};

/** A remark as it was offered. */
export type Offered = {
  id: string;
  type: string;
  text: string;
  proposal?: string;
  anchor?: { quotation?: { exact?: string } };
  elsewhere?: { type: string; proposal: string; anchor: { quotation?: { exact?: string } } };
  file?: { author?: string; date?: string; untracked?: boolean };
};

/** Where a sentence stands: at what instant, before whom, about which deliverable and which round of it. */
export type Context = {
  archive: Archive;
  all: Facts[];
  at: string;
  today: string;
  reader?: Person;
  office: boolean;
  doc?: Facts;
  round?: Read;
  /** The event that a line of the history tells, by its instant. */
  moment?: string;
  /** What the page or the mail said before, line by line. */
  before: string[];
  kind: string;
  /** Of a page: under which heading a line stands, and the line after it. */
  heading?: string;
  after?: string;
  /** It is had as it stood when the reader left. */
  past?: boolean;
  /** Who is in the directory. */
  present?: string[];
  /** What a page is about, by its address: a file, a version, a remark, a proposal; of a comparison its two versions. */
  thing?: string;
  /** Of a comparison: how many changes its page marks. */
  changes?: number;
  /** The programme, the action, the structure that a page is about; the events of the programme that it has told. */
  programme?: Programme;
  action?: Action;
  organisation?: Organisation;
  /** The meeting that a page or a mail is about. */
  meeting?: Gathering;
  /** The agreement that a page is about. */
  deal?: Deal;
  happened?: ProgrammeRow[];
  /** The remark that a page has come to, and the events that its history has told. */
  remark?: Remark;
  told?: Row[];
};

export type Found = Record<string, string>;
/** Whether the events bear a sentence; a string: what they bear instead. */
export type Check = (context: Context, found: Found) => boolean;
export type Sentence = { template: string; pattern: RegExp; check: Check | undefined };

/** A sentence with the facts it states in braces: "Votre avis est attendu jusqu’au {date}." */
export function says(template: string, check?: Check): Sentence {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>.+?)`);
  return { template, pattern: new RegExp(`^${source}$`, "u"), check };
}

/** All facts as they stood at an instant. */
export function allAt(archive: Archive, at: string): Facts[] {
  return [...archive.rows.values()].flatMap((each) => {
    const facts = factsAt(each, at);
    return facts ? called(archive, facts, at) : [];
  });
}

/** With the title of its action, as its programme has it then. */
export function called({ programmes }: Pick<Archive, "programmes">, facts: Facts, at: string): Facts {
  const [, id = "", action] = /^([^/]+)\/(.+)$/.exec(facts.action) ?? [];
  const programme = programmeAt(programmes.get(id) ?? [], at);
  const title = programme?.actions.find((each) => each.id === action)?.title;
  return title === undefined ? facts : { ...facts, action: title, ref: facts.action };
}

export type Fault = { where: string; said: string; why: "unknown" | "not borne" };

/** Every sentence of a line, whole or one by one: each is known, and what it states is borne. */
export function readLine(sentences: readonly Sentence[], context: Context, line: string, where: string): Fault[] {
  const whole = judge(sentences, context, line);
  if (whole === "borne") return [];
  const parts = line.split(/(?<=[.!?]) (?=\p{Lu}|«)/u);
  if (parts.length === 1) return [{ where, said: line, why: whole }];
  const faults = parts.flatMap((said) => {
    const found = judge(sentences, context, said);
    return found === "borne" ? [] : [{ where, said, why: found }];
  });
  return whole === "not borne" && faults.some(({ why }) => why === "unknown")
    ? [{ where, said: line, why: whole }]
    : faults;
}

/** Whichever template it is read by, one has to be borne; templates that state the same words are one. */
function judge(sentences: readonly Sentence[], context: Context, said: string): "borne" | Fault["why"] {
  let why: Fault["why"] = "unknown";
  for (const { pattern, check, template } of sentences) {
    if (!said.startsWith(startOf(pattern))) continue;
    const found = pattern.exec(said);
    if (!found) continue;
    seen.add(template);
    if (!check || check(context, found.groups ?? {})) return "borne";
    why = "not borne";
  }
  return why;
}

/** The letters that a pattern begins with: most sentences need no more to be told apart. */
function startOf(pattern: RegExp): string {
  const known = starts.get(pattern);
  if (known !== undefined) return known;
  const [, literal = "", next = ""] = /^\^((?:[^\\.*+?^$()|[\]{}]|\\[^\w])*)(.?)/u.exec(pattern.source) ?? [];
  const start = literal.replace(/\\/g, "").slice(0, "?*{".includes(next) && next ? -1 : undefined);
  starts.set(pattern, start);
  return start;
}
const starts = new WeakMap<RegExp, string>();

/** Templates that were met, so that none is listed that nothing says any more. */
export const seen = new Set<string>();
