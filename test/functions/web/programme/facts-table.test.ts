import { beforeAll, describe, expect, test } from "vitest";
import { seedText } from "../../../programme/seed.ts";
import { type Browser, browse, openTestNetwork } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let coordinator: Browser;
beforeAll(async () => {
  const network = await openTestNetwork();
  await (await browse(network, "coordinator")).post("/programmes/import", { file: seedText });
  network.world.set(Date.parse("2009-02-02T09:00:00.000Z"));
  coordinator = await browse(network, "coordinator");
});

/** The cells of each line of the table below the timeline of a year. */
async function lines(year: string): Promise<string[][]> {
  const page = await coordinator.page(`/year?year=${year}`);
  const [, table = ""] = /<details class="facts-table">([\s\S]*?)<\/details>/.exec(page) ?? [];
  return [...table.matchAll(/<tr role="row">([\s\S]*?)<\/tr>/g)]
    .slice(1)
    .map(([, row = ""]) => [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = ""]) => wordsOf(cell)));
}

describe("the facts of a timeline as a table", () => {
  const regional = ["Rencontres régionales", "attendu", "", "", "", "début d’année 2009"];

  test("are those that it draws: what was expected in another year is not among them", async () => {
    expect((await lines("2009")).map(([, ...cells]) => cells)).toEqual([regional]);
  });

  test("have days as vague as they were given, each in the column of what it is of", async () => {
    const all = await lines("2008");
    const row = (title: string) => all.find(([, item]) => item === title)?.slice(2);
    const late = "attendu, en retard";
    expect(row("Note intermédiaire")).toEqual([late, "", "", "juillet 2008", ""]);
    expect(row("Séminaire de travail interne")).toEqual([late, "", "", "", "juillet 2008"]);
    expect(row("4 × Réunion trimestrielle du réseau")).toEqual([late, "", "", "", "2008"]);
    expect(row("Note mensuelle de veille")).toEqual(["0 sur 12", "", "", "2008", ""]);
    expect(row(regional[0]!)).toBeUndefined();
    expect(all.flat().filter((cell) => /^31 /.test(cell))).toEqual([]);
  });
});
