import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import * as steps from "../../../infra/local/sample-acts.ts";
import { long } from "../../long.ts";
import { seen, tabTo } from "./browsing.ts";
import { kept } from "./kept.ts";
import { noteInReview } from "./note-in-review.ts";
import { enter, type Site } from "./site.ts";

/** What two reviewers offer: fourteen remarks, of which six are corrections; the eleventh asks for what the second does. */
const offered: Record<"first" | "second", steps.Remark[]> = {
  first: [
    { type: "comment", text: "Un plan plus court serait plus clair." },
    {
      type: "correction",
      on: "Trois enjeux ont été retenus",
      text: "",
      proposal: "Trois enjeux principaux ont été retenus",
    },
    {
      type: "correction",
      on: "Il est pourtant rare qu’il y soit défini.",
      text: "",
      proposal: "Il y est rarement défini.",
    },
    { type: "correction", on: "une fête de quartier", text: "Trop pittoresque.", proposal: "une rencontre de voisins" },
    { type: "addition", on: "que résume le tableau ci-dessous.", text: "", proposal: "Il faut citer la charte." },
    { type: "comment", on: "de quoi parle-t-on, et comment le dire simplement", text: "Quelle source ?" },
    { type: "comment", on: "Un mot qui désigne tout n’oriente rien.", text: "À reprendre en tête." },
  ],
  second: [
    { type: "reference", on: "s’adressent à des personnes, non à des communautés", text: "", proposal: "Noël, 2006." },
    { type: "comment", on: "de quoi parle-t-on", text: "Quelle source ?" },
    { type: "comment", text: "Le calendrier est à revoir." },
    { type: "correction", on: "Trois enjeux ont été", text: "", proposal: "Trois enjeux principaux ont été" },
    { type: "comment", on: "Quelles compétences une formation", text: "Séparer les deux questions ?" },
    { type: "correction", on: "le troisième aux politiques", text: "", proposal: "et le troisième aux politiques" },
    { type: "comment", on: "Deux risques opposés ont été décrits.", text: "Très clair." },
  ],
};

const slow = { timeout: 20_000 };

/** What the author does of those that are no corrections, by what they say. */
const answers: [about: string, as: "integrated" | "declined", reason?: string][] = [
  ["plan plus court", "declined", "Le plan est celui du réseau."],
  ["calendrier est à revoir", "integrated"],
  ["Noël, 2006", "integrated"],
  ["À reprendre en tête", "integrated"],
  ["Quelle source", "declined", "Elle est dans la bibliographie."],
  ["Séparer les deux questions", "integrated"],
  ["Très clair", "integrated"],
];

