import { describe, test } from "vitest";
import { cell, list, table } from "../../formats/docx/everything.ts";
import { h, p } from "../sample.ts";
import { cadre, check, contexte, suite, suites } from "./lines.ts";

describe("blocks that became others", () => {
  test("paragraphs parted and joined, edited or not", () => {
    const [one, other] = [[p(`${contexte} ${cadre}`)], [p(contexte), p(cadre)]];
    check(one, other, [`~ ${contexte}( >){+¶+}${cadre}`], 1);
    check(other, one, [`~ ${contexte}[-¶-](> )${cadre}`], 1);
    const edited = [p(contexte.replace("2002", "2003")), p(cadre)];
    check(one, edited, [`~ ${contexte.replace("2002", "[-2002-]{+2003+}")}( >){+¶+}${cadre}`], 2);
    check(
      [p("Un."), ...other, p("Fin.")],
      [p("Un."), ...one, p("Fin.")],
      ["= Un.", `~ ${contexte}[-¶-](> )${cadre}`, "= Fin."],
      1,
    );
  });

  test("a paragraph whose first words became a heading", () => {
    const named = "Article 2 : cotisations annuelles. ";
    const [one, other] = [[p(named + contexte)], [h(2, named.trim()), p(contexte)]];
    check(one, other, [`~ ${named.trim()}( >){+¶+}${contexte}`], 1);
    check(other, one, [`~ ${named.trim()}[-¶-](> )${contexte}`], 1);
    const edited = [h(2, "Article 3 : cotisations annuelles."), p(contexte.replace("2002", "2003"))];
    const changed = contexte.replace("2002", "[-2002-]{+2003+}");
    check(one, edited, [`~ Article [-2-]{+3+} : cotisations annuelles.( >){+¶+}${changed}`], 3);
  });

  test("lists that became paragraphs, and paragraphs that became lists", () => {
    const [listed, plain] = [[list([[contexte], [cadre]])], [p(contexte), p(cadre)]];
    const kept = ["~ relisted", `  = ${contexte}`, `  = ${cadre}`];
    check(listed, plain, kept, 1);
    check(plain, listed, kept, 1);
    check(
      [p("Avant."), ...listed, p("Après.")],
      [p("Avant."), p(contexte.replace("2002", "2003")), p(cadre), p("Après.")],
      ["= Avant.", "~ relisted", `  ~ ${contexte.replace("2002", "[-2002-]{+2003+}")}`, `  = ${cadre}`, "= Après."],
      2,
    );
  });

  test("a table that became headings and paragraphs, and headings and paragraphs that became a table", () => {
    const rows = [
      [cell("Contexte"), cell(contexte)],
      [cell("Cadre"), cell(cadre)],
    ];
    const [one, other] = [
      [table(rows)],
      [h(2, "Contexte"), p(contexte.replace("2002", "2003")), h(2, "Cadre"), p(cadre)],
    ];
    const kept = ["~ Contexte", `~ ${contexte.replace("2002", "[-2002-]{+2003+}")}`, "~ Cadre", `= ${cadre}`];
    check(one, other, ["~ relisted", ...kept.map((line) => `  ${line}`)], 4);
    const back = ["~ Contexte", `~ ${contexte.replace("2002", "[-2003-]{+2002+}")}`, "~ Cadre", `= ${cadre}`];
    check(other, one, ["~ relisted", ...back.map((line) => `  ${line}`)], 4);
  });

  test("a table cut in two around a heading", () => {
    const row = (...words: string[]) => words.map((word) => cell(word));
    const [first, second] = [[row("ORIV", contexte)], [row("CREFE", cadre), row("EPI", suites)]];
    const revised = [row("CREFE", cadre.replace("simples", "claires")), row("EPI", suites)];
    check(
      [table([...first, ...second], { headerRows: 0 })],
      [table(first, { headerRows: 0 }), h(2, "Suite"), table(revised, { headerRows: 0 })],
      [
        "~ relisted",
        "  ~ table ",
        `    = ORIV | ${contexte}`,
        `    ~ = CREFE | ~ ${cadre.replace("simples", "[-simples-]{+claires+}")}`,
        `    = EPI | ${suites}`,
        "  + Suite",
      ],
      3,
    );
  });

  test("code that was typed as a paragraph", () => {
    const line = "openfisca serve --country-package openfisca_france --port 5000";
    check(
      [p(line)],
      [{ type: "codeBlock", id: "", value: line.replace("5000", "6000") }],
      ["~ relisted", `  ~ ${line.replace("5000", "")}[-5000-]{+6000+}`],
      2,
    );
  });

  test("items parted and joined", () => {
    const [one, other] = [[list([[`${contexte} ${cadre}`], [suites]])], [list([[contexte], [cadre], [suites]])]];
    check(one, other, ["~ list", "  /", `    ~ ${contexte}( >){+¶+}${cadre}`, `  = ${suites}`], 1);
    check(other, one, ["~ list", "  /", `    ~ ${contexte}[-¶-](> )${cadre}`, `  = ${suites}`], 1);
  });

  test("a list cut in two around a paragraph", () => {
    const items = [contexte, cadre, suites, suite];
    check(
      [list(items.map((one) => [one]))],
      [list(items.slice(0, 2).map((one) => [one])), p(suites), list([[suite]])],
      ["~ relisted", ...items.map((one) => `  = ${one}`)],
      1,
    );
  });
});
