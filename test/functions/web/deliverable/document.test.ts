import { beforeAll, describe, expect, test } from "vitest";
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

  test("shows the first page of its final beside the files", async () => {
    await submitDraft(network, id);
    await decideAs(network, "first", id, "approve");
    await decideAs(network, "second", id, "approve");
    await closeRound(network, id);
    await putOutputs(network, id);
    expect(await pictured()).toBe("/deliverables/:id/final/1/page.svg");
  });
});
