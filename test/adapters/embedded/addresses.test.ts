import { expect, test } from "vitest";
import { signDownload, signUpload, verifyDownload, verifyUpload } from "../../../shared/adapters/embedded/addresses.ts";

const secret = new Uint8Array(32).fill(1);
const noon = Date.parse("2008-05-12T12:00:00.000Z");
const at = (instant: number, key = secret) => ({ secret: key, clock: () => instant });
const signer = at(noon);
const limits = { minBytes: 1, maxBytes: 26_214_400, seconds: 900, redirect: "/deposits/u1" };
const as = { filename: "Note de cadrage – « été ».pdf", mediaType: "application/pdf", seconds: 120 };

test("a form is for one key, one range of sizes and one way back, for a while", () => {
  const { url, fields } = signUpload(signer, "uploads/u1", limits);
  const grant = { key: "uploads/u1", minBytes: 1, maxBytes: 26_214_400, redirect: "/deposits/u1" };
  expect(url).toBe("/files");
  expect(verifyUpload(signer, fields)).toEqual(grant);
  expect(verifyUpload(at(noon + 899_999), fields)).toEqual(grant);
  expect(verifyUpload(at(noon + 900_000), fields)).toBeUndefined();
  expect(verifyUpload(signer, { ...fields, key: "uploads/u2" })).toBeUndefined();
  expect(verifyUpload(at(noon, new Uint8Array(32)), fields)).toBeUndefined();
  expect(verifyUpload(signer, {})).toBeUndefined();
});

test("an address serves one object under one name, for a while", () => {
  const token = signDownload(signer, "outputs/v1/1/note.pdf", as).replace("/files/", "");
  const grant = { key: "outputs/v1/1/note.pdf", filename: as.filename, mediaType: as.mediaType };
  expect(verifyDownload(signer, token)).toEqual(grant);
  expect(verifyDownload(at(noon + 119_999), token)).toEqual(grant);
  expect(verifyDownload(at(noon + 120_000), token)).toBeUndefined();
  expect(verifyDownload(at(noon, new Uint8Array(32)), token)).toBeUndefined();
});

test("addresses stand below the origin that was given", () => {
  const origin = { ...signer, base: "https://livrable.example" };
  expect(signUpload(origin, "uploads/u1", limits).url).toBe("https://livrable.example/files");
  expect(signDownload(origin, "a", as)).toMatch(/^https:\/\/livrable\.example\/files\/[\w.-]+$/);
});

test("nothing in them can be changed, nor one used for the other", () => {
  const token = signDownload(signer, "outputs/v1/1/note.pdf", as).replace("/files/", "");
  const { policy } = signUpload(signer, "uploads/u1", limits).fields;
  for (let index = 0; index < token.length; index++) {
    const other = token[index] === "A" ? "B" : "A";
    expect(verifyDownload(signer, token.slice(0, index) + other + token.slice(index + 1))).toBeUndefined();
  }
  for (const wrong of ["", ".", "a.b", `${token}.`, `${token}.x`, policy])
    expect(verifyDownload(signer, wrong)).toBeUndefined();
  expect(verifyUpload(signer, { key: "outputs/v1/1/note.pdf", policy: token })).toBeUndefined();
});
