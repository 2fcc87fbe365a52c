import { signDownload, signUpload } from "../shared/adapters/embedded/addresses.ts";
import type { FilesOptions } from "../shared/adapters/embedded/files.ts";
import type { Files } from "../shared/ports.ts";
import { intact } from "../shared/stored/content.ts";

/** The files' contract in memory, for tests that put many and look at none of them on a disk; signs as a folder does. */
export function filesInMemory(options: FilesOptions): Files {
  const objects = new Map<string, { bytes: Buffer; at: number }>();
  const put = async (key: string, content: Uint8Array | AsyncIterable<Uint8Array>) => {
    const chunks = content instanceof Uint8Array ? [content] : await Array.fromAsync(content);
    const bytes = Buffer.concat(chunks);
    // an object keeps its first content
    if (!objects.has(key)) objects.set(key, { bytes, at: Date.now() });
  };
  const keysFrom = (prefix: string) => [...objects.keys()].filter((key) => key.startsWith(prefix));
  return {
    put,
    putChunks: put,
    get: async (key) => {
      const found = objects.get(key);
      return found && intact(key, new Uint8Array(found.bytes));
    },
    head: async (key) => {
      const found = objects.get(key);
      return found && { bytes: found.bytes.length };
    },
    delete: async (key) => void objects.delete(key),
    sweep: async (prefix, before, limit) => {
      const gone = keysFrom(prefix).filter((key) => objects.get(key)!.at < before);
      for (const key of gone.slice(0, limit)) objects.delete(key);
      return Math.min(gone.length, limit);
    },
    list: async function* (prefix) {
      yield* keysFrom(prefix);
    },
    signUpload: async (key, limits) => signUpload(options, key, limits),
    signDownload: async (key, as) => signDownload(options, key, as),
  };
}
