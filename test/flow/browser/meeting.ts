import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { loadMeeting, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { ways } from "../../long.ts";
import { addProgramme } from "./actions.ts";
import { seen } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

/** A meeting, from its agenda to what it decided, as its coordinator goes through it on a telephone; then who is to do what it decided. */
export function meetingIsHeld(site: Site): void {
  const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const each = [
    ["with script", "Journée d’étude", narrow],
    ["without script", "Journée d’échange", { ...narrow, javaScriptEnabled: false }],
  ] as const;

  const tap = (page: Page, name: string | RegExp, role: "link" | "button" = "link") =>
    page.getByRole("main").getByRole(role, { name }).first().tap();

  beforeAll(() => addProgramme(site));

  describe.each(ways(each, 1))("on a telephone, %s", (_, title, options) => {
    const words = `Écrire aux membres : ${title}`;
    let today = "";
    const idOf = async () => (await plannedMeetings(site.network.ports.store)).find((each) => each.title === title)?.id;
    let meeting = "";

    test("it is planned, with its agenda and who comes", async () => {
      today = new Date().toISOString().slice(0, 10);
      const page = await enter(site, site.people.coordinator, "/meetings", options);
      await seen(page, "Rencontres");
      await tap(page, "Prévoir une rencontre");
      await seen(page, "Prévoir une rencontre");
      await page.getByLabel("Réunion du réseau").check();
      await page.getByLabel("Titre").fill(title);
      await page.getByLabel("Date", { exact: true }).fill(today);
      await page.getByLabel("Début").fill("09:00");
      await page.getByLabel("Lieu").fill("Metz");
      await page.getByRole("group", { name: "Actions" }).getByRole("checkbox").first().check();
      await page.getByLabel(/^(Autres points|Points à discuter)/).fill("Le calendrier\nLa diffusion");
      const people = page.getByRole("group", { name: "Personnes invitées" });
      const fold = people.locator(".picking > summary");
      if (await fold.isVisible()) await fold.click();
      for (const name of ["Chargée de mission", "Direction"]) await people.getByLabel(name).first().check();
      await tap(page, "Prévoir la rencontre et inviter", "button");
      // a day at the week's end, or a holiday, is asked about
      const confirm = page.getByLabel("Je garde ce jour.");
      await page.getByRole("heading", { level: 1, name: title }).or(confirm).first().waitFor();
      if (await confirm.isVisible()) {
        await confirm.check();
        await tap(page, "Prévoir la rencontre et inviter", "button");
      }
      await seen(page, title);
      meeting = (await idOf())!;
      expect(meeting).toBeDefined();
    });

    test("its agenda is put in another order", async () => {
      const page = await enter(site, site.people.coordinator, `/meetings/${meeting}`, options);
      await page.locator("summary").filter({ hasText: "Changer l’ordre" }).tap();
      await page.getByLabel("2. La diffusion").tap();
      await tap(page, "Monter", "button");
      await page.getByLabel("1. La diffusion").waitFor();
      expect(await page.getByLabel("1. La diffusion").isChecked()).toBe(true);
      await seen(page, title);
    });

    test("it is recorded: who came by a touch each, what became of its agenda, what was decided", async () => {
      const page = await enter(site, site.people.coordinator, `/meetings/${meeting}`, options);
      await tap(page, "Enregistrer la rencontre");
      await seen(page, "Enregistrer la rencontre");
      const there = page.getByRole("group", { name: "Qui était là ?" });
      const box = await there.locator(".choice").first().boundingBox();
      expect(box!.height).toBeGreaterThanOrEqual(44);
      for (const name of [/^Chargée de mission/, /^Direction/]) await there.getByLabel(name).tap();
      await page.getByLabel("Personnes d’ailleurs").fill("3");
      await page.getByRole("group", { name: "Le calendrier" }).getByLabel("Réglé").tap();
      await page.getByRole("group", { name: "La diffusion" }).getByLabel("À reprendre").tap();
      const decision = page.getByRole("group", { name: "Décision 1" });
      await decision.getByLabel("Ce qui est à faire").fill(words);
      await decision.getByLabel("Par qui").selectOption({ label: "Chargée de mission (COFRIMI)" });
      await page.getByLabel("Ce qui s’est dit").fill("Le calendrier est adopté.");
      await page.getByLabel("Cette rencontre a bien eu lieu").tap();
      await tap(page, "Enregistrer la rencontre", "button");
      await seen(page, title);
      await page.getByText("La rencontre est enregistrée.").waitFor();
      const { record, resolutions } = (await loadMeeting(site.network.ports.store, meeting))!.state;
      expect([record?.present.length, record?.outsiders, resolutions.length]).toEqual([2, 3, 1]);
    });

    test("who is to do what it decided finds that on their first page, and closes it there", async () => {
      const page = await enter(site, site.people.author, "/", options);
      await tap(page, words);
      await seen(page, words);
      await page.getByRole("radio", { name: /^Faite/ }).tap();
      await tap(page, "Enregistrer", "button");
      await seen(page, words);
      await page.getByText(/^faite le /).waitFor();
      const back = await enter(site, site.people.author, "/", options);
      expect(await back.getByRole("main").getByText(words).count()).toBe(0);
    });
  });
}
