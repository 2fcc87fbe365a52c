import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import type { Command } from "../../../../shared/deliverable/command.ts";
import { deliverables, loadEvents } from "../../../../shared/stored/deliverable.ts";
import { keepProofArchive } from "../../../../shared/stored/proof-archive.ts";
import { putText } from "../../../../shared/stored/text.ts";
import { arrives, browserOf } from "../../colleagues.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  completeDraft,
  createNote,
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

let network: Network;
let id: string;
let here: string;
let browsers: Record<"office" | "author" | "funder", Browser>;

const sure = { confirmed: "true" };
const ask = (command: object, role: Role = "coordinator") =>
  issue(deliverables, network.ports, id, { ...command, by: as(network, role) } as Command);

/** What the deliverable keeps of downloads: who, and what of which edition. */
async function told(): Promise<string[]> {
  const events = await Array.fromAsync(loadEvents(network.ports.store, id));
  return events.flatMap(({ type, data }) => (type === "downloaded" ? [`${data.what} ${data.edition}`] : []));
}

/** The proof archive of the deliverable as it stands, as if it had been made. */
async function putArchive(edition: number): Promise<void> {
  const { seq } = await stateOf(network, id);
  const made = { key: `dossiers/${id}/${seq}.zip`, bytes: 2, sha256: "0".repeat(64), signed: "k1" };
  const now = new Date(network.world.clock()).toISOString();
  await keepProofArchive(network.ports.store, id, { ...made, seq, made: now }, edition);
}

beforeEach(async () => {
  network = await openTestNetwork();
  network.world.set(Date.parse("2008-05-02T09:00:00.000Z"));
  id = await createNote(network);
  here = `/deliverables/${id}`;
  await deposit(network, id);
  await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
  pass(network);
  await putArchive(1);
  browsers = {
    office: await browse(network, "coordinator"),
    author: await browse(network, "author"),
    funder: await browse(network, "funder"),
  };
});

/** A second edition, which its coordinator declared. */
async function correct(): Promise<void> {
  const reason = await putText(network.ports, "Un chiffre était faux.");
  await ask({ type: "openEdition", reason, way: "correction", mayCorrect: true });
  await deposit(network, id, `${completeDraft}\n\nUn chiffre juste.\n`);
  await ask({ type: "declareCorrection", version: (await stateOf(network, id)).versions.at(-1)!.hash });
  await putOutputs(network, id);
  pass(network);
  await putArchive(2);
}

describe("a file of a final", () => {
  test.each([
    ["a file", "/outputs/pdf", "/final"],
    ["a file of an edition", "/final/1/outputs/docx", "/final/1"],
    ["the proof archive", "/dossier/archive", "/final"],
    ["the proof archive of an edition", "/final/1/dossier", "/final/1"],
  ])("%s: whoever funds it is led to the page of its button, and nothing is told", async (_, path, page) => {
    const ways: Record<string, string>[] = [{}, { accept: "application/json" }, { "sec-purpose": "prefetch" }];
    for (const headers of ways) {
      const led = await browsers.funder.get(`${here}${path}`, headers);
      expect([led.status, led.headers.get("location")]).toEqual([302, `${here}${page}`]);
    }
    expect(await browsers.funder.page(`${here}${page}`)).toContain(`formaction="${here}`);
    expect(await told()).toEqual([]);
  });

  test.each([
    ["/outputs/pdf", "pdf 1"],
    ["/final/1/outputs/docx", "docx 1"],
    ["/dossier/archive", "archive 1"],
    ["/final/1/dossier", "archive 1"],
  ])("%s: the button leads whoever funds it to the file, and tells of it once a day", async (path, kept) => {
    const file = await browsers.funder.post(`${here}${path}`, sure);
    expect(file.status).toBe(303);
    expect(file.headers.get("location")).not.toContain("/deliverables/");
    await browsers.funder.post(`${here}${path}`, sure);
    expect(await told()).toEqual([kept]);
    network.world.set(Date.parse("2008-05-03T09:00:00.000Z"));
    await browsers.funder.post(`${here}${path}`, sure);
    expect(await told()).toEqual([kept, kept]);
  });

  test("a program that sends the button as it finds it tells of nothing, and has no file", async () => {
    const sent = await browsers.funder.post(`${here}/outputs/pdf`);
    expect(sent.status).toBe(422);
    expect(await told()).toEqual([]);
  });

  test("is asked for in JSON likewise, and answered with its address", async () => {
    const answer = await browsers.funder.json(`${here}/outputs/pdf`, {});
    expect(await answer.json()).toMatchObject({ edition: 1, what: "pdf", location: expect.any(String) });
    expect(await told()).toEqual(["pdf 1"]);
  });

  test("is a link to who coordinates or writes it, of whom nothing is told", async () => {
    for (const browser of [browsers.office, browsers.author]) {
      const page = await browser.page(`${here}/final`);
      expect(page).toContain(`<a class="button" href="${here}/outputs/pdf"`);
      expect(page).not.toContain("formaction");
      for (const path of ["/outputs/pdf", "/dossier/archive"]) {
        const file = await browser.get(`${here}${path}`);
        expect([file.status, file.headers.get("location")?.startsWith(here)]).toEqual([302, false]);
      }
      expect((await browser.post(`${here}/outputs/pdf`, sure)).status).toBe(303);
    }
    expect(await told()).toEqual([]);
  });

  test("of one that has none is not there, however it is asked for", async () => {
    for (const path of ["/outputs/html", "/final/2/outputs/pdf", "/final/2/dossier"]) {
      expect((await browsers.funder.get(`${here}${path}`)).status).toBe(404);
      expect((await browsers.funder.post(`${here}${path}`, sure)).status).toBe(404);
    }
  });

  test("is downloaded by who funded it once, of what they were given, and that is told", async () => {
    await ask({ type: "amend", funders: [] });
    await correct();
    expect((await browsers.funder.post(`${here}/outputs/pdf`, sure)).status).toBe(303);
    expect((await browsers.funder.post(`${here}/final/2/outputs/pdf`, sure)).status).toBe(404);
    expect(await told()).toEqual(["pdf 1"]);
  });

  test("of a document that was withdrawn is gone; its proof archive stays, and is told of", async () => {
    await ask({ type: "withdraw", reason: await putText(network.ports, "Il cite quelqu’un.") });
    for (const answer of [
      await browsers.funder.get(`${here}/outputs/pdf`),
      await browsers.funder.post(`${here}/outputs/pdf`, sure),
    ])
      expect(answer.status).toBe(410);
    expect(await browsers.funder.page(`${here}/final`)).toContain(`formaction="${here}/dossier/archive"`);
    expect((await browsers.funder.post(`${here}/dossier/archive`, sure)).status).toBe(303);
    expect(await told()).toEqual(["archive 1"]);
  });
});

