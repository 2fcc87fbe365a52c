import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { finishJob, listJobs } from "../../../../shared/stored/job.ts";
import { redlineKey } from "../../../../shared/stored/outputs.ts";
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
  putOutputs,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let page: string;
type Pair = { from: string; to: string };
/** What is compared when a version is submitted, and what nobody asked for yet: the same from the newer to the older. */
let forth: Pair;
let back: Pair;

/** A note under review for the third time; "first" reviewed its first two versions, and reviews it no more. */
beforeEach(async () => {
  network = await openTestNetwork();
  const id = await createNote(network);
  page = `/deliverables/${id}/redline`;
  const versions: string[] = [];
  for (const words of ["", "Un paragraphe du deuxième tour.", "Un paragraphe du troisième tour."]) {
    await deposit(network, id, `${completeDraft}\n${words}\n`);
    if (versions.length === 2) {
      const left = { reviewers: [network.people.second.id], quorum: 1 };
      await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), ...left });
    }
    versions.push(await submitDraft(network, id));
    if (versions.length === 3) break;
    await decideAs(network, "second", id, "requestChanges");
    await closeRound(network, id, true);
  }
  forth = { from: versions[0]!, to: versions[1]! };
  back = { from: forth.to, to: forth.from };
});

async function make(): Promise<void> {
  const { files } = network.ports;
  await files.put(redlineKey(forth.from, forth.to, "html"), Buffer.from("<p>Un <ins>mot</ins></p>"), "text/html");
  await files.put(redlineKey(forth.from, forth.to, "json"), Buffer.from('{"changes":1}'), "application/json");
}

const owed = async ({ from, to }: Pair) =>
  (await listJobs(network.ports.store)).some((job) => job.type === "redline" && job.from === from && job.to === to);
const asked = (pair: Pair) => `${page}?${new URLSearchParams(pair)}`;

describe("two versions that were not compared", () => {
  function check(title: string, role: Role, found: { button: boolean; status: number; owed: boolean }): void {
    test(title, async () => {
      const browser: Browser = await browse(network, role);
      expect((await browser.page(asked(back))).includes("<button>Comparer ces versions")).toBe(found.button);
      expect((await browser.post(page, back)).status).toBe(found.status);
      expect(await owed(back)).toBe(found.owed);
    });
  }
  check("are compared for an author who asks", "author", { button: true, status: 303, owed: true });
  check("are not compared for a reviewer who left", "first", { button: false, status: 404, owed: false });
});

test("a reviewer who left reads what was compared of the versions they were given, and finds it by a link", async () => {
  await make();
  const browser = await browse(network, "first");
  expect(await browser.page(page)).toContain(`href="${asked(forth).replaceAll("&", "&amp;")}"`);
  expect(await browser.page(asked(forth))).toContain('Un <ins id="change-1">mot</ins>');
});

test("a comparison that is done while its page is made is said to be on its way, and not offered anew", async () => {
  const { files, store } = network.ports;
  const { id } = (await listJobs(store)).find((job) => job.type === "redline" && job.to === forth.to)!;
  const { get } = files;
  files.get = async (key) => {
    const found = await get(key);
    if (key === redlineKey(forth.from, forth.to, "json") && !found) {
      await make();
      await finishJob(network.ports, id);
    }
    return found;
  };
  const browser = await browse(network, "author");
  const during = await browser.page(asked(forth));
  expect([during.includes("data-wait"), during.includes("<button>Comparer")]).toEqual([true, false]);
  expect(await browser.page(asked(forth))).toContain('Un <ins id="change-1">mot</ins>');
});

test("a reviewer who left is told where none of the versions they were given were compared", async () => {
  const found = await (await browse(network, "first")).page(page);
  expect(found).toContain("Aucune comparaison n’a été faite des versions qui vous ont été remises.");
  expect(found).not.toContain("<button>Comparer");
});

test("a part that was proposed of a final is among the versions to compare, by its day", async () => {
  const id = page.split("/")[2]!;
  await decideAs(network, "second", id, "approve");
  await closeRound(network, id);
  await putOutputs(network, id);
  await deposit(network, id, `${completeDraft}\nUn paragraphe proposé.\n`);
  const office = await browse(network, "coordinator");
  expect(await stateOf(network, id)).toMatchObject({ stage: "final" });
  // each is offered twice: as the earlier and as the later one
  expect(wordsOf(await office.page(page)).match(/version (\d+, )?du \d+/g)).toHaveLength(8);
});
