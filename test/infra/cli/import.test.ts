import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../temporary.ts";
import { livrableAt, sentences } from "./livrable.ts";

test("a network that was moved is told in 80 columns, by the name that was given", async () => {
  const folder = temporaryFolder();
  const [here, there, archive] = ["ici", "ailleurs", "reseau.tar.gz"].map((name) => join(folder, name));
  await livrableAt({ LIVRABLE_DATA: here }, "init", "--name", "RECI");
  expect(await livrableAt({ LIVRABLE_DATA: here }, "export", archive!)).toMatchObject({ stdout: `${archive}\n` });
  const { code, stdout } = await livrableAt({ LIVRABLE_DATA: there }, "import", archive!);
  expect({ code, said: sentences(stdout).join(" ") }).toEqual({
    code: 0,
    said: expect.stringMatching(/^1 ligne et 0 fichier, tels qu’ils étaient le .*npx livrable link$/),
  });
});
