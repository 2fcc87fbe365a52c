import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import type { Upload } from "../../../shared/deliverable/state.ts";
import { contributionsOf, type SentRemark } from "../../../shared/stored/batch.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { proofCopyKey } from "../../../shared/stored/outputs.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { annotate, comment, replace } from "../../functions/ingest/annotate.ts";
import { visitor } from "../visitor.ts";
import { desk, seen, tabTo, telephone } from "./browsing.ts";
import { enter, linkOf, type Site } from "./site.ts";

const title = "L’interculturalité : note de cadrage";

/** A round is reviewed. */
export function roundIsReviewed(site: Site): void {
  let here: string;
  beforeAll(async () => {
    here = await openRound(site);
  });

  const open = (person: Person, options: object) => enter(site, person, `${here}/review`, options);
  const offeredBy = async ({ id }: Person): Promise<SentRemark[]> => {
    const { store, files } = site.network.ports;
    const round = (await loadState(store, here.split("/").at(-1)!))!.state.rounds[0]!;
    return (await contributionsOf(files, round)).filter(({ by }) => by === id);
  };

  test("on a telephone, by the keyboard alone: remarks, decision, receipt", async () => {
    const page = await open(site.people.first, telephone);
    await seen(page, title);
    const paragraph = page.locator("article p", { hasText: "Elle ne propose pas une doctrine" });
    const block = await paragraph.getAttribute("id");
    await tabTo(page, page.locator(`a.comment[href$="#${block}"]`));
    await page.keyboard.press("Enter");
    await page.waitForURL(/remark=/);
    await seen(page, title);
    await tabTo(page, page.getByLabel("Votre commentaire"));
    await page.keyboard.type("Quelle doctrine ?");
    await page.getByText("Enregistrée, pas encore envoyée.").waitFor({ timeout: 20_000 });
    await page.reload();
    await page.getByRole("link", { name: "Une remarque non envoyée" }).waitFor();

    await tabTo(page, page.getByRole("link", { name: "Faire une remarque sur le document entier" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByLabel("Commentaire", { exact: true }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByLabel("Référence à citer").isChecked()).toBe(true);
    expect(await page.getByLabel("Texte à ajouter").isVisible()).toBe(false);
    await tabTo(page, page.getByLabel("Référence", { exact: true }));
    await page.keyboard.type("Noël, 2014.");
    await tabTo(page, page.getByRole("button", { name: "Enregistrer la remarque" }));
    await page.keyboard.press("Enter");
    const unsent = page.getByRole("link", { name: "2 remarques non envoyées" });
    await unsent.waitFor();
    expect((await page.locator(".bar").boundingBox())?.height).toBeLessThanOrEqual(56);
    await tabTo(page, unsent);
    await page.keyboard.press("Enter");
    await seen(page, "Mes remarques");
    await page.goBack();

    await tabTo(page, page.getByRole("link", { name: "Donner mon avis" }));
    await page.keyboard.press("Enter");
    await seen(page, "Votre avis");
    await tabTo(page, page.getByLabel("Avis favorable", { exact: false }).first());
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByLabel("Avis favorable avec réserves").isChecked()).toBe(true);
    await tabTo(page, page.getByRole("button", { name: "Envoyer mon avis" }));
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Dites vos réserves." }).waitFor();
    await tabTo(page, page.getByRole("link", { name: "Dites vos réserves." }));
    await page.keyboard.press("Enter");
    await page.keyboard.type("La définition doit venir d’abord.");
    await tabTo(page, page.getByRole("button", { name: "Envoyer mon avis" }));
    await page.keyboard.press("Enter");
    await seen(page, "Avis bien reçu");
    await page.getByRole("heading", { name: "2 remarques envoyées avec cet avis" }).waitFor();
    expect((await offeredBy(site.people.first)).map(({ type }) => type).toSorted()).toEqual(["comment", "reference"]);
  });

  test("on a desk the button of the bar is whole, and the text begins where its title does", async () => {
    const page = await open(site.people.second, desk);
    const bar = (await page.locator(".bar").boundingBox())!;
    const button = (await page.getByRole("link", { name: "Donner mon avis" }).boundingBox())!;
    expect(bar.height).toBeLessThanOrEqual(56);
    expect(button.y + button.height).toBeLessThanOrEqual(desk.viewport.height);
    const [title, words] = [page.getByRole("heading", { level: 1 }), page.locator("article p").first()];
    expect((await words.boundingBox())!.x).toBe((await title.boundingBox())!.x);
  });

  test("words selected in the text narrow a correction, whole words at a time", async () => {
    const page = await open(site.people.second, desk);
    const paragraph = page.locator("article p", { hasText: "Elle ne propose pas une doctrine" });
    const block = await paragraph.getAttribute("id");
    await page
      .locator("article h3")
      .first()
      .dblclick({ position: { x: 110, y: 10 } });
    const heading = await page.locator("article h3").first().getAttribute("id");
    await page.locator(`a.comment[href$="#${heading}"]`).click();
    await page.waitForURL(/words=/);
    await paragraph.evaluate((element) => {
      const text = element.firstChild!;
      const at = text.textContent!.lastIndexOf("Elle ");
      element.ownerDocument.getSelection()!.setBaseAndExtent(text, at, text, at + 4);
    });
    await page.locator(`a.comment[href$="#${block}"]`).click();
    await page.waitForURL(/words=Elle/);
    const places = page.getByRole("group", { name: "Ces mots sont plusieurs fois" }).getByRole("radio");
    expect(await places.last().isChecked()).toBe(true);
    expect(await places.count()).toBeGreaterThan(1);
    await page.getByLabel("Correction", { exact: false }).check();
    await paragraph.evaluate((element) => {
      const text = element.firstChild!;
      const at = text.textContent!.indexOf("propose");
      element.ownerDocument.getSelection()!.setBaseAndExtent(text, at + 2, text, at + 12);
    });
    const words = page.getByLabel("Mots visés");
    await expect.poll(() => words.inputValue()).toBe("propose pas");
    expect(await page.getByLabel("Texte proposé").inputValue()).toBe("propose pas");
    await page.getByLabel("Texte proposé").fill("défend pas");
    await page.getByRole("button", { name: "Enregistrer la remarque" }).click();
    await page.locator("mark", { hasText: "propose pas" }).waitFor();
    await page.locator(".beside", { hasText: "Non envoyée 1" }).waitFor();
    await seen(page, title);
    await page.getByRole("link", { name: "Non envoyée 1" }).click();
    await page.getByLabel("Supprimer cette remarque en enregistrant").check();
    await page.getByRole("button", { name: "Enregistrer la remarque" }).click();
    await page.waitForURL(/review(#.*)?$/);
    expect(await page.getByText("Non envoyée 1").count()).toBe(0);
  });

  test("what stands beside the decision holds up too: a copy, a delegation, what was refused", async () => {
    const page = await open(site.people.second, desk);
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
    await page.locator("a.comment").first().click();
    await page.getByLabel("Mots visés").fill("des mots qui n’y sont pas du tout");
    await page.getByLabel("Votre commentaire").fill("Un titre plus court ?");
    await page.getByRole("button", { name: "Enregistrer la remarque" }).click();
    await page.getByRole("link", { name: "Ces mots ne sont pas dans ce passage" }).waitFor();
    expect(await page.getByLabel("Votre commentaire").inputValue()).toBe("Un titre plus court ?");
    await page.getByLabel("Mots visés").fill("");
    await page.getByRole("button", { name: "Enregistrer la remarque" }).click();
    await page.getByRole("link", { name: "Une remarque non envoyée" }).waitFor();

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

/** A note in review; its address. */
async function openRound(site: Site): Promise<string> {
  const { url: at, people } = site;
  const { ports } = site.network;
  const [desk, writer] = [visitor(at), visitor(at)];
  await desk.open(await linkOf(site, people.coordinator));
  await writer.open(await linkOf(site, people.author));
  const { id } = await desk.send<{ id: string }>("/deliverables", {
    ...{ kind: "framing-note", title, action: "Interculturalité", language: "fr", quorum: 1 },
    ...{ authors: [people.author.id], reviewers: [people.first.id, people.second.id], funders: [] },
  });
  const here = `/deliverables/${id}`;
  const bytes = await readFile(join(import.meta.dirname, "../../../templates/framing-note/sample.docx"));
  type Begun = { upload: string; url: string; fields: Record<string, string> };
  const { upload, url, fields } = await writer.send<Begun>(`${here}/uploads`, {
    name: "note.docx",
    bytes: bytes.length,
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new File([bytes], "note.docx"));
  await fetch(new URL(url, at), { method: "POST", body: form, redirect: "manual" });
  await until(
    async () => (await writer.json<{ upload: Upload }>(`${here}/uploads/${upload}`)).upload.status === "accepted",
  );
  const { state } = (await loadState(ports.store, id))!;
  await writer.send(`${here}/submission`, { version: state.versions.at(-1)!.hash });
  return here;
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

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await reached()) return;
    await pause(200);
  }
  throw new Error("waited in vain");
}
