import { describe, test } from "vitest";
import { cell, table } from "../../formats/docx/everything.ts";
import { p, t } from "../sample.ts";
import { cadre, check, contexte, suite, suites } from "./lines.ts";

const row = (...words: string[]) => words.map((word) => cell(word));

describe("tables", () => {
  test("in tables, by rows and cells", () => {
    check(
      [table([row("Structure", "Actions"), row("ORIV", "douze notes"), row("CREFE", "trois")])],
      [
        table([
          row("Structure", "Actions"),
          row("ORIV", "treize notes"),
          row("EPI", "deux séminaires"),
          row("CREFE", "trois"),
        ]),
      ],
      [
        "~ table ",
        "  = Structure | Actions",
        "  ~ = ORIV | ~ [-douze-]{+treize+} notes",
        "  + EPI | deux séminaires",
        "  = CREFE | trois",
      ],
      2,
    );
  });

  test("in tables, by columns that came and went", () => {
    const head = ["Structure", "Actions", "Échéance"];
    const rows = [
      ["ORIV", "douze notes de cadrage", "mars"],
      ["CREFE", "trois séminaires", "juin"],
    ];
    const whole = [head, ...rows].map((words) => row(...words));
    const least = [head, ...rows].map(([first, , last]) => row(first!, last!));
    check(
      [table(whole)],
      [table(least)],
      [
        "~ table ",
        "  ~ = Structure | - Actions | = Échéance",
        "  ~ = ORIV | - douze notes de cadrage | = mars",
        "  ~ = CREFE | - trois séminaires | = juin",
      ],
      1,
    );
    check(
      [table(least)],
      [table([...whole.slice(0, 2), row("EPI", "une enquête", "mai"), row("CREFE", "trois séminaires", "juillet")])],
      [
        "~ table ",
        "  ~ = Structure | + Actions | = Échéance",
        "  ~ = ORIV | + douze notes de cadrage | = mars",
        "  + EPI | une enquête | mai",
        "  ~ = CREFE | + trois séminaires | ~ [-juin-]{+juillet+}",
      ],
      3,
    );
  });

  test("in tables, a column whose name is elsewhere in the other table is not that one renamed", () => {
    const rows = [
      ["Structure", "Accueil", "Formation", "Avis"],
      ["ORIV", "Oui", "deux sessions", "Non"],
      ["CREFE", "Oui", "une session", "Oui"],
    ];
    const exchanged = rows.map(([first, one, middle, other]) => row(first!, other!, middle!, one!));
    check(
      [table(rows.map((words) => row(...words)))],
      [table(exchanged)],
      [
        "~ table ",
        "  ~ = Structure | - Accueil | + Avis | = Formation | - Avis | + Accueil",
        "  ~ = ORIV | - Oui | + Non | = deux sessions | - Non | + Oui",
        "  ~ = CREFE | - Oui | + Oui | = une session | - Oui | + Oui",
      ],
      4,
    );
    const renamed = rows.map((words) => row(...words.map((word) => (word === "Accueil" ? "Permanence" : word))));
    check(
      [table(rows.map((words) => row(...words)))],
      [table(renamed)],
      [
        "~ table ",
        "  ~ = Structure | ~ [-Accueil-]{+Permanence+} | = Formation | = Avis",
        "  = ORIV | Oui | deux sessions | Non",
        "  = CREFE | Oui | une session | Oui",
      ],
      1,
    );
  });

  test("in a column that came, words that went elsewhere are no move, since only the column says so", () => {
    const before = [
      [cell("ORIV, centre de ressources à Strasbourg pour les villes")],
      [cell("CREFE, centre de ressources à Toulouse pour la formation")],
    ];
    const after = [
      [cell("ORIV, centre de ressources à Strasbourg pour les villes"), cell("Le détail des calculs est en annexe.")],
      [cell("CREFE, centre de ressources à Toulouse pour la formation"), cell("juin")],
    ];
    check(
      [table(before), p("Le détail des calculs est en annexe.")],
      [table(after)],
      [
        "~ table ",
        "  ~ = ORIV, centre de ressources à Strasbourg pour les villes | + Le détail des calculs est en annexe.",
        "  ~ = CREFE, centre de ressources à Toulouse pour la formation | + juin",
        "- Le détail des calculs est en annexe.",
      ],
      2,
    );
  });

  test("tables set otherwise", () => {
    const rows = [
      [cell("Structure"), cell("Actions")],
      [cell("ORIV"), cell("douze notes")],
    ];
    const columns = [{ align: "start" as const }, { align: "end" as const }];
    check(
      [table(rows)],
      [table(rows, { columns })],
      ["~ table ", "  = Structure | Actions", "  = ORIV | douze notes"],
      1,
    );
    check(
      [table(rows)],
      [table(rows, { headerRows: 0 })],
      ["~ table ", "  = Structure | Actions", "  = ORIV | douze notes"],
      1,
    );
  });

  test("a caption with little in common is replaced whole, the comma that it keeps too", () => {
    const named = (caption: string) => table([[cell(contexte)]], { headerRows: 0, caption: [t(caption)] });
    check(
      [named("Les adultes-relais, Amiens")],
      [named("État des actions, avril")],
      ["~ table [-Les adultes-relais, Amiens-]{+État des actions, avril+}", `  = ${contexte}`],
      1,
    );
  });

  test("rows whose words were all replaced are known by what they begin with", () => {
    const kept = "Le comité de pilotage valide chaque étape du programme, dans les deux mois qui suivent sa remise.";
    const rows = (...words: string[]) => [
      table([[cell("N°"), cell("Exigence")], ...[kept, ...words].map((one, index) => [cell(`2.${index}`), cell(one)])]),
    ];
    check(
      rows(contexte, cadre),
      rows(suite, suites),
      [
        "~ table ",
        "  = N° | Exigence",
        `  = 2.0 | ${kept}`,
        `  ~ = 2.1 | ~ [-${contexte.slice(0, -1)}-]{+${suite.slice(0, -1)}+}.`,
        `  ~ = 2.2 | ~ [-${cadre.slice(0, -1)}-]{+${suites.slice(0, -1)}+}.`,
      ],
      2,
    );
  });

  test("in tables whose cells reach over rows: these come and go together", () => {
    const rows = [[cell("ORIV", { rowSpan: 2 }), cell("Notes de cadrage")], [cell("Séminaires régionaux")]];
    const last = [cell("CREFE"), cell("Notes de synthèse")];
    check(
      [table([...rows, last], { headerRows: 0 })],
      [table([last], { headerRows: 0 })],
      ["~ table ", "  - ORIV | Notes de cadrage", "  - Séminaires régionaux", "  = CREFE | Notes de synthèse"],
      2,
    );
  });
});
