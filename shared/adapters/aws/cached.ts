import type { Clock } from "../../ports.ts";

/** Loads a value when first asked, and again once it is older than `seconds`; a load that failed is not kept. */
export function cached<T>(seconds: number, clock: Clock, load: () => Promise<T>): () => Promise<T> {
  let last: { value: Promise<T>; until: number } | undefined;
  return () => {
    if (last && clock() < last.until) return last.value;
    const value = load();
    last = { value, until: clock() + seconds * 1000 };
    value.catch(() => {
      last = undefined;
    });
    return value;
  };
}
