import { beforeAll, describe, expect, test } from "vitest";
import { tick } from "../../functions/tick/tick.ts";
import type { DatedDuty } from "../../shared/asking/digest.ts";
import type { Item } from "../../shared/asking/week.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { listPeople, type Person } from "../../shared/stored/person.ts";
import { type Browser, browse, type Network, openTestNetwork, sendMails } from "../functions/network.ts";
import { words, wordsOf } from "../functions/notify/letter.ts";
import { asItIs } from "../functions/web/programme/form-of.ts";
import { seed, seedText } from "../programme/seed.ts";

/** A network's year, as its coordinator goes through it over HTTP: its people, its programme, its documents, what is late. */
let network: Network;
let coordinator: Browser;
let people: Person[];

/** The people of the seed's organisations, called by what they do there. */
const offices = [
  ...["Direction", "Chargée de mission", "Chargé de mission", "Documentaliste"],
  ...["Administration", "Chargée d’études", "Chargé d’études"],
];
const members = ["COFRIMI", "CREFE", "CRPV Essonne", "EPI", "IREV", "ODTI", "ORIV"];
const others = ["ACSE", "DAIC", "MPG", "Iscra", "RNCRPV", "RIPD"];
const peopleOf = (structure: string, count: number) =>
  offices.slice(0, count).map((office, at) => {
    const address = `${at}@${structure.toLowerCase().replace(" ", "-")}.annuaire.example`;
    return `${office}, ${structure};${address};${structure}`;
  });
const directory = [
  "nom;courriel;structure",
  ...members.flatMap((structure) => peopleOf(structure, 7)),
  ...others.flatMap((structure) => peopleOf(structure, 2)),
].join("\r\n");

const at = async (instant: string) => {
  network.world.set(Date.parse(instant));
  coordinator = await browse(network, "coordinator");
};
const json = async <T>(browser: Browser, path: string) =>
  (await (await browser.get(path, { accept: "application/json" })).json()) as T;

beforeAll(async () => {
  network = await openTestNetwork();
  await at("2008-01-07T09:00:00.000Z");
});

test("the 61 people of the network are imported at once, each of an organisation", async () => {
  const answer = await coordinator.post("/people/import", { list: directory });
  expect(answer.headers.get("location")).toBe("/people");
  people = (await listPeople(network.ports.store)).filter(({ address }) => address.endsWith("annuaire.example"));
  expect(new Set(people.map(({ organisation }) => organisation))).toEqual(new Set([...members, ...others]));
});

test("the programme is imported from its file", async () => {
  const answer = await coordinator.post("/programmes/import", { file: seedText });
  expect(answer.headers.get("location")).toBe("/programmes/2008");
});

const actions = seed().actions;
const expectedDocuments = actions.flatMap(({ expected }) => expected.filter(({ what }) => what === "document"));

/** The ways that an action's page offers to begin what is not there. */
async function toBegin(action: string): Promise<string[]> {
  const page = await coordinator.page(`/programmes/2008/actions/${action}`);
  return [...page.matchAll(/href="(\/deliverables\/new\?[^"]+)"/g)].map(([, path = ""]) =>
    path.replaceAll("&amp;", "&"),
  );
}

const somebody = (organisation: string, place = 0) =>
  people.filter((person) => person.organisation === organisation)[place]!.id;

/** The form that an expectation leads to, sent with people beside what it has, and confirmed. */
async function begin(path: string, author: string): Promise<string> {
  const page = await coordinator.page(path);
  const chosen = [...page.matchAll(/<option value="([^"]*)" selected/g)].map(([, value = ""]) => value);
  const filled = asItIs(page);
  const named = new URL(path, "http://127.0.0.1").searchParams;
  const id = /name="id" value="([^"]+)"/.exec(page)![1]!;
  expect(chosen).toContain(named.get("action"));
  const plan = {
    ...filled,
    ...{ id, action: named.get("action")!, expectation: `${named.get("action")}#${named.get("expectation")}` },
    ...{ kind: filled.kind ?? ["plain"], language: "fr", parts: "ORIV\r\nCREFE", quorum: "2" },
    ...{ authors: [author], reviewers: [somebody("IREV"), somebody("EPI")], funders: [somebody("ACSE")] },
  };
  expect(wordsOf(await (await coordinator.post("/deliverables/new", plan)).text())).toContain("Vérifiez les réponses");
  const made = await coordinator.post("/deliverables", plan);
  expect([made.status, made.headers.get("location")]).toEqual([303, `/deliverables/${id}`]);
  return id;
}

