import { beforeEach, describe, expect, test } from "vitest";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import {
  as,
  completeDraft,
  decideAs,
  deposit,
  lastRound,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  sendMails,
  stateOf,
  submitDraft,
} from "../network.ts";
import { offerAs } from "../offering.ts";
import { words } from "./letter.ts";
import { dispose, inReview, toConfirm, toIntegrate } from "./scenes.ts";

/** The last letters of a document: one to each, with nothing that a letter told before. */

let network: Network;
beforeEach(async () => {
  network = await openTestNetwork();
});

/** Approved by both, and set, as the ten minutes in which it could be undone pass: the letters that leave, by their first address part. */
async function end(id: string, how: { asIs?: true } = {}): Promise<Record<string, string[]>> {
  for (const role of ["first", "second"] as const) await decideAs(network, role, id, "approve");
  pass(network);
  await sendMails(network);
  network.sent.length = 0;
  const { number: round } = await lastRound(network, id);
  const by = as(network, "coordinator");
  await issue(deliverables, network.ports, id, { type: "closeRound", by, round, unresolved: false, ...how });
  await putOutputs(network, id);
  pass(network);
  await sendMails(network);
  const all = network.sent.map(({ to, subject, text }) => [to.address, words(`${subject} ${text}`)] as const);
  return Object.fromEntries(
    [...Map.groupBy(all, ([to]) => to)].map(([to, each]) => [to.split("@")[0]!, each.map(([, text]) => text)]),
  );
}

/** A correction as if it were applied to the draft: it names it. */
async function applyCorrection(id: string, correction: string): Promise<void> {
  const { versions } = await stateOf(network, id);
  const { hash: base, manifest, checks } = versions.at(-1)!;
  const [part] = manifest.parts;
  await issue(deliverables, network.ports, id, {
    ...{ type: "applyCorrections", by: as(network, "author"), round: 1, contributions: [correction], base },
    parts: [{ part: { ...part!, corrections: [correction] }, check: checks[part!.part]! }],
  });
}

test("an author has one letter of the approval and of its documents", async () => {
  const { redaction } = await end(await toConfirm(network));
  expect(redaction).toEqual([expect.stringMatching(/^Document final : .*Le document a été approuvé le 3 mars 2008/)]);
});

describe("reviewers learn that it is final", () => {
  const final =
    /^« L’interculturalité : note de cadrage » : document final .*Ce document est devenu final le 3 mars 2008\./;

  test("in few words, where a letter told what was done of their remarks, or where they had none", async () => {
    const { direction, etudes } = await end(await toConfirm(network));
    expect(direction).toEqual([expect.stringMatching(final)]);
    expect(direction![0]).not.toMatch(/intégrée|Voici ce qu’il en est/);
    expect(etudes).toEqual([expect.stringMatching(/: final document .*This document became final on 3 March 2008\./)]);
  });

  test("in few words too where their corrections were applied, and the next invitation told them", async () => {
    const id = await toIntegrate(network);
    await dispose(network, id, "r1", "integrated");
    await deposit(network, id, `${completeDraft}\nLa notion vient du Québec.\n`);
    await applyCorrection(id, "r2");
    await submitDraft(network, id, "2008-05-20T22:00:00.000Z");
    const { direction } = await end(id);
    expect(direction).toEqual([expect.stringMatching(final)]);
    expect(direction![0]).not.toMatch(/intégrée|Voici ce qu’il en est/);
  });

  test("with all that is to be said of their remarks, where no letter said it", async () => {
    const id = await inReview(network);
    await offerAs(network, "first", id, { id: "r1", type: "comment", text: "Dire d’où vient la notion." });
    const { direction, etudes } = await end(id, { asIs: true });
    expect(direction).toEqual([expect.stringMatching(final)]);
    expect(direction![0]).toMatch(
      /Aucune suite n’a été donnée à vos remarques.*Voici ce qu’il en est de chacune.*1\. « Dire d’où vient la notion\. » : sans suite/,
    );
    expect(etudes).toHaveLength(1);
  });
});
