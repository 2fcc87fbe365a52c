import { expect, test } from "vitest";
import { openStaticFiles } from "../../../../functions/web/http/assets.ts";

test("files that pages link are read once, and again where that failed", async () => {
  let reads = 0;
  const assets = {
    list: async (folder: string) => (folder === "web" ? ["livrable.css"] : []),
    read: async () => {
      reads += 1;
      if (reads === 1) throw new Error("unreachable");
      return Buffer.from("p{}");
    },
  };
  await expect(openStaticFiles(assets)).rejects.toThrow("unreachable");
  expect((await openStaticFiles(assets)).href("livrable.css")).toMatch(/^\/assets\/livrable\.\w{10}\.css$/);
  await openStaticFiles(assets);
  expect(reads).toBe(2);
});
