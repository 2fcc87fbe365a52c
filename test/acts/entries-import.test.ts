import { beforeEach, describe, expect, test } from "vitest";
import { enterLines, undoEntry } from "../../shared/acts/entering.ts";
import { importEntries, type Known, understandEntries } from "../../shared/acts/entries-import.ts";
import { mostListed } from "../../shared/acts/entries-list.ts";
import { loadAgreement } from "../../shared/stored/agreement.ts";
import { doneByTerm, entriesOf } from "../../shared/stored/ledger.ts";
import { listOrganisations } from "../../shared/stored/organisation.ts";
import { addPerson, listPeople } from "../../shared/stored/person.ts";
import { getText } from "../../shared/stored/text.ts";
import { agree, bring } from "../ledger/agreed.ts";
import { coordination } from "../ledger/sample.ts";
import { openWorld, type World } from "../world.ts";

let world: World;
let known: Known;
const titles = { "2008/portail": "Portail européen", "2008/veille": "Veille qualitative" } as Record<string, string>;

async function knownNow(more: Partial<Known> = {}): Promise<Known> {
  const { state: agreement } = (await loadAgreement(world.store, "mpg-2008"))!;
  return {
    offered: [{ agreement, actions: agreement.actions.map((ref) => ({ ref, title: titles[ref]! })) }],
    ...{ people: await listPeople(world.store), organisations: await listOrganisations(world.store) },
    ...{ today: "2008-06-02", language: "fr", ...more },
  };
}

beforeEach(async () => {
  world = openWorld();
  await agree(world);
  for (const [name, organisation] of [
    ["Chargée de mission", "ORIV"],
    ["Direction", "ORIV"],
    ["Direction", "CREFE"],
  ] as const)
    await addPerson(world, {
      ...{
        name,
        address: `${name.length}@${organisation.toLowerCase()}.example`,
        organisation,
        language: "fr",
        coordinator: false,
      },
    });
  known = await knownNow();
});

const head = "Date;Convention;Action;Ligne;Structure;Personne;Quantité;Unité;Montant;Note";
const list = (...lines: string[]) => [head, ...lines].join("\r\n");
const line = "12/03/2008;MPG 2008-07;;journees;ORIV;Chargée de mission;0,5;jour;;Note de cadrage";
const understand = (text: string, as = known) => understandEntries(world.store, text, as);

