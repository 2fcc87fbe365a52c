import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import type { Person } from "../../../shared/stored/person.ts";
import { long } from "../../long.ts";
import { desk, newPage } from "./browsing.ts";
import { firefoxKeys, hasFirefox, launchFirefox } from "./firefox.ts";
import { becomes, chromiumKeys, focusedName, type Keys, says, tabTo, take } from "./keys.ts";
import { openRound } from "./open-round.ts";
import type { Site } from "./site.ts";

const title = "Accueil et droits : note de cadrage";

/** From the link of a mail to the receipt of a decision, with a remark on the way, by the keyboard alone. */
export function reviewByKeyboard(site: Site): void {
  let here: string;
  beforeAll(async () => {
    here = await openRound(site, title);
  });

  const thing = () => here.split("/").at(-1)!;
  const mailed = async (person: Person) =>
    `${site.url}/l/${await makeLink(site.network.ports, { person, purpose: "review", thing: thing(), days: 30 })}`;
  /** What somebody gave the round: their decisions, and how many remarks are sent in all. */
  async function given({ id }: Person) {
    const [round] = (await loadState(site.network.ports.store, thing()))!.state.rounds;
    const choices = round!.decisions.filter(({ reviewer }) => reviewer === id).map(({ choice }) => choice);
    return [choices, Object.keys(round!.contributions).length];
  }

  test("by the keyboard alone: from the mail's link to a remark, a decision, its receipt", async () => {
    const { first } = site.people;
    const page = await newPage(site.browser, { locale: "fr-FR", ...desk });
    await review(chromiumKeys(page), await mailed(first), "Qui accueille ?");
    expect(await given(first)).toEqual([["approve"], 1]);
  });

  // the same journey: in the long form, which CI has
  describe.skipIf(!long || !hasFirefox())("in Firefox", () => {
    let firefox: Awaited<ReturnType<typeof launchFirefox>>;
    beforeAll(async () => {
      firefox = await launchFirefox();
    });
    afterAll(() => firefox?.close());

    test("by the keyboard alone, the same", async () => {
      const { second } = site.people;
      const keys = await firefoxKeys(firefox);
      await review(keys, await mailed(second), "Qui oriente ?");
      expect(await given(second)).toEqual([["approve"], 2]);
      expect(keys.complaints).toEqual([]);
    });
  });
}

/** A reviewer's way, in whichever browser. */
async function review(keys: Keys, link: string, remark: string): Promise<void> {
  await keys.open(link);
  await keys.seen(title);
  await keys.press("Tab");
  expect(await focusedName(keys)).toBe("Aller au document");
  await keys.press("Enter");
  await writeRemark(keys, remark);
  await turnKeysOff(keys);
  await approve(keys);
}

/** Written, kept while it is typed, chosen again; the form of another opens and closes. */
async function writeRemark(keys: Keys, words: string): Promise<void> {
  await keys.press("c");
  await becomes(keys, `document.activeElement.matches("#remark-form [name=text]")`);
  await keys.type(words);
  await says(keys, "non envoyée, gardée à l’instant");
  await keys.press("Control+Enter");
  await says(keys, words, ".remark[role=note]");
  await says(keys, "Une remarque, gardée");
  await keys.press("j");
  await says(keys, words, ".remark.on");
  await keys.press("r");
  await becomes(keys, `document.activeElement.matches("[name=correction]")`);
  await keys.press("Escape");
  await becomes(keys, `!document.querySelector("#remark-form")`);
}

async function turnKeysOff(keys: Keys): Promise<void> {
  await keys.press("?");
  await becomes(keys, `document.querySelector("dialog#keys").open`);
  await tabTo(keys, "Désactiver les touches d’une lettre", 2);
  await keys.press("Enter");
  await keys.press("c");
  expect(await keys.read(`document.querySelectorAll("#remark-form").length`)).toBe(0);
  await keys.reload();
}

async function approve(keys: Keys): Promise<void> {
  await take(keys, "Aller à mon avis", 3);
  await keys.press("Enter");
  await keys.seen("Votre avis");
  await tabTo(keys, "Avis favorable");
  await keys.press(" ");
  await take(keys, "Envoyer mon avis");
  await keys.seen("Avis bien reçu");
}
