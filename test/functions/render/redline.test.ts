import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { hashOf } from "../../../shared/chain/hash.ts";
import { redlineKey } from "../../../shared/stored/outputs.ts";
import { openTestNetwork, stateOf } from "../network.ts";
import { approveNote } from "./approved.ts";

test("what changed between the versions of two rounds is a page, a Word file and a count", async () => {
  const network = await openTestNetwork();
  const { rounds } = await stateOf(network, await approveNote(network, { anonymous: true }));
  const [from, to] = rounds.map(({ version }) => version);
  const read = async (format: "html" | "docx" | "json") => network.ports.files.get(redlineKey(from!, to!, format));
  expect(JSON.parse(strFromU8((await read("json"))!))).toEqual({
    changes: 1,
    docx: { sha256: hashOf((await read("docx"))!), bytes: (await read("docx"))!.length },
  });
  expect(strFromU8((await read("html"))!)).toMatch(/Un cadre<ins>.* commun</);
  const xml = strFromU8(unzipSync((await read("docx"))!)["word/document.xml"]!);
  expect(xml).toMatch(/<w:ins [^>]*w:author="RECI"/);
});
