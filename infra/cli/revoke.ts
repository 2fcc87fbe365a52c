import { verify } from "../../shared/links/token.ts";
import { loadState } from "../../shared/stored/deliverable.ts";
import { revokeLink } from "../../shared/stored/link.ts";
import { findPerson } from "../../shared/stored/person.ts";
import { endLinks, type Scope } from "../../shared/stored/revocation.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

/** Ends links: every one of the network, a person's, those of a round, or one. Throws `usage` where there are none such. */
export async function run({ values, operands }: Asked<"revoke">): Promise<void> {
  const asked = Object.keys(values).length === 1 && operands.length === (values.round === undefined ? 0 : 1);
  if (!asked) throw misused("wrong.links");
  await withNetwork(async ({ ports }) => {
    if (values.link !== undefined) await one(ports, values.link);
    else await endLinks(ports, await scopeOf(ports, { ...values, number: operands[0] }), "line");
    console.log(say("revoke.done"));
    if (values.all) console.log(`${say("revoke.all")}\n  ${say("link.again")}`);
  });
}

type Named = { person?: string | undefined; round?: string | undefined; number?: string | undefined };

async function scopeOf({ store }: Opened["ports"], { person, round, number }: Named): Promise<Scope> {
  if (person !== undefined) {
    const found = await findPerson(store, person.trim());
    if (!found) throw misused("wrong.person", { address: person });
    return { person: found.id };
  }
  if (round === undefined) return { all: true };
  const state = (await loadState(store, round))?.state;
  if (!state) throw misused("wrong.deliverable", { deliverable: round });
  const known = state.rounds.some((held) => String(held.number) === number);
  if (!known) throw misused("wrong.round", { deliverable: round, number: number ?? "" });
  return { deliverable: round, round: Number(number) };
}

/** A link as it was mailed, or its token alone. */
async function one(ports: Opened["ports"], link: string): Promise<void> {
  const hash = verify(ports.keyring, link.slice(link.lastIndexOf("/") + 1));
  if (hash === undefined) throw misused("wrong.link.none");
  await revokeLink(ports, hash);
}
