import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { contributionsOf, type SentRemark } from "../../../shared/stored/batch.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { listRemarks } from "../../../shared/stored/remark.ts";
import { annotate, comment, replace } from "../../functions/ingest/annotate.ts";
import { desk, seen, selectWords, telephone } from "./browsing.ts";
import { openRound, until } from "./open-round.ts";
import { enter, linkOf, type Site } from "./site.ts";

const title = "L’interculturalité : note de cadrage";

/** A round is reviewed. */
export function roundIsReviewed(site: Site): void {
  let here: string;
  beforeAll(async () => {
    here = await openRound(site, title);
  });

  const open = (person: Person, options: object) => enter(site, person, `${here}/review`, options);
  const offeredBy = async ({ id }: Person): Promise<SentRemark[]> => {
    const { store, files } = site.network.ports;
    const round = (await loadState(store, here.split("/").at(-1)!))!.state.rounds[0]!;
    return (await contributionsOf(files, round)).filter(({ by }) => by === id);
  };

  const unsentOf = async ({ id }: Person) => {
    const { store } = site.network.ports;
    const { state } = (await loadState(store, here.split("/").at(-1)!))!;
    const written = await listRemarks(store, state, id);
    return written.map(({ id: _, created: __, updated: ___, ...said }) => said);
  };

  test("on a telephone: the document is on the first screen; words touched open a sheet, what they are stays in sight", async () => {
    const page = await open(site.people.first, { ...telephone, viewport: { width: 360, height: 740 }, isMobile: true });
    await seen(page, title);
    const first = await page.locator("article p").first().boundingBox();
    expect(first!.y + first!.height / 2).toBeLessThan(740);
    await page.touchscreen.tap(180, 600);
    await selectWords(page, "pas une doctrine");
    const tool = page.getByRole("toolbar", { name: "Remarque sur les mots sélectionnés" });
    await tool.waitFor();
    expect((await tool.boundingBox())!.y + (await tool.boundingBox())!.height).toBe(740);
    const inside = await tool.getByRole("button", { name: "Commenter" }).evaluate((button) => {
      const words = button.ownerDocument.createRange();
      words.selectNodeContents(button.firstChild!);
      return words.getBoundingClientRect().left;
    });
    expect(inside).toBeGreaterThanOrEqual(6);
    await tool.getByRole("button", { name: "Commenter" }).tap();
    await page.locator(":focus[name=text]").waitFor();
    const sheet = (await page.locator("#remark-form").boundingBox())!;
    expect([sheet.x, sheet.width, sheet.y + sheet.height]).toEqual([0, 360, 740]);
    const words = await page.evaluate<{ top: number; bottom: number }>(
      `(() => { const { top, bottom } = [...CSS.highlights.get("writing")][0].getBoundingClientRect(); return { top, bottom }; })()`,
    );
    expect(words.top).toBeGreaterThan(0);
    expect(words.bottom).toBeLessThanOrEqual(sheet.y);
    await page.keyboard.type("Quelle doctrine ?");
    await page.getByRole("button", { name: "Garder" }).tap();
    await page.getByText("Une remarque, gardée").waitFor();
    const folded = page.locator("details.beside", { hasText: "Quelle doctrine ?" });
    await folded.getByText("Commentaire").waitFor();
    await folded.locator("summary").tap();
    expect(await folded.getByText("Commentaire").isVisible()).toBe(false);
    expect(await unsentOf(site.people.first)).toMatchObject([
      { type: "comment", text: "Quelle doctrine ?", anchor: { quotation: { exact: "pas une doctrine" } } },
    ]);
  });

  test("words selected open a correction in the margin, level with them; others narrow it; it is shown in the text, taken out, given back", async () => {
    const page = await open(site.people.second, desk);
    await seen(page, title);
    await selectWords(page, "ropose pas une doc");
    const tool = page.getByRole("toolbar", { name: "Remarque sur les mots sélectionnés" });
    await tool.getByRole("button", { name: "Corriger" }).click();
    const proposed = page.getByLabel("Texte proposé");
    expect(await proposed.inputValue()).toBe("propose pas une doctrine");
    await selectWords(page, "propose pas");
    await expect.poll(() => proposed.inputValue()).toBe("propose pas");
    await proposed.fill("défend pas");
    await page.getByRole("button", { name: "Garder" }).click();
    const remark = page.locator(".remark[role=note]", { hasText: "défend" });
    await remark.getByText("Correction").waitFor();
    const changed = page.locator("article del[data-remark]");
    expect(await changed.textContent()).toContain("propose");
    expect(await page.locator("article ins[data-remark]").textContent()).toContain("défend");
    for (const come of [page.locator("article del + ins[data-remark]"), remark.locator("del + ins")])
      expect(await come.evaluate((ins) => ins.ownerDocument.defaultView!.getComputedStyle(ins).marginLeft)).not.toBe(
        "0px",
      );
    const level = async () => [(await changed.boundingBox())!.y, (await remark.boundingBox())!.y];
    const [words, beside] = await level();
    expect(Math.abs(words! - beside!)).toBeLessThan(8);
    await seen(page, title);
    await page.context().setOffline(true);
    await remark.getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("Le serveur n’a pas répondu").waitFor();
    await page.context().setOffline(false);
    await remark.getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("La remarque est supprimée.").waitFor();
    expect(await unsentOf(site.people.second)).toEqual([]);
    await page.getByRole("button", { name: "Rétablir" }).click();
    await remark.waitFor();
    expect(await unsentOf(site.people.second)).toMatchObject([
      { type: "correction", proposal: "défend pas", anchor: { quotation: { exact: "propose pas" } } },
    ]);
    await remark.getByRole("link", { name: "Reprendre" }).click();
    // a saving that is slow, under way when its remark is taken out, does not bring it back
    await page.route("**/remarks", async (route) => {
      if (route.request().postData()?.includes("unfinished")) await pause(1_000);
      await route.continue();
    });
    await proposed.fill("défend surtout pas");
    await page.evaluate("dispatchEvent(new Event('pagehide'))");
    await page.getByRole("button", { name: "Supprimer", exact: true }).click();
    await page.getByText("La remarque est supprimée.").waitFor();
    await pause(1_500);
    expect(await unsentOf(site.people.second)).toEqual([]);
  });

  test("a remark kept once the session is over waits on a page, which sends it after a new link", async () => {
    // its console tells of the requests that are refused
    const context = await site.browser.newContext({ locale: "fr-FR", ...desk });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(site.url + (await linkOf(site, site.people.second)));
    await page.goto(`${site.url}${here}/review`);
    await selectWords(page, "une doctrine");
    await page.getByRole("toolbar").getByRole("button", { name: "Commenter" }).click();
    await page.keyboard.type("Plutôt une méthode.");
    await context.clearCookies();
    await page.evaluate("dispatchEvent(new Event('pagehide'))");
    await page.getByText("Pas encore gardée. Votre session est terminée").waitFor();
    await page.getByRole("button", { name: "Garder" }).click();
    await page.getByRole("heading", { name: "Votre session est terminée" }).waitFor();
    expect(await page.getByLabel("Votre texte", { exact: true }).inputValue()).toBe("Plutôt une méthode.");
    const other = await context.newPage();
    await other.goto(site.url + (await linkOf(site, site.people.second)));
    await page.getByRole("button", { name: "Renvoyer le formulaire" }).click();
    const remark = page.locator(".remark[role=note]", { hasText: "Plutôt une méthode." });
    await remark.waitFor();
    expect(await unsentOf(site.people.second)).toMatchObject([{ type: "comment", text: "Plutôt une méthode." }]);
    await remark.getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("La remarque est supprimée.").waitFor();
  });

  test("of a margin with more remarks than room, none lies on another, and the text does not move", async () => {
    const page = await open(site.people.researcher, { ...desk, locale: "en-GB" });
    const paragraph = page.locator("article p", { hasText: "Elle ne propose pas une doctrine" });
    const before = await paragraph.boundingBox();
    for (const words of ["propose pas", "une doctrine", "les questions", "les notions"]) {
      await selectWords(page, words);
      await page.getByRole("toolbar").getByRole("button", { name: "Comment" }).click();
      await page.keyboard.type(`Sur ces mots : ${words}. `.repeat(4));
      await page.keyboard.press("Control+Enter");
      await page.locator(".remark[role=note]", { hasText: words }).waitFor();
    }
    await page.reload();
    const boxes = await page.locator(".remark[role=note]").evaluateAll((all) =>
      all.map((each) => {
        const { top, bottom } = each.getBoundingClientRect();
        return { top, bottom };
      }),
    );
    expect(boxes).toHaveLength(4);
    for (const [index, { top }] of boxes.entries())
      if (index > 0) expect(top).toBeGreaterThan(boxes[index - 1]!.bottom);
    await page.evaluate("scrollTo(0, 0)");
    expect(await paragraph.boundingBox()).toEqual(before);
  });

  test("what stands beside the decision holds up too: a copy, a delegation, what was refused", async () => {
    const page = await open(site.people.second, desk);
    await page.getByText("Consignes et fichiers").click();
    await page.getByRole("link", { name: "Envoyer une copie annotée" }).click();
    await seen(page, "Copie annotée");
    await page.getByLabel("Votre copie annotée").setInputFiles({
      ...{ name: "copie.docx", mimeType: "application/zip", buffer: Buffer.from("pas un document") },
    });
    await page.getByRole("button", { name: "Envoyer la copie" }).click();
    await page.getByRole("heading", { name: "Ce fichier n’a pas pu être lu" }).waitFor({ timeout: 60_000 });
    await seen(page, "Ce fichier n’a pas pu être lu");
    await page.goto(`${site.url}${here}/review/decision`);
    await page.getByRole("button", { name: "Envoyer mon avis" }).click();
    await page.getByRole("alert").waitFor();
    await seen(page, "Votre avis");
    await page.getByRole("link", { name: "Proposer une autre personne" }).click();
    await page.getByRole("button", { name: "Envoyer la proposition" }).click();
    await page.getByRole("alert").waitFor();
    await seen(page, "Faire relire par quelqu’un d’autre");
  });

  test("without script: a remark, an annotated copy, both sent, a decision", async () => {
    const page = await open(site.people.second, { ...desk, javaScriptEnabled: false });
    await page.locator("a.plus").first().click();
    await page.locator("summary", { hasText: "Mots visés" }).click();
    await page.getByLabel("Mots visés").fill("des mots qui n’y sont pas du tout");
    await page.getByLabel("Votre commentaire").fill("Un titre plus court ?");
    await page.getByRole("button", { name: "Garder" }).click();
    await page.getByRole("link", { name: "Ces mots ne sont pas dans ce passage" }).waitFor();
    expect(await page.getByLabel("Votre commentaire").inputValue()).toBe("Un titre plus court ?");
    await page.getByLabel("Mots visés").fill("");
    await page.getByRole("button", { name: "Garder" }).click();
    await page.getByText("Une remarque, gardée").waitFor();

    await page.getByText("Consignes et fichiers").click();
    await page.getByRole("link", { name: "Envoyer une copie annotée" }).click();
    await seen(page, "Copie annotée");
    await page.getByLabel("Word (.docx)").check();
    await page.getByRole("button", { name: "Envoyer la copie" }).click();
    const buffer = await annotatedCopy(site, here);
    await page
      .getByLabel("Votre copie annotée")
      .setInputFiles({ name: "copie.docx", mimeType: "application/zip", buffer });
    await page.getByRole("button", { name: "Envoyer la copie" }).click();
    await page.getByRole("heading", { name: "Ce que nous avons trouvé dans votre copie" }).waitFor({ timeout: 60_000 });
    await seen(page, "Ce que nous avons trouvé dans votre copie");
    await page.getByText("2 remarques ont été tirées de").waitFor();
    await page.getByRole("link", { name: "Vérifier mes remarques" }).click();
    await page.getByText("Écrite par Relectrice (3 mai 2008) dans une copie annotée.").first().waitFor();

    await page.getByRole("button", { name: "Envoyer mes remarques" }).click();
    await page.getByRole("link", { name: "Cochez la case pour confirmer." }).waitFor();
    await page.getByLabel("J’ai relu ces 3 remarques").check();
    await page.getByRole("button", { name: "Envoyer mes remarques" }).click();
    await page.getByText("3 remarques sont envoyées").waitFor();
    expect(await offeredBy(site.people.second)).toHaveLength(3);

    await page.goto(`${site.url}${here}/review/delegation`);
    await seen(page, "Faire relire par quelqu’un d’autre");
    await page.getByRole("button", { name: "Envoyer la proposition" }).click();
    await page.getByRole("link", { name: "Donnez un nom ou une fonction." }).waitFor();
    await page.goto(`${site.url}${here}/review/decision`);
    await page.getByLabel("Je m’abstiens").check();
    await page.getByRole("button", { name: "Envoyer mon avis" }).click();
    await seen(page, "Avis bien reçu");
  });
}

/** The Word file of the version under review, as a reviewer sends it back. */
async function annotatedCopy({ network }: Site, here: string): Promise<Buffer> {
  const { store, files } = network.ports;
  const { version } = (await loadState(store, here.split("/").at(-1)!))!.state.rounds[0]!;
  await until(async () => (await files.head(proofCopyKey(version, "json"))) !== undefined);
  const docx = (await files.get(proofCopyKey(version, "docx")))!;
  return Buffer.from(
    annotate(docx, [comment(0, "une doctrine"), replace("second séminaire", "troisième séminaire")], ["Laquelle ?"]),
  );
}
