import { expect, test } from "vitest";
import { placeAnnotations } from "../../../functions/ingest/annotations.ts";
import { eachBlockOf, textOf } from "../../../shared/document/visit.ts";
import type { Contribution } from "../../../shared/formats/reading.ts";
import { readWell } from "../../formats/drafts.ts";

const draft = "# Méthode\n\nUn compte rendu figure en annexe[^1].\n\n[^1]: Compte rendu diffusé aux membres en mars.\n";

async function placed(annotation: Omit<Contribution, "author" | "at">, block: string) {
  const { tree } = await readWell("a.md", Buffer.from(draft));
  const at = [...eachBlockOf(tree)].find((each) => textOf(each).startsWith(block))!.id;
  const part = { id: "part-1", title: "", tree } as never;
  return placeAnnotations([part], { tree, annotations: [{ author: "", at, ...annotation }] }, (what) => what);
}

test("words put in at the end of a note, whose call stands before its words, are a correction there", async () => {
  const quote = " Compte rendu diffusé aux membres en mars.";
  expect(await placed({ type: "insertion", quote, text: " Voir le site." }, "Compte rendu")).toMatchObject([
    { placed: true, contribution: { type: "correction", proposal: "mars. Voir le site." } },
  ]);
});

test("the words of a note, all of them taken out after its call, are a correction of it", async () => {
  const [quote, text] = ["1 ", "Compte rendu diffusé aux membres en mars."];
  expect(await placed({ type: "deletion", quote, text }, "Compte rendu")).toMatchObject([
    { placed: true, contribution: { type: "correction", anchor: { block: expect.any(String) }, proposal: "" } },
  ]);
});

test("words that do not stand before a change place it nowhere", async () => {
  const found = await placed({ type: "insertion", quote: "Tout autre chose", text: " encore" }, "Compte rendu");
  expect(found).toMatchObject([{ placed: false }]);
});
