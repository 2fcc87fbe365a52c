import * as z from "zod";
import { href } from "../../shared/addresses.ts";
import { actingAs } from "../../shared/deliverable/holder.ts";
import type { NamedRole } from "../../shared/deliverable/place.ts";
import { holdingsIn } from "../../shared/deliverable/summary.ts";
import type { Store } from "../../shared/ports.ts";
import { makeLink } from "../../shared/stored/link.ts";
import { endedHeldBy, openHeldBy } from "../../shared/stored/lists.ts";
import { addPerson, changePerson, findPerson, type NewPerson, type Person } from "../../shared/stored/person.ts";
import { onceEach } from "../../shared/stored/summary.ts";
import { wrapped } from "../lines.ts";
import { misused, say } from "../say.ts";
import { ask } from "./ask.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

const text = z.string().trim().min(1);
const roles = ["coordinator", "author", "reviewer", "funder"] as const;
const wanted = z.strictObject({
  role: z.enum(roles),
  email: z.string().trim().pipe(z.email()),
  name: text.optional(),
  organisation: text.optional(),
});
type Wanted = z.infer<typeof wanted>;

/**
 * Prints a link that opens all that the person may see, and says beside it what that is. Who is not in the directory is
 * added with a name and an organisation, asked for at a terminal. Throws `usage` where they are not to be had.
 */
export async function run({ values }: Asked<"link">): Promise<void> {
  const asked = wanted.safeParse(values);
  if (!asked.success) throw wrongIn(values, String(asked.error.issues[0]?.path[0]));
  if (asked.data.name?.includes("@")) throw misused("wrong.link.name", { name: asked.data.name });
  await withNetwork(async ({ ports, settings }) => {
    const { person, link } = await linkFor({ ports, settings }, asked.data);
    const opens = say("link.opens", { name: person.name, days: settings.linkDays });
    for (const sentence of [opens, ...(await effectOf(ports, person, asked.data.role))])
      console.error(wrapped(sentence));
    console.log(link);
  });
}

/** A fresh link for someone, who is added to the directory where they are not in it. Throws `usage` where their name is not to be had. */
export async function linkFor(
  { ports, settings }: Pick<Opened, "ports" | "settings">,
  asked: Wanted,
): Promise<{ person: Person; link: string }> {
  const person = await personFor(ports, asked, settings.language);
  const token = await makeLink(ports, { person, purpose: "enter", days: settings.linkDays });
  return { person, link: `${settings.publicUrl}${href("openLink", { token })}` };
}

/** The option that is wrong, as it was typed. */
function wrongIn({ role, email }: Asked<"link">["values"], option: string) {
  if (role === undefined || email === undefined) return misused("wrong.link");
  if (option === "role") return misused("wrong.link.role", { role });
  if (option === "email") return misused("wrong.address", { address: email });
  return misused("wrong.missing", { argument: `--${option}` });
}

/** Someone of the directory, with what was said anew, or someone added to it. */
async function personFor(ports: Opened["ports"], asked: Wanted, language: Person["language"]): Promise<Person> {
  const { role, email } = asked;
  const known = await findPerson(ports.store, email);
  const coordinator = (known?.coordinator ?? false) || role === "coordinator";
  if (known) return changePerson(ports, known.id, { ...givenNames(asked), coordinator });
  const name = asked.name ?? (await ask(say("link.ask.name", { email })));
  const organisation = asked.organisation ?? (await ask(say("link.ask.organisation")));
  if (!name || !organisation) throw misused("wrong.link.unknown", { email });
  return addPerson(ports, { name, organisation, address: email, language, coordinator });
}

function givenNames({ name, organisation }: Wanted): Partial<NewPerson> {
  return { ...(name !== undefined && { name }), ...(organisation !== undefined && { organisation }) };
}

/** What the link opens, since it gives no role by itself: a coordinator names people in a deliverable. */
async function effectOf({ store }: Opened["ports"], person: Person, role: Wanted["role"]): Promise<string[]> {
  const unnamed = person.name === person.address ? [say("link.unnamed")] : [];
  if (role === "coordinator" || person.coordinator) return [...unnamed, say("link.coordinator")];
  const titles = await titlesHeld(store, person, role);
  return [
    ...unnamed,
    titles.length > 0 ? say(`link.holds.${role}`, { titles: few(titles) }) : say(`link.none.${role}`),
  ];
}

/** The titles of all that somebody has as one role. */
async function titlesHeld(store: Store, person: Person, role: NamedRole): Promise<string[]> {
  const who = actingAs(person);
  const all = await openHeldBy(store, who);
  let after: string | undefined;
  do {
    const { summaries, next } = await endedHeldBy(store, who, [role], after);
    all.push(...summaries);
    after = next;
  } while (after !== undefined);
  return onceEach(all).flatMap((summary) => (holdingsIn(summary, who).includes(role) ? [summary.title] : []));
}

/** Titles that are named where there are many. */
const named = 5;

/** Titles in a sentence: of many, the first few, and how many more there are. */
function few(titles: readonly string[]): string {
  const join = (some: readonly string[]) => some.join(" ; ");
  const count = titles.length - named;
  return count > 1 ? say("link.holds.more", { titles: join(titles.slice(0, named)), count }) : join(titles);
}