describe("whoever coordinates it reads who received what", () => {
  const received = async (path = "") => {
    const words = wordsOf(await browsers.office.page(`${here}${path}`));
    return /Reçu par les financeurs (.*?)(?: Relecture nᵒ| En français| English|$)/.exec(words)?.[1];
  };

  test("on the page of the deliverable and of its final, with the day; nobody else does", async () => {
    expect(await received()).toMatch(/^Service instructeur \(ACSE\) pas encore téléchargé/);
    await browsers.funder.post(`${here}/outputs/pdf`, sure);
    for (const path of ["", "/final"])
      expect(await received(path)).toMatch(/^Service instructeur \(ACSE\) le PDF, le 2 mai 2008/);
    for (const [browser, path] of [
      [browsers.author, ""],
      [browsers.author, "/final"],
      [browsers.funder, "/final"],
    ] as const)
      expect(await browser.page(`${here}${path}`)).not.toContain("Reçu par les financeurs");
  });

  test("of each edition on its own page", async () => {
    await browsers.funder.post(`${here}/outputs/pdf`, sure);
    await correct();
    expect(await received("/final/1")).toMatch(/^Service instructeur \(ACSE\) le PDF, le 2 mai 2008/);
    expect(await received("/final/2")).toMatch(/^Service instructeur \(ACSE\) pas encore téléchargé/);
    expect(await received()).toMatch(/^Service instructeur \(ACSE\) pas encore téléchargé/);
  });

  test("of an organisation by which of its people, also once it does not fund it any more", async () => {
    await ask({ type: "amend", funders: ["org:acse"] });
    const colleague = await browserOf(network, await arrives(network, "ACSE"));
    await colleague.json(`${here}/outputs/docx`, {});
    expect(await received()).toMatch(/^ACSE le document Word, le 2 mai 2008, par Chargé de suivi (?!\()/);
    await ask({ type: "amend", funders: [] });
    expect(await received()).toMatch(/^ACSE le document Word, le 2 mai 2008, par Chargé de suivi (?!\()/);
    expect(wordsOf(await browsers.office.page(here))).toContain(
      "Chargé de suivi (ACSE) a téléchargé le document Word.",
    );
  });

  test("in its history, of which edition from the second on", async () => {
    await browsers.funder.post(`${here}/dossier/archive`, sure);
    await correct();
    await browsers.funder.post(`${here}/outputs/pdf`, sure);
    const words = wordsOf(await browsers.office.page(here));
    expect(words).toContain("Service instructeur (ACSE) a téléchargé le dossier de preuve.");
    expect(words).toContain("Service instructeur (ACSE) a téléchargé le PDF de l’édition 2.");
  });
});
