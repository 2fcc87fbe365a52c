import { webApp } from "../../../functions/web/app.ts";
import { everyAgreement } from "../../../shared/stored/agreement.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { listProgrammes, loadProgramme } from "../../../shared/stored/programme.ts";
import type { Year } from "../year.ts";
import { meetingIds, rowsOf } from "./archive.ts";
import { type Facts, factsAt, openIn, stageOf } from "./facts.ts";

/** A page as one person had it at an instant. */
export type Visit = { at: string; reader: string; path: string; status: number; html: string; present: string[] };

/** Everyone opens the receipts that are theirs, and their copies. */
export function openReceipts(year: Year): Promise<Visit[]> {
  return visit(year, ({ id, rounds }, person) => {
    const mine = rounds.flatMap(({ given }) => given.filter(({ by }) => by === person.id));
    const here = `/deliverables/${id}/receipts`;
    return mine.flatMap(({ submission }) => [`${here}/${submission}`, `${here}/${submission}/copy`]);
  });
}

/** Everyone opens their pages, and those of each deliverable that is theirs. */
export function openPages(year: Year): Promise<Visit[]> {
  const own = ({ coordinator }: Person) =>
    coordinator ? ["/deliverables", "/people"] : ["/drafts", "/reviews", "/funded"];
  return visit(
    year,
    (facts, person) => [
      ...[...pagesOf(facts, person), ...formPagesOf(facts, person)],
      ...copyPagesOf(year, facts, person),
    ],
    async (person) => ["/", "/meetings", ...own(person), ...(await meetingPagesOf(year, person))],
  );
}

/** Coordinators open the year, programmes and structures; everyone the programme, its matrix, and the actions that they may see. */
export function openProgrammes(year: Year, names: readonly string[]): Promise<Visit[]> {
  return visit(
    year,
    () => [],
    async ({ coordinator, language }) => {
      const { store } = year.ports;
      const programmes = await Promise.all((await listProgrammes(store)).map(({ id }) => loadProgramme(store, id)));
      const pages = programmes.flatMap((loaded) => {
        const { id, actions } = loaded!.state;
        const here = `/programmes/${id}`;
        return [here, `${here}/matrix`, `${here}/history`, ...actions.map((each) => `${here}/actions/${each.id}`)];
      });
      const structures = (await listOrganisations(store)).map(({ id }) => `/organisations/${id}`);
      if (language === "en") return ["/organisations"];
      return ["/programmes", ...pages, ...(coordinator ? ["/year", "/organisations", ...structures] : [])];
    },
    names,
  );
}

/** Some open each agreement, which answers those who may not see it with 404, and what they entered themselves. */
export function openMoney(year: Year, names: readonly string[]): Promise<Visit[]> {
  return visit(
    year,
    () => [],
    async ({ coordinator }) => {
      const all = await everyAgreement(year.ports.store);
      const pages = all.flatMap((id) => [`/agreements/${id}`, `/agreements/${id}/entries`]);
      const own = ["", "?month=2008-03", "?whose=organisation", "?month=2008-04&whose=organisation"];
      return [...(coordinator ? ["/agreements"] : []), ...pages, ...own.map((query) => `/entries${query}`)];
    },
    names,
  );
}

function pagesOf(
  { id, authors, funders, rounds, editions, making, origin, withdrawn }: Facts,
  person: Person,
): string[] {
  const { coordinator: office } = person;
  const author = authors.includes(person.id);
  const invited = rounds.some(({ meeting }) => meeting?.wasInvited.has(person.id));
  const reviewer = rounds.some(({ were }) => were.has(person.id));
  const pages: [string, boolean][] = [
    ["", office || author],
    ["/draft", author],
    ["/submission", author],
    ["/contributions", office || author],
    ["/closure", office],
    ["/dossier", office && editions.some(({ outputs }) => outputs)],
    ["/review", rounds.length > 0 && (office || author || reviewer || invited)],
    ["/review/decision", reviewer],
    ["/remarks", reviewer],
    ["/final", office || author || funders.includes(person.id)],
    // of a document with one edition, the page of that one says what the final's does
    ...(editions.length > 1 || (withdrawn && editions.length > 0) ? editions : []).flatMap(
      ({ number }): [string, boolean][] => [
        [`/final/${number}`, office || author || funders.includes(person.id)],
        [`/final/${number}/redline`, number > 1 && (office || author || funders.includes(person.id))],
      ],
    ),
    ["/origin/redline", origin !== undefined && (office || author || reviewer)],
    ["/carried", origin !== undefined && (office || author)],
    ...(origin?.carried ?? []).map((remark): [string, boolean] => [`/carried?remark=${remark.id}`, office || author]),
    ["/shares", office && editions.length > 0],
    ["/edition", office && editions.length > 0],
    ["/edition/correction", office && editions.length > 0 && making !== undefined],
    ["/edition/abandonment", office && editions.length > 0 && making !== undefined],
  ];
  return pages.flatMap(([page, is]) => (is ? [`/deliverables/${id}${page}`] : []));
}

