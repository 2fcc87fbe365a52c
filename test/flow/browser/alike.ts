import { cp } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { type Network, openNetwork } from "../../../infra/local/network.ts";
import * as steps from "../../../infra/local/sample-acts.ts";
import { startServer } from "../../../infra/local/server.ts";
import { loadEvents } from "../../../shared/stored/deliverable.ts";
import { long } from "../../long.ts";
import { temporaryFolder } from "../../temporary.ts";
import { freePort } from "../running.ts";
import { selectWords } from "./browsing.ts";
import { noteInReview } from "./note-in-review.ts";
import { enter, gather, type Site } from "./site.ts";
import { type Stored, storedIn, withoutChance } from "./stored.ts";

/** What was offered of the note whose author treats it. */
const offered: steps.Remark[] = [
  {
    type: "correction",
    on: "Trois enjeux ont été retenus",
    text: "",
    proposal: "Trois enjeux principaux sont retenus",
  },
  { type: "correction", on: "une fête de quartier", text: "Trop pittoresque.", proposal: "une rencontre de voisins" },
  { type: "comment", on: "Deux risques opposés ont été décrits.", text: "Très clair, à garder." },
];

type Note = "open" | "closed";
type Base = { folder: string; clock: () => number; people: Site["people"]; notes: Record<Note, string> };
/** Somebody at a page of a note, where scripts run or not. */
type Visit = { page: Page; scripted: boolean };
type Scenario = {
  who: keyof Site["people"];
  of: Note;
  /** Where they begin, below the note's address. */
  at: string;
  play(visit: Visit): Promise<void>;
  /** The events that it adds to the note. */
  adds: string[];
};

/** Scenarios that end in the same stored rows and files whether scripts run or not: each is played twice, on copies of one network. */
export function scriptChangesNothing(site: Pick<Site, "browser">): void {
  let base: Base;
  beforeAll(async () => {
    base = await makeBase();
  });

  /** `shown`: played by default too; the others in the long form. */
  function check(title: string, scenario: Scenario, shown = long): void {
    test.runIf(shown)(title, { timeout: 120_000 }, async () => {
      const [scripted, plain] = await Promise.all([true, false].map((way) => played(site, base, scenario, way)));
      expect([scripted!.added, plain!.added]).toEqual([scenario.adds, scenario.adds]);
      const [one, other] = withoutChance(scripted!.stored, plain!.stored);
      expect(other).toEqual(one);
    });
  }

  checkLines("states with other ids in the same places are alike", [`a ${an}`], [`a ${another}`], true);
  checkLines("states at other instants are alike", ["2026-03-10T09:00:00.000Z"], ["2026-03-10T09:00:01.000Z"], true);
  checkLines("states with other words are not", [`a ${an}`], [`b ${another}`], false);
  checkLines("states with an id in other places are not", [`a ${an}`, `b ${an}`], [`a ${another}`, `b ${an}`], false);
  checkLines("states of which one has a line more are not", ["a"], ["a", "b"], false);
  checkLines("states with another object are not", [`a ${an}`], [`a ${another}`], false, [another]);

  check(
    "two remarks, one on words and one on a paragraph that is written again, a third taken out, and an opinion",
    {
      ...{ who: "first", of: "open", at: "/review", play: review },
      adds: ["contributed", "decided"],
    },
    true,
  );
  check("a comment on words that a paragraph says twice, an addition to the whole document, and an opinion", {
    ...{ who: "second", of: "open", at: "/review", play: pointOut },
    adds: ["contributed", "decided"],
  });
  check("a correction applied, another declined with its reason, a comment integrated", {
    ...{ who: "author", of: "closed", at: "/contributions", play: treat },
    adds: ["correctionsApplied", "disposed", "disposed"],
  });
  check("a reviewer chased with two lines, and the round closed without agreement", {
    ...{ who: "coordinator", of: "open", at: "", play: chaseAndClose },
    adds: ["chased", "roundClosed"],
  });
}

const [an, another] = ["Nq9P6y-wWDGicbc_Bzgn1g", "lIp6YQ8DwNs0eK6ra-uBwA"];

