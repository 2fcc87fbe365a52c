import { describe, expect, test } from "vitest";
import { placeUntracked } from "../../../functions/ingest/annotations.ts";
import { untrackedChanges } from "../../../functions/ingest/untracked.ts";
import { correctedTree } from "../../../shared/acts/corrected-tree.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Block } from "../../../shared/document/tree.ts";
import { eachBlockOf, eachInline, ownInlines, textOf } from "../../../shared/document/visit.ts";
import { p } from "../../document/sample.ts";
import { readWell } from "../../formats/drafts.ts";

const base = `# Contexte de la mission

Le réseau des centres de ressources accompagne les collectivités depuis quinze ans.

## Méthode retenue

Nous avons conduit trente entretiens semi-directifs avec des agents municipaux.

Les animateurs ont ensuite réuni deux groupes de travail à Strasbourg.

| Structure | Accueil | Formation | Budget |
|---|---|---|---|
| ORIV | Oui | Oui | 12 000 euros |
| COFRIMI | Oui | Non | 9 500 euros |
| CREFE | Non | Oui | 7 200 euros |
| EPI | Oui | Non |  |

## Résultats

Les communes rurales disposent de moyens limités mais d’une forte interconnaissance.

La coordination entre services reste le principal obstacle signalé par les agents. Plusieurs d’entre eux demandent un référent unique.

# Conclusion

Le comité se prononcera sur ces propositions avant la fin du semestre prochain.
`;

const unread = { number: 1, by: "", at: "", submission: "", disposition: "open" } as const;

/** What a reviewer is offered of a copy, and the draft with all of it applied; what is told as it would be said. */
async function compared(
  change: (text: string) => string,
  draft = base,
): Promise<{ said: string[]; applied: string; text: string }> {
  const [{ tree }, copy] = [
    await readWell("a.md", Buffer.from(draft)),
    await readWell("a.md", Buffer.from(change(draft))),
  ];
  const tell = (what: string, details: Record<string, string>) => [what, ...Object.values(details)].join(" / ");
  const changes = untrackedChanges({ tree, whole: tree }, copy.tree, tell);
  const placed = placeUntracked([{ id: "part-1", title: "", tree } as never], tree, changes ?? [], tell);
  expect(placed.every((each) => each.placed)).toBe(true);
  const offered = placed.map(({ contribution }, index) => ({ ...contribution, id: String(index), ...unread }));
  const blocks = new Map(Array.from(eachBlockOf(tree), (block) => [block.id, block]));
  const sentence = ({ type, anchor, proposal, text }: Omit<Contribution, "id">): string => {
    const block = blocks.get(anchor?.block ?? "");
    const words = anchor?.quotation?.exact ?? (block?.type === "table" ? "table" : block && textOf(block));
    return [type, words, ...(proposal === undefined ? [] : ["→", proposal]), ...(text ? [text] : [])].join(" ");
  };
  const corrections = offered.filter(({ type }) => type !== "comment");
  const done = correctedTree(tree, tree, corrections);
  expect(done.ids).toEqual(corrections.map(({ id }) => id));
  const calls = (block: Block) => [...eachInline(ownInlines(block))].filter(({ type }) => type === "noteReference");
  const line = (block: Block) => `${block.type} ${textOf(block)}${"*".repeat(calls(block).length)}`;
  const written = (one: typeof tree) => one.blocks.map(line).join("\n");
  return { said: offered.map(sentence), applied: written(done.tree), text: written(copy.tree) };
}

/** The only thing offered, which makes the draft what the copy is. */
async function only(change: (text: string) => string, said: string): Promise<void> {
  const found = await compared(change);
  expect(found.said).toEqual([said]);
  expect(found.applied).toBe(found.text);
}

