import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { doneByTerm, entriesOf } from "../../../shared/stored/ledger.ts";
import { agree } from "../../ledger/agreed.ts";
import { ways } from "../../long.ts";
import { addProgramme } from "./actions.ts";
import { seen } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

const action = "2008/interculturalite";

/** Time and money as they are entered on a telephone: a line, its proof, its undoing; the missions of those who came to a meeting. */
export function timeIsEntered(site: Site): void {
  const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const each = [
    ["with script", "avec", narrow],
    ["without script", "sans", { ...narrow, javaScriptEnabled: false }],
  ] as const;
  const tap = (page: Page, name: string | RegExp, role: "link" | "button" = "link") =>
    page.getByRole("main").getByRole(role, { name }).first().tap();
  const year = String(new Date().getFullYear());

  beforeAll(async () => {
    await addProgramme(site);
    const { ports } = site.network;
    const by = { person: site.people.coordinator.id, coordinator: true };
    const term = (id: string, words: string, unit: "day" | "mission" | "direct-cost", more: object = {}) => ({
      ...{ id, words, unit, account: "64" as const },
      ...more,
    });
    const period = { on: `${year}-01-01`, today: `${year}-01-01`, from: `${year}-01-01`, until: `${year}-12-31` };
    await agree(ports, {
      ...{ by, id: "daic", funder: "daic", title: "Convention DAIC", actions: [action], ...period },
      terms: [
        term("journees", "Journées", "day", { planned: 100, rate: 35_000 }),
        term("missions", "Missions", "mission", { rate: 12_050 }),
        term("transport", "Déplacements", "direct-cost"),
      ],
    });
    const today = new Date().toISOString().slice(0, 10);
    const { author, first, funder } = site.people;
    const present = [author.id, first.id, funder.id];
    for (const [, id] of each) {
      const plan = { kind: "internal", title: `Séminaire ${id} script`, date: today, place: "Metz" } as const;
      await issueMeeting(ports, id, {
        ...{ type: "plan", by, id, ...plan, actions: [action], organiser: by.person, invited: [], agenda: [] },
      });
      await issueMeeting(ports, id, { type: "record", by, present, outsiders: 0, today });
    }
  });

  describe.each(ways(each, 1))("on a telephone, %s", (_, meeting, options) => {
    const withScript = meeting === "avec";
    /** Where scripts run the button alone is somebody's word; else the box beside it is ticked first. */
    const sure = async (page: Page) => {
      if (!withScript) await page.locator("input[name=confirmed]").check();
    };

    test("a mission for each who came takes two taps from the meeting's page", async () => {
      const page = await enter(site, site.people.coordinator, `/meetings/${meeting}`, options);
      await tap(page, "Saisir les missions des 2 présents");
      await page.getByText("120,50 € par mission").waitFor();
      await sure(page);
      await tap(page, "Saisir ces 2 missions", "button");
      await page.getByText("C’est enregistré.").waitFor();
      await seen(page, "Saisir les missions");
      const lines = (await entriesOf(site.network.ports.store, "daic")).filter((line) => line.meeting === meeting);
      expect(lines.map(({ person }) => person).toSorted()).toEqual(
        [site.people.author.id, site.people.first.id].toSorted(),
      );
    });

    test("a line is entered, beyond what was planned with a warning, and the next with the same choices", async () => {
      const page = await enter(site, site.people.author, "/", options);
      await tap(page, "Saisir du temps ou une dépense");
      await seen(page, "Nouvelle saisie");
      await page.getByLabel("Pour quoi").selectOption({ label: "Journées – 350,00\u00a0€ par jour" });
      await page.getByLabel("Combien").fill("1,5");
      await page.getByLabel("Note", { exact: true }).fill(`Maquette, ${meeting} script`);
      await tap(page, "Saisir", "button");
      await page.getByText(/prévu\s:\s1\sjour, dépassé de/).waitFor();
      await seen(page, "Nouvelle saisie");
      expect(await page.getByLabel("Pour quoi").inputValue()).toBe(`daic/${action}/journees`);
    });

    test("its proof is sent before it, and nothing that was typed is lost", async () => {
      const page = await enter(site, site.people.author, "/entries/new", options);
      await page.getByLabel("Pour quoi").selectOption({ label: "Déplacements – frais" });
      await page.getByLabel("Combien").fill("54,20");
      await tap(page, "Ajouter un justificatif", "button");
      await seen(page, "Ajouter un justificatif");
      const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
      await page.getByLabel("Photographier le justificatif").setInputFiles({
        ...{ name: "ticket.jpg", mimeType: "image/jpeg", buffer: bytes },
      });
      await tap(page, "Envoyer la photographie", "button");
      await page.getByText("Le justificatif est arrivé").waitFor();
      expect(await page.getByLabel("Combien").inputValue()).toBe("54,20");
      await tap(page, /^Saisir$/, "button");
      await page.getByText(/^Saisi\s:\s54,20/).waitFor();
      const lines = await entriesOf(site.network.ports.store, "daic");
      expect(lines.filter(({ proof }) => proof?.mediaType === "image/jpeg").length).toBeGreaterThan(0);
    });

    test("a line is undone, and both stay to be read", async () => {
      const before = (await doneByTerm(site.network.ports.store, "daic")).get("journees")!;
      const page = await enter(site, site.people.author, "/entries", options);
      const line = page.getByRole("row").filter({ hasText: `Maquette, ${meeting} script` });
      await line.getByRole("link").first().tap();
      await page.getByRole("heading", { level: 1, name: /^Saisie du/ }).waitFor();
      await sure(page);
      await tap(page, "Annuler cette saisie", "button");
      await page.getByText("La saisie est annulée.").waitFor();
      const after = (await doneByTerm(site.network.ports.store, "daic")).get("journees")!;
      expect(before.quantity - after.quantity).toBe(150);
      await page.goto(`${site.url}/entries`);
      expect(
        await page
          .getByRole("row")
          .filter({ hasText: `Maquette, ${meeting} script` })
          .locator("s")
          .count(),
      ).toBe(2);
    });
  });
}
