import { readFileSync } from "node:fs";
import { decisionPage, leftOutOfDecision, leftOutOfRecord } from "./decisions.ts";
import { frenchOf, readEnglish } from "./english.ts";
import { type Facts, factsAt, type Read, type Row } from "./facts.ts";
import { readForms } from "./forms.ts";
import { gatheringAt } from "./gatherings.ts";
import { linesOf } from "./lines.ts";
import { dealAt } from "./money.ts";
import { leftOutOfOrigin } from "./origin-words.ts";
import { agreementPages, leftOutOfAgreement, leftOutOfAgreements } from "./page-agreements.ts";
import { copyPages } from "./page-copies.ts";
import { deliverablePages } from "./page-deliverable.ts";
import { leftOutOfReceived } from "./page-downloads.ts";
import { editionPages, leftOutOfEditions } from "./page-editions.ts";
import { entryPages, leftOutOfEntries } from "./page-entries.ts";
import { finalSentences, leftOutOfFinal } from "./page-final.ts";
import { formPages } from "./page-forms.ts";
import { fundedPages, leftOutOfFunded } from "./page-funded.ts";
import { leftOutOfDrafts, leftOutOfHome, leftOutOfReviews, listPages } from "./page-lists.ts";
import { meetingPages } from "./page-meetings.ts";
import { leftOutOfMissions } from "./page-missions.ts";
import { originPages } from "./page-origins.ts";
import { leftOutOfProgramme, programmePages } from "./page-programme.ts";
import { readingPages } from "./page-reading.ts";
import { treatingPages } from "./page-treating.ts";
import { leftOutOfYear, yearPages } from "./page-year.ts";
import { programmeAt } from "./programmes.ts";
import { type Archive, allAt, type Context, called, type Fault, readLine, type Sentence, says } from "./reader.ts";
import type { Visit } from "./visits.ts";
import { plain, titled } from "./words.ts";

/** Reads a page as one person had it, line by line. */
export function readPage(archive: Archive, visit: Visit): Fault[] {
  const { at, path } = visit;
  const html = readable(visit.html);
  const context = contextOf(archive, visit);
  const sentences = [...(pages[context.kind] ?? []), ...everywhere];
  const checked = new Set(sentences.map(({ template }) => template));
  const base = context.round;
  const readAs = context.reader?.language === "en" ? readEnglish : readLine;
  const skipped = ["script", "style", "svg", "nav", "footer", "article", "dialog"];
  const isForm =
    context.kind in formPages ||
    /^(contributions|carried)\b/.test(context.kind) ||
    context.kind.startsWith("meeting/") ||
    context.kind === "meeting" ||
    isOfMoney(context);
  const inFields = isForm ? ["fieldset", "label", "textarea"] : [];
  const lines = linesOf(html.slice(html.indexOf("<body")), [
    ...skipped,
    ...inFields,
    ...(context.meeting || isOfMoney(context) ? ["select", "summary"] : []),
    ...(context.kind === "year" || context.kind === "deliverables" ? ["select"] : []),
  ]);
  const faults = lines.flatMap(({ text, heading: above, time }, index) => {
    const heading = inFrench(context, above);
    const doc = listed.has(context.kind)
      ? (titled(context, heading) ?? titled(context, lines[index + 1]?.text ?? ""))
      : context.doc;
    const named = /^Relecture nᵒ (\d+)/.exec(heading)?.[1];
    const round = named ? doc?.rounds.find(({ number }) => number === Number(named)) : (base ?? doc?.rounds.at(-1));
    const after = inFrench(context, lines[index + 1]?.text ?? "");
    Object.assign(context, { heading, doc, round, moment: inFrench(context, time), after });
    const found = isLabelled(context, text, checked)
      ? []
      : readAs(sentences, context, text, `${at} ${context.reader?.address} ${path}`);
    context.before.push(inFrench(context, text));
    return found.filter(({ said }) => !isLabelled(context, said, checked));
  });
  const lacking = context.reader?.language === "fr" ? leftOut[context.kind]?.(context) : [];
  faults.push(...(lacking ?? []).map((said): Fault => ({ where: `${at} ${path}`, said, why: "not borne" })));
  const unsaid = context.kind === "history" ? context.programme!.rows.length - context.happened!.length : 0;
  if (unsaid !== 0) faults.push({ where: path, said: `${unsaid} events are not told`, why: "not borne" });
  faults.push(...readForms(context, html, `${at} ${context.reader?.address} ${path}`));
  const untold = context.kind === "deliverable" ? Math.min(25, context.doc!.rows.length) - context.told!.length : 0;
  if (untold !== 0) faults.push({ where: path, said: `${untold} events are not told`, why: "not borne" });
  return faults;
}

