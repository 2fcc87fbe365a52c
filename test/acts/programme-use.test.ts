import { beforeEach, describe, expect, test } from "vitest";
import { createOnce } from "../../shared/acts/create.ts";
import type { Command } from "../../shared/agreement/command.ts";
import { issue } from "../../shared/chain/issue.ts";
import { presentActions } from "../../shared/programme/state.ts";
import { agreements } from "../../shared/stored/agreement.ts";
import { deliverables } from "../../shared/stored/deliverable.ts";
import { loadProgramme } from "../../shared/stored/programme.ts";
import { putText } from "../../shared/stored/text.ts";
import { open } from "../agreement/sample.ts";
import { as, type Browser, browse, type Network, openTestNetwork } from "../functions/network.ts";
import { seedText } from "../programme/seed.ts";

/** What has documents stays in the programme, whichever way it is taken out: by form, by file, by table. */

let network: Network;
let coordinator: Browser;
const action = "/programmes/2008/actions/interculturalite";
const confirmed = { confirmed: "true" };
const plainly = (page: string) => page.replace(/[\u00a0\u202f]/g, " ");
const stored = async () => (await loadProgramme(network.ports.store, "2008"))!.state;
const importing = (file: string) => coordinator.post("/programmes/import", { file });

/** The file without an action, from its title to the next. */
function without(title: string): string {
  const [before = "", rest = ""] = seedText.split(`  - titre: ${title}\n`);
  return before + rest.slice(rest.indexOf("\n  - titre: ") + 1);
}

beforeEach(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  await importing(seedText);
  await createOnce(network.ports, {
    ...{ type: "create", by: as(network, "coordinator"), id: "cadrage", kind: "framing-note", language: "fr" },
    ...{ title: "Cadrage", action: "2008/interculturalite", expectation: "premiere-note-de-cadrage" },
    ...{ authors: [network.people.author.id], reviewers: [], funders: [], quorum: 1, due: {} },
    parts: [{ id: "part-1", title: "" }],
  });
});

describe("an action with a document", () => {
  const cut = without("Interculturalité");
  const renamed = seedText.replaceAll("Première note de cadrage", "Note de cadrage");

  /** What is done, and what is said of it; nothing of the programme changes. */
  function check(name: string, act: () => Promise<Response>, status: number, ...said: RegExp[]): void {
    test(name, async () => {
      const before = await stored();
      const answer = await act();
      const page = plainly(await answer.text());
      expect(answer.status).toBe(status);
      for (const words of said) expect(page).toMatch(words);
      expect(await stored()).toEqual(before);
    });
  }

  check(
    "does not leave by its form, which says why instead",
    () => coordinator.get(`${action}/removal`),
    200,
    /<h1>Retirer l’action du programme<\/h1><div class="note warning"><p>« Interculturalité » reste au programme : des documents en sont, « Cadrage »/,
  );
  check("nor by what the form would send", () => coordinator.post(`${action}/removal`, confirmed), 409, /« Cadrage »/);
  check(
    "nor by a file that lacks it, which is told where it lists the others",
    () => importing(cut),
    422,
    /Ligne 29 : L’action « Interculturalité » n’est pas dans ce fichier, et des documents en sont : « Cadrage »[^<]*« id : interculturalite »/,
  );
  check(
    "keeps what the document answers, by its form",
    () => coordinator.post(`${action}/expected/premiere-note-de-cadrage/removal`, confirmed),
    409,
    /« Première note de cadrage » reste attendu : des documents y répondent, « Cadrage »/,
  );
  check(
    "and by a file, which is told at the action and how to rename it",
    () => importing(renamed),
    422,
    /Ligne 1\d\d : « Première note de cadrage », attendu de « Interculturalité »[^<]*« Cadrage »[^<]*« id : premiere-note-de-cadrage »/,
  );
  check(
    "stays when a table lacks it",
    () => importing("programme;titre;id;famille;financement\n2008;Site internet;site-internet;Outils;ACSE"),
    303,
  );
});

describe("an action that an agreement pays", () => {
  const opened = { ...open, id: "acse-2008", title: "Site internet 2008", actions: ["2008/site-internet"] } as Command;
  beforeEach(async () => {
    await issue(agreements, network.ports, "acse-2008", opened);
  });

  test.each<[string, () => Promise<Response>, number, RegExp]>([
    [
      "does not leave by its form",
      () => coordinator.post("/programmes/2008/actions/site-internet/removal", confirmed),
      409,
      /« Site internet » reste au programme : l’action est payée par « Site internet 2008 »/,
    ],
    [
      "nor by a file that lacks it",
      () => importing(without("Site internet")),
      422,
      /« Site internet » n’est pas dans ce fichier, et elle est payée par « Site internet 2008 »/,
    ],
  ])("%s", async (_, act, status, said) => {
    const answer = await act();
    expect([answer.status, plainly(await answer.text())]).toEqual([status, expect.stringMatching(said)]);
  });
});

describe("goes as before", () => {
  const ids = async () => presentActions(await stored()).map(({ id }) => id);
  const gone = (id: string) => async () => expect(await ids()).not.toContain(id);

  test.each<[string, () => Promise<Response>, () => Promise<void>]>([
    [
      "an action without a document, by form",
      () => coordinator.post("/programmes/2008/actions/site-internet/removal", confirmed),
      gone("site-internet"),
    ],
    ["an action without a document, by file", () => importing(without("Site internet")), gone("site-internet")],
    [
      "an expectation that nothing answers",
      () => coordinator.post(`${action}/expected/second-seminaire/removal`, confirmed),
      async () => {},
    ],
  ])("%s", async (_, act, then) => {
    expect((await act()).status).toBe(303);
    await then();
  });

  test("an action whose document was withdrawn", async () => {
    const reason = await putText(network.ports, "Hors programme.");
    await issue(deliverables, network.ports, "cadrage", { type: "withdraw", by: as(network, "coordinator"), reason });
    expect((await coordinator.post(`${action}/removal`, confirmed)).status).toBe(303);
    await gone("interculturalite")();
  });

  test("an expectation that is renamed under its id", async () => {
    const titled = "titre: Note de cadrage, id: premiere-note-de-cadrage";
    const file = seedText
      .replace("titre: Première note de cadrage", titled)
      .replace("issu de: Première note de cadrage", "issu de: premiere-note-de-cadrage");
    expect((await importing(file)).status).toBe(303);
  });
});
