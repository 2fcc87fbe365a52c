import { html } from "hono/html";
import * as z from "zod";
import { sendWaiting } from "../../../shared/acts/welcome.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { alphabetically, languages, languageTitle } from "../../../shared/i18n/languages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { getOrganisation, listOrganisations, type Organisation } from "../../../shared/stored/organisation.ts";
import { addPerson, changePerson, type NewPerson, type Person } from "../../../shared/stored/person.ts";
import { facts, table } from "../components/facts.ts";
import { checkboxes, languageOptions, radios, selectField, textField } from "../components/fields.ts";
import { errorSummary, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import { panel } from "../components/panel.ts";
import type { Among } from "../components/picker.ts";
import { matching, matchingOrganisations, mostFound } from "../components/picking.ts";
import { type People, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, line } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";
import { theirDocuments } from "./their-documents.ts";
import type { Entered } from "./who.ts";

const address = z.email("input.address").max(254, "input.long");
/** Someone of the directory, as a form gives them. */
export const entry = z
  .strictObject({
    name: line("input.name", 120),
    address,
    organisation: line(undefined, 120).default(""),
    /** The name of one that the list does not have: it goes before what was chosen there. */
    otherOrganisation: line(undefined, 60).default(""),
    language: z.enum(languages, "input.language"),
    coordinator: z.boolean().default(false),
    withoutWeekly: z.boolean().default(false),
    /** Somebody else is added after them. */
    next: z.boolean().default(false),
  })
  .refine(({ organisation, otherOrganisation }) => organisation || otherOrganisation, {
    path: ["organisation"],
    error: "input.organisation",
    when: ({ value }) => typeof value === "object" && value !== null,
  });
type Entry = z.infer<typeof entry>;

/** The directory: who is in the network, and by which address they enter; `?q=`, `?organisation=` and `?sort=` choose. */
export async function people(c: PageContext, web: Web): Promise<Response> {
  const directory = await thePeople(web);
  const { present } = directory;
  const asked = askedOf(c);
  const found = chosen(directory, asked);
  if (wantsJson(c)) return c.json(asJson(directory, found, asked));
  const speak = say(c, web);
  const { text } = speak;
  const from = fromOf(c);
  const known = await listOrganisations(web.ports.store);
  const ids = new Set(known.map(({ id }) => id));
  const rows = found.slice(from, from + aPage).map((person) => personRow(speak, ids, person));
  const heads = ["name", "organisation", "address", "language"] as const;
  const main = html`<h1>${text("people.title")}</h1>
<p class="buttons"><a class="button" href="${href("newPerson")}">${text("people.add")}</a>
<a href="${href("peopleImport")}">${text("people.import")}</a>
<a href="${href("organisations")}">${text("organisations.title")}</a></p>
${present.length > fewPeople ? chooser(speak, asked, known) : ""}
<p class="muted">${text("people.count", { count: found.length })}</p>
${table(
  text("people.title"),
  heads.map((head) => text(`person.${head}`)),
  rows,
)}${others(speak, asked, from, found.length)}`;
  return frame(c, web, { title: text("people.title"), main, styles: ["columns.css"] });
}

/** Somebody as the directory lists them: on a telephone their name and organisation alone, the rest being on their page. */
function personRow({ text, language }: Say, ids: ReadonlySet<string>, person: Person): (Html | string)[] {
  const { id, name, belongs, organisation, address, coordinator } = person;
  const office = coordinator ? html` <span class="tag">${text("role.coordinator")}</span>` : "";
  return [
    html`<a href="${href("person", { person: id })}">${name}</a>`,
    ids.has(belongs)
      ? html`<a href="${href("organisation", { organisation: belongs })}">${organisation}</a>`
      : organisation,
    html`<span class="roomy">${address}</span>`,
    html`<span class="roomy">${languageTitle(language, person.language)}${office}</span>`,
  ];
}

/** What is asked of the directory: words, an organisation's id, and what it is sorted by. */
type Asked = { q: string; organisation: string; sort: (typeof sorts)[number]; among: Among };
const sorts = ["name", "organisation"] as const;

function askedOf(c: PageContext): Asked {
  const sort = sorts.find((each) => each === c.req.query("sort")) ?? "name";
  const among = amongst.find((each) => each === c.req.query("among")) ?? "people";
  return { q: c.req.query("q")?.trim() ?? "", organisation: c.req.query("organisation") ?? "", sort, among };
}

/** How many people come before the page that is asked for. */
function fromOf(c: PageContext): number {
  const asked = Number(c.req.query("from"));
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
}

/** Of people by name, those that are asked for, in the order that is asked for. */
function chosen(directory: People, { q, organisation, sort }: Asked): Person[] {
  const found = q ? matching(directory, q) : directory.present;
  const of = found.filter(({ belongs }) => organisation === "" || belongs === organisation);
  return sort === "name" ? of : of.toSorted((a, b) => alphabetically(a.organisation, b.organisation));
}

/** People on one page, and those of whom all are seen at a glance. */
const [aPage, fewPeople] = [50, 10];

/** All, or the first that a search found with how many there are; organisations, where it is among these too. */
function asJson({ organisations }: People, people: readonly Person[], { q, among }: Asked) {
  const shown = (some: readonly Person[]) => some.map(({ epoch: _, ...person }) => person);
  if (!q) return { people: shown(people) };
  const found = among === "organisations" ? [] : people;
  if (among === "people") return { people: shown(found.slice(0, mostFound)), count: found.length };
  const named = matchingOrganisations(organisations, q);
  return {
    ...{ people: shown(found.slice(0, mostFound)), organisations: named.slice(0, mostFound) },
    count: found.length + named.length,
  };
}
const amongst: readonly Among[] = ["people", "organisations", "holders"];

/** What the directory is searched by, in its address; folded, what it is narrowed and sorted by. */
function chooser({ text }: Say, { q, organisation, sort }: Asked, known: readonly Organisation[]): Html {
  const filled: Filled = { typed: { q: [q], organisation: [organisation], sort: [sort] }, errors: [] };
  const all = { value: "", label: text("people.filter.all") };
  const open = organisation !== "" || sort !== "name" ? html` open` : "";
  return html`<form method="get" class="search"><div class="filters"><div class="field"><label for="q">${text("people.find")}</label>
<input id="q" name="q" type="search" value="${q}"></div><button class="second">${text("people.show")}</button></div>
<details${open}><summary>${text("people.narrow")}</summary><div class="filters">${selectField(filled, {
    name: "organisation",
    label: text("person.organisation"),
    options: [all, ...known.map(({ id, short }) => ({ value: id, label: short }))],
  })}
${selectField(filled, {
  name: "sort",
  label: text("people.sort"),
  options: sorts.map((value) => ({ value, label: text(`person.${value}`) })),
})}</div></details></form>`;
}

/** The way to the people before and after those shown. */
function others({ text }: Say, { q, organisation, sort }: Asked, from: number, count: number): Html | "" {
  if (count <= aPage) return "";
  const link = (first: number, key: "people.before" | "people.after"): Html => {
    const query = {
      q: q || undefined,
      organisation: organisation || undefined,
      sort: sort === "name" ? undefined : sort,
    };
    return html`<a href="${href("people", {}, { ...query, from: first })}">${text(key, { first: first + 1, last: Math.min(first + aPage, count) })}</a> `;
  };
  return html`<p class="buttons">${from > 0 ? link(Math.max(0, from - aPage), "people.before") : ""}
${from + aPage < count ? link(from + aPage, "people.after") : ""}</p>`;
}

async function fields(
  web: Web,
  speak: Say,
  filled: Filled,
  person?: Pick<Person, "organisation"> & Partial<Person>,
): Promise<Html> {
  const { text } = speak;
  const known = await listOrganisations(web.ports.store);
  const own = person?.organisation ?? "";
  const names = [...new Set([...known.map(({ short }) => short), ...(own ? [own] : [])])];
  return html`${textField(filled, { name: "name", label: text("person.name"), hint: text("person.name.hint"), value: person?.name ?? "" })}
${selectField(filled, {
  name: "organisation",
  label: text("person.organisation"),
  options: [
    { value: "", label: text("person.organisation.choose") },
    ...names.map((name) => ({ value: name, label: name })),
  ],
  value: own,
})}
${textField(filled, { name: "otherOrganisation", label: text("person.organisation.other"), hint: text("person.organisation.other.hint") })}
${textField(filled, { name: "address", label: text("person.address"), hint: text(person ? "person.address.change" : "person.address.hint"), type: "email", value: person?.address ?? "" })}
${radios(filled, {
  name: "language",
  label: text("person.language"),
  options: languageOptions(speak),
  value: person?.language ?? "",
})}
${checkboxes(filled, {
  name: "coordinator",
  label: text("person.office"),
  options: [{ value: "true", label: text("person.coordinator") }],
  values: person?.coordinator ? ["true"] : [],
})}
${person?.coordinator || filled.typed.coordinator ? weeklyField(speak, filled, person) : ""}`;
}

/** To be spared the letter of the week. */
function weeklyField({ text }: Say, filled: Filled, person?: Partial<Person>): Html {
  return checkboxes(filled, {
    name: "withoutWeekly",
    label: text("person.letters"),
    options: [{ value: "true", label: text("person.withoutWeekly") }],
    values: person?.withoutWeekly ? ["true"] : [],
  });
}

/** The form that adds someone. */
export async function newPerson(
  c: PageContext,
  web: Web,
  _: Visitor,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const given = await getOrganisation(web.ports.store, c.req.query("organisation") ?? "");
  const body = html`<form method="post" action="${href("people")}" novalidate>${fields(web, speak, filled, given && { organisation: given.short })}<p class="buttons"><button>${text("people.add")}</button><button class="second" name="next" value="true">${text("people.add.next")}</button></p></form>`;
  return formPage(c, web, { title: text("people.add"), back: backToPeople(speak), filled, body });
}

/** Adds someone to the directory. */
export async function add(c: PageContext, web: Web, visitor: Visitor, { ok, filled }: Input<Entry>): Promise<Response> {
  if (!ok) return newPerson(c, web, visitor, filled);
  const result = await attempt(
    c,
    filled,
    { "address-taken": "address", "organisation-renamed": "otherOrganisation" },
    async () => {
      const { id, name, belongs } = await addPerson(web.ports, personOf(ok));
      await sendWaiting(web.ports, [belongs]);
      tell(c, { name });
      return done(c, href(ok.next ? "newPerson" : "people"), { id }, 201);
    },
  );
  return result instanceof Response ? result : newPerson(c, web, visitor, result);
}

/** Someone of the directory: what they owe, what they write, review and fund, how they are reached and changed. */
export async function person(
  c: PageContext,
  web: Web,
  entered: Entered,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const { person, isSelf } = entered;
  const speak = say(c, web);
  const { text, language } = speak;
  const refused = filled.errors.length > 0;
  const change = html`<form method="post" action="${href("person", { person: person.id })}" novalidate>${await fields(web, speak, filled, refused ? undefined : person)}
<button>${text("amend.go")}</button></form>`;
  const { owes, holds, past } = await theirDocuments(c, web, speak, entered);
  const main = html`<p><a href="${href("people")}">${text("people.title")}</a></p>${errorSummary(speak, filled)}<h1>${person.name}</h1>
<p class="muted">${person.organisation}${person.coordinator ? html` · ${text("role.coordinator")}` : ""}</p>
<div class="grid two"><div class="span-7">${owes}${holds}</div>
<div class="span-5 beside">${reachedPanel(speak, person, await getOrganisation(web.ports.store, person.belongs))}</div>
<div class="folds span-7">${past}<details id="change"${refused ? html` open` : ""}><summary><h2>${text("person.change")}</h2></summary>${change}</details></div></div>
${isSelf ? html`<p class="apart muted">${refusalMessage(language, { code: "self-removal", details: {} })}</p>` : html`<p class="apart"><a href="${href("removal", { person: person.id })}">${text("removal.title")}</a></p>`}`;
  return frame(c, web, { title: person.name, main, refused, scripts: ["confirm.js"], styles: ["columns.css"] });
}

/** How somebody is reached: their organisation, where it is one of the network's list, their address and language, the links that let them in. */
function reachedPanel(
  { text, language }: Say,
  { id, address, organisation, language: theirs }: Person,
  known: Organisation | undefined,
): Html {
  const of = { person: id };
  const lines = facts([
    [
      text("person.organisation"),
      known ? html`<a href="${href("organisation", { organisation: known.id })}">${organisation}</a>` : organisation,
    ],
    [text("person.address"), address],
    [text("person.language"), languageTitle(language, theirs)],
  ]);
  return panel(
    "reached",
    text("person.reached"),
    html`<p><a class="button" href="mailto:${address}">${text("person.write")}</a></p>${lines}
<ul class="ways"><li><a href="${href("personLink", of)}">${text("person.link")}</a></li>
<li><a href="${href("personLinkEnd", of)}">${text("person.link.end")}</a></li></ul>`,
  );
}

/** Changes them; nobody takes their own office away. */
export async function change(
  c: PageContext,
  web: Web,
  entered: Entered,
  { ok, filled }: Input<Entry>,
): Promise<Response> {
  if (!ok) return person(c, web, entered, filled);
  const fields = {
    ...{ "address-taken": "address", "organisation-renamed": "otherOrganisation" },
    "self-removal": "coordinator",
  } as const;
  const result = await attempt(c, filled, fields, async () => {
    if (entered.isSelf && !ok.coordinator) throw new Refusal("self-removal");
    const changed = await changePerson(web.ports, entered.person.id, personOf(ok));
    if (changed.belongs !== entered.person.belongs) await sendWaiting(web.ports, [changed.belongs]);
    if (isSpared(changed) !== isSpared(entered.person)) tellLetters(c, entered, changed);
    return done(c, href("person", { person: entered.person.id }));
  });
  return result instanceof Response ? result : person(c, web, entered, result);
}

/** Whether somebody does without the letter of the week. */
function isSpared({ withoutWeekly = false }: Person): boolean {
  return withoutWeekly;
}

/** The change is about the letter of the week: the sentence says whether it still arrives. */
function tellLetters(c: PageContext, { isSelf }: Entered, changed: Person): void {
  const [letters, who] = [isSpared(changed) ? "ended" : "again", isSelf ? "you" : "named"] as const;
  tell(c, { name: changed.name }, `done.weekly.${letters}.${who}`);
}

function personOf({ otherOrganisation, organisation, next: _, ...rest }: Entry): NewPerson {
  return { ...rest, organisation: otherOrganisation || organisation };
}

function backToPeople({ text }: Say): { href: string; label: string } {
  return { href: href("people"), label: text("people.title") };
}
