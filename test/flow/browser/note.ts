import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import type { OutboxLetter } from "../../../shared/adapters/embedded/mail.ts";
import { lettersIn } from "../../outbox.ts";
import { untilTold } from "../over-http.ts";
import { desk, newPage, seen, telephone, widthIn } from "./browsing.ts";
import { linkOf, type Site } from "./site.ts";

const samples = join(import.meta.dirname, "../../../templates/framing-note");

/**
 * The whole way as people click it, every page held to axe in light and dark and to 320 pixels: the coordinator and the
 * author with script, one reviewer on a telephone, one without script and in English, the funder.
 */
export async function noteGoesItsWay(site: Site): Promise<void> {
  const { url, browser, people: cast } = site;
  const open = (options: BrowserContextOptions) => newPage(browser, { locale: "fr-FR", ...options });
  const coordinator = await open(desk);
  await coordinator.goto(url + (await linkOf(site, cast.coordinator)));
  await seen(coordinator, /^L’année/);
  await create(coordinator);

  const author = await open(desk);
  await author.goto(url + (await linkOf(site, cast.author)));
  await seen(author, /^Bonjour/);
  await author.getByRole("link", { name: "L’interculturalité" }).first().click();
  await upload(author, "sample.docx");
  await submit(author);

  const first = await open(telephone);
  const invitation = await linkInOutbox(site, coordinator, "premiere@oriv.example", "Votre avis sur");
  await approveInFourClicks(first, invitation);
  const second = await open({ ...desk, javaScriptEnabled: false, locale: "en-GB" });
  await second.goto(await linkInOutbox(site, coordinator, "seconde@irev.example", "Your decision on"));
  await requestChanges(second);

  await close(site, coordinator, "Renvoyer aux auteurs");
  const noScript = await open({ ...desk, javaScriptEnabled: false });
  await noScript.goto(await linkInOutbox(site, coordinator, "redaction@cofrimi.example", "changements demandés"));
  await uploadWithoutScript(noScript, "sample.md");
  await submit(noScript);
  await approveInFourClicks(
    first,
    await linkInOutbox(site, coordinator, "premiere@oriv.example", "Nouvelle version à relire"),
  );
  await second.goto(await linkInOutbox(site, coordinator, "seconde@irev.example", "New version to review"));
  await second.getByRole("link", { name: "Give my decision" }).click();
  await second.getByLabel("I approve").first().check();
  await second.getByRole("button", { name: "Send my decision" }).click();
  await second.getByRole("heading", { name: "Decision received" }).waitFor();
  await close(site, coordinator, "Approuver");

  const funder = await open(telephone);
  await funder.goto(await linkInOutbox(site, coordinator, "suivi@financeur.example", "Document final"));
  await seen(funder, "L’interculturalité");
  const [download] = await Promise.all([
    funder.waitForEvent("download"),
    funder.getByRole("button", { name: "Télécharger le PDF" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  await funder.getByLabel("Fichier à vérifier").setInputFiles(await download.path());
  await funder.getByText("est bien le PDF de l’édition 1, celle en vigueur.").waitFor();
  await funder.goto(`${site.url}/funded`);
  await seen(funder, "Ce que nous finançons");
  expect(await widthIn(funder, 360, "200%")).toBe(360);

  await coordinator.reload();
  await coordinator.getByRole("heading", { name: "Historique" }).click();
  await coordinator.getByText("Les documents finaux sont prêts : ").waitFor();
  await coordinator.getByRole("heading", { name: "Reçu par les financeurs" }).waitFor();
  await coordinator.getByText("Service instructeur (DAIC) a téléchargé le PDF.").waitFor();
  await seen(coordinator, "L’interculturalité");
  await endLinks(coordinator);
  await first.goto(await linkInOutbox(site, coordinator, "premiere@oriv.example", "Nouvelle version à relire"));
  await seen(first, "Ce lien a pris fin");
}

/** The links of the last round are ended, from the page of the deliverable. */
async function endLinks(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Liens et accès" }).click();
  await seen(page, "Liens et accès");
  await page.getByRole("button", { name: "Y mettre fin" }).click();
  await seen(page, "Liens et accès");
  await page.getByLabel("Les liens envoyés pour la relecture nᵒ\u00a02").check();
  await page.getByRole("button", { name: "Y mettre fin" }).click();
  await page.getByText("Il a été mis fin à ces liens.").waitFor();
  await seen(page, "Liens et accès");
}

async function create(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Nouveau livrable" }).click();
  await seen(page, "Nouveau livrable");
  await page.getByRole("button", { name: "Vérifier les réponses" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.title()).toMatch(/^Erreur\u00a0: /);
  expect(await page.locator(":focus").getAttribute("role")).toBe("alert");
  await seen(page, "Nouveau livrable");
  await page.getByRole("link", { name: "Donnez un titre au livrable." }).click();
  await page.keyboard.type("L’interculturalité : note de cadrage");
  await page.getByLabel("Note de cadrage").check();
  await page.getByLabel("Action du programme").fill("Interculturalité");
  await page.getByRole("group", { name: "Auteurs" }).getByLabel("Chargée de mission").check();
  await page.getByRole("group", { name: "Relecteurs" }).getByLabel("Direction").check();
  await page.getByRole("group", { name: "Relecteurs" }).getByLabel("Research officer").check();
  await page.getByRole("group", { name: "Financeurs" }).getByLabel("Service instructeur").check();
  await page.getByRole("button", { name: "Vérifier les réponses" }).click();
  await seen(page, "Vérifiez les réponses");
  await page.getByRole("button", { name: "Créer le livrable" }).click();
  await seen(page, "L’interculturalité");
}

async function upload(page: Page, sample: string): Promise<void> {
  await seen(page, "L’interculturalité");
  const file = page.getByLabel("Fichier", { exact: true });
  const name = "note.doc";
  await file.setInputFiles({ name, mimeType: "application/msword", buffer: Buffer.from("ancien") });
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  const summary = page.getByRole("alert");
  await summary.getByRole("link", { name: /\.doc/ }).waitFor();
  expect(await summary.evaluate((each) => each.ownerDocument.activeElement === each)).toBe(true);
  expect(await page.title()).toMatch(/^Erreur\u00a0: /);
  await file.setInputFiles(join(samples, sample));
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await page.getByRole("heading", { name: "Ce que nous avons lu" }).waitFor({ timeout: 60_000 });
  await seen(page, "Ce que nous avons lu");
}

async function uploadWithoutScript(page: Page, sample: string): Promise<void> {
  await page.getByLabel("Markdown (.md)").check();
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await page.getByLabel("Fichier").setInputFiles(join(samples, sample));
  await page.getByRole("button", { name: "Envoyer le fichier" }).click();
  await page.getByRole("heading", { name: "Ce que nous avons lu" }).waitFor({ timeout: 60_000 });
}

async function submit(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Soumettre à relecture" }).first().click();
  await seen(page, "Soumettre à relecture");
  await page.getByLabel("Cette version est prête à être relue").check();
  await page.getByRole("button", { name: "Soumettre et inviter les relecteurs" }).click();
  await page.getByText("Relecture ouverte").first().waitFor();
}

/** From the mail to a favourable receipt: the link, "Donner mon avis", the choice, "Envoyer mon avis". Nothing typed. */
async function approveInFourClicks(page: Page, invitation: string): Promise<void> {
  await page.goto(invitation);
  await seen(page, "L’interculturalité");
  expect(page.url()).not.toContain("/l/");
  const bar = page.getByRole("link", { name: "Donner mon avis" });
  expect(await bar.isVisible()).toBe(true);
  expect((await page.locator(".taskbar .acts").boundingBox())?.height).toBeLessThanOrEqual(56);
  await bar.click();
  await seen(page, "Votre avis");
  expect(await page.locator("input:checked").count()).toBe(0);
  await page.getByLabel("Avis favorable").first().check();
  await page.getByRole("button", { name: "Envoyer mon avis" }).click();
  await seen(page, "Avis bien reçu");
}

async function requestChanges(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Give my decision" }).click();
  await page.getByLabel("I request changes").check();
  await page.getByRole("button", { name: "Send my decision" }).click();
  await page.getByRole("link", { name: "Say what must change." }).waitFor();
  expect(await page.getByLabel("I request changes").isChecked()).toBe(true);
  await page.getByLabel("Reason or remarks").fill("The notion of interculturality needs a definition.");
  await page.getByRole("button", { name: "Send my decision" }).click();
  await page.getByRole("heading", { name: "Decision received" }).waitFor();
}

/** Closes the round; by the end its people were told, and it can be taken back no more. */
async function close({ url, later }: Site, page: Page, action: string): Promise<void> {
  await page.goto(`${url}/deliverables`);
  await seen(page, "Livrables");
  await page.getByRole("main").getByRole("link", { name: "L’interculturalité" }).first().click();
  await seen(page, "L’interculturalité");
  await page.getByRole("link", { name: "Clore la relecture" }).first().click();
  await seen(page, "Clore la relecture");
  expect(await page.locator("input:checked").count()).toBe(0);
  await page.getByLabel(action).check();
  await page.getByRole("button", { name: "Clore la relecture" }).click();
  await seen(page, "L’interculturalité");
  await later(untilTold);
}

/** The link of the newest mail, as the outbox page shows it; waits for the mail to leave. */
async function linkInOutbox({ url, network }: Site, page: Page, address: string, subject: string): Promise<string> {
  const back = page.url();
  const isIt = (letter: OutboxLetter) =>
    letter.to.includes(address) && letter.subject.replaceAll(/\s/g, " ").includes(subject);
  const left = async () => (await lettersIn(network.outbox!)).some(isIt);
  for (let tries = 0; tries < 300 && !(await left()); tries++) await page.waitForTimeout(100);
  await page.goto(`${url}/outbox`);
  await page.locator("li", { hasText: address }).getByRole("link", { name: subject }).first().click();
  const link = (await page.locator("pre a").getAttribute("href")) ?? "";
  await page.goto(back);
  return link;
}
