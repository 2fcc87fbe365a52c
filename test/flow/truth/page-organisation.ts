import { presentIn, programmesAt } from "./programmes.ts";
import { type Context, type Sentence, says } from "./reader.ts";

/** Structures: their list, and the page of each. */

/** How an organisation is called by its id. */
export const called = ({ archive }: Pick<Context, "archive">, id: string) =>
  archive.organisations.find((each) => each.id === id)?.short ?? id;

const roles: Record<string, string> = {
  member: "membre",
  funder: "financeur",
  contractor: "prestataire",
  partner: "partenaire",
};
const peopleOf = ({ archive, present }: Context, short: string) =>
  archive.people.filter(({ id, organisation }) => organisation === short && present!.includes(id));

const organisations: Sentence[] = [
  says("Nom court | Nom entier | Territoire | Rôles dans le réseau | Personnes"),
  {
    ...says("{short} | {name} | {territory} | {roles} | {count}", (context, said) =>
      context.archive.organisations.some(
        (each) =>
          each.short === said.short &&
          (each.name === each.short ? "" : each.name) === said.name &&
          each.territory === said.territory &&
          each.roles.map((role) => roles[role]).join(", ") === said.roles &&
          peopleOf(context, each.short).length === Number(said.count),
      ),
    ),
    pattern: /^(?<short>[^|]+) \| (?<name>[^|]*?) ?\| (?<territory>[^|]*?) ?\| (?<roles>[^|]*?) ?\| (?<count>\d+)$/u,
  },
];

/** What an action says of a structure: "Programme de travail 2008 · pilote, finance". */
function namings(context: Context): string[] {
  const { archive, at, organisation } = context;
  const { id } = organisation!;
  return programmesAt(archive.programmes, at).flatMap((programme) => {
    return presentIn(programme).flatMap(({ title, steering, concerned, funding }) => {
      const as = [
        ...(steering.organisations.includes(id) ? ["pilote"] : []),
        ...(concerned.includes(id) ? ["concernée"] : []),
        ...("by" in funding && funding.by.includes(id) ? ["finance"] : []),
      ];
      return as.length > 0 ? [`${title} ${programme.title} · ${as.join(", ")}`] : [];
    });
  });
}

const organisation: Sentence[] = [
  says("{short}", ({ organisation: { short } = { short: "" } }, found) => found.short === short),
  says("Nom entier : {name}", ({ organisation: each }, { name }) => each!.name === name && name !== each!.short),
  says("Territoire : {territory}", ({ organisation: each }, { territory }) => each!.territory === territory),
  says(
    "Rôles dans le réseau : {roles}",
    ({ organisation: each }, found) => each!.roles.map((role) => roles[role]).join(", ") === found.roles,
  ),
  says("{name}", (context, { name }) =>
    peopleOf(context, context.organisation!.short).some((person) => person.name === name),
  ),
  says(
    "Personne de cette structure n’est dans l’annuaire.",
    (context) => peopleOf(context, context.organisation!.short).length === 0,
  ),
  says("{action}", (context, { action }) => context.heading === "Actions" && namings(context).includes(action!)),
  says("Aucune action ne nomme cette structure.", (context) => namings(context).length === 0),
];

export const organisationPages: Record<string, Sentence[]> = { organisations, organisation };
