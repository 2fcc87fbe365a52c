import { afterAll, beforeAll, describe, test } from "vitest";
import { long } from "../long.ts";
import { scriptChangesNothing } from "./browser/alike.ts";
import { reviewIsAnswered } from "./browser/answer.ts";
import { present } from "./browser/browsing.ts";
import { typedTextsAreKept } from "./browser/kept.ts";
import { remarksAreTreatedByKeys } from "./browser/keyboard-answer.ts";
import { roundIsClosedByKeyboard } from "./browser/keyboard-close.ts";
import { reviewByKeyboard } from "./browser/keyboard-review.ts";
import { noteGoesItsWay } from "./browser/note.ts";
import { roundIsReviewed } from "./browser/review.ts";
import { openSite, type Site } from "./browser/site.ts";

/** What people click about a document, on one site and in one browser, one flow after another: the first finds the site empty. */
describe.skipIf(!present)("a document in a browser", { timeout: 400_000 }, () => {
  const site = {} as Site;
  beforeAll(async () => void Object.assign(site, await openSite()));
  afterAll(() => site.stop?.());

  test("a note goes from draft to final", () => noteGoesItsWay(site));
  describe("a round is reviewed", () => roundIsReviewed(site));
  describe("a round is reviewed by the keyboard", () => reviewByKeyboard(site));
  describe("what follows a review", () => reviewIsAnswered(site));
  describe("remarks are treated by keys", () => remarksAreTreatedByKeys(site));
  describe.runIf(long)("a round is closed by the keyboard", () => roundIsClosedByKeyboard(site));
  describe("typed texts are kept", () => typedTextsAreKept(site));
  describe("with script and without, the same is stored", () => scriptChangesNothing(site));
});
