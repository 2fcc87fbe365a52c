import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { alphabetically } from "../../../shared/i18n/languages.ts";
import { type SearchKey, searchTexts } from "../../../shared/i18n/search.ts";
import { translate, type Values } from "../../../shared/i18n/translate.ts";
import { actionTitles } from "../../../shared/stored/programme.ts";
import { agreementTag, tellingAgreements } from "../components/agreement-words.ts";
import { frame } from "../components/frame.ts";
import { whenWords, whereWords } from "../components/meeting.ts";
import { meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { matching, matchingOrganisations } from "../components/picking.ts";
import { hasWords, marked, wantedWords } from "../components/searching.ts";
import { stageTag } from "../components/stage.ts";
import { thePeople } from "../http/access.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { coordinates } from "../http/rights.ts";
import { type Say, say } from "../http/say.ts";
import { ownActionsOf } from "../programme/own-actions.ts";
import { onlooking } from "../programme/who.ts";
import { enough, foundAgreements, foundDeliverables, foundMeetings, stoppedAt, type UpTo } from "./found.ts";
import { type FoundTexts, foundTexts, textsAtOnce } from "./texts.ts";

type SearchSay = Say & { said: (key: SearchKey, values?: Values) => string };

/** One thing that was found: its title, its page, what it is, how it stands. */
type Hit = { title: string; page: string; about: string; tag?: Html };
/** `more`: where all of them are listed. */
type Group = { key: (typeof sorts)[number]; hits: Hit[]; more?: string };
const sorts = ["deliverables", "texts", "actions", "meetings", "agreements", "people", "organisations"] as const;

/** `texts`: of how many documents the text was read by the searches that this one goes on from. */
type Asked = {
  web: Web;
  speak: SearchSay;
  visitor: Visitor;
  words: string;
  span: { before?: string | undefined };
  texts: number;
};

type Found = { groups: Group[]; texts: Pick<FoundTexts, "gone" | "left"> } & UpTo;

/**
 * What somebody finds by words in titles, names and the texts of documents, however they are accented: of what they may open, and nothing else. `?q=`: the
 * words; `?before=`: of what came to its end before a year; `?texts=`: in the texts after so many alone.
 */
export async function search(c: PageContext, web: Web, visitor: Visitor): Promise<Response> {
  const plain = say(c, web);
  const speak: SearchSay = { ...plain, said: (key, values) => translate(plain.language, searchTexts, key, values) };
  const words = (c.req.query("q") ?? "").trim().slice(0, 200);
  const before = /^\d{4}$/.exec(c.req.query("before") ?? "")?.[0];
  const texts = Number(/^\d{1,6}$/.exec(c.req.query("texts") ?? "")?.[0] ?? 0);
  const asked = { web, speak, visitor, words, span: { before }, texts };
  const all: Found = wantedWords(words).length === 0 ? { groups: [], texts: { gone: 0, left: 0 } } : await found(asked);
  if (wantsJson(c)) return c.json(asJson(asked, all));
  const { groups, stopped } = all;
  const count = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  const title = words === "" ? speak.said("title") : speak.said("title.of", { words });
  const counted = texts > 0 ? "count.texts" : before === undefined ? "count" : "count.before";
  const isAll = stopped === undefined && all.texts.left === 0;
  const main = html`<h1>${speak.said("title")}</h1>
<form method="get" action="${href("search")}" class="filters seek"><div class="field"><label for="q">${speak.said(coordinates(visitor) ? "field.office" : "field")}</label>
<input id="q" name="q" type="search" value="${words}" maxlength="200"></div><button>${speak.said("do")}</button></form>
${words === "" ? "" : html`<p role="status">${speak.said(counted, { count, words, year: before ?? "" })}</p>`}
${words !== "" && count === 0 && isAll ? nothingNote(asked) : ""}${groups.map((group) => groupSection(asked, group))}
${textsNote(asked, all.texts)}
${stopped === undefined ? "" : html`<p><a class="button second" href="${href("search", {}, { q: words, before: stopped })}">${speak.said("further", { year: stopped })}</a></p>`}`;
  return frame(c, web, { title, main, styles: ["lists.css"] });
}

/** That texts are gone, and the way on to those that were not read. */
function textsNote(asked: Asked, { gone, left }: Found["texts"]): Html {
  const { said } = asked.speak;
  const next = nextTexts(asked);
  return html`${gone === 0 ? "" : html`<p class="muted">${said("gone", { count: gone })}</p>`}
${left === 0 ? "" : html`<p class="muted">${said("unread", { count: left })}</p><p><a class="button second" href="${next}">${said("texts.further")}</a></p>`}`;
}

/** Where the search goes on in the texts that it did not read. */
function nextTexts({ words, span, texts }: Asked): string {
  return href("search", {}, { q: words, before: span.before, texts: texts + textsAtOnce });
}

/** What one can do where nothing was found. */
function nothingNote({ speak, visitor }: Asked): Html {
  const page = coordinates(visitor) ? "deliverables" : "home";
  return html`<p>${speak.said("nothing")} <a href="${href(page)}">${speak.said(`nothing.${page}`)}</a></p>`;
}

/** `unread`: of how many documents the text was not read, since it is gone, or since it comes `next`. */
function asJson(asked: Asked, { groups, texts }: Found): object {
  const found = groups.map(({ key, hits }) => [
    key,
    hits.map(({ title, page, about }) => ({ title, page, ...(key === "texts" && { passage: about }) })),
  ]);
  const unread = texts.gone + texts.left;
  return {
    ...Object.fromEntries(found),
    ...(unread > 0 && { unread }),
    ...(texts.left > 0 && { next: nextTexts(asked) }),
  };
}

/** All groups in which something is, each by how well its titles answer; where texts alone are searched on, that of texts. */
async function found(asked: Asked): Promise<Found> {
  const [deliverables, meetings, agreements] = await Promise.all([
    deliverableHits(asked),
    meetingHits(asked),
    agreementHits(asked),
  ]);
  const texts = await textHits(asked, deliverables.others);
  const isFirst = asked.span.before === undefined && asked.texts === 0;
  const more = isFirst ? [await actionHits(asked), ...(await directoryHits(asked))] : [];
  const groups = [deliverables.group, texts.group, ...more, meetings.group, agreements.group].filter(
    ({ key, hits }) => hits.length > 0 && (asked.texts === 0 || key === "texts"),
  );
  const stopped = stoppedAt([deliverables, meetings, agreements]);
  return {
    groups: groups
      .map((group) => ({ ...group, hits: byAnswer(group.hits, asked.words) }))
      .sort((a, b) => sorts.indexOf(a.key) - sorts.indexOf(b.key)),
    texts,
    ...(stopped !== undefined && { stopped }),
  };
}

/** Titles in which a word begins as the first of the words does come first, then by the alphabet. */
function byAnswer(hits: readonly Hit[], words: string): Hit[] {
  const [first = ""] = wantedWords(words);
  const begins = ({ title }: Hit) =>
    title.split(/[\s'’«(]+/).some((word) => hasWords(first, [word.slice(0, first.length)]));
  return hits.toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || alphabetically(a.title, b.title));
}

async function deliverableHits({
  web,
  speak,
  visitor,
  words,
  span,
}: Asked): Promise<{ group: Group; others: Summary[] } & UpTo> {
  const { found, others, stopped } = await foundDeliverables(web, visitor, words, span);
  const titled = await actionTitles(
    web.ports.store,
    found.map(({ action }) => action),
  );
  const hits = found.map(({ title, page, action, stage }) => ({
    ...{ title, page, about: titled(action) },
    ...(stage && { tag: stageTag(speak, stage) }),
  }));
  const more = coordinates(visitor) ? { more: href("deliverables", {}, { q: words }) } : {};
  return { group: { key: "deliverables", hits, ...more }, others, ...(stopped !== undefined && { stopped }) };
}

/** Documents that have the words in their text, each with the passage. */
async function textHits(
  { web, speak, visitor, words, texts }: Asked,
  among: readonly Summary[],
): Promise<{ group: Group } & Found["texts"]> {
  const { found, ...rest } = await foundTexts(web, visitor, words, among, texts);
  const hits = found.map(({ title, page, passage, filed }) => ({
    ...{ title, page, about: passage },
    ...(filed && { tag: html`<span class="tag">${speak.said("filed")}</span>` }),
  }));
  return { group: { key: "texts", hits }, ...rest };
}

async function meetingHits({ web, speak, visitor, words, span }: Asked): Promise<{ group: Group } & UpTo> {
  const telling = tellingMeetings(speak);
  const named = (meeting: Parameters<typeof meetingTitle>[1]) => meetingTitle(telling, meeting);
  const { found, stopped } = await foundMeetings(web, visitor, { words, named }, span);
  const hits = found.map(({ meeting, page }) => ({
    ...{ title: named(meeting), page, about: `${whenWords(speak, meeting)}, ${whereWords(speak, meeting)}` },
  }));
  return { group: { key: "meetings", hits }, ...(stopped !== undefined && { stopped }) };
}

async function agreementHits({ web, speak, visitor, words, span }: Asked): Promise<{ group: Group } & UpTo> {
  const { found, stopped } = await foundAgreements(web, visitor, words, span);
  const telling = tellingAgreements(speak);
  const hits = found.map(({ agreement, page }) => ({
    ...{ title: agreement.title, page, about: agreement.reference, tag: agreementTag(telling, agreement.stage) },
  }));
  return { group: { key: "agreements", hits }, ...(stopped !== undefined && { stopped }) };
}

async function actionHits({ web, visitor, words }: Asked): Promise<Group> {
  const seen = { visitor, onlooker: await onlooking(web, visitor) };
  const own = (await ownActionsOf(web, seen)).filter(({ action }) => hasWords(words, [action.title]));
  const hits = own.map(({ programme, action }) => ({
    ...{ title: action.title, about: programme.title },
    page: href("action", { programme: programme.id, action: action.id }),
  }));
  return { key: "actions", hits };
}

/** People and organisations, to coordinators alone, whose the directory is. */
async function directoryHits({ web, visitor, words }: Asked): Promise<Group[]> {
  if (!coordinates(visitor)) return [];
  const directory = await thePeople(web);
  const people = matching(directory, words).map(({ id, name, organisation }) => ({
    ...{ title: name, about: organisation, page: href("person", { person: id }) },
  }));
  const organisations = matchingOrganisations(directory.organisations, words).map(({ id, short, name }) => ({
    ...{ title: short, about: name === short ? "" : name, page: href("organisation", { organisation: id }) },
  }));
  return [
    { key: "people", hits: people, more: href("people", {}, { q: words }) },
    { key: "organisations", hits: organisations },
  ];
}

/** A group of hits, the first of them; where the others are, or that words more exact find them. */
function groupSection({ speak, words }: Asked, { key, hits, more }: Group): Html {
  const { said } = speak;
  const shown = hits.slice(0, enough);
  const rest = hits.length - shown.length;
  const others = more
    ? html`<p><a href="${more}">${said("all", { count: hits.length })}</a></p>`
    : html`<p class="muted">${said("rest", { count: rest })}</p>`;
  return html`<section aria-labelledby="found-${key}"><h2 id="found-${key}">${said("counted", { words: said(key), count: hits.length })}</h2>
<ul class="hits">${shown.map(
    ({ title, page, about, tag }) =>
      html`<li><div><a href="${page}">${marked(title, words)}</a>${about ? html`<p class="muted">${marked(about, words)}</p>` : ""}</div>${tag ?? ""}</li>`,
  )}</ul>${rest > 0 ? others : ""}</section>`;
}
