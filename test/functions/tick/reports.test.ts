import { beforeEach, expect, test } from "vitest";
import { tick } from "../../../functions/tick/tick.ts";
import type { Command } from "../../../shared/agreement/command.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { agreements, loadAgreement } from "../../../shared/stored/agreement.ts";
import { ask, open, sign } from "../../agreement/sample.ts";
import { as, browse, type Network, openTestNetwork, sendMails } from "../network.ts";

let network: Network;
const act = (id: string, command: Command) =>
  issue(agreements, network.ports, id, { ...command, by: as(network, "coordinator") } as Command);

/** An agreement of 2008 that was signed, whose report is due on Tuesday 30 June 2009. */
beforeEach(async () => {
  network = await openTestNetwork();
  network.world.set(Date.parse("2008-06-02T09:00:00.000Z"));
  await act("mpg-2008", open);
  await act("mpg-2008", sign);
});

/** Mails that leave at ten of some days, in Paris: their subjects without spaces that do not break. */
async function letters(...days: string[]): Promise<string[]> {
  const before = network.sent.length;
  for (const day of days) {
    network.world.set(Date.parse(`${day}T08:00:00.000Z`));
    await tick(network.ports, network.settings);
    await sendMails(network);
  }
  return network.sent.slice(before).map(({ subject }) => plain(subject));
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const reports = (subjects: string[]) => subjects.filter((each) => !each.startsWith("Semaine"));
const said = () => network.sent.map(({ text }) => plain(text));

test("who coordinates is reminded of a report 30 and 7 days before its day and the day after, once a day", async () => {
  // 31 May and 1 June 2009 are Sunday and Whit Monday: the reminder of 31 May leaves on the Friday before
  const days = ["2009-05-28", "2009-05-29", "2009-05-29", "2009-06-02", "2009-06-22", "2009-06-23", "2009-06-24"];
  const due = "Compte rendu financier à remettre le 30 juin : Portail européen sur les migrations";
  expect(reports(await letters(...days))).toEqual([due, due]);
  expect(reports(await letters("2009-06-30", "2009-07-01", "2009-07-01", "2009-07-02"))).toEqual([
    "Compte rendu financier en retard : Portail européen sur les migrations",
  ]);
  const { reminded } = (await loadAgreement(network.ports.store, "mpg-2008"))!.state;
  expect(reminded).toEqual(["2009-05-29", "2009-06-23", "2009-07-01"]);
  expect(network.sent.every(({ to }) => to.address === "coordination@reseau.example")).toBe(true);
});

test("several reports are one mail, whose link opens the list of agreements", async () => {
  await act("acse-2008", { ...open, id: "acse-2008", title: "Veille 2008", funder: "acse" } as Command);
  await act("acse-2008", sign);
  expect(reports(await letters("2009-06-23"))).toEqual([
    "2 comptes rendus financiers à remettre, le premier le 30 juin",
  ]);
  const text = said().find((each) => each.includes("comptes rendus financiers"))!;
  expect(text).toMatch(/Compte rendu financier : .*Veille 2008, pour ACSE, à remettre le 30 juin 2009/);
  expect(text).toContain("notez-le sur la page de la convention");
  const [, link = ""] = /(\/l\/\S+page=agreements)/.exec(text) ?? [];
  const opened = await network.app.request(link);
  expect([opened.status, opened.headers.get("location")]).toEqual([303, "/agreements"]);
});

test("nobody is reminded of a report that was handed in, nor of one that nobody promised", async () => {
  await act("mpg-2008", ask({ type: "report", on: "2008-06-02", today: "2008-06-02" }));
  await act("acse-2008", { ...open, id: "acse-2008" } as Command);
  expect(reports(await letters("2009-05-29", "2009-06-23", "2009-07-01"))).toEqual([]);
});

test("what the week's letter lists, late or due in its week, is not reminded on its day", async () => {
  // 31 August 2008 is a Sunday: what is due then is late on Monday
  await act("acse-2008", { ...open, id: "acse-2008", title: "Veille 2008.", reportDue: "2008-08-31" } as Command);
  await act("acse-2008", sign);
  expect(await letters("2008-09-01")).toEqual(["Semaine du 1er septembre : un compte rendu financier en retard"]);
  expect(said().at(-1)).toMatch(
    /Compte rendu financier : Veille 2008, pour mpg, attendu le 31 août 2008, en retard d’un jour/,
  );
  expect(await letters("2009-06-29")).toEqual([
    "Semaine du 29 juin : un compte rendu financier en retard, un compte rendu financier à remettre",
  ]);
});

test("the year and the first page have what is late, the year what is due in the next fortnight", async () => {
  const at = async (day: string, page: string) => {
    network.world.set(Date.parse(`${day}T08:00:00.000Z`));
    return plain(await (await browse(network, "coordinator")).page(page)).replace(/\s+/g, " ");
  };
  expect(await at("2009-06-16", "/year")).toMatch(
    /id="ahead"[\s\S]*30 juin<\/time> <span><a href="\/agreements\/mpg-2008#report">Portail européen sur les migrations<\/a>, compte rendu financier à remettre/,
  );
  expect(await at("2009-06-15", "/year")).not.toContain("/agreements/mpg-2008");
  for (const page of ["/year", "/"])
    expect(await at("2009-07-02", page)).toMatch(
      /<a href="\/agreements\/mpg-2008#report">Portail européen sur les migrations<\/a> <p>compte rendu financier : <span class="tag error">en retard de 2 jours<\/span> à remettre le 30 juin 2009/,
    );
  const others = await browse(network, "funder");
  expect(await others.page("/")).not.toContain("/agreements/mpg-2008");
});
