import * as z from "zod";
import { languageRecord, languages } from "../../i18n/languages.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What a proof archive's `manifest.json` says: every other file of the archive but its signature, in their order, each with its
 * SHA-256; and what the events name that is not there, and why. Signed, it vouches for the whole.
 */
export const manifestSchema = z.strictObject({
  schema: z.literal(1),
  deliverable: z.string().min(1),
  /** The last event of the archive and its hash, the chain's head; `made`: its instant. */
  seq: z.int().min(1),
  head: hash,
  made: z.string(),
  /** The key that signed: the first 16 hex digits of its fingerprint, which is the SHA-256 of its DER (SPKI). */
  key: z.strictObject({ id: z.string(), fingerprint: hash }),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().min(0), sha256: hash })),
  /**
   * `erased`: at someone's request; `withheld`: it would tell who someone is, or where they are reached; `withdrawn`: of a
   * final that was withdrawn.
   */
  absent: z.array(z.strictObject({ path: z.string(), sha256: hash, why: z.enum(["erased", "withheld", "withdrawn"]) })),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;
export type ListedFile = ArchiveManifest["files"][number];
export type AbsentFile = ArchiveManifest["absent"][number];

/** The files of an archive that are not named by events; the manifest and its signature come last. */
export const paths = {
  readmes: languages.map((language) => languageRecord(language).readMe),
  events: "events.jsonl",
  outcome: "outcome.json",
  people: "people.json",
  mails: "mails.json",
  receipts: "receipts.json",
  record: "record.json",
  sums: "SHA256SUMS",
  key: "key.pem",
  manifest: "manifest.json",
  signature: "manifest.json.sig",
} as const;