/** What of a page is read: of a document what stands beside it; neither where the keyboard skips to nor what a script shows. */
function readable(html: string): string {
  const notes = (article: string) => (article.match(/<details class="beside"[\s\S]*?<\/details>/g) ?? []).join("");
  return (
    html
      .replace(
        /<a class="skip" href="#(?:document|remark-|decide)[\s\S]*?<\/a>|<template\b[\s\S]*?<\/template>|<div class="tool"[\s\S]*?<\/div>/g,
        "",
      )
      .replace(/<div class="told"[\s\S]*?<\/div>/g, "")
      // the heading of what unfolds
      .replace(/<summary>(<h2>[^<]*<\/h2>)<\/summary>/g, "$1")
      .replace(/<article class="document"[\s\S]*?<\/article>/g, (article) => `${notes(article)}${article}`)
  );
}

/** Whether words are a label that states nothing. */
function isLabelled({ reader, kind }: Context, said: string, checked: Set<string>): boolean {
  const words = reader?.language === "en" ? frenchOf(said) : [said];
  const has = (each: string) => labels.has(each) || (isOfMoney({ kind }) && labelsOfMoney.has(each));
  return words.some((each) => has(each) && !checked.has(each));
}

/** Whether a page is of agreements, or of what is entered on them. */
const isOfMoney = ({ kind }: Pick<Context, "kind">) => kind in agreementPages || kind in entryPages;

const inFrench = ({ reader }: Context, said: string) => (reader?.language === "en" && said ? frenchOf(said)[0]! : said);

/** All facts of an instant, folded once. */
function known(archive: Archive, at: string): Facts[] {
  const folded = instants.get(archive) ?? new Map<string, Facts[]>();
  instants.set(archive, folded);
  const all = folded.get(at) ?? allAt(archive, at);
  folded.set(at, all);
  return all;
}
const instants = new WeakMap<Archive, Map<string, Facts[]>>();

const listed = new Set(["home", "deliverables", "drafts", "reviews", "funded", "people"]);

const pages: Record<string, Sentence[]> = {
  ...listPages,
  ...deliverablePages,
  ...readingPages,
  ...formPages,
  ...editionPages,
  "final/:edition": [...editionPages["final/:edition"]!, ...finalSentences],
  ...originPages,
  ...treatingPages,
  ...copyPages,
  ...fundedPages,
  ...yearPages,
  ...programmePages,
  ...meetingPages,
  ...agreementPages,
  ...entryPages,
  "meeting/decisions/:one": decisionPage,
};

function contextOf(archive: Archive, { at, reader, path, html, present }: Visit): Context {
  const all = known(archive, at);
  const person = archive.people.find((each) => each.id === reader)!;
  const [, id, rest = ""] = /^\/deliverables\/([^/?]+)(?:\/([^?]+))?/.exec(path) ?? [];
  const treated = /\?remark=([^&]+)/.exec(path)?.[1];
  const thing =
    treated ??
    /^(?:uploads|versions|contributions|carried|delegations|copies)\/(.+)$/.exec(rest)?.[1] ??
    /^final\/(\d+)/.exec(rest)?.[1] ??
    /\?(.+)$/.exec(path)?.[1];
  const page = (treated ? `${rest}/${treated}` : rest)
    .replace(/^(uploads|versions|contributions|carried|delegations|copies)\/.+$/, "$1/:one")
    .replace(/^final\/\d+/, "final/:edition");
  let doc = all.find((facts) => facts.id === id);
  const past = /tel que c’était alors|as it was then/.test(html);
  const until = past && doc && leftAt(archive.rows.get(doc.id)!, reader, at);
  if (doc && until) doc = called(archive, factsAt(archive.rows.get(doc.id)!, until)!, at);
  const round = doc && (roundOfRemark(doc, thing) ?? roundOf(doc.rounds, page));
  const remark = [...(round?.remarks ?? []), ...(doc?.origin?.carried ?? [])].find((each) => each.id === thing);
  return {
    ...{ archive, all, at, today: at.slice(0, 10), reader: person, office: person.coordinator },
    ...{ before: [], told: [], present, kind: id ? page || "deliverable" : path.slice(1) || "home" },
    ...aboutProgramme(archive, at, path),
    ...aboutMeeting(archive, at, path),
    ...aboutMoney(archive, at, path),
    ...(doc && { doc, past }),
    ...(thing && { thing }),
    ...(remark && { remark }),
    ...(/redline$/.test(page) && { changes: changesIn(html) }),
    ...(round && { round }),
  };
}

