import { beforeEach, describe, expect, test } from "vitest";
import { putDelegate } from "../../../../shared/acts/delegate.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { listJobs } from "../../../../shared/stored/job.ts";
import { makeLink, type Purpose } from "../../../../shared/stored/link.ts";
import { openHeldBy } from "../../../../shared/stored/lists.ts";
import { proofCopyKey } from "../../../../shared/stored/outputs.ts";
import {
  as,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  lastRound,
  type Network,
  openTestNetwork,
  type Role,
  submitDraft,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let note: string;

/** A note under review, by "first" and "second". */
beforeEach(async () => {
  network = await openTestNetwork();
  note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
});

const nothing = async () => {};
const decided = (role: Role = "first") => decideAs(network, role, note, "approve");
const closed = async () => {
  for (const role of ["first", "second"] as const) await decided(role);
  await closeRound(network, note);
};
const another = async () => {
  const id = await createNote(network);
  await deposit(network, id);
  await submitDraft(network, id);
};
/** The first proposes somebody else in their place, and the coordinator has yet to answer. */
const handing = async () => {
  const to = await putDelegate(network.ports, { name: "Chargé de veille", address: "v@o.example", organisation: "O" });
  const by = as(network, "first");
  await issue(deliverables, network.ports, note, { type: "delegate", by, round: 1, submission: "first-else", to });
};
/** Its version is set for its reviewers, on twelve pages. */
const set = async () => {
  await another();
  const { version } = await lastRound(network, note);
  const copies = Buffer.from(JSON.stringify([{ format: "pdf", bytes: 340_000, pages: 12 }]));
  await network.ports.files.put(proofCopyKey(version, "json"), copies, "application/json");
};

describe("whoever is in lands on their work", () => {
  function check(title: string, who: [Role, Purpose?], then: () => Promise<unknown>, lands: string | RegExp): void {
    test(title, async () => {
      await then();
      const [role, purpose = "enter"] = who;
      const browser = await browse(network, role, purpose, purpose === "enter" ? undefined : note);
      const answer = await browser.get("/");
      const at = answer.headers.get("location")?.replace(note, "note");
      if (typeof lands === "string") expect(at).toBe(lands);
      else expect(wordsOf(await answer.text())).toMatch(lands);
    });
  }

  const reading = "/deliverables/note/review";
  check("who coordinates, on the year", ["coordinator"], nothing, "/year");
  check("who has one document to review, on it", ["first"], nothing, reading);
  check("whose link is for one review, on it", ["first", "review"], nothing, reading);
  check("whose link is for one review, on it once they decided too", ["first", "review"], decided, reading);
  check("whose link is for one draft, on it", ["author", "draft"], nothing, "/deliverables/note/draft");
  check("who has two to review, on both, each with how long it takes and its button", ["first"], another, bothToReview);
  check(
    "and of one that is set for its reviewers, the pages that it has",
    ["first"],
    set,
    /pour le .* 2008 · 12 pages, environ 5 minutes Relire – /,
  );
  check(
    "who decided, on what is still open",
    ["first"],
    () => decided(),
    /Rien ne vous attend.*Vos autres relectures en cours L’interculturalité.*Vous avez donné un avis favorable le .* Voir le reçu Changer mon avis – L’interculturalité/,
  );
  check(
    "who proposed somebody else, on the same, whose opinion is not said to be there",
    ["first"],
    handing,
    /Rien ne vous attend.*Vos autres relectures en cours (?!.*donné un avis).*Vous avez proposé qu’une autre personne/,
  );
  check("another reviewer who did not decide yet, on what waits", ["second"], () => decided(), reading);
  check(
    "who reviewed what is closed, on nothing, which says what comes next",
    ["first"],
    closed,
    /Rien ne vous attend pour l’instant\. Vous recevrez un courriel/,
  );
  check(
    "who writes, on what they owe and what they write",
    ["author"],
    nothing,
    /Ce que vous devez Rien ne vous attend.*Ce que vous écrivez L’interculturalité : note de cadrage .*0 avis reçu sur 2\./,
  );
});

describe("who came by the mail of one document is not told that nothing else waits", () => {
  const narrow =
    /Le lien de votre courriel n’ouvre que ce dont ce courriel parle\..*Recevoir le lien de toutes mes pages/;
  const nothing = /Rien ne vous attend|Aucun document n’attend|Aucun livrable ne vous|ne financez|Aucune rencontre/;

  test.each<[string, Role, Purpose]>([
    ["/reviews", "first", "review"],
    ["/drafts", "first", "review"],
    ["/drafts", "author", "draft"],
    ["/funded", "first", "review"],
  ])("%s of %s, by a link to %s", async (path, role, purpose) => {
    await decided("first");
    const words = wordsOf(await (await browse(network, role, purpose, note)).page(path));
    expect(words).toMatch(narrow);
    expect(words).not.toMatch(nothing);
    expect(wordsOf(await (await browse(network, role)).page(path))).not.toMatch(narrow);
  });

  test("nor on the page of all they have to do, by the mails of two", async () => {
    await another();
    await decided("first");
    const browser = await browse(network, "first", "review", note);
    const held = await openHeldBy(network.ports.store, network.people.first.id);
    const thing = held.map(({ id }) => id).find((id) => id !== note)!;
    await decideAs(network, "first", thing, "approve");
    const link = { person: network.people.first, purpose: "review", thing, days: 30 } as const;
    await browser.get(`/l/${await makeLink(network.ports, link)}`);
    const words = wordsOf(await browser.page("/"));
    expect(words).toMatch(narrow);
    expect(words).not.toMatch(nothing);
  });

  test("and is mailed the link of all their pages in one click, where they have their mail", async () => {
    const browser = await browse(network, "first", "review", note);
    const unsure = await browser.post("/link/own", { page: "reviews" });
    expect([unsure.status, await accessOwed()]).toEqual([422, []]);
    const sent = await browser.post("/link/own", { page: "reviews", confirmed: "true" });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/reviews"]);
    expect(wordsOf(await browser.page("/reviews"))).toContain("Le lien est parti à l’adresse");
    expect(await accessOwed()).toEqual([network.people.first.id]);
  });
});

const accessOwed = async () =>
  (await listJobs(network.ports.store)).flatMap((job) => ("letter" in job && job.letter === "access" ? [job.to] : []));

const bothToReview =
  /Ce que vous devez L’interculturalité : note de cadrage relecture, pour le .* 2008 · environ 1 page, 5 minutes Relire – .*Relire – /;

describe("pages name the rooms in which somebody has something", () => {
  test.each<[Role, string[]]>([
    [
      "coordinator",
      ["L’année", "Livrables", "Rencontres", "Conventions", "Programme", "Annuaire", "Réglages", "Chercher"],
    ],
    ["author", ["À faire", "Ce que j’écris", "Chercher"]],
    ["first", ["À faire", "Mes relectures", "Chercher"]],
    ["funder", ["Ce que nous finançons", "Chercher"]],
  ])("%s", async (role, names) => {
    const browser = await browse(network, role);
    const page = await browser.page("/accessibility");
    const [, nav = ""] = /<nav aria-label="Pages">([\s\S]*?)<\/nav>/.exec(page) ?? [];
    expect([...nav.matchAll(/<a [^>]*>([^<]+)<\/a>/g)].map(([, name]) => name)).toEqual(names);
  });

  test("and forget them once they left, or another is in their place", async () => {
    const browser = await browse(network, "author");
    await browser.post("/leave");
    expect(await browser.page("/accessibility")).not.toContain("Ce que j’écris");
  });
});
