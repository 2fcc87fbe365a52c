import { type AddressName, addresses } from "../../../shared/addresses.ts";
import { type Opened, theDeliverable, theDeliverableAsGiven } from "./access.ts";
import type { OutboxReader, PageContext, Site, Visitor, Web } from "./context.ts";
import { type Input, readInput, type Schema } from "./input.ts";
import { keepNotice } from "./notice.ts";
import { theOutbox } from "./outbox.ts";
import type { Role } from "./rights.ts";
import { theCoordinator, theVisitor } from "./visitor.ts";

/** Who may ask for a route, and what a page is told of whoever does. `admit` throws `not-found`, `access-ended`. */
export type Who<Admitted> = { name: string; admit(c: PageContext, web: Web): Admitted | Promise<Admitted> };

/** Whoever asks, known or not. */
export const anyone: Who<Visitor | undefined> = { name: "anyone", admit: (c) => c.get("visitor") };

/** Whoever a link let in. */
export const visitors: Who<Visitor> = { name: "visitors", admit: theVisitor };

/** The coordinators of the network. */
export const coordinators: Who<Visitor> = { name: "coordinators", admit: theCoordinator };

/** Those who may read the mails that did not leave: coordinators, and whoever sits at the machine. */
export const outboxReaders: Who<OutboxReader> = { name: "outbox readers", admit: theOutbox };

/** Those who have one of `roles` in the deliverable of the path. */
export function having(...roles: Role[]): Who<Opened> {
  return { name: roles.join(", "), admit: (c, web) => theDeliverable(c, web, ...roles) };
}

/** The same, and those who had one of `roles` and have it no more: the deliverable as it stood then. */
export function havingHad(...roles: Role[]): Who<Opened> {
  return { name: `${roles.join(", ")}, or once`, admit: (c, web) => theDeliverableAsGiven(c, web, ...roles) };
}

/** One address and method: who may ask, and what answers. The table of all routes is `app.ts`. */
export type Route = {
  method: "GET" | "POST";
  address: AddressName;
  who: string;
  answer(c: PageContext, web: Web): Promise<Response>;
};

/** A page, or a file: `page` is told who asks. */
export function get<Admitted>(
  address: AddressName,
  who: Who<Admitted>,
  page: (c: PageContext, web: Web, admitted: Admitted) => Response | Promise<Response>,
): Route {
  return {
    ...{ method: "GET", address, who: who.name },
    answer: async (c, web) => page(c, web, await who.admit(c, web)),
  };
}

/** How what was sent along is read: by its schema, or by a function of the page's own. */
export type Read<T> = Schema<T> | ((c: PageContext) => Promise<Input<T>>);

/** What a form or JSON asks to be done: `act` is told who asks, and what `read` made of what was sent along. */
export function post<Admitted, T>(
  address: AddressName,
  who: Who<Admitted>,
  read: Read<T>,
  act: (c: PageContext, web: Web, admitted: Admitted, input: Input<T>) => Promise<Response>,
): Route {
  const reading = typeof read === "function" ? read : (c: PageContext) => readInput(c, read);
  return {
    ...{ method: "POST", address, who: who.name },
    answer: telling(address, async (c, web) => act(c, web, await who.admit(c, web), await reading(c))),
  };
}

/** The same where nothing is sent along, or where `act` reads it in its own way. */
export function postAs<Admitted>(
  address: AddressName,
  who: Who<Admitted>,
  act: (c: PageContext, web: Web, admitted: Admitted) => Promise<Response>,
): Route {
  return {
    ...{ method: "POST", address, who: who.name },
    answer: telling(address, async (c, web) => act(c, web, await who.admit(c, web))),
  };
}

/** An act after which the next page says what was done. */
function telling(address: AddressName, act: Route["answer"]): Route["answer"] {
  return async (c, web) => {
    const response = await act(c, web);
    keepNotice(c, address, response);
    return response;
  };
}

/** A page, or an act, of a file that is loaded when it is first asked for: what few ask for costs no start. */
export function late<N extends string, M extends Record<N, (...given: never[]) => Promise<Response>>>(
  load: () => Promise<M>,
  name: N,
): M[N] {
  return (async (...given: never[]) => (await load())[name](...given)) as M[N];
}

/** How what was sent along is read, of a file that is loaded when it is first asked for: `readLate(async () => (await forms()).closing)`. */
export function readLate<T>(load: () => Promise<Read<T>>): (c: PageContext) => Promise<Input<T>> {
  return async (c) => {
    const read = await load();
    return typeof read === "function" ? read(c) : readInput(c, read);
  };
}

/** Lets a site answer routes. */
export function serve(site: Site, web: Web, routes: readonly Route[]): void {
  const pages = new Set(routes.flatMap(({ method, address }) => (method === "GET" ? address : [])));
  for (const { method, address, answer } of routes)
    site.on(method, addresses[address], (c) => {
      c.set("isPage", pages.has(address));
      return answer(c, web);
    });
}
