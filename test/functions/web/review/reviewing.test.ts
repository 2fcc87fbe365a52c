import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { webApp } from "../../../../functions/web/app.ts";
import { hashOf } from "../../../../shared/chain/hash.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Round } from "../../../../shared/deliverable/state.ts";
import { Refusal } from "../../../../shared/errors.ts";
import type { Store } from "../../../../shared/ports.ts";
import { awaitCopy, type CopyFindings, settleCopy } from "../../../../shared/stored/copy.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { treeKey } from "../../../../shared/stored/objects.ts";
import { proofCopyKey } from "../../../../shared/stored/outputs.ts";
import { addRemarks } from "../../../../shared/stored/remark.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { openWorld, type World } from "../../../world.ts";
import {
  as,
  type Browser,
  browse,
  createNote,
  deposit,
  type Network,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";

let network: Network;
let id: string;
let version: string;
let here: string;
let first: Browser;

beforeEach(() => begin());

async function begin(world?: World): Promise<void> {
  network = await openTestNetwork({}, world);
  id = await createNote(network);
  await deposit(network, id);
  version = await submitDraft(network, id);
  here = `/deliverables/${id}`;
  first = await browse(network, "first", "review", id);
}

async function theRound(): Promise<Round> {
  return (await stateOf(network, id)).rounds[0]!;
}

describe("a decision", () => {
  const send = (changes: Record<string, string>) =>
    first.post(`${here}/review/decision`, {
      round: "1",
      version,
      submission: "avis-1",
      reason: "",
      choice: "",
      ...changes,
    });

  test.each<[string, string, number]>([
    ["approve", "", 303],
    ["approveWithReservations", "", 422],
    ["approveWithReservations", "Une définition manque.", 303],
    ["requestChanges", "", 422],
    ["abstain", "", 303],
    ["decline", "", 303],
  ])("%s with « %s » is answered %i", async (choice, reason, status) => {
    const sent = await send({ choice, reason });
    expect(sent.status).toBe(status);
    expect((await theRound()).decisions.map((each) => each.choice)).toEqual(status === 303 ? [choice] : []);
    if (status === 303)
      expect(await first.page(`${here}/receipts/avis-1`)).toMatch(/Avis bien reçu[\s\S]*Télécharger ma copie/);
  });

  test.each<[string, boolean, number, string[]]>([
    ["goes through and can be read back is received", true, 303, ["approve"]],
    ["cannot be told of says so, and where it will show", false, 503, ["approve"]],
  ])("whose answer the store lost, and that %s", async (_, readable, status, recorded) => {
    const { ports, settings } = network;
    let lost = false;
    const store: Store = {
      ...ports.store,
      get: (key) => (lost && !readable ? Promise.reject(new Refusal("store-unreachable")) : ports.store.get(key)),
      commit: async (writes) => {
        await ports.store.commit(writes);
        if (writes.some((write) => "put" in write && write.put.sk.startsWith("event#"))) {
          lost = true;
          throw new Refusal("outcome-unknown");
        }
      },
    };
    const lossy = { ...network, app: webApp({ ...ports, store }, { settings, fault: () => undefined }) };
    const reviewer = await browse(lossy, "first", "review", id);
    const decision = { round: 1, version, submission: "avis-1", choice: "approve" };
    const form = { ...decision, round: "1" };
    const sent = await reviewer.post(`${here}/review/decision`, form);
    expect(sent.status).toBe(status);
    if (status === 503) {
      expect(await sent.text()).toMatch(
        new RegExp(`On ne sait pas encore[\\s\\S]*La réponse s’est perdue[\\s\\S]*href="${here}/review"`),
      );
      lost = false;
      const again = await first.json(`${here}/review/decision`, decision);
      expect(again.status).toBe(201);
    }
    expect((await theRound()).decisions.map((each) => each.choice)).toEqual(recorded);
    expect(await first.page(`${here}/review`)).toContain(`${here}/receipts/avis-1`);
  });

  test("recorded by the coordinator says so, and how to object", async () => {
    const note = await putText(network.ports, "« Je suis d’accord », dit au téléphone.");
    const { first: person, coordinator } = network.people;
    await issue(deliverables, network.ports, id, {
      ...{ type: "report", by: as(network, "coordinator"), round: 1, version, submission: "rapport-1" },
      ...{ reviewer: person.id, choice: "approve", reported: { channel: "telephone", received: "2008-05-02", note } },
    });
    const receipt = await first.page(`${here}/receipts/rapport-1`);
    expect(receipt).toMatch(
      /Avis enregistré en votre nom[\s\S]*par téléphone le 2\u00a0mai 2008[\s\S]*dit au téléphone/,
    );
    expect(receipt).toContain(coordinator.address);
    expect(receipt).toContain(`${here}/review/decision`);
    expect(await first.page(`${here}/receipts/rapport-1/copy`)).toContain("dit au téléphone");
  });
});

test("a text of which one byte was altered on the disk is shown to nobody, and said to be damaged", async () => {
  const folder = temporaryFolder();
  await begin(openWorld(folder));
  const { ports } = network;
  const { tree } = (await stateOf(network, id)).versions[0]!.manifest.parts[0]!;
  const name = hashOf(Buffer.from(treeKey(tree)));
  const path = join(folder, "files", name.slice(0, 2), name);
  writeFileSync(path, readFileSync(path, "utf8").replace("Un cadre", "Un cedre"));
  for (const page of ["/review", "/review/decision"].map((each) => here + each)) {
    const answer = await first.get(page);
    expect(await answer.text()).not.toContain("Un cedre");
  }
  const answer = await first.get(`${here}/review`);
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringMatching(/abîmé[\s\S]*sauvegarde/)]);
  await expect(loadVersion(ports.files, await stateOf(network, id), version)).rejects.toMatchObject({
    code: "object-damaged",
  });
});

