import { MailFailure, Refusal } from "../../shared/errors.ts";
import type { Files, Mail, Store } from "../../shared/ports.ts";

/** Thrown to nobody: the process that would have caught it is gone. */
export class Death extends Error {}

type World = { store: Store; files: Files; mail: Mail };

/** `calls`: those that were made to the world, "files.put" each. */
export type Mortal = World & { calls: string[] };

/** What a process meets at one of its calls: it dies, or it lives on and the call alone fails. */
export type Fate = "dies" | "fails";

/**
 * The world as a process sees it that dies at its call number `at` (from 0) to store, files or mail, whichever of their
 * methods it is: just before the call takes effect, or just after, before its answer comes. `fate`: whether that call alone fails,
 * as where a server is away for a moment.
 */
export function mortal(
  { store, files, mail }: World,
  at: number,
  when: "before" | "after",
  fate: Fate = "dies",
): Mortal {
  const calls: string[] = [];
  const call = (name: string, act: () => unknown): unknown => {
    const now = calls.push(name) - 1;
    const gone = fate === "dies" && now > at;
    if (gone || (now === at && when === "before")) throw faultOf(name, when, fate);
    const result = act();
    return now === at ? failed(result, faultOf(name, when, fate)) : result;
  };
  const wrapped = <P extends object>(room: string, port: P): P =>
    Object.fromEntries(
      Object.entries(port).map(([method, act]) => [
        method,
        typeof act === "function"
          ? (...given: unknown[]) => asCalled(method, () => call(`${room}.${method}`, () => act.apply(port, given)))
          : act,
      ]),
    ) as P;
  return { calls, store: wrapped("store", store), files: wrapped("files", files), mail: wrapped("mail", mail) };
}

/** The methods of ports that answer by one thing after another. */
const streaming = new Set(["list", "all"]);

/** Throws where the method would: a stream at its first step, a promise when it is awaited. */
function asCalled(method: string, made: () => unknown): unknown {
  if (!streaming.has(method)) return (async () => made())();
  return (async function* () {
    // awaited: of a process that dies just after the call there is no stream
    yield* (await made()) as AsyncIterable<unknown>;
  })();
}

/** What was called took effect, and whoever called is gone, or does not learn of it. */
async function failed(result: unknown, fault: Error): Promise<never> {
  await result;
  throw fault;
}

function faultOf(name: string, when: "before" | "after", fate: Fate): Error {
  if (fate === "dies") return new Death(name);
  if (name.startsWith("mail.")) return new MailFailure({ refused: false, said: "421 Try again later" });
  return new Refusal(name === "store.commit" && when === "after" ? "outcome-unknown" : "store-unreachable");
}
