import { describe, expect, test } from "vitest";
import { hashIn, objectIn, sourceKey, textKey, treeKey, uploadIn, uploadKey } from "../../shared/stored/objects.ts";
import {
  proofCopyKey,
  proofFactsIn,
  redlineIn,
  redlineKey,
  typesetFactsIn,
  typesetKey,
} from "../../shared/stored/outputs.ts";

const [one, other] = ["1".repeat(64), "2".repeat(64)];

describe("the upload of a key", () => {
  function check(title: string, key: string, upload: string | undefined): void {
    test(title, () => expect(uploadIn(key)).toBe(upload));
  }
  check("is the one that the key was made of", uploadKey("u1"), "u1");
  check("is none where the key is a source's", sourceKey(one), undefined);
  check("is none where a file lies below an upload", `${uploadKey("u1")}/more`, undefined);
  check("is none where the key leaves its folder", uploadKey("../u1"), undefined);
  check("is none where the key names nothing", uploadKey(""), undefined);
});

describe("the hash of a key", () => {
  function check(title: string, key: string, hash: string | undefined): void {
    test(title, () => expect(hashIn(key)).toBe(hash));
  }
  check("is that of a source's bytes", sourceKey(one), one);
  check("is that of a tree's JSON", treeKey(one), one);
  check("is that of a text's JSON", textKey(one), one);
  check("is none where the key names an upload", uploadKey(one), undefined);
  check("is none where the key is a comparison's", redlineKey(one, other, "json"), undefined);
});

test("a key is of its folder, and of none where there is no such folder", () => {
  expect(objectIn(treeKey(one))).toEqual({ folder: "trees", name: `${one}.json` });
  expect(objectIn("ailleurs/note.md")).toBeUndefined();
});

describe("a comparison and proof copies are known by their keys", () => {
  test.each(["html", "docx", "json"] as const)("the %s of a comparison", (format) =>
    expect(redlineIn(redlineKey(one, other, format))).toEqual({ from: one, to: other, format }),
  );
  test("what is known of proof copies, and not the copies themselves", () =>
    expect([proofFactsIn(proofCopyKey(one, "json")), proofFactsIn(proofCopyKey(one, "pdf"))]).toEqual([
      one,
      undefined,
    ]));
  test.each([
    ["a matrix", { tree: one, theme: other }, `outputs/matrices/${one}-${other}.json`],
    ["a statement", { tree: one, theme: other, kind: one }, `outputs/typeset/${one}-${other}-${one}.json`],
  ])("what is known of the documents of %s, and not the documents themselves", (_, source, key) => {
    expect(typesetKey(source, "json")).toBe(key);
    expect(typesetFactsIn(key)).toEqual(source);
    expect([typesetFactsIn(typesetKey(source, "pdf")), typesetFactsIn(proofCopyKey(one, "json"))]).toEqual([
      undefined,
      undefined,
    ]);
  });
  test("neither is the key of anything else", () =>
    expect([redlineIn(treeKey(one)), proofFactsIn(treeKey(one))]).toEqual([undefined, undefined]));
});
