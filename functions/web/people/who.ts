import { Refusal } from "../../../shared/errors.ts";
import { getOrganisation, type Organisation } from "../../../shared/stored/organisation.ts";
import { getPerson, type Person } from "../../../shared/stored/person.ts";
import type { PersonId } from "../../../shared/values.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import { coordinators, type Who } from "../http/route.ts";

/** Someone of the directory, and the coordinator who asks (`by`). `isSelf`: they are the same. */
export type Entered = { person: Person; by: PersonId; isSelf: boolean };

/** Coordinators, of the person in the path. Throws `not-found`. */
export const ofPerson: Who<Entered> = { name: coordinators.name, admit: thePerson };

/** The same, but of themselves: nobody locks the network's door behind them. Throws `self-removal`. */
export const ofAnother: Who<Entered> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const entered = await thePerson(c, web);
    if (entered.isSelf) throw new Refusal("self-removal");
    return entered;
  },
};

async function thePerson(c: PageContext, web: Web): Promise<Entered> {
  const { id: by } = (await coordinators.admit(c, web)).person;
  const person = await getPerson(web.ports.store, param(c, "person"));
  if (!person || person.removed) throw new Refusal("not-found");
  return { person, by, isSelf: person.id === by };
}

/** An organisation of the network, at which a coordinator looks. */
export type EnteredOrganisation = { organisation: Organisation };

/** Coordinators, of the organisation in the path. Throws `not-found`. */
export const ofOrganisation: Who<EnteredOrganisation> = {
  name: coordinators.name,
  admit: async (c, web) => {
    await coordinators.admit(c, web);
    const organisation = await getOrganisation(web.ports.store, param(c, "organisation"));
    if (!organisation) throw new Refusal("not-found");
    return { organisation };
  },
};
