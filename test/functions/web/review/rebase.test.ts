import { expect, test } from "vitest";
import { rebasedRemarks } from "../../../../functions/web/review/rebase.ts";
import { passageOver } from "../../../../shared/document/anchor.ts";
import { saveRemark } from "../../../../shared/stored/remark.ts";
import { loadVersion } from "../../../../shared/stored/version.ts";
import {
  closeRound,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  openTestNetwork,
  stateOf,
  submitDraft,
} from "../../network.ts";

test("a remark on words said twice stays on those that it was on", async () => {
  const said = "En 2008 le réseau publie dix notes ; en 2008 il tient aussi deux séminaires à Lyon.";
  const network = await openTestNetwork();
  const { ports, people } = network;
  const id = await createNote(network);
  await deposit(network, id, completeDraft.replace("Des échanges.", said));
  const version = await submitDraft(network, id);
  const state = await stateOf(network, id);
  const [part] = await loadVersion(ports.files, state, version);
  const block = part!.tree.blocks.find((each) => JSON.stringify(each).includes("En 2008"))!;
  const start = said.replace(" ;", ";").lastIndexOf("2008");
  const anchor = { part: part!.id, ...passageOver(block, start, start + 4) };
  const pad = { deliverable: id, person: people.first.id };
  const place = { round: 1, version, id: "r1", type: "correction", text: "", proposal: "2009" } as const;
  const remark = await saveRemark(ports, pad, { ...place, anchor });
  const [rebased] = await rebasedRemarks({ ports } as never, state, { ...state.rounds[0]!, number: 2 }, [remark]);
  expect(rebased).toMatchObject({ fate: "same", remark: { anchor } });
  expect(anchor.quotation?.suffix).toMatch(/^ il tient/);
});

test.each([
  ["goes on moving there, where both its places are found", "", "correction"],
  ["is a comment that tells it, where it goes nowhere any more", "Le calendrier est à revoir.", "comment"],
])("a passage that a remark moves %s", async (_, gone, type) => {
  const network = await openTestNetwork();
  const { ports, people } = network;
  const id = await createNote(network);
  const two =
    "Le réseau publie dix notes par an.\n\nIl tient aussi deux séminaires à Lyon.\n\nLe calendrier est à revoir.";
  await deposit(network, id, completeDraft.replace("Des échanges.", two));
  const version = await submitDraft(network, id);
  const state = await stateOf(network, id);
  const [part] = await loadVersion(ports.files, state, version);
  const at = (words: string) => ({
    part: part!.id,
    block: part!.tree.blocks.find((each) => JSON.stringify(each).includes(words))!.id,
  });
  const place = {
    round: 1,
    version,
    id: "r1",
    type: "correction",
    text: "Déplacé après « calendrier ».",
    proposal: "",
  } as const;
  const elsewhere = {
    type: "addition",
    anchor: at("calendrier est"),
    proposal: "Le réseau publie dix notes par an.",
  } as const;
  const remark = await saveRemark(
    ports,
    { deliverable: id, person: people.first.id },
    { ...place, anchor: at("dix notes"), elsewhere },
  );
  await decideAs(network, "first", id, "requestChanges");
  await closeRound(network, id);
  await deposit(network, id, completeDraft.replace("Des échanges.", two.replace(gone, "")));
  const now = await stateOf(network, id);
  const round = { ...now.rounds[0]!, number: 2, version: now.versions.at(-1)!.hash };
  const [rebased] = await rebasedRemarks({ ports } as never, now, round, [remark]);
  expect(rebased?.remark.type).toBe(type);
  expect(rebased?.remark.anchor).toBeDefined();
  expect(rebased?.remark.elsewhere?.proposal).toBe(type === "correction" ? elsewhere.proposal : undefined);
});
