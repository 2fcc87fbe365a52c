import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Expected } from "../../../../shared/programme/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { makeLink, type Purpose } from "../../../../shared/stored/link.ts";
import { programmes } from "../../../../shared/stored/programme.ts";
import { keepProofArchive } from "../../../../shared/stored/proof-archive.ts";
import { action, plan } from "../../../programme/sample.ts";
import { arrives, browserOf } from "../../colleagues.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { planned } from "../meetings/programmed.ts";

/** ACSE pays for two actions of 2008 and one of 2007, DAIC for another. */
let network: Network;
let funder: Browser;
const by = () => as(network, "coordinator");

const note: Expected = {
  what: "document",
  kind: "framing-note",
  id: "note",
  title: "Note de cadrage",
  count: 2,
  sources: [],
};
const when = { said: "fin septembre 2008", from: "2008-09-21", until: "2008-09-30" };

async function addProgrammes(): Promise<void> {
  const seminar: Expected = {
    what: "meeting",
    kind: "restitution",
    id: "fin",
    title: "Restitution finale",
    count: 1,
    sources: [],
  };
  await replace("2008", 2008, [
    action("culture", { title: "Interculturalité", funding: { by: ["acse"] }, expected: [{ ...note, when }, seminar] }),
    action("reseau", { title: "Vie du réseau", funding: { by: ["acse", "daic"] } }),
    action("veille", { title: "Veille qualitative", funding: { by: ["daic"] }, expected: [note] }),
  ]);
  await replace("2007", 2007, [action("avant", { title: "Année européenne", funding: { by: ["acse"] } })]);
}

async function replace(id: string, year: number, actions: ReturnType<typeof action>[]): Promise<void> {
  const period = { from: `${year}-01-01`, until: `${year}-12-31`, title: `Programme ${year}` };
  await issue(programmes, network.ports, id, { type: "replace", by: by(), id, ...plan, ...period, actions });
}

async function noteOf(ref: string, title: string, changes: object = {}): Promise<string> {
  const { author, first, second, funder: officer } = network.people;
  const id = network.ports.ids();
  await issue(deliverables, network.ports, id, {
    ...{ type: "create", by: by(), id, kind: "framing-note", title, action: ref, language: "fr", quorum: 2 },
    ...{ authors: [author.id], reviewers: [first.id, second.id], funders: [officer.id] },
    ...{ due: { final: "2008-07-01" }, parts: [{ id: "part-1", title: "" }] },
    ...changes,
  });
  return id;
}

async function finish(id: string): Promise<void> {
  await deposit(network, id);
  await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
  pass(network);
  const { seq } = await stateOf(network, id);
  const made = { key: `dossiers/${id}/${seq}.zip`, bytes: 2, sha256: "0".repeat(64), signed: "k1" };
  await keepProofArchive(network.ports.store, id, { ...made, seq, made: "2008-05-02T09:00:00.000Z" }, 1);
}

