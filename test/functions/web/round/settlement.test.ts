import { beforeEach, describe, expect, test } from "vitest";
import { putDelegate } from "../../../../shared/acts/delegate.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { addOrganisation, changeOrganisation } from "../../../../shared/stored/organisation.ts";
import { changePerson, findPerson } from "../../../../shared/stored/person.ts";
import { pin } from "../../../../shared/stored/version.ts";
import { as, type Browser, browse, createNote, deposit, lastRound, stateOf } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { wrongIn } from "../refused.ts";
import { openReview, type UnderReview } from "../under-review.ts";

let { network, id, here } = {} as UnderReview;
let coordinator: Browser;

beforeEach(async () => {
  ({ network, id, here } = await openReview());
  coordinator = await browse(network, "coordinator");
});

const round = () => lastRound(network, id);

describe("a replacement that a reviewer proposes", () => {
  const page = () => `${here}/delegations/remplacement`;

  async function propose(address = "adjointe@epi.example", organisation = "EPI"): Promise<void> {
    const proposed = { name: "Directrice adjointe", address, organisation, word: "Elle suit ce dossier." };
    const to = await putDelegate(network.ports, proposed);
    await issue(deliverables, network.ports, id, {
      ...{ type: "delegate", by: as(network, "first"), round: 1, submission: "remplacement", to },
    });
  }

  test("is confirmed: a new person enters the directory, once", async () => {
    await propose();
    expect(await coordinator.page("/deliverables")).toContain("Un relecteur propose quelqu’un d’autre");
    expect(await coordinator.page(here)).toContain(page());
    expect(await wrongIn(await coordinator.post(page(), {}))).toEqual([422, ["settle"]]);
    const unnamed = { settle: "confirm", name: "", organisation: "EPI" };
    expect(await wrongIn(await coordinator.post(page(), unnamed))).toEqual([422, ["language", "name"]]);
    const confirmed = { settle: "confirm", name: "Directrice adjointe", organisation: "EPI", language: "fr" };
    for (let times = 0; times < 2; times++) expect((await coordinator.post(page(), confirmed)).status).toBe(303);
    const person = await findPerson(network.ports.store, "adjointe@epi.example");
    expect(person).toMatchObject({ name: "Directrice adjointe", organisation: "EPI", coordinator: false });
    expect((await round()).reviewers).toEqual([person?.id, network.people.second.id]);
    expect(await coordinator.page(page())).toContain("Ce remplacement a été confirmé.");
  });

  const joining: [string, string, { organisation: string; belongs: string }][] = [
    ["where the coordinator says so", "crefe", { organisation: "CREFE", belongs: "crefe" }],
    ["or adds them without an organisation", "none", { organisation: "", belongs: "" }],
  ];
  test.each(joining)("makes nobody a member of an organisation of the network but %s", async (_, joins, belonging) => {
    await propose("adjointe@crefe.example", "Crefe");
    expect(words(await coordinator.page(page()))).toContain("« CREFE » est une structure du réseau");
    const confirmed = { settle: "confirm", name: "Directrice adjointe", organisation: "Crefe", language: "fr" };
    expect(await wrongIn(await coordinator.post(page(), confirmed))).toEqual([422, ["joins"]]);
    expect(await wrongIn(await coordinator.post(page(), { ...confirmed, joins: "epi" }))).toEqual([422, ["joins"]]);
    expect(await findPerson(network.ports.store, "adjointe@crefe.example")).toBeUndefined();
    expect((await coordinator.post(page(), { ...confirmed, joins })).status).toBe(303);
    expect(await findPerson(network.ports.store, "adjointe@crefe.example")).toMatchObject(belonging);
  });

  test("does not by the name that an organisation had before", async () => {
    const named = { name: "Espaces pour l’insertion", territory: "", roles: [] };
    const { id: organisation } = await addOrganisation(network.ports, { short: "EPI", ...named });
    await changeOrganisation(network.ports, organisation, { short: "Insertion 31", ...named });
    await propose();
    const confirmed = { settle: "confirm", name: "Directrice adjointe", organisation: "EPI", language: "fr" };
    const answer = await coordinator.post(page(), { ...confirmed, joins: "epi" });
    expect(words(await answer.clone().text())).toContain("« EPI » est l’ancien nom de « Insertion 31 »");
    expect(await wrongIn(answer)).toEqual([422, ["organisation"]]);
    expect(await findPerson(network.ports.store, "adjointe@epi.example")).toBeUndefined();
  });

  test("is confirmed for someone whom the directory has", async () => {
    await propose("documentation@crefe.example");
    expect(await coordinator.page(page())).toContain("Documentaliste (CREFE)");
    expect((await coordinator.post(page(), { settle: "confirm" })).status).toBe(303);
    expect((await round()).reviewers[0]).toBe(network.people.stranger.id);
  });

  test("never puts the members that the round asks for out of reach, nor do other reviewers", async () => {
    const { first, second, stranger } = network.people;
    id = await createNote(network);
    here = `/deliverables/${id}`;
    await deposit(network, id);
    const pinned = await pin(network.ports, "framing-note");
    await issue(deliverables, network.ports, id, {
      ...{ type: "submit", by: as(network, "author"), ...pinned, deadline: "2008-05-12T22:00:00.000Z" },
      version: (await stateOf(network, id)).versions[0]!.hash,
      demands: { ...pinned.demands, quorum: { members: 2 } },
      members: { [first.id]: "ORIV", [second.id]: "IREV" },
    });
    await propose("documentation@crefe.example");
    await changePerson(network.ports, stranger.id, { organisation: "IREV" });
    const beyond = "Le nombre de structures membres dont l’avis favorable est demandé (2) dépasse";
    const settled = await coordinator.post(page(), { settle: "confirm" });
    expect(await settled.clone().text()).toContain(beyond);
    expect(await wrongIn(settled)).toEqual([422, ["settle"]]);
    const changed = await coordinator.post(`${here}/changes`, {
      ...{ title: "Note", action: "A", authors: network.people.author.id, quorum: "2" },
      reviewers: [second.id, stranger.id],
    });
    expect(await changed.clone().text()).toContain(beyond);
    expect(await wrongIn(changed)).toEqual([422, ["reviewers"]]);
    expect((await round()).reviewers).toEqual([first.id, second.id]);
  });

  test("is moot once its reviewer is taken off", async () => {
    await propose("documentation@crefe.example");
    await issue(deliverables, network.ports, id, {
      ...{ type: "amend", by: as(network, "coordinator"), quorum: 1, reviewers: [network.people.second.id] },
    });
    expect(await coordinator.page("/deliverables")).not.toContain("Un relecteur propose quelqu’un d’autre");
    expect(await coordinator.page(page())).toContain("a donné son avis ou quitté la relecture entre-temps");
    expect(await wrongIn(await coordinator.post(page(), { settle: "confirm" }))).toEqual([422, ["settle"]]);
  });

  test("is not accepted, or names one who reviews already", async () => {
    await propose("etudes@irev.example");
    expect(await wrongIn(await coordinator.post(page(), { settle: "confirm" }))).toEqual([422, ["settle"]]);
    expect((await coordinator.post(page(), { settle: "refuse" })).status).toBe(303);
    expect((await round()).delegations[0]?.status).toBe("refused");
    expect((await (await browse(network, "author")).get(page())).status).toBe(404);
  });
});
