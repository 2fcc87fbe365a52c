import { beforeEach, describe, expect, test } from "vitest";
import { hashOf } from "../../shared/chain/hash.ts";
import type { Files } from "../../shared/ports.ts";
import { assetKey, sourceKey, textKey, treeKey } from "../../shared/stored/objects.ts";

/** What every file store promises; `open` gives an empty one. */
export function filesContract(name: string, open: () => Promise<Files>): void {
  describe(`${name}: the files' contract`, () => {
    let files: Files;
    beforeEach(async () => {
      files = await open();
    });
    const put = (key: string, text: string) => files.put(key, Buffer.from(text), "text/plain");
    const read = async (key: string) => {
      const bytes = await files.get(key);
      return bytes && Buffer.from(bytes).toString("utf8");
    };

    test("an object is what was put", async () => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
      await files.put("assets/image", bytes, "image/png");
      expect(await files.get("assets/image")).toEqual(bytes);
      expect((await files.head("assets/image"))?.bytes).toBe(70_000);
    });

    test.each([
      ["none", []],
      ["a small one", [10]],
      ["several", [9_000_000, 1, 4_000_000, 0, 8_000_000]],
    ])("an object put in chunks is all of them: %s", async (_, sizes) => {
      const chunks = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
      await files.putChunks("dossiers/d/1.zip", inTurn(chunks), "application/zip");
      const bytes = await files.get("dossiers/d/1.zip");
      expect(bytes && Buffer.from(bytes).equals(Buffer.concat(chunks))).toBe(true);
      await files.putChunks("dossiers/d/1.zip", inTurn([new Uint8Array(9_000_000)]), "application/zip");
      expect((await files.head("dossiers/d/1.zip"))?.bytes).toBe(bytes?.length);
    });

    test("chunks that break off leave nothing", async () => {
      const broken = (async function* () {
        yield new Uint8Array(9_000_000);
        yield new Uint8Array(9_000_000);
        throw new Error("la lecture s’est arrêtée");
      })();
      await expect(files.putChunks("dossiers/d/2.zip", broken, "application/zip")).rejects.toThrow();
      expect(await files.get("dossiers/d/2.zip")).toBeUndefined();
    });

    test.each([
      ["a tree", treeKey],
      ["a text", textKey],
      ["a source", sourceKey],
      ["an asset", assetKey],
    ])("what a key names by its hash is read as that, or not at all: %s", async (_, keyOf) => {
      const key = (text: string) => keyOf(hashOf(Buffer.from(text)));
      await put(key("tel quel"), "tel quel");
      expect(await read(key("tel quel"))).toBe("tel quel");
      await put(key("comme il fut"), "comme il fuf");
      await expect(read(key("comme il fut"))).rejects.toMatchObject({
        code: "object-damaged",
        details: { key: key("comme il fut") },
      });
    });

    test("an empty object is an object", async () => {
      await put("texts/vide", "");
      expect(await read("texts/vide")).toBe("");
      expect((await files.head("texts/vide"))?.bytes).toBe(0);
    });

    test("an object that is not there is undefined, and its deletion nothing", async () => {
      expect(await files.get("texts/rien")).toBeUndefined();
      expect(await files.head("texts/rien")).toBeUndefined();
      await files.delete("texts/rien");
    });

    test("a second put keeps what is there", async () => {
      await put("uploads/u1", "premier");
      await put("uploads/u1", "second");
      expect(await read("uploads/u1")).toBe("premier");
    });

    test("puts at once of one key are one put", async () => {
      await Promise.all(Array.from({ length: 10 }, () => put("trees/t.json", "le même")));
      expect(await read("trees/t.json")).toBe("le même");
      expect(await Array.fromAsync(files.list(""))).toEqual(["trees/t.json"]);
    });

    test("what is deleted is gone and can be put again", async () => {
      await put("texts/motif", "à effacer");
      await files.delete("texts/motif");
      expect(await files.get("texts/motif")).toBeUndefined();
      expect(await Array.fromAsync(files.list("texts/"))).toEqual([]);
      await put("texts/motif", "autre");
      expect(await read("texts/motif")).toBe("autre");
    });

    test("what was stored before an instant is swept from its folder, some at a time", async () => {
      for (const key of ["uploads/u1", "uploads/u2", "uploads/u3", "sources/s1"]) await put(key, key);
      const later = Date.now() + 3_600_000;
      expect(await files.sweep("uploads/", Date.now() - 3_600_000, 10)).toBe(0);
      expect(await files.sweep("uploads/", later, 2)).toBe(2);
      expect(await files.sweep("uploads/", later, 2)).toBe(1);
      expect(await Array.fromAsync(files.list(""))).toEqual(["sources/s1"]);
    });

    test("a list gives the keys that begin so", async () => {
      for (const key of ["outputs/v1/1/note.pdf", "outputs/v1/1/note.docx", "outputs/v10/1/note.pdf", "texts/a"])
        await put(key, key);
      expect((await Array.fromAsync(files.list("outputs/v1/"))).sort()).toEqual([
        "outputs/v1/1/note.docx",
        "outputs/v1/1/note.pdf",
      ]);
      expect(await Array.fromAsync(files.list(""))).toHaveLength(4);
      expect(await Array.fromAsync(files.list("assets/"))).toEqual([]);
    });

    test.each([
      "uploads/../../etc/passwd",
      "/absolu",
      "outputs/v1/1/Note de cadrage – « été ».pdf",
      "texts/CON",
      "texts/a",
      "texts/A",
      `outputs/${"long".repeat(150)}`,
      "a\\b:c*?",
    ])("a key is a name, not a path: %s", async (key) => {
      await put(key, key);
      expect(await read(key)).toBe(key);
      expect(await Array.fromAsync(files.list(key))).toEqual([key]);
    });
  });
}

async function* inTurn(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
