import { delivered, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { Summary } from "../../../shared/deliverable/summary.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import type { Web } from "../http/context.ts";
import { editionPage, type FirstPage, reviewPage } from "./first-page.ts";
import { reviewFilesOf } from "./review-files.ts";

/** As many covers as a list shows: of those after them a page reads no file. */
const most = 20;

/** The first page of a deliverable as it stands: of its newest edition, else of the version under review. */
export async function firstPageOf(web: Web, state: State): Promise<FirstPage | undefined> {
  const final = isWithdrawnFinal(state) ? undefined : delivered(state);
  const round = state.rounds.at(-1);
  if (final) return editionPage(state, final);
  return round && reviewPage(state.id, round.version, await reviewFilesOf(web, round));
}

/** The same of the first of a list that may have one, by the id of each. */
export async function coversOf(
  web: Web,
  summaries: readonly Pick<Summary, "id" | "stage">[],
): Promise<ReadonlyMap<string, FirstPage>> {
  const shown = summaries.filter(({ stage }) => stage === "review" || stage === "final").slice(0, most);
  const pages = shown.map(async ({ id }) => {
    const loaded = await loadState(web.ports.store, id);
    const page = loaded && (await firstPageOf(web, loaded.state));
    return page ? [[id, page] as const] : [];
  });
  return new Map((await Promise.all(pages)).flat());
}
