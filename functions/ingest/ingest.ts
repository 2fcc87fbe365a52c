import { canonicalJson, hashOf } from "../../shared/chain/hash.ts";
import { issue } from "../../shared/chain/issue.ts";
import { organisationOf } from "../../shared/deliverable/holder.ts";
import type { ManifestPart, State, Upload } from "../../shared/deliverable/state.ts";
import { checkPart, keptLacks } from "../../shared/document/checks.ts";
import { compose } from "../../shared/document/compose.ts";
import type { DocumentTree } from "../../shared/document/tree.ts";
import type { Warning } from "../../shared/errors.ts";
import { type Noticed, pointsToCheck, writeNoticed } from "../../shared/formats/noticed.ts";
import type { DraftFile, Reading, ReadOptions } from "../../shared/formats/read.ts";
import { draftFormats, hasEnding } from "../../shared/formats/uploads.ts";
import type { Job } from "../../shared/jobs/job.ts";
import type { Kind } from "../../shared/kinds/kind.ts";
import { loadKind } from "../../shared/kinds/resolve.ts";
import type { Files, Ports, Store } from "../../shared/ports.ts";
import type { Limits } from "../../shared/settings.ts";
import { deliverables, loadState } from "../../shared/stored/deliverable.ts";
import { assetKey, readingKey, sourceKey, treeKey, uploadKey } from "../../shared/stored/objects.ts";
import { getPerson } from "../../shared/stored/person.ts";
import { readOnce } from "../../shared/stored/row.ts";
import { forgetUpload, uploadNameOf } from "../../shared/stored/upload-name.ts";
import type { Hash, PersonId } from "../../shared/values.ts";

/** Reads a draft: in the process on AWS, where the function bounds it; in a bounded child process elsewhere. */
export type ReadDraft = (file: DraftFile, options: ReadOptions) => Promise<Reading>;
export type IngestJob = Extract<Job, { type: "ingest" }>;
/** What it needs of the world: no mail, no keys. */
export type IngestPorts = Pick<Ports, "store" | "files" | "clock" | "ids" | "assets">;

/**
 * An uploaded file becomes a draft or a refusal: reads it, keeps it under its hash with tree, images, warnings and
 * contributions, and issues the verdict. One that was read is kept once; one that was refused stays where it came, for as
 * long as the settings keep it. Idempotent by upload. False when the object has not come yet.
 */
export async function ingest(ports: IngestPorts, job: IngestJob, read: ReadDraft, limits: Limits): Promise<boolean> {
  const status = await settle(ports, job, read, limits);
  if (status === "accepted") await forgetUpload(ports.files, job.upload);
  return status !== "awaited";
}

/** The verdict on an upload, as it stands then; undefined: its deliverable knows nothing of it. */
async function settle(
  ports: IngestPorts,
  job: IngestJob,
  read: ReadDraft,
  limits: Limits,
): Promise<Upload["status"] | undefined> {
  const loaded = await loadState(ports.store, job.deliverable);
  const upload = loaded?.state.uploads[job.upload];
  if (!loaded || upload?.status !== "awaited") return upload?.status;
  const bytes = await ports.files.get(uploadKey(job.upload));
  if (!bytes) return "awaited";

  const changes = upload.reading?.changes === "rejected" ? "reject" : "accept";
  const { language } = loaded.state;
  const own = await uploadNameOf(ports.files, job.upload);
  const name = own && hasEnding(own, draftFormats) ? own : upload.name;
  const named = name === upload.name ? {} : { name };
  const reading = await read({ name, bytes }, { language, limits, changes });
  if ("refused" in reading) {
    const refuse = { type: "refuseDraft", by: "line", upload: job.upload, ...named, ...reading.refused } as const;
    return statusIn(await issue(deliverables, ports, job.deliverable, refuse), job);
  }
  const source = hashOf(bytes);
  await ports.files.put(sourceKey(source), bytes, "application/octet-stream");
  const { kind } = await loadKind(ports.assets, loaded.state.kind);
  const corrections = await correctionsFor(ports, loaded.state, upload, reading);
  const sent = { id: upload.part, upload: job.upload, source, choices: upload.reading ?? {} };
  const part = { ...(await keepReading(ports.files, sent, { ...reading, ...corrections })), ...keptIn(corrections) };
  const points = pointsToCheck(reading, composedAlone(loaded.state, upload.part, reading.tree, kind));
  const check = { ...keptLacks(checkPart(reading.tree, kind)), warnings: points.length };
  const { organisation, unchanged } = await senderOf(ports.store, upload.by);
  const accept = {
    type: "acceptDraft",
    by: "line",
    upload: job.upload,
    ...named,
    part,
    check,
    ...organisation,
    ...(loaded.state.translates && reading.version !== undefined && { madeOf: reading.version }),
    ...(corrections && { against: { draft: corrections.draft, undone: corrections.corrections.undone } }),
  } as const;
  return statusIn(await issue(deliverables, ports, job.deliverable, accept, unchanged), job);
}

/** What composing a part by itself notices, as the page of its file shows it. */
function composedAlone({ title, parts }: State, id: string, tree: DocumentTree, kind: Kind): Warning[] {
  const part = { id, title: parts.find((each) => each.id === id)?.title ?? "", tree };
  const facts = { network: "", action: "", title, funders: [] };
  const alone = { ...kind, parts: "one" as const };
  return compose({ parts: [part], kind: alone, facts, fileName: title, instant: new Date(0).toISOString() }).warnings;
}

/** What becomes of the corrections of the draft whose place a text takes; nothing where it has none, or stays. */
async function correctionsFor(ports: IngestPorts, state: State, { part }: Upload, { tree, version }: Understood) {
  const draft = state.stage === "draft" ? state.versions.at(-1) : undefined;
  const has = draft?.manifest.parts.some((each) => each.part === part && (each.corrections ?? []).length > 0);
  if (!draft || !has) return undefined;
  const { keptCorrections } = await import("../../shared/acts/kept-corrections.ts");
  const corrections = await keptCorrections(ports, state, { part, tree, version });
  return corrections && { draft: draft.hash, corrections };
}

function keptIn(found: { corrections: { kept: string[] } } | undefined): Pick<ManifestPart, "corrections"> {
  const kept = found?.corrections.kept ?? [];
  return kept.length > 0 ? { corrections: kept } : {};
}

/** The organisation that the sender of a file belongs to by now; the commit holds that they still do. */
async function senderOf(store: Store, id: PersonId) {
  const { store: once, unchanged } = readOnce(store);
  const person = await getPerson(once, id);
  const organisation = person && !person.removed ? organisationOf(person) : undefined;
  return { organisation: organisation === undefined ? {} : { organisation }, unchanged };
}

function statusIn({ state }: { state: State }, { upload }: IngestJob): Upload["status"] | undefined {
  return state.uploads[upload]?.status;
}

type Understood = Exclude<Reading, { refused: unknown }>;

async function keepReading(
  files: Files,
  of: { id: string; upload: string; source: Hash; choices: ManifestPart["reading"] },
  { tree, images, reader, ...noticed }: Understood & Pick<Noticed, "corrections">,
): Promise<ManifestPart> {
  await Promise.all([...images].map(([hash, { bytes, mediaType }]) => files.put(assetKey(hash), bytes, mediaType)));
  await files.put(readingKey(of.upload), writeNoticed(noticed), "application/json");
  const hash = hashOf(tree);
  await files.put(treeKey(hash), Buffer.from(canonicalJson(tree)), "application/json");
  return { part: of.id, source: of.source, tree: hash, reader, reading: of.choices, assets: [...images.keys()].sort() };
}
