import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { checkNetwork } from "../../../../shared/moving/check.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { everyVersion } from "../../../../shared/stored/history.ts";
import { sourceKey } from "../../../../shared/stored/objects.ts";
import { loadProgramme } from "../../../../shared/stored/programme.ts";
import { present, runOn } from "../../../formats/pdf/poppler.ts";
import { seedText } from "../../../programme/seed.ts";
import { temporaryFolder } from "../../../temporary.ts";
import {
  as,
  type Browser,
  browse,
  closeRound,
  decideAs,
  type Network,
  openTestNetwork,
  stateOf,
} from "../../network.ts";
import { produceAll } from "../../render/approved.ts";
import { refused } from "../refused.ts";

/** The programme of 2008 made into a document, reviewed, made again once it changed, and final. */

let network: Network;
let coordinator: Browser;
const address = "/programmes/2008/document";
const asked = { id: "programme-2008", title: "Programme de travail 2008", action: "2008/reseau" };
const importing = (file: string) => coordinator.post("/programmes/import", { file });
const plainly = (page: string) => page.replace(/[\u00a0\u202f]/g, " ");
const state = () => stateOf(network, asked.id);

async function review(...choices: ["first" | "second", "approve" | "requestChanges"][]): Promise<string> {
  const version = (await state()).versions.at(-1)!.hash;
  const sent = await coordinator.post(`/deliverables/${asked.id}/submission`, { version, confirmed: "true" });
  expect(sent.status).toBe(303);
  for (const [role, choice] of choices) await decideAs(network, role, asked.id, choice);
  await closeRound(network, asked.id);
  return version;
}

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  await importing(seedText);
});

test("is offered on the programme's page, of the action that it names", async () => {
  expect(await coordinator.page("/programmes/2008")).toContain(`href="${address}"`);
  expect(await coordinator.page(address)).toMatch(/<option value="2008\/reseau" selected>/);
  await refused(await coordinator.post(address, { ...asked, title: "", action: "" }), ["title", "action"]);
  await refused(await coordinator.post(address, { ...asked, action: "2007/reseau" }), ["action"]);
  expect((await coordinator.post(`${address}/${asked.id}`)).status).toBe(404);
});