/** Fourteen remarks are treated by keys alone; the same without script comes to the same. */
export function remarksAreTreatedByKeys(site: Site): void {
  let [byKeys, byHand] = ["", ""];
  beforeAll(async () => {
    [byKeys, byHand] = [await reviewed("Par les touches"), await reviewed("Sans script")];
  });

  async function reviewed(title: string): Promise<string> {
    const { network, people } = site;
    const id = await noteInReview(site, title);
    for (const role of ["first", "second"] as const) await steps.remark(network, people[role], id, offered[role]);
    for (const role of ["first", "second"] as const) await steps.decide(network, people[role], id, "approve");
    await steps.close(network, people.coordinator, id);
    return id;
  }

  const stateOf = (id: string) => steps.stateOf(site.network, id);
  /** The dispositions of all, by the number of each remark, and the corrections that the draft has. */
  async function outcome(id: string) {
    const { rounds, versions } = await stateOf(id);
    const all = Object.values(rounds[0]!.contributions);
    const names = Object.keys(rounds[0]!.contributions);
    const corrections = versions.at(-1)!.manifest.parts[0]!.corrections ?? [];
    return { all, corrections: corrections.map((each) => names.indexOf(each) + 1).toSorted((a, b) => a - b) };
  }
  const current = (page: Page) => page.locator(".answer").textContent();
  const gone = async (page: Page, words: string) => {
    await expect.poll(() => page.locator(".taskbar progress").getAttribute("value"), slow).toBe(words);
  };

  /** What was done is said below the bar, also where the page ends with the text. */
  const isInSight = async (page: Page) => {
    await page.mouse.move(640, 400);
    await page.mouse.wheel(0, 100_000);
    const top = async (selector: string) => (await page.locator(selector).boundingBox())!;
    const [bar, said] = [await top(".taskbar"), await top(".answer [role=status]")];
    expect(said.y).toBeGreaterThanOrEqual(bar.y + bar.height);
  };

  test("in fourteen acts or fewer, and no more keys than two for each", { timeout: 120_000 }, async () => {
    const here = `/deliverables/${byKeys}`;
    const page = await enter(site, site.people.author, `${here}/contributions`);
    await seen(page, "Par les touches\u00a0: remarques");
    let [acts, keys] = [0, 0];
    const act = async (key: string) => {
      acts += 1;
      keys += 1;
      await page.keyboard.press(key);
    };
    await tabTo(page, page.getByRole("link", { name: "Voir, puis appliquer les 5" }));
    await act("Enter");
    await page.getByRole("heading", { name: "5 corrections sans conflit" }).waitFor();
    await seen(page, "Par les touches\u00a0: remarques");
    await tabTo(page, page.getByRole("button", { name: "Appliquer celles qui sont cochées" }));
    await act("Enter");
    await page.getByText("5 corrections appliquées", { exact: false }).first().waitFor();
    await page.getByText("Une déjà faite (nᵒ\u00a011).", { exact: false }).first().waitFor();
    await gone(page, "6");
    await isInSight(page);
    for (let done = 6; done < 14; ) {
      const said = (await current(page)) ?? "";
      const [, as, reason] = answers.find(([about]) => said.includes(about)) ?? [];
      if (!as) throw new Error(`nobody said what becomes of ${said}`);
      if (reason === undefined) await act("Shift+I");
      else {
        keys += 1;
        await page.keyboard.press("n");
        await tabTo(page, page.getByLabel("Réponse à", { exact: false }));
        await page.keyboard.type(reason);
        await act("Control+Enter");
      }
      done += said.includes("Quelle source") ? 2 : 1;
      await gone(page, String(done));
    }
    await page.getByRole("link", { name: "Soumettre" }).waitFor();
    expect([acts, keys]).toEqual([9, 11]);
    expect((await outcome(byKeys)).all).not.toContain("open");
    // what was typed was sent, so nothing of it waits in the browser
    expect(await kept(page)).toBe(0);
  });

  test("keys choose, go on and back, undo, show themselves, and are turned off; none plays while one types", async () => {
    const page = await enter(site, site.people.author, `/deliverables/${byHand}/contributions`);
    const number = () => page.locator("#remark").textContent();
    const checked = () => page.locator("[name=disposition]:checked").getAttribute("value");
    const [first] = [await number()];
    for (const [key, value] of [
      ["i", "integrated"],
      ["p", "partly"],
      ["n", "declined"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await checked()).toBe(value);
    }
    await page.locator("#reason").focus();
    await page.keyboard.type("joint au plan ?");
    expect(await page.locator("#reason").inputValue()).toBe("joint au plan ?");
    expect(await checked()).toBe("declined");
    await page.locator("#remark").focus();
    await page.keyboard.press("j");
    await expect.poll(number, slow).not.toBe(first);
    await page.keyboard.press("k");
    await expect.poll(number, slow).toBe(first);
    expect(await page.locator("#reason").inputValue()).toBe("joint au plan ?");
    await page.keyboard.press("n");
    await page.keyboard.press("Enter");
    await gone(page, "1");
    expect(await number()).not.toBe(first);
    await page.keyboard.press("u");
    await gone(page, "0");
    expect(await number()).toBe(first);
    expect(await page.locator("#reason").inputValue()).toBe("joint au plan ?");
    expect((await outcome(byHand)).all).not.toContain("declined");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.getByRole("button", { name: "Désactiver les raccourcis" }).click();
    await page.locator("#remark").focus();
    await page.keyboard.press("i");
    expect(await page.locator("[name=disposition]:checked").count()).toBe(0);
    await page.getByRole("button", { name: "Clavier" }).click();
    await page.getByRole("button", { name: "Activer les raccourcis" }).click();
    await page.locator("#remark").focus();
    await page.keyboard.press("i");
    expect(await checked()).toBe("integrated");
  });

  test.runIf(long)("without script the same remarks come to the same", { timeout: 120_000 }, async () => {
    const page = await enter(site, site.people.author, `/deliverables/${byHand}/contributions`, {
      javaScriptEnabled: false,
    });
    await page.getByRole("link", { name: "Voir, puis appliquer les 5" }).click();
    await page.getByLabel("Oui, dans le brouillon").check();
    await page.getByRole("button", { name: "Appliquer celles qui sont cochées" }).click();
    await page.getByText("5 corrections appliquées", { exact: false }).waitFor();
    while ((await page.locator(".taskbar progress").getAttribute("value")) !== "14") {
      const said = (await current(page)) ?? "";
      const [, as, reason] = answers.find(([about]) => said.includes(about))!;
      await page.locator(`[name=disposition][value=${as}]`).check();
      if (reason) await page.locator("#reason").fill(reason);
      await page.getByRole("button", { name: /^Enregistrer/ }).click();
    }
    expect(await outcome(byHand)).toEqual(await outcome(byKeys));
  });
}
