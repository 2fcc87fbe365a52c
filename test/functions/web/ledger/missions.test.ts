import { beforeEach, describe, expect, test } from "vitest";
import { issueMeeting } from "../../../../shared/acts/meetings.ts";
import { entriesOf } from "../../../../shared/stored/ledger.ts";
import { agree, bring } from "../../../ledger/agreed.ts";
import { type Browser, browse, type Network, type Role } from "../../network.ts";
import { words } from "../../notify/letter.ts";
import { actions } from "../meetings/programmed.ts";
import { refused } from "../refused.ts";
import { entered, openPaid, what } from "./paid.ts";

let network: Network;
let office: Browser;
const sure = { confirmed: "true" };
const here = "/meetings/juin/missions";
const page = async (role: Role, path: string) => words(await (await browse(network, role)).page(path));

/** The network meeting of June, to which two members and the funder's officer came. */
beforeEach(async () => {
  network = await openPaid();
  await meet("juin", [actions.network]);
  office = await browse(network, "coordinator");
});

async function meet(id: string, of: string[], came: Role[] = ["author", "first", "funder"]): Promise<void> {
  const { coordinator } = network.people;
  const by = { person: coordinator.id, coordinator: true };
  const present = came.map((role) => network.people[role].id);
  const plan = {
    kind: "network",
    title: "",
    organiser: coordinator.id,
    date: "2008-06-10",
    place: "Metz",
    agenda: [],
  } as const;
  await issueMeeting(network.ports, id, {
    ...{ type: "plan", by, id, ...plan, agenda: [], actions: of as [], invited: present },
  });
  await issueMeeting(network.ports, id, { type: "record", by, present, outsiders: 1, today: "2008-06-12" });
}

const everyone = () => [network.people.author.id, network.people.first.id];

test("a meeting that was held leads to the missions of those who came, the funder's own people aside", async () => {
  expect(await page("coordinator", "/meetings/juin")).toMatch(
    /<a href="\/meetings\/juin\/missions">Saisir les missions des 2 présents/,
  );
  expect(await page("author", "/meetings/juin")).toContain(`<a href="${here}">Saisir ma mission`);
  await bring(network.ports, "settled", "acse-2008");
  expect(await page("coordinator", "/meetings/juin")).not.toContain("/missions");
  expect((await office.get(here)).status).toBe(404);
});

test("the funder's officer who came finds no mission to enter, nor does who takes part in no action of the agreement", async () => {
  for (const role of ["funder", "stranger"] as const) {
    const there = await browse(network, role);
    expect(await there.page("/meetings/juin").catch(() => "")).not.toContain("/missions");
    expect([(await there.get(here)).status, (await there.post(here, { ...sure })).status]).toEqual([404, 404]);
  }
  expect(await entered(network)).toEqual([]);
});

test("a mission is read by who pays for it, and leads to its meeting only who may open that", async () => {
  await meet("interne", [actions.network], ["author"]);
  await office.post("/meetings/interne/missions", { people: [network.people.author.id], ...sure });
  const [line] = await entered(network);
  const [own, payer] = await Promise.all(
    (["author", "funder"] as const).map((role) => page(role, `/entries/${line!.ledger}/${line!.id}`)),
  );
  expect(own).toContain('href="/meetings/interne"');
  expect(payer).toContain("Réunion du réseau du 10 juin 2008");
  expect(payer).not.toContain("/meetings/interne");
});

