import { expect, test } from "vitest";
import { createNote, deposit, openTestNetwork } from "../network.ts";

test("a draft that was read is kept once, and one that was refused where it came", async () => {
  const network = await openTestNetwork();
  const id = await createNote(network);
  await deposit(network, id);
  const refused = await deposit(network, id, "%PDF-1.4", "note.docx");
  const kept = await Array.fromAsync(network.ports.files.list(""));
  expect(kept.filter((key) => /^(uploads|sources)\//.test(key)).sort()).toEqual([
    expect.stringMatching(/^sources\//),
    `uploads/${refused}`,
  ]);
});
