import { href } from "../../../shared/addresses.ts";
import { idOf, type Play } from "../story.ts";

/** The coordinator opens a new edition of a final with the parts that were proposed, as a correction that they will declare. */
export async function openEdition(on: Play, word: string, reason: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("newEdition", { id: idOf(on, word) }));
  await coordination.submit(page, /\/edition$/, { reason, way: "correction" });
}

/** The coordinator declares the new edition corrected: it becomes final without a round. */
export async function declareCorrection(on: Play, word: string): Promise<void> {
  const { coordination } = on.people;
  const page = await coordination.open(href("correction", { id: idOf(on, word) }));
  await coordination.submit(page, /\/edition\/correction$/, { confirmed: true });
}
