import { type Matrix, matrixOf, type Words } from "../../../shared/programme/matrix.ts";
import type { Programme } from "../../../shared/programme/state.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** How organisations are called, by id; one that is no more known, by that id. */
export async function organisationNames({ ports }: Web): Promise<(id: string) => string> {
  const names = new Map((await listOrganisations(ports.store)).map(({ id, short }) => [id, short]));
  return (id) => names.get(id) ?? id;
}

/** The matrix of a programme in the words of a page. */
export async function matrixFor(web: Web, { text }: Say, programme: Programme): Promise<Matrix> {
  const words: Words = { organisation: await organisationNames(web), noFunding: text("matrix.no-funding") };
  return matrixOf(programme, words);
}
