import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { renderSteps } from "../../../functions/render/steps.ts";
import { stepBy } from "../../../shared/jobs/steps.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import { createNote, deposit, openTestNetwork, submitDraft } from "../network.ts";
import { tools } from "./approved.ts";

test("a version under review can be downloaded, and says that it is no more than that", async () => {
  const network = await openTestNetwork();
  const { ports, settings } = network;
  const id = await createNote(network);
  await deposit(network, id);
  const version = await submitDraft(network, id);
  const [job] = (await listJobs(ports.store)).filter(({ type }) => type === "proof");
  await stepBy(renderSteps(ports, tools, settings))(job!);

  const files = unzipSync((await ports.files.get(proofCopyKey(version, "docx")))!);
  const part = (name: string) => strFromU8(files[name]!);
  expect(part("word/document.xml")).toContain("Version soumise à relecture");
  expect(part("word/header1.xml")).toMatch(/Version soumise à relecture – L’interculturalité/);
  expect(part("docProps/custom.xml")).toContain(version);
  const pdf = await ports.files.get(proofCopyKey(version, "pdf"));
  expect(strFromU8(pdf!.slice(0, 5))).toBe("%PDF-");

  const picture = strFromU8((await ports.files.get(proofCopyKey(version, "svg")))!);
  expect(picture).toMatch(/^<svg [^>]*width="595\.28" height="841\.89"[^>]*><title>[^<]*interculturalité/);
  const facts = JSON.parse(strFromU8((await ports.files.get(proofCopyKey(version, "json")))!));
  expect(facts).toContainEqual(expect.objectContaining({ format: "svg", width: 595, height: 842 }));

  await ports.files.delete(proofCopyKey(version, "pdf"));
  await stepBy(renderSteps(ports, tools, settings))(job!);
  expect(await ports.files.get(proofCopyKey(version, "pdf"))).toEqual(pdf);
});
