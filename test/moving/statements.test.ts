import { beforeAll, expect, test } from "vitest";
import { renderSteps } from "../../functions/render/steps.ts";
import { stepBy } from "../../shared/jobs/steps.ts";
import { checkNetwork } from "../../shared/moving/check.ts";
import { exportNetwork } from "../../shared/moving/export.ts";
import { importNetwork } from "../../shared/moving/import.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { finishJob, listJobs } from "../../shared/stored/job.ts";
import { saveSettings } from "../../shared/stored/network.ts";
import { treeKey } from "../../shared/stored/objects.ts";
import { typesetKey } from "../../shared/stored/outputs.ts";
import { type KeptStatement, loadStatement } from "../../shared/stored/statement.ts";
import type { Network } from "../functions/network.ts";
import { tools } from "../functions/render/approved.ts";
import { openStated } from "../functions/web/statements/stated.ts";
import { openWorld } from "../world.ts";

/** A network in which a statement was sent, with its documents. */
let network: Network;
let kept: KeptStatement;

beforeAll(async () => {
  const { office, ...stated } = await openStated();
  network = stated.network;
  const { ports, settings } = network;
  await saveSettings(ports, settings);
  await office.post("/agreements/acse-2008/statements", { id: "etat", confirmed: "true" });
  for (const job of (await listJobs(ports.store)).filter(({ type }) => type === "typeset")) {
    await stepBy(renderSteps(ports, tools, settings))(job);
    await finishJob(ports, job.id);
  }
  const { facts } = (await loadAgreement(ports.store, "acse-2008"))!.state.statements[0]!;
  kept = await loadStatement(ports.files, facts);
});

test("what a statement was sent with goes with an export: its facts, its tree, its documents; nothing is amiss on either side", async () => {
  expect((await checkNetwork(network.ports)).flaws).toEqual([]);
  const after = openWorld();
  const chunks = await Array.fromAsync(exportNetwork(network.ports));
  await importNetwork(after, async function* () {
    yield* chunks;
  });
  const { facts } = (await loadAgreement(after.store, "acse-2008"))!.state.statements[0]!;
  expect(await loadStatement(after.files, facts)).toEqual(kept);
  for (const format of ["pdf", "docx"] as const) {
    const key = typesetKey(kept.source, format);
    expect(await after.files.get(key)).toEqual(await network.ports.files.get(key));
  }
  expect((await checkNetwork(after)).flaws).toEqual([]);
});

test.each([
  ["the tree that its documents are set from", () => treeKey(kept.source.tree), "file-missing"],
  ["one of its documents", () => typesetKey(kept.source, "pdf"), "file-missing"],
])("%s is missed where it is not there", async (_, keyOf, code) => {
  const { files } = network.ports;
  const bytes = (await files.get(keyOf()))!;
  await files.delete(keyOf());
  expect((await checkNetwork(network.ports)).flaws).toMatchObject([{ code }]);
  await files.put(keyOf(), bytes, "application/octet-stream");
});
