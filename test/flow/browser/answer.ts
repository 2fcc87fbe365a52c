import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { putDelegate } from "../../../shared/acts/delegate.ts";
import { issue } from "../../../shared/chain/issue.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { formatDate } from "../../../shared/i18n/dates.ts";
import { deliverables, loadState } from "../../../shared/stored/deliverable.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import type { Network } from "../../functions/network.ts";
import { offerAs } from "../../functions/offering.ts";
import { visitor } from "../visitor.ts";
import { addProgramme } from "./actions.ts";
import { desk, seen, tabTo, telephone, widthIn } from "./browsing.ts";
import { enter, linkOf, type Site } from "./site.ts";

const sample = join(import.meta.dirname, "../../../templates/framing-note/sample.md");

/** What follows a review. */
export function reviewIsAnswered(site: Site): void {
  let note: { integrating: string; open: string };
  beforeAll(async () => {
    await addProgramme(site);
    note = { integrating: await reviewed("L’interculturalité"), open: await reviewed("Accès aux droits") };
    for (const role of ["first", "second"] as const) await approve(note.integrating, role);
    const { version } = (await stateOf(note.integrating)).rounds[0]!;
    const office = await enteredBy(site.people.coordinator);
    await office.send(`/deliverables/${note.integrating}/closure`, { round: 1, outcome: "toIntegrate" });
    const to = await putDelegate(ports(), { name: "Adjointe", address: "adjointe@epi.example", organisation: "EPI" });
    await issue(deliverables, ports(), note.open, {
      ...{
        type: "delegate",
        by: { person: site.people.second.id, coordinator: false },
        round: 1,
        submission: "place",
        to,
      },
    });
    expect(version).toMatch(/^[0-9a-f]{64}$/);
  });

  const ports = () => site.network.ports;
  const stateOf = async (id: string): Promise<State> => (await loadState(ports().store, id))!.state;
  const enteredBy = async (person: Person) => {
    const session = visitor(site.url);
    await session.open(await linkOf(site, person));
    return session;
  };
  const open = (person: Person, path: string, options = {}) => enter(site, person, path, options);

  /** A note under review, with a comment, a correction and an addition. */
  async function reviewed(title: string): Promise<string> {
    const [office, author] = [await enteredBy(site.people.coordinator), await enteredBy(site.people.author)];
    const { id } = await office.send<{ id: string }>("/deliverables", {
      ...{ kind: "framing-note", title, action: "Interculturalité", language: "fr", quorum: 2 },
      ...{ authors: [site.people.author.id], reviewers: [site.people.first.id, site.people.second.id], funders: [] },
    });
    const bytes = await readFile(sample);
    const begun = { name: "sample.md", bytes: bytes.length };
    const { upload, url, fields } = await author.send<{ upload: string; url: string; fields: Record<string, string> }>(
      `/deliverables/${id}/uploads`,
      begun,
    );
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set("file", new File([bytes], "sample.md"));
    await fetch(new URL(url, site.url), { method: "POST", body: form, redirect: "manual" });
    while ((await stateOf(id)).uploads[upload]?.status === "awaited") await pause(100);
    await author.send(`/deliverables/${id}/submission`, { version: (await stateOf(id)).versions[0]!.hash });
    const network = { ports: ports(), people: site.people } as unknown as Network;
    await offerAs(
      network,
      "first",
      id,
      { id: `${title.length}a`, type: "comment", text: "Un plan plus court serait plus clair." },
      { id: `${title.length}b`, type: "correction", words: "interculturel", proposal: "entre cultures" },
      { id: `${title.length}c`, type: "addition", words: "réseau", proposal: "Une restitution aura lieu en octobre." },
    );
    return id;
  }

  async function approve(id: string, role: "first" | "second"): Promise<void> {
    const { number: round, version } = (await stateOf(id)).rounds[0]!;
    const by = { person: site.people[role].id, coordinator: false };
    await issue(deliverables, ports(), id, {
      type: "decide",
      by,
      round,
      version,
      submission: `${id}-${role}`,
      choice: "approve",
    });
  }

  test("the author treats remarks by the keyboard alone, one after another", async () => {
    const here = `/deliverables/${note.integrating}`;
    const page = await open(site.people.author, `${here}/contributions`, telephone);
    await page.getByRole("heading", { level: 2, name: "Remarque nᵒ\u00a01" }).waitFor();
    await tabTo(page, page.getByLabel("Intégrée", { exact: false }).first());
    await page.keyboard.press("ArrowUp");
    expect(await page.getByLabel("Non retenue").isChecked()).toBe(true);
    await tabTo(page, page.getByRole("button", { name: "Enregistrer et suivante" }));
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    // what is typed next goes into the field that was refused; none of it plays as a key
    await expect.poll(() => page.locator(":focus").getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.type("Le plan vient du réseau.");
    await page.keyboard.press("Control+Enter");
    await page.getByText("La suite donnée à la remarque nᵒ\u00a01 est enregistrée.").first().waitFor();
    await page.getByRole("heading", { level: 2, name: /Remarque nᵒ\s[23]$/ }).waitFor();
    expect(await widthIn(page, 360, "200%")).toBe(360);
    expect((await stateOf(note.integrating)).rounds[0]?.contributions["18a"]).toBe("declined");

    await page.goto(`${site.url}${here}/contributions/18b`);
    await page.getByRole("heading", { level: 2, name: "Remarque nᵒ\u00a02" }).waitFor();
    expect(await page.locator("#passage").textContent()).toContain("interculturel");
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.getByText("La remarque nᵒ\u00a02 est appliquée").first().waitFor();
    const { versions, rounds } = await stateOf(note.integrating);
    expect(versions.at(-1)?.manifest.parts[0]?.corrections).toEqual(["18b"]);

    const pair = { from: rounds[0]!.version, to: versions.at(-1)!.hash };
    await page.goto(`${site.url}${here}/redline?${new URLSearchParams(pair)}`);
    await page.getByText("Un changement.").waitFor({ timeout: 60_000 });
    await seen(page, "Ce qui a changé");
    await page.keyboard.press("j");
    await page.getByText("Changement 1 sur 1").waitFor();
    expect(new URL(page.url()).hash).toBe("#change-1");
    await page.setViewportSize(desk.viewport);
    await seen(page, "Ce qui a changé");
    await page.getByRole("link", { name: "remarque nᵒ\u00a02, Direction (ORIV)" }).click();
    await page.getByRole("heading", { level: 2, name: "Remarque nᵒ\u00a02" }).waitFor();
    await page.goBack();
    const [word] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Télécharger en Word" }).click(),
    ]);
    expect(word.suggestedFilename()).toMatch(/-changements\.docx$/);
  });

  test("without script too, then a confirming round opens", async () => {
    const here = `/deliverables/${note.integrating}`;
    const page = await open(site.people.author, `${here}/contributions/18c`, { ...desk, javaScriptEnabled: false });
    await page.getByLabel("L’appliquer au texte").check();
    await page.getByRole("button", { name: "Enregistrer la suite donnée" }).click();
    await page.getByText("La remarque nᵒ\u00a03 est appliquée").waitFor();
    await page.getByRole("link", { name: "Soumettre" }).click();
    await page.getByText("Une relecture de confirmation s’ouvrira").waitFor();
    await page.getByText("Toutes les remarques ont reçu leur suite.").waitFor();
    await page.getByLabel("Cette version est prête à être relue").check();
    await page.getByRole("button", { name: "Soumettre et inviter les relecteurs" }).click();
    await page.getByText("La relecture est ouverte").first().waitFor();
    expect((await stateOf(note.integrating)).rounds[1]).toMatchObject({ confirms: 1, rule: { quorum: 1 } });
  });

  test("the coordinator settles, records, plans and closes", async () => {
    const today = localDate(new Date().toISOString(), "Europe/Paris");
    const here = `/deliverables/${note.open}`;
    const page = await open(site.people.coordinator, here);
    await seen(page, "Accès aux droits");
    await page.getByRole("link", { name: "Régler le remplacement" }).click();
    await seen(page, "Remplacement proposé");
    await page.getByLabel("Non, garder le relecteur invité").check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("heading", { level: 1, name: "Accès aux droits" }).waitFor();

    await page.goto(`${site.url}${here}/reported`);
    await seen(page, "Enregistrer un avis reçu autrement");
    const letter = { name: "lettre.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 lettre") };
    await page.getByLabel("Fichier").setInputFiles(letter);
    await page.getByRole("button", { name: "Joindre ce fichier" }).click();
    await page.getByText("Le fichier est arrivé").waitFor();
    await page.getByLabel("Direction (ORIV)").check();
    await page.getByLabel("Favorable", { exact: true }).check();
    await page.getByLabel("Par courriel").check();
    await page.getByLabel("Reçu le").fill(today);
    await page.getByRole("button", { name: "Enregistrer cet avis" }).click();
    await page
      .getByText(`Avis reçu par courriel le ${formatDate("fr", today)}`)
      .first()
      .waitFor();
    await page.getByRole("link", { name: "Voir la pièce" }).click();
    await seen(page, "Avis rapporté");

    await page.goto(`${site.url}/meetings/new?deliverable=${note.open}`);
    await seen(page, "Prévoir une rencontre");
    await page.getByLabel("Date", { exact: true }).fill("2030-07-03");
    await page.getByLabel("Lieu").fill("Strasbourg, ORIV");
    await page.getByRole("group", { name: "Actions" }).getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Prévoir la rencontre et inviter" }).click();
    await page.getByText("avant cette rencontre").first().waitFor();
    await seen(page, "Prévoir une rencontre");
    await page.getByLabel("Je garde ce jour.").check();
    await page.getByRole("button", { name: "Prévoir la rencontre et inviter" }).click();
    await seen(page, "Séminaire interne du 3 juillet 2030");

    await approve(note.open, "second");
    await page.goto(`${site.url}${here}/closure`);
    await seen(page, "Clore la relecture");
    expect(await page.locator("input:checked").count()).toBe(0);
    await page.getByLabel("Clore sans accord").check();
    await page.getByRole("group", { name: "La rencontre prévue le 3 juillet 2030" }).getByLabel("Oui").check();
    await page.getByRole("button", { name: "Clore la relecture" }).click();
    await page.getByText("Clos sans accord").first().waitFor();
    expect((await stateOf(note.open)).rounds[0]).toMatchObject({ outcome: "unresolved" });
  });
}