const page = async (browser = funder, path = "/funded") => wordsOf(await browser.page(path));
/** What the page says of an action, until the next one. */
async function ofAction(title: string): Promise<string> {
  const html = await funder.page("/funded");
  const found = html.split(/<section aria-labelledby="of-/).find((each) => each.includes(`>${title}</a></h2>`));
  return wordsOf((found ?? "").split("</section>")[0]!.replace(/^[^>]*>/, ""));
}

beforeEach(async () => {
  network = await openTestNetwork();
  network.world.set(Date.parse("2008-05-02T09:00:00.000Z"));
  await addProgrammes();
  funder = await browse(network, "funder");
});

describe("an organisation finds what it funds", () => {
  test("by action: those that it pays for in the programme that ends last, and no other", async () => {
    const said = await page();
    expect(said).toContain("Ce que nous finançons");
    expect(said).toContain("Interculturalité");
    expect(said).toContain("Vie du réseau");
    expect(said).not.toContain("Veille qualitative");
    expect(said).not.toContain("Année européenne");
  });

  test("of another programme, once it is asked for; never of one that it does not pay for", async () => {
    expect(await funder.page("/funded")).toContain('<a href="/funded?programme=2007">Programme 2007</a>');
    const before = await page(funder, "/funded?programme=2007");
    expect(before).toContain("Année européenne");
    expect(before).not.toContain("Vie du réseau");
    expect(await page(funder, "/funded?programme=2009")).toContain("Vie du réseau");
  });

  test("with its documents: files and proof archive once they are there, else when the final is expected", async () => {
    const id = await noteOf("2008/culture", "Cadrage", { expectation: "note" });
    expect(await ofAction("Interculturalité")).toContain(
      "Cadrage Note de cadrage Document final attendu le 1er juillet 2008.",
    );
    await finish(id);
    const said = await ofAction("Interculturalité");
    expect(said).toMatch(/PDF – Cadrage \(\d+.Ko\) .*Dossier de preuve – Cadrage/);
    expect(await page()).toContain("Ce que vous téléchargez est noté comme reçu");
  });

  test("with the documents to come that it was not given, by title, kind and date, and not what they say", async () => {
    expect(await ofAction("Interculturalité")).toContain(
      "Documents attendus 2 × Note de cadrage · fin septembre 2008 · Note de cadrage – rien encore",
    );
    const id = await noteOf("2008/culture", "Un titre réservé", { expectation: "note", funders: [] });
    expect(await ofAction("Interculturalité")).toContain("– en cours, 1 sur 2 commencé");
    await noteOf("2008/culture", "Cadrage", { expectation: "note" });
    expect(await ofAction("Interculturalité")).toContain("– en cours, 2 sur 2 commencés");
    expect(await page()).not.toContain("Un titre réservé");
    for (const path of ["", "/final", "/review"])
      expect((await funder.get(`/deliverables/${id}${path}`)).status).toBe(404);
  });

  test("with its meetings: what, when, where, held or not, how many came; neither who nor what was said", async () => {
    const office = await browse(network, "coordinator");
    const more = {
      id: "mai",
      date: "2008-05-14",
      actions: ["2008/culture"],
      title: "Séminaire de mai",
      confirmed: "true",
    };
    await office.post("/meetings/new", planned(network, more));
    const told = "14 mai 2008, de 14 h à 16 h 30 – Séminaire de mai, Strasbourg, ORIV";
    expect(await ofAction("Interculturalité")).toContain(`${told} prévue`);
    expect(await ofAction("Interculturalité")).toContain("Restitution finale – rien encore");
    network.world.set(Date.parse("2008-05-15T09:00:00.000Z"));
    await office.post("/meetings/mai/record", {
      ...{ present: [network.people.author.id, network.people.first.id], outsiders: "3" },
      ...{ minutes: "Un point reste ouvert.", confirmed: "true" },
    });
    const said = await ofAction("Interculturalité");
    expect(said).toContain(`${told} tenue · 5 personnes présentes`);
    for (const words of ["Un point reste", "Chargée de mission", "Le calendrier"])
      expect(await page()).not.toContain(words);
    expect((await funder.get("/meetings/mai")).status).toBe(404);
  });

  test("with documents of other actions after them, which it was given all the same", async () => {
    await noteOf("2008/veille", "Une note de veille");
    await noteOf("Hors programme", "Une note de plus");
    const said = await page();
    expect(said).toMatch(/Autres documents .*Une note de plus Hors programme .*Une note de veille Veille qualitative/);
    expect(said.match(/Une note de veille/g)).toHaveLength(1);
  });

  test("for all its people, whoever they are; not for who belongs to another", async () => {
    expect(await page(await browseAs("ACSE"))).toContain("Vie du réseau");
    const other = await page(await browseAs("CREFE"));
    expect(other).toContain("Ni vous ni votre structure ne financez d’action ou de document pour l’instant.");
    const third = await page(await browseAs("DAIC"));
    expect(third).toContain("Veille qualitative");
    expect(third).not.toContain("Interculturalité");
  });

  test("as JSON: the documents that it had before, and its actions with what is to come", async () => {
    const id = await noteOf("2008/culture", "Cadrage", { expectation: "note" });
    await noteOf("Hors programme", "Une note de plus");
    const answer = await (await funder.get("/funded", { accept: "application/json" })).json();
    expect(answer).toMatchObject({
      deliverables: expect.arrayContaining([
        expect.objectContaining({ title: "Cadrage" }),
        expect.objectContaining({ title: "Une note de plus" }),
      ]),
      programme: "2008",
      actions: [
        {
          ...{ action: "2008/culture", documents: [{ id }], meetings: [] },
          toCome: [{ title: "Note de cadrage", kind: "framing-note", count: 2, missing: 1, progress: "begun", when }],
        },
        { action: "2008/reseau", documents: [], toCome: [], meetings: [] },
      ],
    });
  });

  test("whoever a link let in to one document finds that one, and no action", async () => {
    const id = await noteOf("2008/culture", "Cadrage", { expectation: "note" });
    await noteOf("2008/culture", "Une autre note");
    const said = await page(await browse(network, "funder", "download", id));
    expect(said).toContain("Cadrage");
    for (const words of ["Une autre note", "Vie du réseau", "Documents attendus"]) expect(said).not.toContain(words);
  });
});

async function browseAs(organisation: string): Promise<Browser> {
  return (await browserOf(network, await arrives(network, organisation))) as Browser;
}

describe("whoever enters lands on their work", () => {
  const landing = async (role: Role, purpose: Purpose = "enter") => {
    const token = await makeLink(network.ports, { person: network.people[role], purpose, days: 1 });
    return (await network.app.request(`/l/${token}`)).headers.get("location");
  };

  test("on what they fund, where that is all that they have", async () => {
    expect(await landing("funder")).toBe("/funded");
    expect(await page(funder, "/")).toContain("Ce que nous finançons");
  });

  test("at a page of all that is theirs, where they review something too, or have nothing", async () => {
    expect(await landing("stranger")).toBe("/");
    const id = await noteOf("2008/culture", "Cadrage", {
      reviewers: [network.people.funder.id],
      quorum: 1,
      funders: [],
    });
    await deposit(network, id);
    await submitDraft(network, id);
    expect(await landing("funder")).toBe("/");
  });

  test("on the year, who coordinates", async () => {
    expect(await landing("coordinator")).toBe("/year");
  });
});
