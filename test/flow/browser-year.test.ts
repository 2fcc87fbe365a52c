import { afterAll, beforeAll, describe } from "vitest";
import { agreementIsKept } from "./browser/agreement.ts";
import { present } from "./browser/browsing.ts";
import { timeIsEntered } from "./browser/entries.ts";
import { faultsAreFound } from "./browser/faults.ts";
import { yearIsHandledByKeyboard } from "./browser/keyboard-year.ts";
import { kindIsMade } from "./browser/kinds.ts";
import { meetingIsHeld } from "./browser/meeting.ts";
import { menuIsFolded } from "./browser/menu.ts";
import { peopleAreChosen } from "./browser/people.ts";
import { programmeIsFollowed } from "./browser/programme.ts";
import { openSite, type Site } from "./browser/site.ts";
import { statementIsSent } from "./browser/statement.ts";

/** What people click about a year, on one site and in one browser, one flow after another: the first finds nobody but its people. */
describe.skipIf(!present)("a year in a browser", { timeout: 400_000 }, () => {
  const site = {} as Site;
  beforeAll(async () => void Object.assign(site, await openSite()));
  afterAll(() => site.stop?.());

  describe("a programme is followed", () => programmeIsFollowed(site));
  describe("a year is handled by the keyboard", () => yearIsHandledByKeyboard(site));
  describe("a meeting is held", () => meetingIsHeld(site));
  describe("an agreement is kept", () => agreementIsKept(site));
  describe("time and money are entered", () => timeIsEntered(site));
  describe("a statement is sent", () => statementIsSent(site));
  describe("the menu is folded", () => menuIsFolded(site));
  describe("people are chosen", () => peopleAreChosen(site));
  describe("a kind is made", () => kindIsMade(site));
  describe("what is wrong with a page", () => faultsAreFound(site));
});
