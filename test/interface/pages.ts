import { readFileSync } from "node:fs";
import type { Everyone, Facts, Role } from "../functions/web/everyone.ts";

/** A page as one of those who may open it sees it. */
export type PageOf = { role: Role; path: string };

/** Those whose pages are looked at: everyone else sees what one of them does. */
const lookers: readonly Role[] = ["coo", "aut", "rev", "fun", "gue", "any"];

/** Every page of the network in which everyone is something, from the table of who may open what. */
export async function everyPage({ app, cookies, facts, asset, people }: Everyone): Promise<PageOf[]> {
  const more = { token: "faux", language: "fr", name: asset.slice("/assets/".length), person: people.out.id };
  const found: PageOf[] = [];
  for (const path of new Set(addressesOf(facts).map((fill) => fill(more))))
    for (const role of lookers) {
      const answer = await app.request(path, { headers: { cookie: cookies[role] } });
      const isPage = answer.status === 200 && /^text\/html/.test(answer.headers.get("content-type") ?? "");
      if (isPage && !path.endsWith("/html")) found.push({ role, path });
    }
  return found;
}

/** The addresses of the table's GET lines, each to be filled with what is besides the facts of its deliverable. */
function addressesOf(facts: Everyone["facts"]): ((more: Record<string, string>) => string)[] {
  const source = readFileSync(new URL("../functions/web/matrix.test.ts", import.meta.url), "utf8");
  const lines = source.split("\n").filter((line) => line.startsWith("GET "));
  return lines.map((line) => {
    const [, address = "", ...cells] = line.trim().split(/\s+/);
    const named = cells.at(-1) as keyof Everyone["facts"];
    const own: Facts = facts[named] ?? facts.note;
    return (more) => address.replace(/:(\w+)/g, (_, name: string) => own[name] ?? more[name] ?? "");
  });
}
