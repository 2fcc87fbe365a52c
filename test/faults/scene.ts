import { beginDerived } from "../../shared/acts/derive.ts";
import { addKind } from "../../shared/acts/kinds.ts";
import { issue } from "../../shared/chain/issue.ts";
import { newestVersion } from "../../shared/deliverable/origins/translation.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { seatOf } from "../../shared/sight/anonymity.ts";
import { giveCalendar } from "../../shared/stored/calendar.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import {
  as,
  browse,
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../functions/network.ts";
import { wordsOf } from "../functions/notify/letter.ts";
import { offerAs } from "../functions/offering.ts";
import { openProgrammed, planned } from "../functions/web/meetings/programmed.ts";
import { temporaryFolder } from "../temporary.ts";
import { openWorld } from "../world.ts";
import { begin, cameTo, type Process } from "./processes.ts";

/**
 * A network at rest, in a folder, in which everything that meetings and documents bring is under way, on 12 June 2008: `note`, sent
 * back with remarks; `final`, with a part proposed; `view`, derived from the note; `twin`, its English; the meetings `mars`, held,
 * and `juin`, of today. `cookies`: of those who are in.
 */
export type Scene = {
  network: Network;
  folder: string;
  instant: number;
  cookies: Record<"coordinator" | "author", string>;
  note: string;
  final: string;
  proposed: string;
};

const english = completeDraft.replace("Des échanges.", "Exchanges.").replace("lang: fr", "lang: en");

export async function openScene(): Promise<Scene> {
  const folder = temporaryFolder();
  const world = openWorld(folder);
  const { network, note } = await openProgrammed(world);
  const office = await browse(network, "coordinator");
  const at = (day: string) => world.set(Date.parse(`${day}T10:00:00.000Z`));
  await sendBack(network, note);
  const final = await finalOf(network);
  const proposed = await deposit(network, final, completeDraft.replace("Un cadre", "Un autre cadre"));
  await derive(network, note);
  await translate(network, note);
  await addKind(network.ports, {
    ...(await loadKind(network.ports.assets, "plain")).kind,
    ...{ id: "lettre", name: { fr: "Lettre" } },
  });
  await giveCalendar(network.ports, network.people.author);
  at("2008-03-05");
  await office.post("/meetings/new", planned(network, { id: "mars", date: "2008-03-06", confirmed: "true" }));
  const matters = [`version:${note}`];
  const next = { id: "juin", after: "mars", matters, invited: [network.people.author.id, network.people.first.id] };
  at("2008-03-07");
  await office.post("/meetings/mars/record", {
    ...{ present: [network.people.first.id], outsiders: "2", minutes: "Deux points restent.", confirmed: "true" },
    ...{ words1: "Écrire aux membres", person1: network.people.author.id, due1: "2008-06-20" },
    ...{ words2: "Réserver la salle", person2: "org:oriv" },
  });
  await office.post("/meetings/new", planned(network, next));
  at("2008-06-12");
  await network.ports.files.put(
    uploadKey("cr"),
    Buffer.from("PK\u0003\u0004[Content_Types].xml word/"),
    "application/zip",
  );
  const instant = world.clock();
  const cookies = { coordinator: await cookieOf(network, "coordinator"), author: await cookieOf(network, "author") };
  world.store.close();
  // what all this owes is done before anything is tried
  const rest = begin(network, folder, instant, "rest");
  await cameTo(rest);
  const now = rest.ports.clock();
  rest.close();
  return { network, folder, instant: now, cookies, note, final, proposed };
}

async function sendBack(network: Network, note: string): Promise<void> {
  await deposit(network, note);
  await submitDraft(network, note);
  await offerAs(
    network,
    "first",
    note,
    { id: "echanges", type: "comment", words: "Des échanges.", text: "Dire avec qui." },
    { id: "juillet", type: "correction", words: "puis juillet", proposal: "puis septembre" },
  );
  await decideAs(network, "first", note, "approve");
  await decideAs(network, "second", note, "requestChanges");
  await closeRound(network, note);
}

async function finalOf(network: Network): Promise<string> {
  const id = await createNote(network, { kind: "plain", title: "Accueil des familles", quorum: 1 });
  await deposit(network, id);
  await submitDraft(network, id);
  await decideAs(network, "first", id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
  return id;
}

async function derive(network: Network, note: string): Promise<void> {
  const { ports, people } = network;
  const by = as(network, "coordinator");
  const version = (await stateOf(network, note)).versions.at(-1)!.hash;
  await issue(deliverables, ports, "view", {
    ...{ type: "create", by, id: "view", kind: "point-of-view", title: "Point de vue", action: "Interculturalité" },
    ...{ language: "fr", authors: [people.author.id], reviewers: [people.first.id], funders: [], quorum: 1 },
    ...{ due: {}, parts: [{ id: "part-1", title: "" }], derivesFrom: { deliverable: note, version } },
  });
  await beginDerived(ports, by, "view", { language: "fr", timeZone: "Europe/Paris", seat: seatOf });
}

async function translate(network: Network, note: string): Promise<void> {
  const { ports, people } = network;
  const by = as(network, "coordinator");
  const from = newestVersion(await stateOf(network, note))!;
  await issue(deliverables, ports, "twin", {
    ...{ type: "create", by, id: "twin", kind: "framing-note", title: "Intercultural matters", language: "en" },
    ...{ action: "Interculturalité", authors: [people.author.id], reviewers: [people.second.id], funders: [] },
    ...{ quorum: 1, due: {}, parts: [{ id: "part-1", title: "" }] },
    translates: { deliverable: note, language: "fr", from },
  });
  await deposit(network, "twin", english);
}

async function cookieOf({ app, ports, people }: Network, role: Role): Promise<string> {
  const entered = await app.request(
    `/l/${await makeLink(ports, { person: people[role], purpose: "enter", days: 300 })}`,
  );
  return entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

export type Fields = Record<string, string | string[]>;
/** What somebody sends. */
export type Act = { by?: "coordinator" | "author"; to: string; fields?: Fields };

/** Sends a form, and gives the status of the answer. Throws what a page says that refuses it. */
export async function send({ cookies }: Scene, { app }: Process, { by = "coordinator", to, fields = {} }: Act) {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  const headers = {
    ...{ cookie: cookies[by], "sec-fetch-site": "same-origin" },
    "content-type": "application/x-www-form-urlencoded",
  };
  const answer = await app.request(to, { method: "POST", headers, body: body.toString() });
  if (answer.status >= 400 && answer.status < 500) throw new Error(`${answer.status} ${wordsOf(await answer.text())}`);
  return answer.status;
}
