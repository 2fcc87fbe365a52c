import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { enterLines } from "../../../shared/acts/entering.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import { agree } from "../../ledger/agreed.ts";
import { ways } from "../../long.ts";
import { addProgramme } from "./actions.ts";
import { seen, telephone } from "./browsing.ts";
import { enter, type Site } from "./site.ts";

const action = "2008/interculturalite";

/** A statement, read and sent by its coordinator, received by its funder; then the financial report is begun. */
export function statementIsSent(site: Site): void {
  const each = [
    ["on a desk, with script", "etat-un", {}],
    ["on a telephone, without script", "etat-deux", { ...telephone, javaScriptEnabled: false }],
  ] as const;
  const year = String(new Date().getFullYear());
  const title = `État justificatif ${year}`;
  const press = (on: Page, name: string | RegExp, role: "link" | "button" = "link") =>
    on.getByRole("main").getByRole(role, { name }).first().click();
  const received = async (id: string) =>
    (await loadAgreement(site.network.ports.store, id))!.state.statements.flatMap((each) => each.received);

  beforeAll(async () => {
    await addProgramme(site);
    const { ports } = site.network;
    const by = { person: site.people.coordinator.id, coordinator: true };
    const period = { on: `${year}-01-01`, today: `${year}-01-01`, from: `${year}-01-01`, until: `${year}-12-31` };
    for (const [, id] of each) {
      await agree(ports, {
        ...{ by, id, funder: "daic", title: `Convention ${id}`, actions: [action], reference: "", ...period },
        terms: [{ id: "jours", words: "Journées", unit: "day", planned: 100, rate: 35_000, account: "64" }],
      });
      const line = { agreement: id, holder: "org:cofrimi", date: `${year}-01-01`, action, term: "jours" } as const;
      const lines = [
        { ...line, id: "un", quantity: 50 },
        { ...line, id: "deux", quantity: 75 },
      ];
      await enterLines(ports, by, lines, `${year}-01-01`);
    }
  });

  describe.each(ways(each, 0))("%s", (_, id, options) => {
    /** Where scripts run the button alone is somebody's word; else the box beside it is ticked first. */
    const sure = async (on: Page) => {
      if ("javaScriptEnabled" in options) await on.locator("input[name=confirmed]").last().check();
    };

    test("its coordinator reads what is over the plan, has its documents made, and sends it", async () => {
      const on = await enter(site, site.people.coordinator, `/agreements/${id}`, options);
      await press(on, "Voir l’état d’aujourd’hui");
      await seen(on, title);
      await on.getByText("Au-delà de ce qui était prévu.").waitFor();
      await press(on, "Préparer le PDF et le document Word", "button");
      const pdf = on.getByRole("link", { name: "Télécharger le PDF" });
      for (let tries = 0; tries < 40 && (await pdf.count()) === 0; tries++) {
        await on.waitForTimeout(500);
        await on.reload();
      }
      await seen(on, title);
      await on.getByLabel("J’ai relu cet état").check();
      await press(on, "Envoyer au financeur", "button");
      await on.getByText("L’état est envoyé.").waitFor();
      await seen(on, title);
    });

    test("no page of it scrolls sideways at any width, a wide table in its own place at most", async () => {
      const on = await enter(site, site.people.coordinator, `/agreements/${id}`, options);
      for (const path of ["", "/statement", "/entries"]) {
        await on.goto(`${site.url}/agreements/${id}${path}`);
        for (const width of [320, 360, 768, 900, 1024, 1100, 1280]) {
          await on.setViewportSize({ width, height: 800 });
          const wide = await on.getByRole("main").evaluate((main) => main.ownerDocument.documentElement.scrollWidth);
          expect([path, width, wide]).toEqual([path, width, width]);
        }
        expect(await on.locator(".cards").count()).toBe(await on.locator('.scroll[tabindex="0"] > .cards').count());
      }
    });

    test("its funder finds it among what they fund, and downloads it", async () => {
      const on = await enter(site, site.people.funder, "/funded", options);
      await on
        .getByRole("main")
        .getByRole("listitem")
        .filter({ hasText: `Convention ${id}` })
        .getByRole("link", { name: title })
        .click();
      await seen(on, title);
      await sure(on);
      const file = on.waitForEvent("download");
      await press(on, /tableur/, "button");
      expect((await file).suggestedFilename()).toMatch(/\.csv$/);
      await expect.poll(() => received(id)).toMatchObject([{ format: "csv", person: site.people.funder.id }]);
    });

    test("its coordinator sees who received it, and begins the financial report", async () => {
      const on = await enter(site, site.people.coordinator, `/agreements/${id}`, options);
      await on.getByText(/par Service instructeur/).waitFor();
      await sure(on);
      await press(on, "Préparer le compte rendu financier", "button");
      await on.waitForURL(/\/deliverables\/report-/);
      await on.goto(`${site.url}/agreements/${id}`);
      await press(on, "Ouvrir le compte rendu financier");
      await seen(on, `Compte rendu financier ${year} : Convention ${id}`);
    });
  });
}
