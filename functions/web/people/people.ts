import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { Refusal } from "../../../shared/errors.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { addPerson, changePerson, type Person } from "../../../shared/stored/person.ts";
import { table } from "../components/facts.ts";
import { checkboxes, radios, textField } from "../components/fields.ts";
import { type Filled, nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { frame } from "../components/frame.ts";
import { matching, mostFound } from "../components/picking.ts";
import { row } from "../components/row.ts";
import { thePeople } from "../http/access.ts";
import { attempt, done } from "../http/answer.ts";
import { type Html, type PageContext, type Variables, type Web, wantsJson } from "../http/context.ts";
import { line, readInput } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { theCoordinator } from "../http/visitor.ts";
import { isSelf, thePerson } from "./person-access.ts";

const address = z.email("input.address").max(254, "input.long");
const entry = z.strictObject({
  name: line("input.name", 120),
  address,
  organisation: line("input.organisation", 120),
  language: z.enum(["fr", "en"], "input.language"),
  coordinator: z.boolean().default(false),
});

/** The directory: who is in the network, and by which address they enter. */
export function peoplePages(web: Web): Hono<{ Variables: Variables }> {
  return new Hono<{ Variables: Variables }>()
    .get("/people", (c) => directory(c, web))
    .get("/people/new", (c) => {
      theCoordinator(c);
      return addForm(c, web);
    })
    .post("/people", (c) => add(c, web))
    .get("/people/:person", (c) => entryForm(c, web))
    .post("/people/:person", (c) => change(c, web));
}

async function directory(c: PageContext, web: Web): Promise<Response> {
  theCoordinator(c);
  const { present } = await thePeople(web);
  const words = c.req.query("q")?.trim() ?? "";
  const people = words ? matching(present, words) : present;
  if (wantsJson(c)) return c.json(asJson(people, words));
  const { text } = say(c, web);
  const asked = Number(c.req.query("from"));
  const from = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  const rows = people
    .slice(from, from + aPage)
    .map((person) => [
      html`<a href="/people/${person.id}">${person.name}</a>`,
      person.organisation,
      person.address,
      html`${text(`language.${person.language}`)}${person.coordinator ? html` <span class="tag">${text("role.coordinator")}</span>` : ""}`,
    ]);
  const main = html`${row("", html`<h1>${text("people.title")}</h1><p><a class="button" href="/people/new">${text("people.add")}</a></p>`)}
${row(
  html`<p>${text("people.count", { count: people.length })}</p>`,
  html`${present.length > aPage ? searchForm(text("people.find"), text("picker.do"), words) : ""}${table(
    text("people.title"),
    [text("person.name"), text("person.organisation"), text("person.address"), text("person.language")],
    rows,
  )}${others(say(c, web), words, from, people.length)}`,
  "wide",
)}`;
  return frame(c, web, { title: text("people.title"), main });
}

/** People on one page. */
const aPage = 50;

/** All, or the first that a search found with how many there are. */
function asJson(people: readonly Person[], words: string) {
  const told = people.map(({ epoch: _, ...person }) => person);
  return words ? { people: told.slice(0, mostFound), count: people.length } : { people: told };
}

function searchForm(label: string, button: string, words: string): Html {
  return html`<form method="get" class="field"><label for="q">${label}</label>
<input id="q" name="q" type="search" value="${words}"><button class="second">${button}</button></form>`;
}

/** The way to the people before and after those shown. */
function others({ text }: Say, words: string, from: number, count: number): Html | "" {
  if (count <= aPage) return "";
  const link = (first: number, key: "people.before" | "people.after"): Html => {
    const query = new URLSearchParams({ ...(words && { q: words }), from: String(first) });
    return html`<a href="?${query}">${text(key, { first: first + 1, last: Math.min(first + aPage, count) })}</a> `;
  };
  return html`<p class="buttons">${from > 0 ? link(Math.max(0, from - aPage), "people.before") : ""}
${from + aPage < count ? link(from + aPage, "people.after") : ""}</p>`;
}

function fields({ text }: Say, filled: Filled, person?: Person): Html {
  return html`${textField(filled, { name: "name", label: text("person.name"), hint: text("person.name.hint"), value: person?.name ?? "" })}
${textField(filled, { name: "organisation", label: text("person.organisation"), value: person?.organisation ?? "" })}
${textField(filled, { name: "address", label: text("person.address"), hint: text(person ? "person.address.change" : "person.address.hint"), type: "email", value: person?.address ?? "" })}
${radios(filled, {
  name: "language",
  label: text("person.language"),
  options: [
    { value: "fr", label: text("language.fr") },
    { value: "en", label: text("language.en") },
  ],
  value: person?.language ?? "",
})}
${checkboxes(filled, {
  name: "coordinator",
  label: text("person.office"),
  options: [{ value: "true", label: text("person.coordinator") }],
  values: person?.coordinator ? ["true"] : [],
})}`;
}

function addForm(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const speak = say(c, web);
  const { text } = speak;
  const body = html`<form method="post" action="/people" novalidate>${fields(speak, filled)}<button>${text("people.add")}</button></form>`;
  return formPage(c, web, { title: text("people.add"), back: backToPeople(speak), filled, body });
}

async function add(c: PageContext, web: Web): Promise<Response> {
  theCoordinator(c);
  const { ok, filled } = await readInput(c, entry);
  if (!ok) return addForm(c, web, filled);
  const answered = await attempt(c, filled, { "address-taken": "address" }, async () => {
    const { id } = await addPerson(web.ports, ok);
    return done(c, "/people", { id }, 201);
  });
  return answered instanceof Response ? answered : addForm(c, web, answered);
}

async function entryForm(c: PageContext, web: Web, filled: Filled = nothingFilled): Promise<Response> {
  const person = await thePerson(c, web);
  const speak = say(c, web);
  const { text, language } = speak;
  const here = `/people/${person.id}`;
  const told = (["sent", "ended"] as const).find((each) => c.req.query(each) !== undefined);
  const said = { sent: "invitation.sent", ended: "links.ended" } as const;
  const body = html`${told ? html`<div class="note done" role="status"><p>${text(said[told])}</p></div>` : ""}
<form method="post" action="${here}" novalidate>${fields(speak, filled, filled.errors.length > 0 ? undefined : person)}
<button>${text("amend.go")}</button></form>
<hr>
<ul class="plain"><li><a href="${here}/link">${text("person.link")}</a></li>
<li><a href="${here}/link/end">${text("person.link.end")}</a></li>
${isSelf(c, person) ? "" : html`<li><a href="${here}/removal">${text("removal.title")}</a></li>`}</ul>
${isSelf(c, person) ? html`<p class="muted">${refusalMessage(language, { code: "self-removal", details: {} })}</p>` : ""}`;
  return formPage(c, web, { title: person.name, back: backToPeople(speak), filled, body });
}

async function change(c: PageContext, web: Web): Promise<Response> {
  const person = await thePerson(c, web);
  const { ok, filled } = await readInput(c, entry);
  if (!ok) return entryForm(c, web, filled);
  const fields = { "address-taken": "address", "self-removal": "coordinator" } as const;
  const answered = await attempt(c, filled, fields, async () => {
    if (isSelf(c, person) && !ok.coordinator) throw new Refusal("self-removal");
    await changePerson(web.ports, person.id, ok);
    return done(c, "/people");
  });
  return answered instanceof Response ? answered : entryForm(c, web, answered);
}

function backToPeople({ text }: Say): { href: string; label: string } {
  return { href: "/people", label: text("people.title") };
}