describe("a delegation", () => {
  const who = { name: "Documentaliste", address: "documentation@crefe.example", organisation: "CREFE" };
  const propose = (changes: Record<string, string> = {}) =>
    first.post(`${here}/review/delegation`, {
      round: "1",
      submission: "deleg-1",
      word: "Elle connaît le sujet.",
      ...who,
      ...changes,
    });

  test("is proposed once, and says what comes next while it waits", async () => {
    for (let times = 0; times < 2; times++) expect((await propose()).status).toBe(303);
    expect((await theRound()).delegations).toMatchObject([{ from: network.people.first.id, status: "proposed" }]);
    const page = await first.page(`${here}/review/delegation`);
    expect(page).toMatch(/La coordination doit encore répondre[\s\S]*CREFE[\s\S]*Elle connaît le sujet\./);
    expect(await first.page(`${here}/review/decision`)).toContain("doit encore répondre");
    expect((await propose({ submission: "deleg-2" })).status).toBe(422);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no name", { name: "" }, "name"],
    ["no address", { address: "documentation" }, "address"],
    ["no organisation", { organisation: " " }, "organisation"],
  ])("%s", async (_, changes, field) => {
    const response = await propose(changes);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(`<a href="#${field}">`);
    expect((await theRound()).delegations).toEqual([]);
  });
});

