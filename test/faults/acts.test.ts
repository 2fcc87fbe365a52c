import { beforeAll, expect, test } from "vitest";
import { typedOf } from "../../functions/web/kinds/kind-of-entry.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { loadMeeting } from "../../shared/stored/meeting.ts";
import { stateOf } from "../functions/network.ts";
import { planned } from "../functions/web/meetings/programmed.ts";
import { tries } from "../long.ts";
import { begin, type Came, cameTo, copyOf, type End, type Process, writesIn } from "./processes.ts";
import { type Act, type Fields, openScene, type Scene, send } from "./scene.ts";

/**
 * What people do with meetings and with documents that come from one another, each of several commits: a process that dies at any of
 * its writes leaves nothing that the same form, sent again, does not end as if nothing had been; nothing half done that no form can end,
 * no mail lost, none sent twice.
 */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

const travel = "acse-2008/2008/reseau/transport";
const table = [
  "Date;Convention;Action;Ligne;Structure;Montant;Note",
  ...["COFRIMI", "ORIV"].flatMap((organisation) =>
    ["10/06/2008", "12/05/2008"].map((day) => `${day};acse-2008;2008/reseau;transport;${organisation};12,50;Train`),
  ),
].join("\n");

type Making = (process: Process) => Promise<Act> | Act;

const sure = { confirmed: "true" };
const plan = (more: Fields) => planned(scene.network, more);

const acts: Record<string, Making> = {
  "a series of meetings is planned": () => ({
    to: "/meetings/new",
    fields: plan({
      id: "automne",
      date: "2008-09-11",
      dates: "2008-10-09\r\n2008-11-13",
      matters: [`version:${scene.note}`],
    }),
  }),
  "a meeting is moved, somebody else invited": () => ({
    to: "/meetings/juin/plan",
    fields: plan({
      ...{ date: "2008-06-19", matters: [`version:${scene.note}`] },
      invited: [scene.network.people.first.id, scene.network.people.stranger.id],
    }),
  }),
  "a meeting is called off": () => ({
    to: "/meetings/juin/cancellation",
    fields: { reason: "Grève des trains.", ...sure },
  }),
  "a meeting is recorded, with what it decided and what of before is done": async ({ ports }) => {
    const open = (await loadMeeting(ports.store, "mars"))!.state.resolutions;
    const done = Object.fromEntries(open.map(({ id }) => [`before-mars-${id}`, "done"]));
    const { author, first, stranger } = scene.network.people;
    return {
      to: "/meetings/juin/record",
      fields: {
        ...{ present: [author.id], others: [stranger.id], outsiders: "4", minutes: "Tout est réglé.", upload: "cr" },
        ...{ ...sure, ...done, words1: "Diffuser la note", person1: first.id, due1: "2008-07-01" },
        ...{ words2: "Écrire aux élus", person2: "org:oriv", due2: "" },
      },
    };
  },
  "a decision is given to somebody else": async ({ ports }) => ({
    to: `/meetings/mars/decisions/${(await loadMeeting(ports.store, "mars"))!.state.resolutions[0]!.id}`,
    fields: { words: "Écrire à tous les membres", person: scene.network.people.second.id, due: "2008-07-10" },
  }),
  "an agreement is recorded": () => ({
    to: "/agreements/new",
    fields: {
      ...{ funder: "acse", title: "Interculturalité 2008", actions: "2008/interculturalite", stage: "considered" },
      ...{ from: "2008-01-01", until: "2008-12-31", lines: "Jours ; jour ; 14 ; 350" },
    },
  }),
  "minutes become a document": () => ({ to: "/meetings/mars/document", fields: { id: "compte-rendu", ...sure } }),
  "a document is put on the agenda of a meeting": () => ({
    to: "/meetings/discussion",
    fields: { matter: `version:${scene.final}`, meeting: "juin" },
  }),
  "a document is derived, with the remarks that were left": async (process) => ({
    to: "/deliverables",
    fields: {
      ...{ id: "derive", kind: "synthesis-note", title: "Note suivante", action: "2008/interculturalite" },
      ...{ derives: `${scene.note}.${(await stateOf(process, scene.note)).versions.at(-1)!.hash}`, language: "fr" },
      ...{ authors: scene.network.people.author.id, reviewers: scene.network.people.first.id, quorum: "1" },
    },
  }),
  "a translation is begun": () => ({
    to: "/deliverables",
    fields: {
      ...{ id: "translation", kind: "plain", title: "Another English", action: "2008/interculturalite" },
      ...{ translates: scene.final, language: "en", authors: scene.network.people.author.id, quorum: "1" },
      reviewers: scene.network.people.second.id,
    },
  }),
  "a translation is said to be of the newest version": async (process) => ({
    to: "/deliverables/twin/translation",
    fields: { what: "moved", ...sure, seen: (await stateOf(process, "twin")).translates!.pairing!.file },
  }),
  "a meeting is named as a source": () => ({
    by: "author",
    to: "/deliverables/view/sources",
    fields: { id: "source", thing: "meeting:mars" },
  }),
  "a file is named as a source": () => ({
    by: "author",
    to: "/deliverables/view/sources",
    fields: { id: "source", upload: "cr", title: "Compte rendu de mars" },
  }),
  "a remark that came along is answered": () => ({
    by: "author",
    to: "/deliverables/view/carried/echanges",
    fields: { disposition: "declined", reason: "Ce n’est pas le propos." },
  }),
  "a correction that came along is applied, with a word to whoever sent it": async (process) => ({
    by: "author",
    to: "/deliverables/view/carried/juillet",
    fields: {
      ...{ disposition: "applied", reason: "Merci : c’est bien septembre." },
      base: (await stateOf(process, "view")).versions.at(-1)!.hash,
    },
  }),
  "what changed since the document of origin is asked for": async (process) => ({
    by: "author",
    to: "/deliverables/view/origin/redline",
    fields: { to: (await stateOf(process, "view")).versions.at(-1)!.hash },
  }),
  "a new edition is opened with a part that was proposed": () => ({
    to: `/deliverables/${scene.final}/edition`,
    fields: { reason: "Le cadre était faux.", way: "correction", proposals: scene.proposed },
  }),
  "a proposed part is declined": () => ({
    to: `/deliverables/${scene.final}/proposals/${scene.proposed}`,
    fields: { reason: "C’est voulu ainsi." },
  }),
  "a final is withdrawn": () => ({
    to: `/deliverables/${scene.final}/withdrawal`,
    fields: { title: "Accueil des familles", reason: "Il cite quelqu’un.", gone: "true" },
  }),
  "a final is shared by a link": () => ({
    to: `/deliverables/${scene.final}/shares`,
    fields: { share: "partage", label: "Chargée de mission, préfecture" },
  }),
  "a kind is made": async ({ ports }) => ({
    to: "/kinds/new",
    fields: {
      ...typedOf((await loadKind(ports.assets, "plain")).kind),
      from: "plain",
      nameFr: "Fiche action",
      nameEn: "Sheet",
    },
  }),
  "a kind is changed": async ({ ports }) => {
    const { kind, hash } = await loadKind(ports.assets, "framing-note");
    return { to: "/kinds/framing-note/change", fields: { ...typedOf(kind), nameFr: "Cadrage", seen: hash } };
  },
  "a kind demands another section of its drafts": async ({ ports }) => {
    const { kind, hash } = await loadKind(ports.assets, "framing-note");
    const demanded = { section9Fr: "Risques", section9Need: "required" };
    return { to: "/kinds/framing-note/change", fields: { ...typedOf(kind), ...demanded, seen: hash } };
  },
  "a kind is retired": () => ({ to: "/kinds/lettre/retirement", fields: sure }),
  "an entry is made, with its proof": () => ({
    by: "author",
    to: "/entries/new",
    fields: { id: "train", what: travel, date: "2008-06-10", amount: "54,20", note: "Train", upload: "recu" },
  }),
  "an entry is undone": () => ({
    by: "author",
    to: "/entries/acse-2008.2008-06.org:cofrimi/juin/undoing",
    fields: { note: "Compté deux fois", ...sure },
  }),
  "who came to a meeting is paid": () => ({
    to: "/meetings/mars/missions",
    fields: { people: [scene.network.people.first.id], ...sure },
  }),
  "a table is entered, for two organisations and two months": () => ({
    to: "/entries/import",
    fields: { list: table, do: "enter", ...sure },
  }),
  "the files of a statement are asked for": () => ({ to: "/agreements/acse-2008/statement", fields: {} }),
  "a statement is sent to its funder": () => ({
    to: "/agreements/acse-2008/statements",
    fields: { id: "etat", ...sure },
  }),
  "a financial report is begun": () => ({ to: "/agreements/acse-2008/financial-report", fields: sure }),
  "a calendar has another address": () => ({ by: "author", to: "/calendar", fields: sure }),
  "a calendar has no address any more": () => ({ by: "author", to: "/calendar/end", fields: sure }),
};

