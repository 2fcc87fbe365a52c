import { html } from "hono/html";
import * as z from "zod";
import { sendWaiting } from "../../../shared/acts/welcome.ts";
import { href } from "../../../shared/addresses.ts";
import { Refusal } from "../../../shared/errors.ts";
import { alphabetically, languages, languageTitle } from "../../../shared/i18n/languages.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { getOrganisation, listOrganisations, type Organisation } from "../../../shared/stored/organisation.ts";
import { addPerson, changePerson, type NewPerson, type Person } from "../../../shared/stored/person.ts";
import { table } from "../components/facts.ts";
import { checkboxes, languageOptions, radios, selectField, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import type { Among } from "../components/picker.ts";
import { matching, matchingOrganisations, mostFound } from "../components/picking.ts";
import { row } from "../components/row.ts";
import { type People, thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Visitor, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, line } from "../http/input.ts";
import { tell } from "../http/notice.ts";
import { type Say, say } from "../http/say.ts";
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
  const { text, language } = speak;
  const from = fromOf(c);
  const known = await listOrganisations(web.ports.store);
  const ids = new Set(known.map(({ id }) => id));
  const rows = found
    .slice(from, from + aPage)
    .map((person) => [
      html`<a href="${href("person", { person: person.id })}">${person.name}</a>`,
      ids.has(person.belongs)
        ? html`<a href="${href("organisation", { organisation: person.belongs })}">${person.organisation}</a>`
        : person.organisation,
      person.address,
      html`${languageTitle(language, person.language)}${person.coordinator ? html` <span class="tag">${text("role.coordinator")}</span>` : ""}`,
    ]);
  const main = html`${row(
    "",
    html`<h1>${text("people.title")}</h1>
<p class="buttons"><a class="button" href="${href("newPerson")}">${text("people.add")}</a>
<a href="${href("peopleImport")}">${text("people.import")}</a>
<a href="${href("organisations")}">${text("organisations.title")}</a></p>`,
  )}
${row(
  html`<p>${text("people.count", { count: found.length })}</p>`,
  html`${present.length > fewPeople ? chooser(speak, asked, known) : ""}${table(
    text("people.title"),
    [text("person.name"), text("person.organisation"), text("person.address"), text("person.language")],
    rows,
  )}${others(speak, asked, from, found.length)}`,
  "wide",
)}`;
  return frame(c, web, { title: text("people.title"), main });
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

/** What the directory is searched, narrowed and sorted by, in its address. */
function chooser({ text }: Say, { q, organisation, sort }: Asked, known: readonly Organisation[]): Html {
  const filled: Filled = { typed: { q: [q], organisation: [organisation], sort: [sort] }, errors: [] };
  const all = { value: "", label: text("people.filter.all") };
  return html`<form method="get" class="filters"><div class="field"><label for="q">${text("people.find")}</label>
<input id="q" name="q" type="search" value="${q}"></div>
${selectField(filled, {
  name: "organisation",
  label: text("person.organisation"),
  options: [all, ...known.map(({ id, short }) => ({ value: id, label: short }))],
})}
${selectField(filled, {
  name: "sort",
  label: text("people.sort"),
  options: sorts.map((value) => ({ value, label: text(`person.${value}`) })),
})}
<button class="second">${text("people.show")}</button></form>`;
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
})}`;
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

/** Someone of the directory, to change, or whose access is to be sent or ended. */
export async function person(
  c: PageContext,
  web: Web,
  { person, isSelf }: Entered,
  filled: Filled = nothingFilled,
): Promise<Response> {
  const speak = say(c, web);
  const { text, language } = speak;
  const of = { person: person.id };
  const body = html`<form method="post" action="${href("person", of)}" novalidate>${fields(web, speak, filled, filled.errors.length > 0 ? undefined : person)}
<button>${text("amend.go")}</button></form>
<hr>
<ul class="plain"><li><a href="${href("personLink", of)}">${text("person.link")}</a></li>
<li><a href="${href("personLinkEnd", of)}">${text("person.link.end")}</a></li>
${isSelf ? "" : html`<li><a href="${href("removal", of)}">${text("removal.title")}</a></li>`}</ul>
${isSelf ? html`<p class="muted">${refusalMessage(language, { code: "self-removal", details: {} })}</p>` : ""}`;
  return formPage(c, web, { title: person.name, back: backToPeople(speak), filled, body });
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
    const { belongs } = await changePerson(web.ports, entered.person.id, personOf(ok));
    if (belongs !== entered.person.belongs) await sendWaiting(web.ports, [belongs]);
    return done(c, href("people"));
  });
  return result instanceof Response ? result : person(c, web, entered, result);
}

function personOf({ otherOrganisation, organisation, next: _, ...rest }: Entry): NewPerson {
  return { ...rest, organisation: otherOrganisation || organisation };
}

function backToPeople({ text }: Say): { href: string; label: string } {
  return { href: href("people"), label: text("people.title") };
}
