import * as z from "zod";

const megabyte = 1024 * 1024;

/** What bounds a file that comes in; sizes in bytes. */
export const limitsSchema = z.strictObject({
  uploadBytes: z.int().default(25 * megabyte),
  archiveEntries: z.int().default(2_000),
  /** Inflated size of one entry that is read, and of all of them; images that are not set are not read. */
  entryBytes: z.int().default(48 * megabyte),
  inflatedBytes: z.int().default(96 * megabyte),
  /** Inflated over stored size of one entry; small entries are let off. */
  ratio: z.int().default(200),
  xmlDepth: z.int().default(256),
  /** Blocks and inlines of one tree. */
  nodes: z.int().default(200_000),
  /** Characters of a Markdown text. */
  textLength: z.int().default(2 * megabyte),
  treeBytes: z.int().default(8 * megabyte),
  imagePixels: z.int().default(50_000_000),
  readSeconds: z.int().default(20),
  /** Heap and all of a reading or rendering child process, MiB. */
  childMemory: z.int().default(1024),
});
export type Limits = z.infer<typeof limitsSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A network's settings, one row of the store. */
export const settingsSchema = z.strictObject({
  network: z.string().min(1).default("Réseau"),
  /** The address that mails carry, without a final slash. */
  publicUrl: z.url().default("http://127.0.0.1:8080"),
  timeZone: z.string().default("Europe/Paris"),
  holidays: z.enum(["FR", "FR-57", "FR-67", "FR-68", "FR-971", "FR-972", "FR-973", "FR-974", "FR-976"]).default("FR"),
  language: z.enum(["fr", "en"]).default("fr"),
  sender: z.strictObject({ name: z.string(), address: z.email() }).default({
    name: "Livrable",
    address: "livrable@reseau.example",
  }),
  /** How long links live, days. */
  linkDays: z.int().min(1).default(90),
  /** The network's own revisions of kinds, by id, and of the theme: their hashes in the file store. */
  kinds: z.record(z.string(), hash).default({}),
  theme: hash.optional(),
  limits: limitsSchema.default(limitsSchema.parse({})),
});
export type Settings = z.infer<typeof settingsSchema>;
