import { describe, expect, test } from "vitest";
import { outline } from "../../../infra/cli/outline.ts";
import { readOpenDocument } from "../drafts.ts";
import { automatic, p, styles } from "./opendocument.ts";

const style = (family: string, name: string, properties = "", attributes = "") =>
  `<style:style style:name="${name}" style:family="${family}" ${attributes}>${properties}</style:style>`;
const look = (attributes: string) => `<style:paragraph-properties ${attributes}/>`;
const cellLook = (attributes: string) => `<style:table-cell-properties ${attributes}/>`;

const own = `${styles}
  ${style("paragraph", "A_20_retenir", "", 'style:display-name="À retenir"')}
  ${style("paragraph", "Encadr_e9__20_Attention", "", 'style:display-name="Encadré Attention"')}
  ${style("paragraph", "Attention_titre", "", 'style:display-name="Encadré Attention titre"')}
  ${style("paragraph", "Gris", look('fo:background-color="#eeeeee"'))}`;
const direct = `${automatic}
  ${style("paragraph", "R", "", 'style:parent-style-name="A_20_retenir"')}
  ${style("paragraph", "Cadre", look('fo:border="0.5pt solid #000000"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "Barre", look('fo:border-left="2pt solid #7a2e3a" fo:border-top="none"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "Dessous", look('fo:border-bottom="0.5pt solid #000000"'), 'style:parent-style-name="Standard"')}
  ${style("paragraph", "Blanc", look('fo:background-color="transparent" fo:border="none"'), 'style:parent-style-name="Gris"')}
  ${style("table-cell", "T.C", cellLook('fo:border="0.05pt solid #000000"'))}
  ${style("table-cell", "T.N", cellLook('fo:border="none"'))}`;

const bold = (words: string, name: string) => p(`<text:span text:style-name="B">${words}</text:span>`, name);
const boxed = (inside: string, cell = "T.C") =>
  `<table:table><table:table-column/><table:table-row><table:table-cell table:style-name="${cell}">${inside}</table:table-cell></table:table-row></table:table>`;

describe("OpenDocument: a callout", () => {
  test.each<[string, string, string[]]>([
    ["by the name of its style", p("Un.", "A_20_retenir") + p("Deux.", "R"), ["takeaway", "  p Un.", "  p Deux."]],
    [
      "with its title",
      p("Le danger", "Attention_titre") + p("Un.", "Encadr_e9__20_Attention"),
      ["warning : Le danger", "  p Un."],
    ],
    [
      "by its frame",
      p("Un.", "Cadre") + p("Deux.", "Cadre") + p("Après."),
      ["box", "  p Un.", "  p Deux.", "p Après."],
    ],
    ["by a bar at its left", p("Un.", "Barre"), ["box", "  p Un."]],
    ["by the background of its style", p("Un.", "Gris"), ["box", "  p Un."]],
    ["its first line bold", bold("Exemple", "Cadre") + p("Un cas.", "Cadre"), ["example", "  p Un cas."]],
    ["a rule below is none", p("Un.", "Dessous"), ["p Un."]],
    ["a background taken off is none", p("Un.", "Blanc"), ["p Un."]],
    ["a bordered table of one cell", boxed(bold("À retenir", "Standard") + p("Un.")), ["takeaway", "  p Un."]],
    ["a table of one cell without a border is none", boxed(p("Un."), "T.N"), ["table s head 0", "  [Un.]"]],
  ])("%s", async (_, body, lines) => {
    const { tree } = await readOpenDocument({ styles: own, automatic: direct, body });
    expect(outline(tree)).toEqual(lines);
  });
});
