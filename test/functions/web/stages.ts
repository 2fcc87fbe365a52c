import {
  type Browser,
  browse,
  closeRound,
  createNote,
  decideAs,
  deposit,
  type Network,
  openTestNetwork,
  pass,
  putOutputs,
  submitDraft,
} from "../network.ts";

/** A network with a note at each stage, so that every page has something to show. */
export type Stages = { network: Network; browsers: Map<string, Browser>; paths: Record<string, string> };

/**
 * Opens notes in draft, under review and final. `paths` names their pages by stage, e.g. `paths.final` is "/deliverables/…";
 * `browsers` has one for each role, and "nobody" without a session.
 */
export async function openStages(): Promise<Stages> {
  const network = await openTestNetwork();
  const browsers = new Map<string, Browser>();
  const paths: Record<string, string> = {};
  const [draft, review, final] = [await createNote(network), await createNote(network), await createNote(network)];
  for (const id of [draft, review, final]) paths[`${id}-upload`] = await deposit(network, id);
  for (const id of [review, final]) await submitDraft(network, id);
  for (const role of ["first", "second"] as const) await decideAs(network, role, final, "approve");
  await closeRound(network, final);
  await putOutputs(network, final);
  const submission = await decideAs(network, "first", review, "requestChanges");
  Object.assign(paths, {
    draft: `/deliverables/${draft}`,
    review: `/deliverables/${review}`,
    final: `/deliverables/${final}`,
    upload: `/deliverables/${draft}/uploads/${paths[`${draft}-upload`]}`,
    receipt: `/deliverables/${review}/receipts/${submission}`,
    person: `/people/${network.people.stranger.id}`,
  });
  for (const role of ["coordinator", "author", "first", "second", "funder", "stranger"] as const) {
    browsers.set(role, await browse(network, role));
  }
  // who funds has a final once its closing can no more be taken back
  pass(network);
  browsers.set("nobody", await browse(network));
  return { network, browsers, paths };
}

/** A path of a test with the stage that it begins with, e.g. "{final}/outputs/html", as its address. */
export const pathAt = (paths: Stages["paths"], path: string): string =>
  path.replace(/^\{(\w+)\}/, (_, name) => paths[name] ?? "");
