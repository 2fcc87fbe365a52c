import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../temporary.ts";
import { livrable, livrableIn, sentences } from "../livrable.ts";

test("an audit counts lost words in each draft of a folder and below, and in all", async () => {
  const folder = temporaryFolder();
  await mkdir(join(folder, "b"));
  await writeFile(join(folder, "a.md"), "Un début.\n\n<object>\nDeux mots\n</object>\n");
  await writeFile(join(folder, "b", "c.md"), "Un texte.\n");
  await writeFile(join(folder, "b", "d.docx"), "PK\u0003\u0004 ce n’est plus une archive");
  await writeFile(join(folder, "image.png"), "rien");
  const { code, stdout, stderr } = await livrable("read", folder, "--audit", "--json");
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  const told = stdout.trim().split("\n");
  expect(told.map((line) => JSON.parse(line))).toEqual([
    { file: "a.md", words: 4, lost: 2, passages: [{ part: "", paragraph: 2, words: "deux mots" }] },
    { file: join("b", "c.md"), words: 2, lost: 0, passages: [] },
    { file: join("b", "d.docx"), refused: "file-damaged" },
    { files: 3, words: 6, lost: 2, refused: 1 },
  ]);
  const french = sentences((await livrable("read", join(folder, "a.md"), "--audit")).stdout).join("\n");
  expect(french).toMatch(/a\.md: 4 mots, 2 introuvables\s.*a\.md, paragraphe 2.*deux mots/);
  const english = await livrableIn("en_GB.UTF-8", "read", join(folder, "b", "c.md"), "--audit");
  expect(english.code).toBe(0);
  expect(sentences(english.stdout).join("\n")).toMatch(/In all \(files: 1, refused: 0\): 2 words, 0 not found/);
});
