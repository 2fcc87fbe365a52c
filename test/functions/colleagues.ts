import { makeLink, type Purpose } from "../../shared/stored/link.ts";
import { addPerson, type Person } from "../../shared/stored/person.ts";
import { type Browser, type Network, pageAt, sendMails } from "./network.ts";

/** Someone who is added to the directory now, by their organisation: "Chargé de suivi (ACSE)". */
export function arrives({ ports }: Network, organisation: string, name = "Chargé de suivi"): Promise<Person> {
  const address = `${name.split(" ")[0]!.toLowerCase()}-${ports.ids()}@${organisation.toLowerCase()}.example`;
  return addPerson(ports, { name, address, organisation, language: "fr", coordinator: false });
}

export type Visit = Pick<Browser, "get" | "json" | "page" | "post">;

/** A browser of anyone of the directory, let in by a link of their own; `thing`: what the link is for, else all that is theirs. */
export async function browserOf(
  { app, ports }: Network,
  person: Person,
  purpose: Purpose = "enter",
  thing?: string,
): Promise<Visit> {
  const link = { person, purpose, days: 30, ...(thing !== undefined && { thing }) };
  const entered = await app.request(`/l/${await makeLink(ports, link)}`);
  const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const get = async (path: string, headers = {}) => app.request(path, { headers: { cookie, ...headers } });
  const json = async (path: string, body: unknown) =>
    app.request(path, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    });
  const post: Browser["post"] = async (path, fields = {}) => {
    const pairs = Object.entries(fields).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    );
    const sent = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
    const body = new URLSearchParams(pairs).toString();
    return app.request(path, { method: "POST", headers: { cookie, ...sent }, body });
  };
  return { get, json, post, page: (path) => pageAt(path, get) };
}

/** The addresses to which mails left since the last call, sorted: those to an organisation in two steps. */
export async function left(network: Network): Promise<string[]> {
  await sendMails(network);
  await sendMails(network);
  return network.sent
    .splice(0)
    .map(({ to }) => to.address)
    .sort();
}
