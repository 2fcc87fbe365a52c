import { beforeAll, expect, test } from "vitest";
import * as steps from "../../../infra/local/sample-acts.ts";
import { issueMeeting } from "../../../shared/acts/meetings.ts";
import { loadMeeting } from "../../../shared/stored/meeting.ts";
import { putText } from "../../../shared/stored/text.ts";
import { addDays } from "../../../shared/time/calendar.ts";
import { desk, newPage } from "./browsing.ts";
import { becomes, chromiumKeys, type Keys, says, tabTo, take } from "./keys.ts";
import { noteInReview } from "./note-in-review.ts";
import { linkOf, type Site } from "./site.ts";

const title = "Médiation interculturelle : note de cadrage";
const decided = "Envoyer la note aux délégations régionales";
const meeting = "cloture-au-clavier";

/** A coordinator's afternoon by the keyboard alone: a decision of a meeting is done, a round closed, the final read and checked. */
export function roundIsClosedByKeyboard(site: Site): void {
  let id: string;
  beforeAll(async () => {
    const { network, people } = site;
    id = await noteInReview(site, title);
    for (const role of ["first", "second"] as const) await steps.decide(network, people[role], id, "approve");
    await holdMeeting(site);
  });

  test("by the keyboard alone: a decision closed, a round closed and approved, its final opened, a file of it downloaded and checked", async () => {
    const page = await newPage(site.browser, { locale: "fr-FR", ...desk });
    const keys = chromiumKeys(page);
    await keys.open(site.url + (await linkOf(site, site.people.coordinator)));
    await keys.seen(/^L’année \d+$/);
    await closeDecision(keys);
    expect((await loadMeeting(site.network.ports.store, meeting))!.state.resolutions[0]?.closed?.as).toBe("done");

    await take(keys, "L’année");
    await keys.seen(/^L’année \d+$/);
    await approve(keys);
    expect((await steps.stateOf(site.network, id)).rounds[0]).toMatchObject({ outcome: "approved" });

    await reachFinal(keys);
    const file = page.waitForEvent("download").then((download) => download.path());
    page.on("filechooser", async (chooser) => chooser.setFiles(await file));
    await take(keys, "Télécharger le PDF");
    await file;
    await tabTo(keys, "Fichier à vérifier");
    await keys.press(" ");
    await says(keys, "est bien le PDF de l’édition 1, celle en vigueur.", "[data-verify] [role=status]");
  });
}

/** A meeting that was held, and decided what an author is to do; a month late, so that it stands before all else that is awaited. */
async function holdMeeting({ network: { ports }, people }: Site): Promise<void> {
  const by = steps.asker(people.coordinator);
  const today = new Date(ports.clock()).toISOString().slice(0, 10);
  const plan = { kind: "network", title: "Réunion du réseau à Metz", date: today, place: "Metz" } as const;
  const words = await putText(ports, decided);
  await issueMeeting(ports, meeting, {
    ...{
      type: "plan",
      by,
      id: meeting,
      ...plan,
      actions: [],
      organiser: people.coordinator.id,
      invited: [],
      agenda: [],
    },
  });
  await issueMeeting(ports, meeting, {
    ...{ type: "record", by, present: [people.author.id], outsiders: 0, today },
    resolutions: [{ id: "envoi", words, person: people.author.id, due: addDays(today, -30) }],
  });
}

async function closeDecision(keys: Keys): Promise<void> {
  await take(keys, `Chargée de mission (COFRIMI) doit : ${decided}`);
  await keys.seen(decided);
  await tabTo(keys, "Faite");
  await keys.press(" ");
  await take(keys, "Enregistrer");
  await says(keys, "faite le");
}

async function approve(keys: Keys): Promise<void> {
  await take(keys, `Clore – ${title}`);
  await keys.seen("Clore la relecture");
  await tabTo(keys, "Approuver");
  await keys.press(" ");
  await take(keys, "Clore la relecture");
  await keys.seen(title);
}

/** The page of the final, once its files are there: the page of the deliverable is asked anew until it leads there. */
async function reachFinal(keys: Keys): Promise<void> {
  await expect
    .poll(
      async () => {
        await keys.reload();
        return keys.read(`document.querySelector("main").innerText.includes("Page des financeurs")`);
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
  await take(keys, "Page des financeurs");
  await becomes(keys, `location.pathname.endsWith("/final")`);
  await keys.seen(title);
}