/** What a page should say and does not. */
const leftOut: Record<string, (context: Context) => string[]> = {
  ...{ funded: leftOutOfFunded, year: leftOutOfYear, programme: leftOutOfProgramme },
  ...{ "meeting/decisions/:one": leftOutOfDecision, "meeting/record": leftOutOfRecord },
  ...{ draft: leftOutOfOrigin, review: leftOutOfOrigin },
  deliverable: (context) => [...leftOutOfOrigin(context), ...leftOutOfReceived(context)],
  ...{ meeting: leftOutOfMissions, agreement: leftOutOfAgreement, agreements: leftOutOfAgreements },
  ...{ entries: leftOutOfEntries, "agreement/entries": leftOutOfEntries },
  final: (context) => [...leftOutOfEditions(context), ...leftOutOfFinal(context)],
  "final/:edition": (context) => [...leftOutOfEditions(context), ...leftOutOfFinal(context)],
  ...{ home: leftOutOfHome, drafts: leftOutOfDrafts, reviews: leftOutOfReviews },
};

/** What a page of a programme or a structure is about: "/programmes/2008/actions/reseau". */
function aboutProgramme(archive: Archive, at: string, path: string): Partial<Context> {
  const [, of, id = "", rest = ""] = /^\/(programmes|organisations)\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const [, action] = /^actions\/(.+)$/.exec(rest) ?? [];
  if (of === "organisations")
    return { kind: "organisation", organisation: archive.organisations.find((each) => each.id === id)! };
  const programme = programmeAt(archive.programmes.get(id) ?? [], at);
  if (!programme) return {};
  const found = programme.actions.find((each) => each.id === action);
  return { programme, happened: [], kind: found ? "action" : rest || "programme", ...(found && { action: found }) };
}

/** Which meeting a page is about: "/meetings/<id>/plan". */
function aboutMeeting(archive: Archive, at: string, path: string): Partial<Context> {
  const [, id = "", rest] = /^\/meetings\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const meeting = gatheringAt(archive.meetings.get(id) ?? [], at);
  const [, decision] = /^decisions\/(.+)$/.exec(rest ?? "") ?? [];
  const kind = decision ? "meeting/decisions/:one" : rest ? `meeting/${rest}` : "meeting";
  return meeting ? { meeting, kind, ...(decision && { thing: decision }) } : {};
}

/** Which agreement a page is about: "/agreements/<id>/entries"; or that it is one of entries. */
function aboutMoney(archive: Archive, at: string, path: string): Partial<Context> {
  if (/^\/entries(\?|$)/.test(path)) return { kind: "entries" };
  const [, id = "", rest] = /^\/agreements\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const deal = dealAt(archive.agreements.get(id) ?? [], at);
  return deal ? { deal, kind: rest ? `agreement/${rest}` : "agreement" } : {};
}

/** Who reviews no more has a round as it was when they left, and its end once it came. */
function leftAt(rows: readonly Row[], person: string, at: string): string | undefined {
  const round = factsAt(rows, at)?.rounds.findLast(({ were }) => were.has(person));
  if (round?.closed) return round.closed.at;
  const instants = rows.filter((row) => row.at <= at).map((row) => row.at);
  return instants.findLast((each) => factsAt(rows, each)?.reviewers.includes(person));
}

const roundOfRemark = ({ rounds }: Facts, thing: string | undefined) =>
  rounds.find(({ remarks }) => remarks.some(({ id }) => id === thing));

/** Whole paragraphs one by one; words taken away and words put in their place, beside each other, as one change. */
function changesIn(html: string): number {
  const both = /<article[\s\S]*<\/article>/.exec(html)?.[0] ?? "";
  const article = both.replace(/<div class="old" aria-hidden="true">[\s\S]*?<\/div><div class="new">/g, "");
  const blocks = /<(ins|del)(?: id="[^"]*")? class="whole"[\s\S]*?<\/\1>/g;
  const words = article.replace(blocks, "").match(/(?:<(ins|del)\b[\s\S]*?<\/\1>\s*)+/g) ?? [];
  const whole = (article.match(blocks) ?? []).filter(
    (block) => !/<span class="fate">(Déplacé ici|Moved here)/.test(block),
  );
  return words.length + whole.length;
}

/** Which round a page is about. */
function roundOf(rounds: Read[], page: string): Read | undefined {
  if (page === "contributions") return rounds.findLast(({ remarks }) => remarks.length > 0);
  return rounds.at(-1);
}

