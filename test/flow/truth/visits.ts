import { webApp } from "../../../functions/web/app.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import type { Year } from "../year.ts";
import { archiveOf } from "./archive.ts";
import { factsAt } from "./facts.ts";

/** A page as one person had it at an instant. */
export type Visit = { at: string; reader: string; path: string; status: number; html: string };

/** Everyone opens the receipts that are theirs, and their copies. */
export async function openReceipts(year: Year): Promise<Visit[]> {
  const { ports, settings, people } = year;
  const app = webApp(ports, { settings });
  const { rows } = await archiveOf(year);
  const at = new Date(ports.clock()).toISOString();
  const visits: Visit[] = [];
  for (const person of Object.values(people)) {
    const entered = await app.request(`/l/${await makeLink(ports, { person, purpose: "enter", days: 1 })}`);
    const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
    const paths = [...rows.values()].flatMap((each) => {
      const facts = factsAt(each);
      const mine = facts?.rounds.flatMap(({ given }) => given.filter(({ by }) => by === person.id)) ?? [];
      const here = `/deliverables/${facts?.id}/receipts`;
      return mine.flatMap(({ submission }) => [`${here}/${submission}`, `${here}/${submission}/copy`]);
    });
    for (const path of paths) {
      const response = await app.request(path, { headers: { cookie } });
      const html = await response.text();
      visits.push({ at, reader: person.id, path, status: response.status, html });
    }
  }
  return visits;
}
