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

  test("are those that it draws, and before them what is late from the years before, as the list above them", async () => {
    const all = (await lines("2009")).map(([, ...cells]) => cells);
    expect(all.at(-1)).toEqual(regional);
    expect(all).toContainEqual(["Séminaire de travail interne", "attendu, en retard", "", "", "", "juillet 2008"]);
    expect(all).toContainEqual(["Note intermédiaire", "attendu, en retard", "", "", "juillet 2008", ""]);
    const page = await coordinator.page("/year");
    const [, list = "", count] =
      /<div class="folds">(<details><summary>En retard, d’avant 2009 [^(]*\((\d+)\)[\s\S]*?<\/div>)/.exec(page) ?? [];
    expect(list).toContain("12 × Note mensuelle de veille");
    expect(all.length).toBe(Number(count) + 1);
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