describe("the files of the version under review", () => {
  test("are being prepared, then there with their size, pages and language", async () => {
    expect(await first.page(`${here}/review`)).toContain("en préparation");
    expect((await first.get(`${here}/review/files/pdf`)).status).toBe(404);
    const { files } = network.ports;
    await files.put(proofCopyKey(version, "pdf"), Buffer.from("%PDF-"), "application/pdf");
    await files.put(
      proofCopyKey(version, "json"),
      Buffer.from('[{"format":"pdf","bytes":340000,"pages":12}]'),
      "application/json",
    );
    expect(await first.page(`${here}/review`)).toMatch(
      /Télécharger le PDF de cette version[\s\S]*\(12\u00a0pages, 332\u00a0Ko, français\)/,
    );
    const english = await browse(network, "second");
    expect(await english.page(`${here}/review`)).toMatch(/\(12\u00a0pages, 332\u00a0KB, French\)/);
    expect((await first.get(`${here}/review/files/pdf`)).headers.get("location")).toMatch(/^\/files\//);
  });
});

describe("a copy", () => {
  test("is begun with its format or its name, and waited for", async () => {
    expect((await first.post(`${here}/copies`, {})).status).toBe(422);
    const begun = await first.post(`${here}/copies`, { format: "docx" });
    const page = begun.headers.get("location") ?? "";
    expect(page).toMatch(/\/copies\/[\w-]+$/);
    expect(await first.page(page)).toMatch(/enctype="multipart\/form-data"[\s\S]*name="file"/);
    const json = await first.json(`${here}/copies`, { name: "note.docx", bytes: 1000 });
    expect(await json.json()).toMatchObject({ upload: expect.any(String), url: expect.any(String), fields: {} });
    expect((await first.json(`${here}/copies`, { name: "note.pdf", bytes: 1000 })).status).toBe(415);
    expect(await first.page(`${here}/copies`)).toMatch(/Copies envoyées[\s\S]*note\.docx[\s\S]*Attendue/);
    expect((await (await browse(network, "second")).get(page)).status).toBe(404);
  });

  test.each<[string, CopyFindings, RegExp, RegExp?]>([
    [
      "says how many changes were not tracked",
      { remarks: 3, untracked: 2, unplaced: [] },
      /3 remarques ont été tirées[\s\S]*Parmi elles, 2 modifications faites sans suivi/,
    ],
    [
      "says of its only remark that it is of a change that was not tracked",
      { remarks: 1, untracked: 1, unplaced: [] },
      /Une remarque a été tirée[\s\S]*Elle vient d’une modification faite sans suivi/,
      /L’une d’elles|Parmi elles/,
    ],
    [
      "says that nothing differs, tracked or not",
      { remarks: 0, untracked: 0, unplaced: [] },
      /ni commentaire ni modification, suivie ou non/,
      /sans suivi/,
    ],
    [
      "says that it could not be compared",
      { remarks: 0, unplaced: [] },
      /ni commentaire ni modification suivie dans[\s\S]*n’a pas pu être comparé/,
    ],
    [
      "says that it does not name the version that it is of",
      { of: undefined, remarks: 0, unplaced: [] },
      /ne dit pas de quelle version/,
      /autre (version|document)/,
    ],
    [
      "says that it is of another document where it names a version that is none of this one",
      { of: "f".repeat(64), remarks: 0, unplaced: [] },
      /est la copie d’un autre document que celui-ci/,
      /ne dit pas de quelle version|autre version/,
    ],
  ])("%s", async (_, found, says, saysNot = /suivie ou non[\s\S]*comparé/) => {
    const { ports, people } = network;
    const copy = { deliverable: id, person: people.first.id, upload: "copie-1" };
    await awaitCopy(ports, { ...copy, round: 1, version, name: "copie.docx" });
    await settleCopy(ports, copy, { found: { of: version, ...found } });
    const page = await first.page(`${here}/copies/copie-1`);
    expect(page).toMatch(says);
    expect(page).not.toMatch(saysNot);
  });

  test("gives remarks that tell their thread, or that they were not tracked, however they are edited", async () => {
    const { ports, people } = network;
    const pad = { deliverable: id, person: people.first.id };
    const replies = [{ author: "Relecteur", date: "2008-05-04T09:00:00Z", text: "Metz, plutôt." }];
    const at = { round: 1, version, created: "2008-05-05T09:00:00.000Z", updated: "2008-05-05T09:00:00.000Z" };
    const file = { author: "", untracked: true as const };
    await addRemarks(ports, pad, [
      { ...at, id: "fil", type: "comment", text: "Ou à Metz ?", replies, resolved: true },
      { ...at, id: "sans-suivi", type: "addition", text: "", proposal: "Une phrase de plus.", file },
    ]);
    const form = { remark: "fil", round: 1, version, type: "comment", text: "Ou à Metz, alors ?" };
    expect((await first.json(`${here}/remarks`, form)).status).toBe(201);
    const page = await first.page(`${here}/remarks`);
    expect(page).toMatch(/Ou à Metz, alors \?[\s\S]*Réponse de Relecteur \(4\smai\s2008\)[\s\S]*Metz, plutôt\./);
    expect(page).toMatch(/Marquée comme réglée dans la copie annotée/);
    expect(page).toMatch(/Une phrase de plus\.[\s\S]*la modification n’y était pas suivie/);
  });
});