/** On every page. */
const everywhere: Sentence[] = [
  says("RECI"),
  says("{name}", ({ reader, before }, { name }) => before.length === 2 && reader!.name === name),
  says(
    "{title}",
    ({ all, heading }, { title = "" }) => heading === title && all.some((facts) => facts.title === title),
  ),
  says("{title}", ({ doc }, { title }) => doc?.title === title),
];

/** Keys whose texts state what stands, though they have no place for a fact. */
const stating =
  /^(reminded|chased|year\.nothing|standing\.(nothing|done)|action\.(expects-nothing|besides)|programmes\.none|own-actions\.none|standpoint\.|typeset\.(coming|failed)|matrix\.(no-funding|interventions|steering|results|payment)|organisations\.none|organisation\.(people\.none|actions\.none|as\.)|until|late|owed\.(?!title$)|awaited|chase\.(today|done)|nobody|date\.none|hall\.(?!meetings$)|stage\.|deliverables\.(?!title)|next\.(?!title)|parts\.unowed|step\.|past\.|round\.rule\.all|choice\.|outcome\.|links\.(none|waiting|refused|over|ended)|draft\.(in-review|changes|not-yours)|drafts\.(?!title|mine)|upload\.(awaited|accepted|refused|sent|failed)|waiting|refused|read\.(reopened|kept|replaced|resolved|contributions)|undone\.lead|in-file\.(resolved|deleted|said|replied)|continued\.(hint|corrections|remarks|nothing|waits)|submission\.(lacks|nothing|nobody|not-draft|left)|closure\.(approved|toIntegrate|changesRequested|unresolved|asIs|do|waiting|changed)|people\.count|reviews\.(none|past|decided)|review\.(?!version)|standing\.|receipt\.(may-change|superseded|closed|open)|before\.|confirming|remark\.(seen|unsent|earlier|unfinished|resolved|file)|proof\.coming|disposition\.(open|none|integrated|partly|declined)$|passage|remarks\.(none|unsent|sent|earlier)|decision\.(along|unfinished)|handover\.(waits|refused|status)|copy\.(closed|read|untracked|uncompared|version|unplaced|status|refused)|funded|mails\.(none|pending|refused|held|leaving)|history\.(?!title)|rule\.|reported\.(mail|telephone|meeting|nobody)|contributions\.(none|erased|applied)|treat\.(there|submit|draft|gone|edited|moved)|redline\.(waiting|failed|one|unmade)|settlement\.(known|erased|confirmed|refused|moot)|dossier\.(lead|waiting|failed|since|events)|download\.|received\.|shares\.(none|taken))/;

/** The same of the catalogue of meetings. */
const statingOfMeetings =
  /^(list\.(none|to-record)|nobody|stage\.|new|plan|off\.(title|lead|is|do)|done\.|record(\.|$)|agenda\.(none|another|decision)|outcome\.(settled|postponed)|decision\.(open|done|dropped)$|minutes\.document|ics|read|missions|wrong\.)/;

/** The same of that of the year. */
const statingOfYear =
  /^(list\.|lead|ahead\.|late|owes|left|chased|reminded|state|today|tomorrow|in\.|narrowed|point|dated|chart|more)/;

/** The same of those of agreements and entries. */
const statingOfMoney =
  /^(list\.(none|considered|requested|signed)|stage\.|terms\.none|payments\.none|payment\.(cancelled|restore)|report\.(undo|coming)|change|history|terms\.new|none|done\.|undone|counter|entry\.|of\.|title$|sum$|undo|new$|proof|list\.done|amount)/;

const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../shared/i18n/fr/${name}.json`, import.meta.url), "utf8"));

/** Labels, headings, buttons, helps: texts that have no place for a fact and do not state how things stand. */
const labels = new Set([
  ...labelsIn("pages", stating),
  ...labelsIn("meetings", statingOfMeetings),
  ...labelsIn("year", statingOfYear),
]);

const labelsOfMoney = new Set([
  ...labelsIn("agreements", statingOfMoney),
  ...labelsIn("ledger", statingOfMoney),
  ...labelsIn(
    "statements",
    /^(statements-none|received-none|no-line|over|shared|report-(no-|begin|open|forecast|realised))/,
  ),
]);

function labelsIn(name: string, but: RegExp): string[] {
  return Object.entries(read(name)).flatMap(([key, text]) =>
    text.includes("{") || but.test(key) ? [] : [plain(text)],
  );
}