test("every document that the programme expects is made from its expectation, and none is left to make", async () => {
  const made: string[] = [];
  for (const { id, steering } of actions) {
    const [led = "ODTI"] = steering.organisations.map((organisation) => organisation.toUpperCase());
    const author = members.includes(led) ? somebody(led) : somebody("ODTI");
    for (let [path] = await toBegin(id); path !== undefined; [path] = await toBegin(id))
      made.push(await begin(path, author));
  }
  const count = expectedDocuments.reduce((sum, { count }) => sum + count, 0);
  expect([made.length, count]).toEqual([19, 19]);
  await sendMails(network);
  const asked = network.sent.splice(0);
  const text = words(asked.map(({ subject, text }) => `${subject} ${text}`).join(" "));
  for (const { title } of expectedDocuments) expect(text).toContain(words(title));
});

type Owed = { id: string; title: string; what: string; date?: string; late: boolean };
type Year = { others: [string, Owed[]][] | Record<string, Owed[]>; mine: Owed[]; ahead: Item[] };

/** A browser of somebody of the directory. */
async function as(person: Person): Promise<Browser> {
  const entered = await network.app.request(
    `/l/${await makeLink(network.ports, { person, purpose: "enter", days: 30 })}`,
  );
  const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
  return {
    get: async (path: string, headers = {}) => network.app.request(path, { headers: { cookie, ...headers } }),
  } as Browser;
}

/** Everyone's own list, by who they are. */
async function everyonesOwn(): Promise<Record<string, DatedDuty[]>> {
  const lists = await Promise.all(
    people.map(async (person) => [person.id, (await json<{ owed: DatedDuty[] }>(await as(person), "/")).owed] as const),
  );
  return Object.fromEntries(lists.filter(([, owed]) => owed.length > 0));
}

describe("on the first Monday of October", () => {
  let late: Owed[];
  let year: Record<string, Owed[]>;
  beforeAll(async () => {
    await at("2008-10-06T07:30:00.000Z");
    year = Object.fromEntries(Object.entries((await json<Year>(coordinator, "/year")).others)) as typeof year;
    late = Object.values(year)
      .flat()
      .filter((thing) => thing.late);
  });

  test("what is late is late on the pages of its actions, on the year's, and where everyone finds what they owe", async () => {
    const lateThere = (await json<{ late: Item[] }>(coordinator, "/deliverables")).late;
    expect(late.length).toBeGreaterThan(2);
    expect(new Set(lateThere.map(({ id }) => id))).toEqual(new Set(late.map(({ id }) => id)));
    expect(year).toEqual(await everyonesOwn());
    const words = await Promise.all(actions.map(({ id }) => coordinator.page(`/programmes/2008/actions/${id}`)));
    const tags = words.join("").match(/En retard<\/span> en cours/g)?.length;
    expect(tags).toBe(new Set(late.map(({ id }) => id)).size);
  });

  test("the letter of the week and the reminders say the same, each thing with its day", async () => {
    await tick(network.ports, network.settings);
    await sendMails(network);
    const sent = network.sent.splice(0);
    const weekly = sent.find(({ subject }) => subject.startsWith("Semaine du"))!;
    for (const { title } of late) expect(words(weekly.text)).toContain(words(title));
    for (const person of people) {
      const mail = sent.find(({ to }) => to.address === person.address);
      const own = year[person.id] ?? [];
      expect([person.name, mail !== undefined]).toEqual([person.name, own.some((thing) => thing.late)]);
      for (const { title } of mail ? own : []) expect(words(mail!.text + mail!.subject)).toContain(words(title));
    }
  });

  test("who was reminded is not chased on that day, and says so; on the next they are, once, with a word of one's own", async () => {
    const [[person, [thing]]] = Object.entries(year) as [[string, [Owed]]];
    const chase = () =>
      coordinator.post(`/deliverables/${thing.id}/chases`, {
        person,
        from: "year",
        note: "Le comité attend.",
        confirmed: "true",
      });
    const refused = await chase();
    expect([refused.status, wordsOf(await refused.text())]).toEqual([409, expect.stringContaining("déjà relancé")]);
    expect(wordsOf(await coordinator.page("/year"))).toContain("Rappelé aujourd’hui");
    await at("2008-10-07T07:30:00.000Z");
    expect(await coordinator.page("/year")).toContain(`action="/deliverables/${thing.id}/chases"`);
    const chased = await chase();
    expect([chased.status, chased.headers.get("location")]).toEqual([303, "/year#awaited"]);
    await sendMails(network);
    const [mail, ...rest] = network.sent.splice(0);
    expect([mail!.text.includes("Le comité attend."), rest]).toEqual([true, []]);
    const page = wordsOf(await coordinator.page("/year"));
    expect(page).toContain("Relance envoyée");
    expect(page).toContain("Relancé aujourd’hui.");
    expect(wordsOf(await coordinator.page(`/deliverables/${thing.id}`))).toContain("Le comité attend.");
    expect((await chase()).status).toBe(409);
  });
});
