import { describe, expect, test } from "vitest";
import { addresses } from "../../shared/addresses.ts";
import { reservedIds } from "../../shared/name.ts";
import { idFor, retitled } from "../../shared/programme/naming.ts";
import { paymentLine, readPaymentLine } from "../../shared/programme/payment-line.ts";
import type { PaymentTerm } from "../../shared/programme/state.ts";

test.each<[string, string, string[], string]>([
  ["is made of the title", "Note finale", [], "note-finale"],
  ["is another where that one is taken", "Note finale", ["note-finale", "note-finale-2"], "note-finale-3"],
  ["is no word that an address ends with", "New", [], "new-2"],
  ["is made of the noun where the title has no letter of ours", "…", [], "action"],
])("an id %s", (_, title, taken, id) => expect(idFor(title, taken, "action")).toBe(id));

test("no id is a word that an address has in its place", () => {
  const paths = Object.values(addresses).map((path) => path.split("/"));
  const words = [
    addresses.organisation,
    "/programmes/:programme",
    addresses.action,
    "/programmes/:programme/actions/:action/expected/:expected",
  ]
    .map((path) => path.split("/"))
    .flatMap((place) =>
      paths
        .filter((path) => place.slice(0, -1).every((step, at) => path[at] === step))
        .map((path) => path[place.length - 1]),
    )
    .filter((word) => word !== undefined && !word.startsWith(":"));
  expect([...new Set(words)].sort()).toEqual([...reservedIds].sort());
});

describe("titles written anew", () => {
  const before = [
    { id: "note", title: "Note", intent: "Écrire." },
    { id: "veille", title: "Veille", intent: "Lire." },
  ];
  test.each<[string, string[], [string, string, string][]]>([
    [
      "keep what stands with them, in their new order",
      ["Veille", "Note"],
      [
        ["veille", "Veille", "Lire."],
        ["note", "Note", "Écrire."],
      ],
    ],
    [
      "keep what stands with one that was renamed",
      ["Note", "Veille juridique"],
      [
        ["note", "Note", "Écrire."],
        ["veille", "Veille juridique", "Lire."],
      ],
    ],
    [
      "rename nothing where it is unclear what became what",
      ["Note", "Lettre", "Site"],
      [
        ["note", "Note", "Écrire."],
        ["lettre", "Lettre", ""],
        ["site", "Site", ""],
      ],
    ],
    [
      "give what is new another id than what was renamed has",
      ["Note", "Veille", "note !"],
      [
        ["note", "Note", "Écrire."],
        ["veille", "Veille", "Lire."],
        ["note-2", "note !", ""],
      ],
    ],
    ["leave out what is gone", ["Note"], [["note", "Note", "Écrire."]]],
  ])("%s", (_, titles, after) => {
    const made = retitled(before, titles, "strand", (named) => ({ ...named, intent: "" }));
    expect(made.map(({ id, title, intent }) => [id, title, intent])).toEqual(after);
  });
});

test.each<[PaymentTerm, string]>([
  [{ words: "Frais de mission" }, "Frais de mission"],
  [{ words: "Coût jour", unit: "day", planned: 250 }, "Coût jour ; jour ; 2,5"],
  [{ words: "Coût jour", unit: "day" }, "Coût jour ; jour ;"],
  [{ words: "Forfait", planned: 400 }, "Forfait ;  ; 4"],
  [{ words: "Déplacement ; hôtel" }, "Déplacement ; hôtel ;  ;"],
  [{ words: "Déplacement ; hôtel", unit: "mission", planned: 100 }, "Déplacement ; hôtel ; mission ; 1"],
])("a payment term is written on one line and read again: %j", (term, line) => {
  expect(paymentLine("fr", term)).toBe(line);
  const { unit, planned, ...said } = term;
  expect(readPaymentLine(line)).toEqual({
    ...said,
    ...(unit && { unit: unit === "day" ? "jour" : unit }),
    ...(planned !== undefined && { planned: String(planned / 100).replace(".", ",") }),
  });
});

test("a line of two parts has a unit", () => {
  expect(readPaymentLine("Coût jour ; jour")).toEqual({ words: "Coût jour", unit: "jour" });
});