/** Whether two networks' lines are alike but for chance; `objects`: ids that name an object by its content. */
function checkLines(title: string, one: string[], other: string[], alike: boolean, objects: string[] = []): void {
  test(title, () => {
    const stored = (lines: string[]): Stored => ({ lines, objects: new Set(objects) });
    const [here, there] = withoutChance(stored(one), stored(other));
    expect(isDeepStrictEqual(here, there)).toBe(alike);
  });
}

/** A network with a note under review and one whose remarks wait for their author, served by nobody. */
async function makeBase(): Promise<Base> {
  const folder = temporaryFolder();
  // a Tuesday morning: no day ends while a scenario is played
  const ahead = Date.parse("2026-03-10T09:00:00Z") - Date.now();
  const clock = () => Date.now() + ahead;
  const network = await openNetwork({ folder, publicUrl: "http://127.0.0.1" }, { alone: true, clock, durable: false });
  const people = await gather(network);
  const open = await noteInReview({ network, people }, "Langues et accueil : note de cadrage");
  const closed = await noteInReview({ network, people }, "Laïcité et action sociale : note de cadrage");
  await steps.remark(network, people.first, closed, offered);
  for (const role of ["first", "second"] as const) await steps.decide(network, people[role], closed, "approve");
  await steps.close(network, people.coordinator, closed);
  network.close();
  return { folder, clock, people, notes: { open, closed } };
}

/** Plays a scenario on a copy of the base: what it added, and all that is stored in the end. No worker is there: jobs stay owed. */
async function played(
  { browser }: Pick<Site, "browser">,
  base: Base,
  { who, of, at, play }: Scenario,
  scripted: boolean,
) {
  const { clock, people } = base;
  const id = base.notes[of];
  const { network, url } = await serveCopy(base.folder, clock);
  const before = (await eventTypes(network, id)).length;
  const site = { network, url, browser, people } as Site;
  const page = await enter(site, people[who], `/deliverables/${id}${at}`, { javaScriptEnabled: scripted });
  await play({ page, scripted });
  await page.context().close();
  return { added: (await eventTypes(network, id)).slice(before), stored: await storedIn(network) };
}

async function serveCopy(folder: string, clock: () => number): Promise<{ network: Network; url: string }> {
  const copy = temporaryFolder();
  await cp(folder, copy, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const network = await openNetwork({ folder: copy, publicUrl: url }, { alone: true, clock, durable: false });
  const server = await startServer(network, { port, host: "127.0.0.1" });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    network.close();
  });
  return { network, url };
}

async function eventTypes({ ports }: Network, id: string): Promise<string[]> {
  return (await Array.fromAsync(loadEvents(ports.store, id))).map(({ type }) => type);
}

/* What people do. */

async function review({ page, scripted }: Visit): Promise<void> {
  await correctWords({ page, scripted }, "doctrine", "morale");
  await commentOn({ page, scripted }, "Deux risques opposés", "Lesquels ? Le lecteur attend un exemple.");
  const comment = page.locator(".remark[role=note]", { hasText: "Lesquels ?" });
  await comment.getByRole("link", { name: "Reprendre" }).click();
  await page.getByLabel("Votre commentaire").fill("Lesquels ? Un exemple manque.");
  await page.getByRole("button", { name: "Garder" }).click();
  await page.locator(".remark[role=note]", { hasText: "Un exemple manque." }).waitFor();
  await commentOn({ page, scripted }, "une fête de quartier", "Quel quartier ?");
  const third = page.locator(".remark[role=note]", { hasText: "Quel quartier ?" });
  await third.getByRole("button", { name: "Supprimer" }).click();
  await page.getByText("La remarque est supprimée.").filter({ visible: true }).first().waitFor();
  await decide(page, "Avis favorable avec réserves", "Un exemple par risque, et le document est prêt.");
}