const processOn = (folder: string, name: string, end?: End) => begin(scene.network, folder, scene.instant, name, end);

/** The form is sent, and nothing goes wrong: what comes of it, and at which of its calls it writes. */
async function whole(act: Act): Promise<{ came: Came; deaths: number[] }> {
  const process = processOn(copyOf(scene.folder), "one");
  expect(await send(scene, process, act)).toBeLessThan(400);
  const deaths = writesIn(process);
  const came = await cameTo(process);
  process.close();
  return { came, deaths };
}

/** The process dies at one of its calls; the next one has the same form again. */
async function again(act: Act, end: End): Promise<Came> {
  const folder = copyOf(scene.folder);
  const dying = processOn(folder, "one", end);
  await send(scene, dying, act).catch(() => undefined);
  expect(dying.calls.length).toBeGreaterThan(end.at);
  dying.close();
  const next = processOn(folder, "two");
  expect((await checkNetwork(next.ports)).flaws).toEqual([]);
  expect(await send(scene, next, act)).toBeLessThan(400);
  const came = await cameTo(next);
  next.close();
  return came;
}

test.each(Object.entries(acts).map((act, place) => [...act, place] as const))(
  "%s: whoever sends the form again after a crash at any write finds it done once, and everyone mailed once",
  async (_, making, place) => {
    const looking = processOn(copyOf(scene.folder), "look");
    const act = await making(looking);
    looking.close();
    const { came, deaths } = await whole(act);
    expect(came).toMatchObject({ jobs: [], flaws: [] });
    expect(deaths.length).toBeGreaterThan(0);
    // what dies before a write finds what dies after the one before
    const ends: End[] = [{ at: deaths[0]!, when: "before" }, ...deaths.map((at) => ({ at, when: "after" as const }))];
    // by default each act dies once, another one at another place
    const step = Math.ceil(ends.length / tries(1, ends.length));
    for (const end of ends.filter((_, at) => (at + place) % step === 0)) expect(await again(act, end)).toEqual(came);
  },
);