describe("what is rewritten whole, untracked, is one correction", () => {
  test.each([
    [
      "a paragraph",
      "Nous avons conduit trente entretiens semi-directifs avec des agents municipaux.",
      "Une enquête postale remplace les rencontres prévues.",
    ],
    ["a heading", "Résultats", "Constats"],
    ["the last heading", "Conclusion", "Suites"],
    ["a cell of its own", "9 500 euros", "néant"],
  ])("%s", async (_, words, by) => {
    await only((text) => text.replace(words, by), `correction ${words} → ${by}`);
  });

  test("a cell that says what others say", async () => {
    await only((text) => text.replace("EPI | Oui", "EPI | Partiel"), "correction Oui → Partiel");
  });

  test("two paragraphs that became three", async () => {
    const { said, applied, text } = await compared((all) =>
      all.replace(
        /Nous avons[\s\S]*Strasbourg\./,
        "Une enquête postale eut lieu.\n\nSon questionnaire figure ici.\n\nRien d’autre.",
      ),
    );
    expect(said).toHaveLength(2);
    expect(applied).toBe(text);
  });
});

describe("a table, untracked", () => {
  test("whose row went has one remark", async () => {
    await only((text) => text.replace(/\| CREFE.*\n/, ""), "correction CREFE Non Oui 7 200 euros → ");
  });

  test("whose row came has one remark", async () => {
    await only(
      (text) => text.replace("| CREFE", "| CRPVE | Oui | Oui | 3 000 euros |\n| CREFE"),
      "addition COFRIMI Oui Non 9 500 euros → CRPVE | Oui | Oui | 3 000 euros",
    );
  });

  test("whose row came with two cells merged has one remark, a cell a column", async () => {
    const [{ tree }, copy] = [await readWell("a.md", Buffer.from(base)), await readWell("a.md", Buffer.from(base))];
    const table = copy.tree.blocks.find((block) => block.type === "table")!;
    const [name, , ...others] = structuredClone(table.rows[1]!.cells);
    const merged = { ...name!, colSpan: 2, children: [p("CRPVE, pour l’accueil")] };
    table.rows.splice(2, 0, { cells: [merged, ...others] });
    const tell = () => "";
    const changes = untrackedChanges({ tree, whole: tree }, copy.tree, tell) ?? [];
    const placed = placeUntracked([{ id: "part-1", title: "", tree } as never], tree, changes, tell);
    const said = placed.map(({ contribution }) => contribution.proposal);
    expect(said).toEqual(["CRPVE, pour l’accueil |  | Oui | 12 000 euros"]);
  });

  test("whose row with one filled cell went has one remark, which takes the row out", async () => {
    const sparse = base.replace("| EPI | Oui | Non |", "| EPI |  |  |");
    const { said, applied, text } = await compared((all) => all.replace("| EPI |  |  |  |\n", ""), sparse);
    expect(said).toEqual(["correction EPI → "]);
    expect(applied).toBe(text);
  });

  test("whose row came before the first has one remark", async () => {
    const first = "| ORIV | Oui | Oui | 12 000 euros |";
    const { said, applied, text } = await compared((all) =>
      all.replace(first, `| CRPVE | Oui | Oui | 3 000 euros |\n${first}`),
    );
    expect(said).toEqual(["addition Structure Accueil Formation Budget → CRPVE | Oui | Oui | 3 000 euros"]);
    expect(applied).toBe(text);
  });

  const [orivRow, crefeRow, epiRow] = [
    "| ORIV | Oui | Oui | 12 000 euros |\n",
    "| CREFE | Non | Oui | 7 200 euros |\n",
    "| EPI | Oui | Non |  |\n",
  ] as const;
  test.each([
    [
      "down",
      (text: string) => text.replace(orivRow, "").replace(epiRow, epiRow + orivRow),
      "correction ORIV Oui Oui 12 000 euros →  row-moved / EPI Oui Non",
    ],
    [
      "to the top, an empty cell in it",
      (text: string) => text.replace(epiRow, "").replace(orivRow, epiRow + orivRow),
      "correction EPI Oui Non →  row-moved / Structure Accueil Formation Budget",
    ],
    [
      "to another table",
      (text: string) => text.replace(crefeRow, "").replace("| RECI | Oui | Oui | 1 euro |\n", (row) => row + crefeRow),
      "correction CREFE Non Oui 7 200 euros →  row-moved / RECI Oui Oui 1 euro",
    ],
  ])("whose row moved %s has one remark", async (_, change, said) => {
    const other = "| Réseau | Accueil | Formation | Budget |\n|---|---|---|---|\n| RECI | Oui | Oui | 1 euro |\n";
    const found = await compared(change, base.replace("# Conclusion\n", `# Conclusion\n\n${other}`));
    expect(found.said).toEqual([said]);
    expect(found.applied).toBe(found.text);
  });

  test("whose two rows came has two, which stand in their order", async () => {
    const two = "| CRPVE | Oui | Oui | 3 000 euros |\n| ODTI | Non | Oui | 1 000 euros |\n";
    const { said, applied, text } = await compared((all) => all.replace("| CREFE", `${two}| CREFE`));
    expect(said).toHaveLength(2);
    expect(applied).toBe(text);
  });

  test("that went has one remark", async () => {
    await only((text) => text.replace(/\| Structure[\s\S]*EPI.*\n\n/, ""), "correction table → ");
  });

  describe("with a caption that went", () => {
    const captioned = base.replace("|  |\n", "|  |\n\n: Accueil et formation en 2008\n");
    const went = (left: string) => (text: string) => text.replace(/\| Structure[\s\S]*en 2008\n/, left);
    test.each([
      ["has one remark", ""],
      ["and left its caption as a paragraph has two", "Accueil et formation en 2008"],
      ["for a paragraph has two", "Un tableau suivra en annexe."],
    ])("%s", async (_, left) => {
      const { said, applied, text } = await compared(went(left && `${left}\n`), captioned);
      const addition = `addition Les animateurs ont ensuite réuni deux groupes de travail à Strasbourg. → ${left}`;
      expect(said.toSorted()).toEqual([...(left ? [addition] : []), "correction table → "]);
      expect(applied).toBe(text);
    });
  });

  const cells = ["Numérique", "---", "Oui", "Non", "Oui", "Non"];
  const withColumn = (text: string) => {
    let row = 0;
    return text.replace(/^(\|[^|]*\|[^|]*\|)/gm, (start) => `${start} ${cells[row++]} |`);
  };

  test("whose column came has one comment, and nothing is put in its cells", async () => {
    const { said } = await compared(withColumn);
    expect(said).toEqual(["comment table column-added / Numérique\nOui\nNon\nOui\nNon / Accueil"]);
  });

  test("whose column went has one comment, beside what changed in a cell", async () => {
    const { said } = await compared((text) =>
      text.replace(/^(\|[^|]*\|)[^|]*\|/gm, "$1").replace("9 500 euros", "9 600 euros"),
    );
    expect(said).toEqual(["comment table column-removed / Accueil, Oui, Oui, Non, Oui", "correction 500 → 600"]);
  });

  test("whose empty cell was filled has one comment", async () => {
    const { said } = await compared((text) => text.replace("Non |  |", "Non | 4 100 euros |"));
    expect(said).toEqual(["comment table cell / EPI / 4 100 euros"]);
  });

  test("that came has one comment", async () => {
    const table = "Strasbourg.\n\n| Mois | Ville |\n|---|---|\n| Mars | Metz |\n";
    const { said } = await compared((text) => text.replace("Strasbourg.\n", table));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^comment Les animateurs.* table-added \/ Mois \| Ville\nMars \| Metz$/);
  });

  const crefe = "| CREFE | Non | Oui | 7 200 euros |";
  test.each([
    ["", crefe, "CREFE | Non | Oui | 7 200 euros"],
    [", and a row of it edited,", crefe.replace("7 200", "7 400"), "CREFE | Non | Oui | 7 400 euros"],
  ])("that was cut in two%s has one comment, and keeps its rows", async (_, row, first) => {
    const { said, applied } = await compared((text) =>
      text.replace(`${crefe}\n`, `\nVoici les autres.\n\n${row}\n|---|---|---|---|\n`),
    );
    expect(said).toEqual([
      "addition table → Voici les autres.",
      `comment table table-cut / Structure | Accueil | Formation | Budget / ${first}\nEPI | Oui | Non | `,
    ]);
    expect(applied).toMatch(/CREFE[\s\S]*EPI[\s\S]*Voici les autres\./);
  });
});

