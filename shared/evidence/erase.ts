import { Refusal } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { loadEvents, loadState } from "../stored/deliverable.ts";
import { recordErasure } from "../stored/erasure.ts";
import { everyId } from "../stored/lists.ts";
import { proofArchivesOf } from "../stored/outputs.ts";
import { forgetProofArchive, oweProofArchive } from "../stored/proof-archive.ts";
import type { Hash } from "../values.ts";
import { referencesOf } from "./proof-archive/references.ts";

/**
 * Erases for good what someone said, at their request: the text, the contributions or the evidence of this hash, and the
 * proof archives that hold it, which are owed anew where there were any. The events and their chain stay as they are, and it is
 * recorded that nothing was lost: asked again for what is gone already, it records that alone. Returns
 * the ids of the deliverables it was about. Throws `not-found` where no event names it.
 */
export async function erase(ports: Pick<Ports, "store" | "files" | "clock">, hash: Hash): Promise<string[]> {
  const { store, files } = ports;
  const erased: string[] = [];
  for (const id of await everyId(store)) {
    const named = referencesOf(await Array.fromAsync(loadEvents(store, id)));
    const said = named.filter(({ path, sha256 }) => sha256 === hash && /^(texts|contributions|evidence)\//.test(path));
    if (said.length === 0) continue;
    await recordErasure(ports, hash);
    for (const { key } of said) await files.delete(key);
    erased.push(id);
    const archives = await Array.fromAsync(files.list(proofArchivesOf(id)));
    for (const key of archives) await files.delete(key);
    await forgetProofArchive(store, id);
    const loaded = archives.length > 0 ? await loadState(store, id) : undefined;
    if (loaded) await oweProofArchive(ports, loaded.state);
  }
  if (erased.length === 0) throw new Refusal("not-found");
  return erased;
}
