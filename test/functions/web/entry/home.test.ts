import { beforeEach, expect, test } from "vitest";
import {
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  type Role,
  submitDraft,
} from "../../network.ts";

let network: Network;
let note: string;

/** A note under review, by "first" and "second". */
beforeEach(async () => {
  network = await openTestNetwork();
  note = await createNote(network);
  await deposit(network, note);
  await submitDraft(network, note);
});

const waits = /<h2><a href="\/reviews">À relire<\/a><\/h2>\s*<p class="muted">Les documents qui attendent votre avis\./;
const over = /<h2><a href="\/reviews">Mes relectures<\/a><\/h2>\s*<p class="muted">Aucun document n’attend votre avis/;
const decided = (role: Role = "first") => decideAs(network, role, note, "approve");
const closed = async () => {
  for (const role of ["first", "second"] as const) await decided(role);
  await closeRound(network, note);
};

/** The first reviewer's home page has the one card and not the other, once `then` has happened. */
test.each<[string, () => Promise<unknown>, RegExp, RegExp]>([
  ["a reviewer whose decision is awaited finds what is to review", async () => {}, waits, over],
  ["a reviewer who decided finds no document said to wait", () => decided(), over, waits],
  ["one reviewer's decision leaves what another has to review", () => decided("second"), waits, over],
  ["a reviewer whose round is closed finds what they were given to read", closed, over, waits],
])("%s", async (_, then, shown, absent) => {
  await then();
  const page = await (await browse(network, "first")).page("/");
  expect(page).toMatch(shown);
  expect(page).not.toMatch(absent);
});

test("whoever was let in for one review finds it to review, then that no decision is expected", async () => {
  const reviewer = await browse(network, "first", "review", note);
  expect(await reviewer.page("/")).toContain('<p class="muted">À relire</p>');
  await decided();
  expect(await reviewer.page("/")).toContain('<p class="muted">Aucun avis n’est attendu de vous.</p>');
});