describe("a table, untracked,", () => {
  const table = /\| Structure[\s\S]*? \| {2}\|\n\n/;
  const much = Array.from(
    { length: 30 },
    (_, at) => `Permanence ${at} : effectifs et accueil du public, ${at * 37}.\n\n`,
  );

  test.each<[string, (text: string) => string]>([
    ["that was moved far", (text) => `${text.replace(table, "").trimEnd()}\n\n${table.exec(text)![0]}`],
    ["made anew", (text) => text.replace(table, "| Ville | Année |\n|---|---|\n| Lyon | 2007 |\n| Lille | 2008 |\n\n")],
  ])("%s is told, and stays until somebody moves it", async (_, change) => {
    const { said, applied } = await compared(change, base.replace("# Conclusion", `${much.join("")}# Conclusion`));
    expect(said.map((each) => /^comment .*table-(gone|added)/.exec(each)?.[1]).toSorted()).toEqual(["added", "gone"]);
    expect(applied).toMatch(/CREFE[\s\S]*EPI/);
  });
});

const moved = "Nous avons conduit trente entretiens semi-directifs avec des agents municipaux.";

test("a paragraph that was moved and edited is one remark", async () => {
  const now = moved.replace("trente", "quarante");
  const { said, applied, text } = await compared((all) =>
    all.replace(`${moved}\n\n`, "").replace("unique.", `unique.\n\n${now}`),
  );
  expect(said).toEqual([`correction ${moved} →  moved-edited / La coordination entre services reste le… / ${now}`]);
  expect(applied).toBe(text);
});