describe("once it is made", () => {
  beforeAll(async () => {
    for (const _ of [1, 2]) expect((await coordinator.post(address, asked)).status).toBe(303);
    const people = {
      authors: [network.people.coordinator.id],
      reviewers: [network.people.first.id, network.people.second.id],
    };
    await issue(deliverables, network.ports, asked.id, { type: "amend", by: as(network, "coordinator"), ...people });
  });

  test("it has one draft, whose source says of which state of which programme it is, and reads back as it", async () => {
    const { kind, action, versions, uploads, quorum } = await state();
    expect({ kind, action, quorum }).toEqual({ kind: "work-programme", action: "2008/reseau", quorum: 2 });
    expect(await everyVersion(network.ports.store, await state())).toHaveLength(1);
    const [upload] = Object.values(uploads);
    const programme = (await loadProgramme(network.ports.store, "2008"))!.state;
    expect(plainly(upload!.name)).toMatch(/^Programme de travail 2008, état nᵒ 10 du 3 mars 2008\.yaml$/);
    const file = await network.ports.files.get(sourceKey(versions[0]!.manifest.parts[0]!.source));
    const text = Buffer.from(file!).toString("utf8");
    expect(text).toContain(programme.head);
    await importing(text);
    expect((await loadProgramme(network.ports.store, "2008"))!.state).toEqual(programme);
  });

  test("what it says is shown at once, and no letter tells its maker that it was read", async () => {
    const { uploads } = await state();
    const page = plainly(await coordinator.page(`/deliverables/${asked.id}/uploads/${Object.keys(uploads)[0]}`));
    expect(page).toMatch(/composé à partir de ce qui était enregistré[\s\S]*12 × Note mensuelle de veille/);
    expect(await coordinator.page(address)).toContain("Il dit ce que dit le programme aujourd’hui.");
  });

  test("made again of the same, it stays as it is", async () => {
    const { seq } = await state();
    const answer = await coordinator.post(`${address}/${asked.id}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/deliverables/${asked.id}/draft`]);
    expect((await state()).seq).toBe(seq);
  });

  test("made again after the programme changed, it is a version whose comparison shows that change alone", async () => {
    const from = await review(["first", "requestChanges"], ["second", "approve"]);
    await importing(seedText.replace("pour: fin septembre 2008", "pour: fin octobre 2008"));
    expect(await coordinator.page(address)).toContain("Refaire le brouillon");
    await coordinator.post(`${address}/${asked.id}`);
    const to = (await state()).versions.at(-1)!.hash;
    await produceAll(network, "redline");
    const page = plainly(await coordinator.page(`/deliverables/${asked.id}/redline?from=${from}&to=${to}`));
    const [text = ""] = /<article[\s\S]*<\/article>/.exec(page) ?? [];
    const shown = text.replace(/<span class="hidden">.*?<\/span>|<div class="old".*?(?=<div class="new">)/gs, "");
    expect(page).toContain("Un changement");
    expect([...shown.matchAll(/<(del|ins)\b[^>]*>(.*?)<\/\1>/gs)].map(([, tag, words]) => `${tag} ${words}`)).toEqual([
      "del septembre",
      "ins octobre",
    ]);
  });

  test("is not made again while it is reviewed", async () => {
    const version = (await state()).versions.at(-1)!.hash;
    await coordinator.post(`/deliverables/${asked.id}/submission`, { version, confirmed: "true" });
    await importing(seedText.replace("pour: fin septembre 2008", "pour: fin novembre 2008"));
    expect(await coordinator.page(address)).toContain("Il est en relecture, et le programme a changé depuis.");
    expect((await coordinator.post(`${address}/${asked.id}`)).status).toBe(409);
  });

  describe("and approved", () => {
    const fileOf = async (format: "pdf" | "docx") => {
      const { key } = (await state()).final!.outputs.find((output) => output.format === format)!;
      return (await network.ports.files.get(key))!;
    };
    const named = async (): Promise<string[]> => {
      const { actions, families } = (await loadProgramme(network.ports.store, "2008"))!.state;
      return [...families, ...actions, ...actions.flatMap(({ expected }) => expected)].map(({ title }) => title);
    };
    const words = (text: string) =>
      plainly(text)
        .replace(/[-\u00ad]\n/g, "")
        .replace(/\s+/g, " ");

    beforeAll(async () => {
      for (const role of ["first", "second"] as const) await decideAs(network, role, asked.id, "approve");
      await closeRound(network, asked.id);
      await produceAll(network, "render");
    });

    test("it is final like any other", async () => {
      expect((await state()).final?.outputs.map(({ format }) => format).sort()).toEqual(["docx", "html", "pdf"]);
      expect(await coordinator.page(address)).toContain("Il est final, et le programme a changé depuis");
    });

    test("all that is kept of it is found by a check", async () => {
      expect((await checkNetwork(network.ports)).flaws).toEqual([]);
    });

    test.skipIf(!present("pdftotext"))("its PDF says every family, action and expectation", async () => {
      const text = words(runOn(await fileOf("pdf"), "pdftotext", "FILE", "-").toString());
      expect((await named()).filter((title) => !text.includes(title))).toEqual([]);
    });

    test.skipIf(!present("pdfinfo"))("its matrix lies on its side, behind pages that stand", async () => {
      const sizes = runOn(await fileOf("pdf"), "pdfinfo", "-l", "99", "FILE")
        .toString()
        .match(/Page +\d+ size: +\d+/g)!;
      expect([...new Set(sizes.map((size) => size.replace(/.*: +/, "")))]).toEqual(["595", "841"]);
    });

    test.skipIf(!present("pandoc"))("its Word file says them too, as pandoc reads it", async () => {
      const path = join(temporaryFolder(), "programme.docx");
      writeFileSync(path, await fileOf("docx"));
      const text = words(execFileSync("pandoc", [path, "-t", "plain", "--wrap=none"], { encoding: "utf8" }));
      expect((await named()).filter((title) => !text.includes(title))).toEqual([]);
    });
  });
});

test("is called as its cover says it, whatever the signs that were typed", async () => {
  const typed = { ...asked, id: "programme-2008-titre", title: 'L\'accueil : "où" ?' };
  for (const _ of [1, 2]) expect((await coordinator.post(address, typed)).status).toBe(303);
  expect((await stateOf(network, typed.id)).title).toBe("L’accueil\u00a0: «\u202foù\u202f»\u202f?");
});
