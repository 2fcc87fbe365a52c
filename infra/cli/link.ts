import * as z from "zod";
import { makeLink } from "../../shared/line/rows/link.ts";
import { addPerson, changePerson, findPerson, type Person } from "../../shared/line/rows/person.ts";
import { misused } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

const wanted = z.strictObject({
  role: z.enum(["coordinator", "author", "reviewer", "funder"]),
  email: z.email(),
  name: z.string().min(1).optional(),
});

/** Prints a link that opens all that the person may see; adds to the directory who is not in it. */
export async function run({ values }: Asked<"link">): Promise<void> {
  const asked = wanted.safeParse(values);
  if (!asked.success) throw misused("wrong.link");
  await withNetwork(async ({ ports, settings }) => {
    const person = await personFor(ports, asked.data, settings.language);
    const token = await makeLink(ports, { person, purpose: "enter", days: settings.linkDays });
    console.log(`${settings.publicUrl}/l/${token}`);
  });
}

async function personFor(
  ports: Opened["ports"],
  { role, email, name }: z.infer<typeof wanted>,
  language: Person["language"],
): Promise<Person> {
  const coordinator = role === "coordinator";
  const known = await findPerson(ports.store, email);
  if (!known) return addPerson(ports, { name: name ?? email, address: email, organisation: "", language, coordinator });
  return coordinator && !known.coordinator ? changePerson(ports, known.id, { coordinator }) : known;
}
