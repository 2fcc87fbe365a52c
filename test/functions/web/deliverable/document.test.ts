import { beforeAll, describe, expect, test } from "vitest";
import { proofCopyKey } from "../../../../shared/stored/outputs.ts";
import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  putOutputs,
  submitDraft,
} from "../../network.ts";

let network: Network;
let coordinator: Browser;
let id: string;

beforeAll(async () => {
  network = await openTestNetwork();
  coordinator = await browse(network, "coordinator");
  id = await createNote(network);
  await deposit(network, id);
});

/** The first page that the part "Le document" shows beside its files: its address, without what names its content. */
async function pictured(): Promise<string | undefined> {
  const [part = ""] = /<h2 id="document">[\s\S]*?<\/section>/.exec(await coordinator.page(`/deliverables/${id}`)) ?? [];
  return /<div class="pictured"><img class="first-page cover" src="([^"?]+)/.exec(part)?.[1]?.replace(id, ":id");
}

describe("the page of a deliverable", () => {
  test("has no picture of a draft, of which no page was set", async () => expect(await pictured()).toBeUndefined());

  test("shows those of the last round of a document that is a draft again, with its files", async () => {
    const again = await createNote(network, { title: "Une autre" });
    await deposit(network, again);
    const version = await submitDraft(network, again);
    for (const role of ["first", "second"] as const) await decideAs(network, role, again, "requestChanges");
    await closeRound(network, again);
    const read = () => coordinator.page(`/deliverables/${again}`);
    expect(await read()).not.toMatch(/class="pictured"|En cours de préparation/);
    const sha256 = "0".repeat(64);
    const files = [
      { format: "pdf", sha256, bytes: 5, pages: 2 },
      { format: "svg", sha256, bytes: 6, width: 595, height: 842 },
    ];
    const key = proofCopyKey(version, "json");
    await network.ports.files.put(key, Buffer.from(JSON.stringify(files)), "application/json");
    expect(await read()).toMatch(
      /class="pictured"><img[^>]*>[\s\S]*?Relecture nᵒ 1[\s\S]*?href="[^"]*\.pdf\?version=|class="pictured"><img[^>]*>[\s\S]*?version=/,
    );
  });

  test("shows the first page of its final beside the files", async () => {
    await submitDraft(network, id);
    await decideAs(network, "first", id, "approve");
    await decideAs(network, "second", id, "approve");
    await closeRound(network, id);
    await putOutputs(network, id);
    expect(await pictured()).toBe("/deliverables/:id/final/1/page.svg");
  });
});