describe("a list of entries", () => {
  test("is understood as people write it, whatever names an agreement, an action or a term", async () => {
    const text = list(
      line,
      "2008-03-14;mpg-2008;Veille qualitative;transport;ORIV;;;;54,20 €;Billet de train",
      "14 mars 2008;Portail européen sur les migrations;2008/veille;benevolat;CREFE;direction;3 h 30;h;;",
    );
    const { lines, faults } = await understand(text);
    expect(faults).toEqual([]);
    expect(lines).toMatchObject([
      {
        date: "2008-03-12",
        action: "2008/portail",
        term: "journees",
        holder: "org:oriv",
        quantity: 50,
        note: "Note de cadrage",
      },
      { date: "2008-03-14", action: "2008/veille", term: "transport", holder: "org:oriv", cents: 5_420 },
      { date: "2008-03-14", action: "2008/veille", term: "benevolat", holder: "org:crefe", quantity: 350 },
    ]);
    expect(lines.map(({ person }) => known.people.find(({ id }) => id === person)?.organisation)).toEqual([
      ...["ORIV", undefined, "CREFE"],
    ]);
  });

  test("is entered with its notes, and sent twice it is entered once", async () => {
    const { lines } = await understand(list(line, line));
    expect(await importEntries(world, coordination, lines, known.today)).toEqual({ entered: 2, there: 0 });
    const again = await understand(list(line, line));
    expect(await importEntries(world, coordination, again.lines, known.today)).toEqual({ entered: 0, there: 2 });
    const entries = await entriesOf(world.store, "mpg-2008");
    expect(entries).toMatchObject([{ cents: 17_500 }, { cents: 17_500 }]);
    expect(await getText(world.files, entries[0]!.note!)).toBe("Note de cadrage");
  });

  const send = async (...lines: string[]) =>
    importEntries(world, coordination, (await understand(list(...lines))).lines, known.today);

  test("that grew by lines enters those alone, wherever they stand and however often a line is there", async () => {
    const other = line.replace("12/03", "13/03");
    expect(await send(line)).toEqual({ entered: 1, there: 0 });
    expect(await send(other, line, line)).toEqual({ entered: 2, there: 1 });
    expect(await send(line, line.replace("Note de cadrage", "Relecture"), other)).toEqual({ entered: 0, there: 3 });
  });

  test("one line of which was undone enters that line again, once however often it is sent", async () => {
    await send(line, line);
    const [first] = await entriesOf(world.store, "mpg-2008");
    await undoEntry(world, coordination, { ledger: first!.ledger, entry: first!.id });
    const twice = await Promise.all([send(line, line), send(line, line)]);
    expect(twice.map(({ entered }) => entered).toSorted()).toEqual([0, 1]);
    expect((await doneByTerm(world.store, "mpg-2008")).get("journees")).toMatchObject({ quantity: 100 });
  });

  test("leaves lines that count for nothing, and knows those that another form entered, though the rate changed", async () => {
    await enterLines(
      world,
      coordination,
      [
        {
          ...{ id: "tapee", agreement: "mpg-2008", holder: "org:oriv", date: "2008-03-12", action: "2008/portail" },
          ...{ term: "journees", quantity: 50 },
        },
      ],
      known.today,
    );
    const stated = (row: string, state: string) => `${row};${state}`;
    const own = "12/03/2008;MPG 2008-07;;journees;ORIV;;0,5;jour;170,00;";
    const text = [
      `${head};État`,
      stated(own, ""),
      stated(line.replace("0,5", "-0,5"), "annulation"),
      stated(line, "undone"),
    ].join("\n");
    expect(await understand(text)).toMatchObject({ lines: [{ there: true, id: "tapee" }], left: 2, faults: [] });
    expect(await told(`${head};État\n${stated(line, "peut-être")}`)).toEqual(["2 state"]);
  });

  test("is parted by commas or tabs, in English too", async () => {
    const english = "date,agreement,term,organisation,quantity\n2008-03-12,mpg-2008,journees,ORIV,0.5";
    const tabs = "date\tconvention\tposte\tstructure\tquantité\n12/03/2008\tmpg-2008\tjournees\tORIV\t0,5";
    for (const text of [english, tabs, `\ufeff${english}\n\n`])
      expect((await understand(text)).lines).toMatchObject([{ holder: "org:oriv", quantity: 50 }]);
  });

  test("of somebody who enters for their organisation alone needs not name it", async () => {
    const own = await knownNow({ own: "org:oriv" });
    const { lines } = await understand(list("12/03/2008;mpg-2008;;journees;;direction;1;;;"), own);
    expect(lines).toMatchObject([{ holder: "org:oriv" }]);
    expect(own.people.find(({ id }) => id === lines[0]!.person)?.organisation).toBe("ORIV");
  });
});

/** What is told of one line: the code of its fault, and of what it would be refused for. */
async function told(text: string, as = known): Promise<string[]> {
  const { lines, faults } = await understand(text, as);
  expect(lines.length === 0 || faults.length === 0).toBe(true);
  return faults.map((fault) => `${fault.line} ${"refused" in fault ? fault.refused.code : fault.code}`);
}