describe("a section that was moved, untracked,", () => {
  const noted = base.replace("municipaux.\n", "municipaux.[^1]\n\n[^1]: Voir le compte rendu du comité.\n");
  const take = (text: string, words: RegExp) => [words.exec(text)![0], text.replace(words, "")] as const;

  test("is moved whole, with the note that it calls", async () => {
    const { said, applied, text } = await compared((all) => {
      const [section, rest] = take(all, /## Méthode[\s\S]*Strasbourg\.\n\n/);
      return rest.replace("# Conclusion", `${section}# Conclusion`);
    }, noted);
    expect(said).toHaveLength(3);
    expect(applied).toContain("municipaux.*");
    expect(applied).toBe(text);
  });

  test("is told, where it stands in another order", async () => {
    const { said, applied } = await compared((all) => {
      const [section, rest] = take(all, /## Méthode[\s\S]*Strasbourg\.\n\n/);
      const [heading, first, second] = section.trim().split(/\n\n(?!\[)/);
      return rest.replace("# Conclusion", [heading, second, first, "# Conclusion"].join("\n\n"));
    }, noted);
    expect(said.map((each) => each.split(" ")[0])).toEqual(["comment", "comment", "comment"]);
    expect(applied).toMatch(/Méthode[\s\S]*municipaux[\s\S]*Strasbourg[\s\S]*Résultats/);
  });
});

test("a paragraph that was split, and its second half edited, is two corrections that stand apart", async () => {
  const { said, applied, text } = await compared((all) =>
    all.replace("agents. Plusieurs", "agents.\n\nPlusieurs").replace("référent", "guichet"),
  );
  expect(said).toEqual(["correction agents. Plusieurs → agents.\n\nPlusieurs", "correction référent → guichet"]);
  expect(applied).toBe(text);
});

test("paragraphs that were joined and edited are one remark", async () => {
  const { said } = await compared((text) =>
    text.replace("municipaux.\n\nLes animateurs ont ensuite", "municipaux. Les animatrices ont ensuite"),
  );
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^comment Nous avons .* joined-edited \/ Les animateurs.* \/ Nous avons .* Strasbourg\.$/);
});