describe("the missions of a meeting", () => {
  test("are all ticked beforehand, with what is paid for each, so that one button enters them", async () => {
    const form = await page("coordinator", here);
    expect(form).toContain("Missions, 120,50 € par mission, sur « Convention du réseau » (Vie du réseau).");
    expect(form.match(/name="people" type="checkbox" value="[^"]+" checked/g)).toHaveLength(2);
    expect(form.match(/name="people"/g)).toHaveLength(3);
    expect(form).toContain("Saisir ces 2 missions");
  });

  test("are entered once, however often they are sent, each for the organisation of who came", async () => {
    for (let times = 0; times < 2; times++) {
      const answer = await office.post(here, { people: everyone(), ...sure });
      expect(answer.headers.get("location")).toMatch(`${here}?paid=`);
    }
    const lines = await entered(network);
    expect(lines.map(({ holder, person, meeting, cents, date }) => [holder, person, meeting, cents, date])).toEqual([
      ["org:cofrimi", network.people.author.id, "juin", 12_050, "2008-06-10"],
      ["org:oriv", network.people.first.id, "juin", 12_050, "2008-06-10"],
    ]);
    const after = words(await office.page(here));
    expect(after).toMatch(/C’est enregistré\.[\s\S]*Déjà saisi : Chargée de mission \(COFRIMI\), Direction \(ORIV\)/);
    expect(await page("coordinator", "/meetings/juin")).toContain("Missions de cette rencontre, déjà saisies");
    expect(await page("author", `/entries/${lines[0]!.ledger}/${lines[0]!.id}`)).toContain('href="/meetings/juin"');
  });

  test("are for some alone where others are not ticked", async () => {
    await office.post(here, { people: [network.people.first.id], ...sure });
    expect(await entered(network)).toMatchObject([{ holder: "org:oriv" }]);
    expect(await page("coordinator", "/meetings/juin")).toContain("Saisir la mission de la personne présente");
  });

  test.each<[string, Record<string, string | string[]>, string]>([
    ["without anybody", sure, "people"],
    ["without being sure", { people: ["x"] }, "people"],
  ])("sent %s are refused", async (_, fields, field) => {
    await refused(await office.post(here, fields), [field]);
    expect(await entered(network)).toEqual([]);
  });

  test("are one's own to enter for whoever came, and nobody else's", async () => {
    const member = await browse(network, "author");
    const form = words(await member.page(here));
    expect(form).toContain("Saisir ma mission");
    expect(form).not.toContain("Direction");
    const answer = await member.post(here, { people: everyone(), ...sure });
    expect(answer.headers.get("location")).toMatch(`${here}?paid=`);
    expect(await entered(network)).toMatchObject([{ person: network.people.author.id }]);
    for (const role of ["second", "stranger"] as const) {
      expect((await (await browse(network, role)).get(here)).status).toBe(404);
      expect((await (await browse(network, role)).post(here, { people: everyone(), ...sure })).status).toBe(404);
    }
  });

  test("of several actions ask first which term pays", async () => {
    await meet("deux", [actions.network, actions.culture]);
    const two = "/meetings/deux/missions";
    const first = await page("coordinator", two);
    expect(first.match(/type="radio"/g)).toHaveLength(2);
    expect(first).not.toContain("checked");
    expect(await page("coordinator", "/meetings/deux")).toContain("Saisir les missions de qui était présent");
    await refused(await office.post(two, { do: "choose" }), ["paid"]);
    const chosen = await office.post(two, { do: "choose", paid: what.missions });
    const form = await office.page(chosen.headers.get("location")!);
    expect(form).toContain(`name="paid" value="${what.missions}"`);
    await office.post(two, { paid: what.missions, people: everyone(), ...sure });
    expect(await entered(network)).toHaveLength(2);
  });

  test("that another agreement pays are named and left unticked; one's own is not entered again", async () => {
    await office.post(here, { people: [network.people.author.id], ...sure });
    const { coordinator } = network.people;
    await agree(network.ports, {
      by: { person: coordinator.id, coordinator: true },
      ...{ id: "autre", funder: "mpg", reference: "", title: "Convention d’appui", actions: [actions.network] },
      terms: [{ id: "missions", words: "Missions", unit: "mission", rate: 9_000, account: "62" }],
    });
    const other = `autre/${actions.network}/missions`;
    const form = await page("coordinator", `${here}?paid=${other}`);
    expect(form).toContain(
      "Ce déplacement est déjà payé à Chargée de mission (COFRIMI), sur « Convention du réseau » (Missions).",
    );
    expect(form.match(/name="people" type="checkbox" value="[^"]+" checked/g)).toHaveLength(2);
    expect(form).not.toMatch(new RegExp(`value="${network.people.author.id}" checked`));
    const member = await browse(network, "author");
    expect(words(await member.page(`${here}?paid=${other}`))).not.toContain('name="people"');
    const answer = await member.post(here, { people: everyone(), paid: other, ...sure });
    expect(answer.headers.get("location")).toMatch(`${here}?paid=`);
    await office.post(here, { people: everyone(), paid: other, ...sure });
    expect(await entriesOf(network.ports.store, "autre")).toHaveLength(2);
  });

  test("beyond what was planned are entered all the same", async () => {
    for (const id of ["un", "deux", "trois"]) {
      await meet(id, [actions.network]);
      await office.post(`/meetings/${id}/missions`, { people: everyone(), ...sure });
    }
    expect(await entered(network)).toHaveLength(6);
  });
});