describe("a line of a list is refused", () => {
  const cell = (changes: Record<number, string>) =>
    line
      .split(";")
      .map((each, at) => changes[at] ?? each)
      .join(";");
  test.each<[string, string, string]>([
    ["whose agreement is none that one may enter on", cell({ 1: "ACSE" }), "agreement"],
    ["whose action is not of the agreement", cell({ 2: "École" }), "action"],
    ["that names no term", cell({ 3: "" }), "term"],
    ["whose term is not of the agreement", cell({ 3: "nuitees" }), "term"],
    ["whose term is not of the action", cell({ 2: "Veille qualitative" }), "term"],
    ["whose term is of several actions, none of them named", cell({ 3: "missions", 6: "1", 7: "" }), "action-missing"],
    ["whose unit is not that of the term", cell({ 7: "heure" }), "unit"],
    ["whose quantity is in words", cell({ 6: "une" }), "quantity"],
    ["whose quantity is negative", cell({ 6: "-1" }), "quantity"],
    ["whose quantity is nothing", cell({ 6: "0" }), "entry-quantity"],
    ["that says neither how much nor what was spent", cell({ 6: "" }), "nothing"],
    ["that counts days in money", cell({ 6: "", 8: "12" }), "entry-unit"],
    ["that counts money in days", "12/03/2008;mpg-2008;2008/veille;transport;ORIV;;1;;12;", "entry-unit"],
    ["whose amount is not that of the rate", cell({ 8: "12" }), "entry-differs"],
    ["whose amount is none", cell({ 8: "douze" }), "amount"],
    ["whose quantity is money", cell({ 6: "54,20 €" }), "sign-count"],
    ["whose amount is in another currency", "12/03/2008;mpg-2008;2008/veille;transport;ORIV;;;;100 USD;", "sign"],
    ["whose day does not exist", cell({ 0: "30/02/2008" }), "date-unknown"],
    ["whose day is to come", cell({ 0: "03/06/2008" }), "date-to-come"],
    ["whose day is before the agreement", cell({ 0: "31/12/2007" }), "entry-outside"],
    ["whose organisation is not known", cell({ 4: "ODTI" }), "organisation"],
    ["whose organisation is not named", cell({ 4: "", 5: "" }), "organisation-missing"],
    ["whose person is not of the organisation", cell({ 4: "CREFE" }), "person"],
    ["whose person is one of several", cell({ 4: "", 5: "Direction" }), "person-several"],
    ["whose note is too long", cell({ 9: "n".repeat(501) }), "note"],
  ])("%s", async (_, wrong, code) => expect(await told(list(line, wrong))).toEqual([`3 ${code}`]));

  test.each<[string, string, string[]]>([
    [
      "whose agreement, person and day are wrong, for each",
      cell({ 0: "03/06/2008", 1: "ACSE", 5: "Personne" }),
      ["agreement", "person", "date-to-come"],
    ],
    [
      "whose quantity is negative on a day to come, for both",
      cell({ 0: "03/06/2008", 6: "-1" }),
      ["quantity", "date-to-come"],
    ],
    [
      "whose quantity is nothing before the agreement, for both",
      cell({ 0: "31/12/2007", 6: "0" }),
      ["entry-outside", "entry-quantity"],
    ],
  ])("%s", async (_, wrong, codes) => expect(await told(list(line, wrong))).toEqual(codes.map((code) => `3 ${code}`)));

  test("of another organisation, by who enters for their own alone", async () => {
    const own = await knownNow({ own: "org:crefe" });
    expect(await told(list(line, cell({ 5: "" })), own)).toEqual(["2 not-yours", "3 not-yours"]);
  });

  test("on an agreement that is settled", async () => {
    await bring(world, "settled");
    expect(await told(list(line), await knownNow())).toEqual(["2 agreement-settled"]);
  });

  test("where the ledger has no room for all of them", async () => {
    expect(await told(list(...Array.from({ length: 401 }, () => line)))).toEqual(["2 ledger-full"]);
  });

  test("with all others that are wrong, each by its line, and nothing is understood", async () => {
    const wrong = [
      cell({ 3: "x" }),
      line,
      cell({ 0: "1er juillet 2008" }),
      `${cell({ 9: '"deux\nlignes"' })}`,
      cell({ 6: "x" }),
    ];
    expect(await told(list(...wrong))).toEqual(["2 term", "4 date-to-come", "7 quantity"]);
  });
});

describe("a list is no table", () => {
  test.each<[string, string, string[]]>([
    ["that says nothing", "", ["1 empty"]],
    ["that has its headings alone", head, ["1 empty"]],
    ["that lacks columns", "date;quantité\n12/03/2008;1", ["1 column-missing", "1 column-missing"]],
    ["that has a column that is none", `${head};Couleur\n${line};bleu`, ["1 column-unknown"]],
    ["that has a column twice", `${head};jour\n${line};`, ["1 column-twice"]],
    ["that has a cell beyond its columns", list(`${line};de trop`), ["2 cells"]],
    ["with a quotation mark that is not closed", list(`"${line}`), ["2 quotes"]],
    ["of too many lines", list(...Array.from({ length: mostListed + 1 }, () => line)), [`${mostListed + 2} many`]],
  ])("%s", async (_, text, faults) => expect(await told(text)).toEqual(faults));
});
