import { Refusal } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { recordErasure } from "../stored/erasure.ts";
import { everyAggregate } from "../stored/rows.ts";
import type { Hash } from "../values.ts";

/**
 * Erases for good what someone said, at their request: the text, the contributions or the evidence of this hash, what copies
 * it in documents that derive from it, and the proof archives that hold it, which are owed anew where there were any. The events and their chain stay as they are, and it is
 * recorded that nothing was lost: asked again for what is gone already, it records that alone. Returns
 * the addresses of the pages of what it was about. Throws `not-found` where no event names it.
 */
export async function erase(ports: Pick<Ports, "store" | "files" | "clock">, hash: Hash): Promise<string[]> {
  const { store, files } = ports;
  const erased: string[] = [];
  for (const aggregate of everyAggregate)
    for (const id of await aggregate.ids(store)) {
      const named = aggregate.files(id, await Array.fromAsync(aggregate.events(store, id)));
      const said = named.filter((file) => file.said && (file.content.sha256 === hash || file.copies?.includes(hash)));
      if (said.length === 0) continue;
      for (const { key, content } of said) {
        await recordErasure(ports, content.sha256 ?? hash);
        await files.delete(key);
      }
      erased.push(aggregate.page(id));
      await aggregate.afterErasure?.(ports, id);
    }
  if (erased.length === 0) throw new Refusal("not-found");
  return erased;
}
