import type { Browser, Page } from "playwright-core";
import type { Network } from "../../../infra/local/network.ts";
import { makeLink } from "../../../shared/stored/link.ts";
import { addPerson, type Person } from "../../../shared/stored/person.ts";
import type { Running } from "../over-http.ts";
import { startNetwork } from "../running.ts";
import { desk, launch, newPage } from "./browsing.ts";

type Role = "coordinator" | "author" | "first" | "second" | "researcher" | "funder";

/** A network that is served, its people, and the browser that they all look with. */
export type Site = Running & { browser: Browser; people: Record<Role, Person> };

export async function openSite(): Promise<Site> {
  const running = await startNetwork();
  const [browser, people] = await Promise.all([launch(), gather(running.network)]);
  const stop = async () => {
    await browser.close();
    await running.stop();
  };
  return { ...running, browser, people, stop };
}

/** The people of a site, in a network that has nobody. */
export async function gather({ ports }: Network): Promise<Site["people"]> {
  const add = (name: string, address: string, organisation: string, more = {}) =>
    addPerson(ports, { name, address, organisation, language: "fr", coordinator: false, ...more });
  return {
    coordinator: await add("Coordination", "coordination@reseau.example", "RECI", { coordinator: true }),
    author: await add("Chargée de mission", "redaction@cofrimi.example", "COFRIMI"),
    first: await add("Direction", "premiere@oriv.example", "ORIV"),
    second: await add("Documentaliste", "seconde@crefe.example", "CREFE"),
    researcher: await add("Research officer", "seconde@irev.example", "IREV", { language: "en" }),
    funder: await add("Service instructeur", "suivi@financeur.example", "DAIC"),
  };
}

/** The path of a link by which someone comes in. */
export async function linkOf({ network: { ports } }: Site, person: Person): Promise<string> {
  return `/l/${await makeLink(ports, { person, purpose: "enter", days: 1 })}`;
}

/** A page of the site, as someone sees it who came in by a link; in French, on a desk, unless told otherwise. */
export async function enter(site: Site, person: Person, path: string, options = {}): Promise<Page> {
  const page = await newPage(site.browser, { locale: "fr-FR", ...desk, ...options });
  await page.goto(site.url + (await linkOf(site, person)));
  await page.goto(site.url + path);
  return page;
}
