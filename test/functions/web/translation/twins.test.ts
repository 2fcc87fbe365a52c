import { expect, test } from "vitest";
import { issue } from "../../../../shared/chain/issue.ts";
import { deliverables } from "../../../../shared/stored/deliverable.ts";
import {
  browse,
  closeRound,
  decideAs,
  type Network,
  openTestNetwork,
  pass,
  type Role,
  stateOf,
  submitDraft,
} from "../../network.ts";
import { approve, original, reopen, translated, translationOf } from "./translating.ts";

/** What each draft of the translation says: which of them somebody reads. */
const words = { first: "Centres work apart.", second: "Centres work together." };
/** A translation with its first draft, not sent to review; "stranger" is invited to a meeting about it where asked. */
type Step = (network: Network, id: string) => Promise<unknown>;
const submitted: Step = submitDraft;
const sentBack: Step = async (network, id) => {
  await decideAs(network, "first", id, "requestChanges");
  await closeRound(network, id);
};
const approved: Step = (network, id) => approve(network, id, "first");
const redrafted: Step = (network, id) => translated(network, id, words.second);
const invited: Step = async (network, id) => {
  const sitting = {
    of: 1,
    date: "2008-03-20",
    place: "Strasbourg",
    invited: [network.people.stranger.id],
    sequence: 0,
  };
  const noted = {
    type: "noteMeeting",
    by: "line",
    meeting: "mars",
    sitting: { ...sitting, stage: "planned" },
  } as const;
  await issue(deliverables, network.ports, id, noted);
};

type Row = [title: string, steps: Step[], read: Partial<Record<Role, keyof typeof words | "nothing" | "refused">>];

async function check([, steps, read]: Row): Promise<void> {
  const network = await openTestNetwork();
  const id = await translationOf(network, await original(network));
  await translated(network, id, words.first);
  for (const step of steps) await step(network, id);
  const drafts = (await stateOf(network, id)).versions.map(({ hash }) => hash);
  for (const [role, expected] of Object.entries(read)) {
    const browser = await browse(network, role as Role);
    const here = `/deliverables/${id}/translation`;
    const page = await browser.get(here);
    const json = await browser.get(here, { accept: "application/json" });
    if (expected === "refused") {
      expect([role, page.status, json.status]).toEqual([role, 404, 404]);
      continue;
    }
    const [shown, data] = [await page.text(), await json.text()];
    const said = (text: string) => Object.entries(words).flatMap(([name, word]) => (text.includes(word) ? [name] : []));
    const wanted = expected === "nothing" ? [] : [expected];
    expect([role, page.status, said(shown), said(data)]).toEqual([role, 200, wanted, wanted]);
    // nor does it name a draft that nobody but its authors may open
    const named = drafts.filter((_, at) => expected !== (at === 0 ? "first" : "second"));
    for (const hash of role === "author" || role === "coordinator" ? [] : named) expect(data).not.toContain(hash);
  }
}

const everyone = { author: "second", coordinator: "second", funder: "refused" } as const;

test.each<Row>([
  [
    "a draft that no round had is for who writes it: neither its reviewer nor a guest reads it beside its original",
    [invited],
    { ...everyone, author: "first", coordinator: "first", first: "nothing", stranger: "nothing" },
  ],
  [
    "under review, the version of the round is read beside the original",
    [submitted, invited],
    { author: "first", coordinator: "first", first: "first", stranger: "first", funder: "refused" },
  ],
  [
    "after a round that asked for changes, reviewers and guests keep its version while a newer draft is written",
    [submitted, invited, sentBack, redrafted],
    { ...everyone, first: "first", stranger: "first" },
  ],
  [
    "while a new edition is being made, reviewers keep the version that they approved",
    [submitted, approved, reopen, redrafted],
    { ...everyone, first: "first", stranger: "refused" },
  ],
  [
    "the new edition under review is read beside the original",
    [submitted, approved, reopen, redrafted, submitted],
    { ...everyone, first: "second", stranger: "refused" },
  ],
  [
    "the final is read beside the original by its reviewers; its funder has the final documents alone",
    [submitted, sentBack, redrafted, submitted, approved],
    { ...everyone, first: "second", stranger: "refused" },
  ],
])("%s", (...row) => check(row));

test("an original's words that a passage followed are shown to who may read that version of the original", async () => {
  const network = await openTestNetwork();
  const source = await original(network);
  const id = await translationOf(network, source);
  await translated(network, id, words.first);
  await submitDraft(network, id);
  await issue(deliverables, network.ports, source, {
    ...{ type: "amend", by: { person: network.people.coordinator.id, coordinator: true } },
    funders: [network.people.first.id],
  });
  const reviewer = await browse(network, "first");
  const shown = async () => reviewer.page(`/deliverables/${id}/translation`);
  // a funder of the original, which is still under review
  expect(await shown()).not.toContain("Les centres");
  await approve(network, source, "second");
  pass(network);
  expect(await shown()).toContain("Les centres");
});
