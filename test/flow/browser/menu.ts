import { expect, test } from "vitest";
import { desk, newPage, telephone } from "./browsing.ts";
import { linkOf, type Site } from "./site.ts";

/** The pages of somebody who has many: on a desk all in sight, on a telephone one row that opens, without script too. */
export function menuIsFolded(site: Site): void {
  test("the pages of a coordinator are in sight on a desk, and one row on a telephone, which opens", async () => {
    const link = site.url + (await linkOf(site, site.people.coordinator));
    const page = await newPage(site.browser, { locale: "fr-FR", ...desk, javaScriptEnabled: false });
    await page.goto(link);
    const menu = page.getByRole("navigation", { name: "Pages" });
    const people = menu.getByRole("link", { name: "Annuaire" });
    expect([await people.isVisible(), await menu.getByText("Menu").isVisible()]).toEqual([true, false]);
    await page.setViewportSize(telephone.viewport);
    expect(await people.isVisible()).toBe(false);
    expect((await page.locator(".banner").boundingBox())!.height).toBeLessThan(140);
    await menu.getByText("Menu").click();
    await people.click();
    await page.getByRole("heading", { level: 1, name: "Annuaire" }).waitFor();
  });
}
