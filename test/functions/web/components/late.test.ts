import { beforeEach, describe, expect, test } from "vitest";
import { notify } from "../../../../functions/notify/notify.ts";
import { issue } from "../../../../shared/chain/issue.ts";
import type { State } from "../../../../shared/deliverable/state.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import { fullName } from "../../../../shared/stored/person.ts";
import {
  as,
  browse,
  completeDraft,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
} from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";
import { closed, inReview } from "../../notify/scenes.ts";

let network: Network;
beforeEach(async () => {
  network = await openTestNetwork();
});

const at = (instant: string) => network.world.set(Date.parse(instant));
const page = async (path: string, role: "coordinator" | "author" = "coordinator") =>
  wordsOf(await (await browse(network, role)).page(path));

/** The week's letter as the coordinator reads it. */
async function weekly(week: string): Promise<string> {
  const job = { id: "mail/weekly", type: "mail", to: network.people.coordinator.id, letter: "weekly", week } as const;
  await notify(network.ports, job, network.settings);
  return wordsOf(network.sent[0]?.html ?? "");
}

type Row = { what: string; bring: () => Promise<string>; now: string; page: string; letter: string };
const rows: Row[] = [
  {
    what: "a draft that is twelve days late",
    bring: () => createNote(network),
    now: "2008-04-01T09:00:00.000Z",
    page: "Brouillon attendu de Chargée de mission (COFRIMI). 12 jours de retard : brouillon attendu le 20 mars 2008.",
    letter: "en retard de 12 jours, brouillon attendu le 20 mars 2008 ; attendu de Chargée de mission (COFRIMI)",
  },
  {
    what: "a review that one of two has not given",
    bring: async () => {
      const id = await inReview(network);
      await decideAs(network, "first", id, "approve");
      return id;
    },
    now: "2008-05-14T09:00:00.000Z",
    page: "Relecture ouverte : 1 avis reçu sur 2. 2 jours de retard : relecture jusqu’au 12 mai 2008.",
    letter: "en retard de 2 jours, relecture jusqu’au 12 mai 2008 ; attendu de Research officer (IREV)",
  },
  {
    what: "a final ten months late whose draft never came",
    bring: () => createNote(network),
    now: "2009-05-04T09:00:00.000Z",
    page: "Brouillon attendu de Chargée de mission (COFRIMI). 13 mois de retard : brouillon attendu le 20 mars 2008.",
    letter:
      "en retard de 10 mois, document final attendu le 1er juillet 2008 ; attendu de Chargée de mission (COFRIMI)",
  },
  {
    what: "a draft of which only the final has a day",
    bring: () => planned("Laïcité", { due: { final: "2008-03-20" } }),
    now: "2008-04-01T09:00:00.000Z",
    page: "Brouillon attendu de Chargée de mission (COFRIMI). 12 jours de retard : brouillon attendu le 20 mars 2008.",
    letter: "en retard de 12 jours, brouillon attendu le 20 mars 2008 ; attendu de Chargée de mission (COFRIMI)",
  },
  {
    what: "a draft that nobody is named for",
    bring: async () => {
      const id = await createNote(network);
      const access = { type: "endAccess", by: as(network, "coordinator"), person: network.people.author.id } as const;
      await issue(deliverables, network.ports, id, access);
      return id;
    },
    now: "2008-04-01T09:00:00.000Z",
    page: "Plus personne n’est nommé pour ce qui manque : à la coordination de désigner quelqu’un. 12 jours de retard : brouillon attendu le 20 mars 2008.",
    letter: "en retard de 12 jours, brouillon attendu le 20 mars 2008 ; personne n’est nommé pour cela",
  },
  {
    what: "a final that is being set",
    bring: () => closed(network),
    now: "2008-07-03T09:00:00.000Z",
    page: "Les documents finaux sont en cours de composition. 2 jours de retard : document final attendu le 1er juillet 2008.",
    letter: "en retard de 2 jours, document final attendu le 1er juillet 2008 ; en cours de composition",
  },
];

/** A note with other days than usual. */
async function planned(title: string, { due }: Pick<State, "due">): Promise<string> {
  const id = await createNote(network, { title });
  await issue(deliverables, network.ports, id, { type: "amend", by: as(network, "coordinator"), due });
  return id;
}

test("the day of a draft is one for who writes it, for who awaits it, and for the next step", async () => {
  await planned("Laïcité", { due: { final: "2008-03-20" } });
  at("2008-03-10T09:00:00.000Z");
  expect(await page("/", "author")).toContain("Laïcité brouillon, pour le 20 mars 2008");
  expect(await page("/deliverables")).toContain(
    "Brouillon attendu de Chargée de mission (COFRIMI). Pour le 20 mars 2008.",
  );
  at("2008-04-01T09:00:00.000Z");
  expect(await page("/", "author")).toContain("Laïcité En retard brouillon, pour le 20 mars 2008");
  expect(await page("/deliverables")).toContain(
    "Brouillon attendu de Chargée de mission (COFRIMI). 12 jours de retard : brouillon attendu le 20 mars 2008.",
  );
  expect(await page("/deliverables")).not.toContain("Document final attendu");
});

describe("what is late is told with how late and by whom, alike", () => {
  test.each(rows)("$what", async ({ bring, now, ...told }) => {
    const id = await bring();
    at(now);
    expect(await page("/deliverables")).toContain(told.page);
    expect(await page(`/deliverables/${id}`)).toContain(told.page);
    expect(await weekly(now.slice(0, 10))).toContain(told.letter);
  });

  test("what is late comes first on the list, whatever its stage", async () => {
    await createNote(network, { title: "Laïcité" });
    await inReview(network);
    at("2008-05-14T09:00:00.000Z");
    expect(await page("/deliverables")).toMatch(/En retard \(2\) 20 mars Laïcité .* 12 mai L’interculturalité/);
  });
});

test("the list awaits a document of those who still owe a part of it, and of nobody else", async () => {
  const { author, stranger } = network.people;
  const id = await createNote(network, { parts: ["oriv", "crefe"].map((part) => ({ id: part, title: part })) });
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, id, { type: "amend", by, authors: [author.id, stranger.id] });
  const parts = [
    { id: "oriv", title: "oriv", people: [author.id] },
    { id: "crefe", title: "crefe", people: [stranger.id] },
  ];
  await issue(deliverables, network.ports, id, { type: "arrangeParts", by, parts, drop: [] });
  await deposit(network, id, completeDraft, "cadrage.md", "oriv");
  expect(await page("/deliverables")).toContain(`Brouillon attendu de ${fullName(stranger)}. Pour le 20 mars 2008.`);
});