/** Words of which there are several in their paragraph: the first are selected, or chosen among those that are shown. */
async function pointOut({ page, scripted }: Visit): Promise<void> {
  const words = "grille";
  if (scripted) {
    await selectWords(page, words);
    await page.getByRole("toolbar").getByRole("button", { name: "Commenter" }).click();
  } else {
    await begin(page, words);
    await aim(page, words);
  }
  await page.getByLabel("Votre commentaire").fill("Une grille, ou un guide d’entretien ?");
  await page.getByRole("button", { name: "Garder" }).click();
  if (!scripted) {
    await page.locator("[name=occurrence][type=radio]").first().check();
    await page.getByRole("button", { name: "Garder" }).click();
  }
  await page.locator(".remark[role=note]", { hasText: "guide d’entretien" }).waitFor();
  await page.getByText("Consignes et fichiers").click();
  await page.getByRole("link", { name: "Faire une remarque sur le document entier" }).click();
  await page.getByRole("radio", { name: "Ajout" }).check();
  await page.getByLabel("Texte à ajouter").fill("Une restitution aura lieu en octobre, à Metz.");
  await page.getByRole("button", { name: "Garder" }).click();
  await page.locator(".remark[role=note]", { hasText: "Une restitution" }).waitFor();
  await decide(page, "Avis favorable");
}

async function decide(page: Page, choice: string, reason?: string): Promise<void> {
  await page.getByRole("link", { name: "Donner mon avis" }).click();
  await page.getByLabel(choice).first().check();
  if (reason) await page.getByLabel("Motif ou remarques").fill(reason);
  await page.getByRole("button", { name: "Envoyer mon avis" }).click();
  await page.getByRole("heading", { level: 1, name: "Avis bien reçu" }).waitFor();
}

/** Other words for some of a paragraph: selected in the text, or typed. */
async function correctWords({ page, scripted }: Visit, words: string, proposal: string): Promise<void> {
  if (scripted) {
    await selectWords(page, words);
    await page.getByRole("toolbar").getByRole("button", { name: "Corriger" }).click();
  } else {
    await begin(page, words);
    await page.getByLabel("Correction").check();
    await aim(page, words);
  }
  await page.getByLabel("Texte proposé").fill(proposal);
  await page.getByRole("button", { name: "Garder" }).click();
  await page.locator(".remark[role=note]", { hasText: proposal }).waitFor();
}

async function commentOn({ page }: Visit, words: string, comment: string): Promise<void> {
  await begin(page, words);
  await page.getByLabel("Votre commentaire").fill(comment);
  await page.getByRole("button", { name: "Garder" }).click();
  await page.locator(".remark[role=note]", { hasText: comment }).waitFor();
}

async function aim(page: Page, words: string): Promise<void> {
  await page.locator("summary", { hasText: "Mots visés" }).click();
  await page.getByLabel("Mots visés").fill(words);
}

/** The "+" beside the paragraph that says some words. */
async function begin(page: Page, words: string): Promise<void> {
  const block = await page.locator("article p", { hasText: words }).first().getAttribute("id");
  await page.locator(`a.plus[href$="?remark=${block}"]`).click();
}

async function treat({ page, scripted }: Visit): Promise<void> {
  const answers = [
    ["applied", "A"],
    ["declined", "N", "C’est ce que les habitants ont dit."],
    ["integrated", "I"],
  ] as const;
  for (const [done, [as, key, reason = ""]] of answers.entries()) {
    if (scripted) await page.keyboard.press(reason ? key.toLowerCase() : `Shift+${key}`);
    else await page.locator(`[name=disposition][value=${as}]`).check();
    if (reason) await page.locator("#reason").fill(reason);
    if (scripted && reason) await page.keyboard.press("Control+Enter");
    if (!scripted) await page.getByRole("button", { name: /^Enregistrer/ }).click();
    await expect
      .poll(() => page.locator(".taskbar progress").getAttribute("value"), { timeout: 20_000 })
      .toBe(String(done + 1));
  }
}

async function chaseAndClose({ page, scripted }: Visit): Promise<void> {
  const form = page.locator("form", { has: page.getByRole("button", { name: "Relancer Documentaliste" }) });
  await form.locator("summary").click();
  await form.locator("textarea").fill("Le financeur attend la note vendredi.");
  if (!scripted) await form.getByRole("checkbox").check();
  await form.getByRole("button").click();
  await page.getByRole("status").getByText("Relance envoyée").waitFor();
  await page.getByRole("link", { name: "Clore la relecture" }).first().click();
  await page.getByLabel("Clore sans accord").check();
  await page.getByRole("button", { name: "Clore la relecture" }).click();
  await page.getByText("Clos sans accord").first().waitFor();
}
