import { describe, expect, test } from "vitest";
import { actionOf, entriesOf, fieldUnder, fill, formsIn } from "../../../../infra/replay/people/form.ts";

const page = {
  address: "http://127.0.0.1:8080/meetings/new",
  html: `<form method="post" novalidate><input type="hidden" name="id" value="m&amp;1">
<label for="title">Titre</label><input id="title" name="title" type="text" value="Réunion">
<textarea id="lines" name="lines" rows="5">Un point
Deux points</textarea>
<fieldset><legend>Invités</legend><div class="choice"><input id="a" name="invited" type="checkbox" value="p1" checked>
<label for="a">Direction (ORIV)<span class="hint">ORIV</span></label></div>
<div class="choice"><input id="b" name="invited" type="checkbox" value="p2"><label for="b">Direction adjointe</label></div></fieldset>
<select id="who" name="who"><option value="">Personne</option><option value="p1" selected>Direction</option></select>
<button hidden></button><button name="search" value="agenda">Proposer</button><button>Prévoir</button>
<button formaction="/elsewhere">Ailleurs</button></form>`,
};
const form = () => formsIn(page)[0]!;

test("a form that nobody fills is sent as its page has it", () => {
  expect(entriesOf(form())).toEqual([
    ["id", "m&1"],
    ["title", "Réunion"],
    ["lines", "Un point\nDeux points"],
    ["invited", "p1"],
    ["who", "p1"],
  ]);
  expect(actionOf(form())).toBe(page.address);
});

test("choices are made by the words beside them, a person's with or without their organisation", () => {
  const filled = form();
  fill(filled, { invited: ["Direction", "Direction adjointe"], who: "Personne", title: undefined });
  expect(entriesOf(filled, "Proposer").slice(3)).toEqual([
    ["invited", "p1"],
    ["invited", "p2"],
    ["who", ""],
    ["search", "agenda"],
  ]);
  expect(fieldUnder(filled, "Invit")).toBe("invited");
  expect(actionOf(filled, "Ailleurs")).toBe("http://127.0.0.1:8080/elsewhere");
});

describe("what a page does not have cannot be filled, chosen or pressed", () => {
  function check(title: string, attempt: () => unknown, said: string): void {
    test(title, () => expect(attempt).toThrow(said));
  }
  check("a field", () => fill(form(), { place: "Paris" }), "has no field place: id, title, lines, invited, who");
  check("a choice", () => fill(form(), { invited: ["Documentaliste"] }), "« Documentaliste » is no choice of invited");
  check("a button", () => entriesOf(form(), "Annuler"), "has no button « Annuler »");
  check("words above choices", () => fieldUnder(form(), "Présents"), "has nothing under « Présents »");
});
