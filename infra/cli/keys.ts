import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { freshKid, madeOn, withKey, withoutKeys } from "../../shared/links/keyring.ts";
import type { Keyring } from "../../shared/ports.ts";
import { linksByKey } from "../../shared/stored/link.ts";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

/** Lists, rotates or drops the keys that sign links. Running processes take the change up by themselves. */
export async function run({ values, operands: [what, kid] }: Asked<"keys">): Promise<void> {
  const wrong = (what === "drop") !== (kid !== undefined);
  if (wrong || !["rotate", "drop", undefined].includes(what)) throw misused("wrong.keys");
  await withNetwork(async (network) => {
    if (what === "rotate") await rotate(network, values.now ?? false);
    if (what === "drop") await drop(network, kid!);
    await list(network);
  });
}

/**
 * The new key first verifies everywhere, then signs. Keys before the last that signed nothing which still lives go; the
 * last stays, since what signs with it now may not have heard yet.
 */
async function rotate(network: Opened, now: boolean): Promise<void> {
  const { ports, keys } = network;
  const keyring = plain(ports.keyring);
  const living = await linksByKey(ports.store, ports.clock());
  const idle = [...keyring.keys.keys()].filter((kid) => !living.has(kid) && !living.has(""));
  const kid = freshKid(keyring, ports.clock());
  const added = withKey(withoutKeys(keyring, idle), kid, randomBytes(32));
  await keys.save(added);
  if (!now && keys.settle > 0) {
    console.error(wrapped(say("keys.settling", { kid, seconds: keys.settle })));
    await pause(keys.settle * 1000);
  }
  await save(network, { ...added, current: kid });
}

async function drop(network: Opened, kid: string): Promise<void> {
  const keyring = plain(network.ports.keyring);
  if (!keyring.keys.has(kid)) throw misused("wrong.keys.unknown", { kid });
  if (keyring.current === kid) throw misused("wrong.keys.signs", { kid });
  await save(network, withoutKeys(keyring, [kid]));
}

async function save({ ports, keys }: Opened, keyring: Keyring): Promise<void> {
  await keys.save(keyring);
  ports.keyring = keyring;
}

/** As it is at this moment: the keyring of a data folder follows its file. */
function plain({ current, keys }: Keyring): Keyring {
  return { current, keys };
}

async function list({ ports }: Opened): Promise<void> {
  const living = await linksByKey(ports.store, ports.clock());
  const lines = [...ports.keyring.keys.keys()].map((kid) => {
    const { count = 0, last = "" } = living.get(kid) ?? {};
    const made = madeOn(kid);
    return [
      kid,
      say(kid === ports.keyring.current ? "keys.signs" : "keys.verifies"),
      made ? say("keys.made", { date: made }) : say("keys.first"),
      count > 0 ? say("keys.links", { count, last: last.slice(0, 10) }) : say("keys.idle"),
    ].join("\t");
  });
  console.log(lines.join("\n"));
}
