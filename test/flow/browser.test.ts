import { afterAll, beforeAll, describe, test } from "vitest";
import { agreementIsKept } from "./browser/agreement.ts";
import { scriptChangesNothing } from "./browser/alike.ts";
import { reviewIsAnswered } from "./browser/answer.ts";
import { present } from "./browser/browsing.ts";
import { timeIsEntered } from "./browser/entries.ts";
import { faultsAreFound } from "./browser/faults.ts";
import { typedTextsAreKept } from "./browser/kept.ts";
import { remarksAreTreatedByKeys } from "./browser/keyboard-answer.ts";
import { roundIsClosedByKeyboard } from "./browser/keyboard-close.ts";
import { reviewByKeyboard } from "./browser/keyboard-review.ts";
import { yearIsHandledByKeyboard } from "./browser/keyboard-year.ts";
import { kindIsMade } from "./browser/kinds.ts";
import { meetingIsHeld } from "./browser/meeting.ts";
import { noteGoesItsWay } from "./browser/note.ts";
import { peopleAreChosen } from "./browser/people.ts";
import { programmeIsFollowed } from "./browser/programme.ts";
import { roundIsReviewed } from "./browser/review.ts";
import { openSite, type Site } from "./browser/site.ts";
import { statementIsSent } from "./browser/statement.ts";

/** What people click, on one site and in one browser, one flow after another: the first finds the site empty. */
describe.skipIf(!present)("in a browser", { timeout: 400_000 }, () => {
  const site = {} as Site;
  beforeAll(async () => void Object.assign(site, await openSite()));
  afterAll(() => site.stop?.());

  test("a note goes from draft to final", () => noteGoesItsWay(site));
  describe("a round is reviewed", () => roundIsReviewed(site));
  describe("a round is reviewed by the keyboard", () => reviewByKeyboard(site));
  describe("what follows a review", () => reviewIsAnswered(site));
  describe("remarks are treated by keys", () => remarksAreTreatedByKeys(site));
  describe("a programme is followed", () => programmeIsFollowed(site));
  describe("a year is handled by the keyboard", () => yearIsHandledByKeyboard(site));
  describe("a meeting is held", () => meetingIsHeld(site));
  describe("an agreement is kept", () => agreementIsKept(site));
  describe("time and money are entered", () => timeIsEntered(site));
  describe("a statement is sent", () => statementIsSent(site));
  describe("what is wrong with a page", () => faultsAreFound(site));
  describe("people are chosen", () => peopleAreChosen(site));
  describe("a kind is made", () => kindIsMade(site));
  describe("typed texts are kept", () => typedTextsAreKept(site));
  describe("a round is closed by the keyboard", () => roundIsClosedByKeyboard(site));
  describe("with script and without, the same is stored", () => scriptChangesNothing(site));
});
