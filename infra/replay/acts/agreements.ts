import { href } from "../../../shared/addresses.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import { idIn } from "../people/person.ts";
import { idOf, type Play, remember } from "../story.ts";

/** What is paid, as a coordinator types it: "14", "350,00"; `action`: which one it is for, where an agreement has several. */
export type Term = {
  words: string;
  unit: "heure" | "jour" | "mission" | "frais directs" | "frais de fonctionnement";
  planned?: string;
  rate?: string;
  action?: string;
};
/** What a funder pays of the programme of 2008. */
export type Agreed = {
  funder: string;
  reference: string;
  title: string;
  actions: readonly string[];
  from: string;
  until: string;
  terms: readonly Term[];
};

/** The coordinator records an agreement that was asked for, from the page of its first action, then each term with its action. */
export async function recordAgreement(on: Play, word: string, { terms, actions, ...plan }: Agreed): Promise<void> {
  const { coordination } = on.people;
  const refs = actions.map((each) => actionRef("2008", each));
  const begun = await coordination.open(href("newAgreement", {}, { action: refs[0] }));
  const made = await coordination.submit(begun, /\/agreements\/new$/, {
    ...{ ...plan, actions: refs, stage: "demandée", lines: "" },
  });
  const agreement = idIn(made, "agreements");
  remember(on, word, "agreement", agreement);
  for (const { action, ...term } of terms) {
    const form = await coordination.open(href("newTerm", { agreement }));
    const of = action === undefined ? {} : { action: actionRef("2008", action) };
    await coordination.submit(form, /\/terms\/new$/, { ...term, ...of });
  }
}

/** The coordinator records the stage that an agreement came to. */
export async function advance(on: Play, word: string, stage: "signée" | "soldée", stageOn: string): Promise<void> {
  await fromAgreement(on, word, /\/stage$/, { stage, stageOn });
}

/** The coordinator records money that was received. */
export async function receivePayment(
  on: Play,
  word: string,
  payment: { amount: string; paidOn: string; words: string },
): Promise<void> {
  await fromAgreement(on, word, /\/payments$/, payment);
}

/** The coordinator records that the financial report was handed in. */
export async function noteReport(on: Play, word: string, reportedOn: string): Promise<void> {
  await fromAgreement(on, word, /\/report$/, { reportedOn });
}

async function fromAgreement(on: Play, word: string, to: RegExp, fields: Record<string, string>): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("agreement", { agreement: idOf(on, word) }));
  await coordination.submit(page, to, fields);
}
