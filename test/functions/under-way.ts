import { beginDerived } from "../../shared/acts/derive.ts";
import { addKind } from "../../shared/acts/kinds.ts";
import { issue } from "../../shared/chain/issue.ts";
import { newestVersion } from "../../shared/deliverable/origins/translation.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import { seatOf } from "../../shared/sight/anonymity.ts";
import { giveCalendar } from "../../shared/stored/calendar.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
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
  stateOf,
  submitDraft,
} from "./network.ts";
import { offerAs } from "./offering.ts";
import { planned } from "./web/meetings/programmed.ts";

const english = completeDraft.replace("Des échanges.", "Exchanges.").replace("lang: fr", "lang: en");

/** `proposed`: the upload of the part that was sent of `final`. */
export type UnderWay = { final: string; proposed: string };

/**
 * Brings all that meetings and documents bring to a network with a programme and a note that is planned, up to 12 June 2008: the note
 * is sent back with remarks, `final` has a part proposed, `view` is derived from the note, `twin` is its English; `mars` was held and
 * decided two things, `juin` is today; the network has a kind of its own, `lettre`.
 */
export async function bringAll(network: Network, note: string): Promise<UnderWay> {
  const office = await browse(network, "coordinator");
  const at = (day: string) => network.world.set(Date.parse(`${day}T10:00:00.000Z`));
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
  const minutes = Buffer.from("PK\u0003\u0004[Content_Types].xml word/");
  await network.ports.files.put(uploadKey("cr"), minutes, "application/zip");
  return { final, proposed };
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
