import { beforeEach, describe, expect, test } from "vitest";
import { browse, createNote, decideAs, deposit, type Network, openTestNetwork, submitDraft } from "../../network.ts";
import { wordsOf } from "../../notify/letter.ts";

let network: Network;
let ids: Record<string, string>;

/** Two notes under review. */
beforeEach(async () => {
  network = await openTestNetwork();
  ids = {};
  for (const name of ["one", "two"]) {
    const id = await createNote(network, { title: `Note ${name}` });
    ids[name] = id;
    await deposit(network, id);
    await submitDraft(network, id);
  }
});

describe("the list of a reviewer", () => {
  /** The sections of the page: the titles in each, and its words. */
  async function sections(): Promise<[heading: string, titles: string[], words: string][]> {
    const page = await (await browse(network, "first")).page("/reviews");
    return [...page.matchAll(/<section.*?<h2[^>]*>(.*?)<\/h2>(.*?)<\/section>/gs)].map(
      ([, heading = "", body = ""]) => {
        return [heading, [...body.matchAll(/<h3><a[^>]*>(.*?)<\/a>/g)].map(([, title]) => title!), wordsOf(body)];
      },
    );
  }

  test.each<[string, string[], [string, string[], RegExp][]]>([
    ["has all that waits at its head", [], [["À relire", ["Note one", "Note two"], /Relire – Note one/]]],
    [
      "has what is decided apart, with the decision, its receipt and the way to change it",
      ["one"],
      [
        ["À relire", ["Note two"], /Relire – Note two/],
        [
          "Vos autres relectures en cours",
          ["Note one"],
          /Vous avez donné un avis favorable le .* Voir le reçu Changer mon avis – Note one/,
        ],
      ],
    ],
    [
      "says that nothing waits, once all is decided",
      ["one", "two"],
      [
        ["À relire", [], /Aucun document n’attend votre avis/],
        ["Vos autres relectures en cours", ["Note one", "Note two"], /Changer mon avis – Note two/],
      ],
    ],
  ])("%s", async (_, decided, expected) => {
    for (const name of decided) await decideAs(network, "first", ids[name]!, "approve");
    expect(await sections()).toEqual(
      expected.map(([heading, titles, words]) => [heading, titles, expect.stringMatching(words)]),
    );
  });
});