/** Pages with a form, and those of one version, one file, one remark, one proposal: to whom they are open, when. */
function formPagesOf(facts: Facts, person: Person): string[] {
  const { id, authors, rounds, drafts, uploads } = facts;
  const { coordinator: office } = person;
  const author = authors.includes(person.id);
  const open = openIn(facts);
  const stage = stageOf(facts);
  const last = rounds.at(-1);
  const versions = [...new Set(drafts.map(({ version }) => version))];
  const proposed = last?.proposals ?? [];
  const pages: [string, boolean][] = [
    ["/changes", office && stage !== "withdrawn"],
    ["/parts", office && stage !== "withdrawn"],
    ["/links", office],
    ["/withdrawal", office && stage !== "withdrawn"],
    ["/deadline", office && open !== undefined],
    ["/reported", office && open !== undefined],
    ...proposed.map(({ submission }): [string, boolean] => [
      `/delegations/${submission}`,
      office && open !== undefined,
    ]),
    ["/review/delegation", open?.were.has(person.id) === true],
    ["/redline", versions.length > 0 && (office || author || last?.reviewers.includes(person.id) === true)],
    [`/redline?from=${versions.at(-2)}&to=${versions.at(-1)}`, versions.length > 1 && (office || author)],
    ...[...uploads.keys()].map((upload): [string, boolean] => [`/uploads/${upload}`, office || author]),
    ...versions.map((version): [string, boolean] => [`/versions/${version}`, office || author]),
    ...(last?.remarks ?? []).map(({ id: remark }): [string, boolean] => [
      `/contributions?remark=${remark}`,
      office || author,
    ]),
  ];
  return pages.flatMap(([page, is]) => (is ? [`/deliverables/${id}${page}`] : []));
}

/** The page of each meeting, which answers those who may not open it with 404; to coordinators its forms. */
async function meetingPagesOf({ ports }: Year, { coordinator }: Person): Promise<string[]> {
  const pages = (await meetingIds(ports)).map(async (id) => {
    const { stage, resolutions } = (await loadMeeting(ports.store, id))!.state;
    const forms = [
      "/plan",
      ...(stage === "cancelled" ? [] : ["/record"]),
      ...(stage === "planned" ? ["/cancellation"] : []),
    ];
    const decided = resolutions.map((each) => `/decisions/${each.id}`);
    const own = ["", ...decided, ...(stage === "planned" ? ["/invitation.ics"] : []), ...(coordinator ? forms : [])];
    return own.map((page) => `/meetings/${id}${page}`);
  });
  return (await Promise.all(pages)).flat();
}

/** Where a reviewer sends an annotated copy, and each that they sent; of documents of which one came. */
function copyPagesOf({ copies }: Year, { id, rounds }: Facts, person: Person): string[] {
  const sent = copies.filter(({ of }) => of === id);
  if (sent.length === 0 || !rounds.some(({ were }) => were.has(person.id))) return [];
  const mine = sent.filter(({ by }) => by === person.id);
  const here = `/deliverables/${id}/copies`;
  return [here, ...mine.map(({ upload }) => `${here}/${upload}`)];
}

async function visit(
  year: Year,
  pathsOf: (facts: Facts, person: Person) => string[],
  ownPaths: (person: Person) => string[] | Promise<string[]> = () => [],
  names: readonly string[] = Object.keys(year.people),
): Promise<Visit[]> {
  const { ports, settings, ids } = year;
  const people = Object.values(year.people).filter(({ id }) => !year.gone.has(id));
  const app = webApp(ports, { settings });
  const all: Facts[] = [];
  for (const id of ids.values()) all.push(...[factsAt(await rowsOf(ports, id)) ?? []].flat());
  const at = new Date(ports.clock()).toISOString();
  const visits: Visit[] = [];
  const present = people.map(({ id }) => id);
  for (const person of people.filter(({ id }) => names.some((name) => year.people[name]?.id === id))) {
    const entered = await app.request(`/l/${await makeLink(ports, { person, purpose: "enter", days: 1 })}`);
    const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
    for (const path of [...(await ownPaths(person)), ...all.flatMap((facts) => pathsOf(facts, person))]) {
      const response = await app.request(path, { headers: { cookie } });
      visits.push({ at, reader: person.id, path, status: response.status, html: await response.text(), present });
    }
  }
  return visits;
}
