import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { plain } from "../chain/hash.ts";
import { Refusal } from "../errors.ts";
import { functionNames } from "../functions.ts";
import { checkedName } from "../name.ts";
import type { Files, Key, Ports, Store } from "../ports.ts";
import { readSettings, type Settings, settingsSchema, type WrongSetting } from "../settings.ts";
import { defineRow } from "./define.ts";
import { kindKey, themeKey } from "./objects.ts";
import { unlessConflict } from "./row.ts";

/** What is wrong in them has its default (`readSettings`): no setting keeps a network from being opened. */
export const settingsRow = defineRow({
  at: "NETWORK / settings",
  what: "the settings of the network",
  by: functionNames,
  leaves: true,
  shape: z.unknown(),
  own: true,
});
export const settingsKey: Key = settingsRow.key({});

/** The archive, by its hash, so that the same can be taken up again after a crash. */
export const importingRow = defineRow({
  at: "NETWORK / import",
  what: "an import that was begun, and of what",
  by: ["web"],
  leaves: false,
  shape: z.string(),
  own: true,
});
export const importingKey: Key = importingRow.key({});

/** Steps of a network's beginning that its coordinators skipped. */
export const firstStepsRow = defineRow({
  at: "NETWORK / first",
  what: "which steps of its beginning a network's coordinators skipped",
  by: ["web"],
  leaves: true,
  shape: z.object({ skipped: z.array(z.string()) }),
});

/** The steps that were skipped. */
export async function skippedSteps(store: Store): Promise<string[]> {
  return (await firstStepsRow.get(store, {}))?.skipped ?? [];
}

/** Skips one more; two at once may leave one to be skipped again. */
export async function skipStepOf(store: Store, step: string): Promise<void> {
  const skipped = new Set([...(await skippedSteps(store)), step]);
  await store.commit([firstStepsRow.put({}, { skipped: [...skipped] })]);
}

/** A network that an import left half is not to be worked with. Throws `import-unfinished`. */
export async function refuseUnfinishedImport(store: Pick<Store, "get">): Promise<void> {
  if (await store.get(importingKey)) throw new Refusal("import-unfinished");
}

/** What is not set, or is stored and cannot be, has its default. */
export async function loadSettings(store: Store): Promise<Settings> {
  return (await storedSettings(store)).settings;
}

/** The settings, and which of the stored ones are wrong and so have their default. */
export async function storedSettings(store: Store): Promise<ReturnType<typeof readSettings>> {
  return readSettings((await store.get(settingsKey))?.data);
}

/**
 * Replaces the settings whole. Throws `request-invalid` for a name of the network or the sender that is none, and for a
 * kind or a theme that is set to what the network does not have.
 */
export async function saveSettings(ports: Pick<Ports, "store" | "files">, settings: Settings): Promise<void> {
  const [lost] = await lostRevisions(ports.files, settings, await loadSettings(ports.store));
  if (lost) throw new Refusal("request-invalid", { field: lost.path });
  await ports.store.commit([settingsRow.put({}, settingsSchema.parse(namedSettings(settings)))]);
}

/** How often another who changed the settings at the same time is waited for. */
const turns = 5;

/**
 * Changes some of the settings, as the others are by then: whoever changes others at the same time changes them too. `change` gives those that it
 * changes, `undefined` for one that goes back to its default; nothing where there is none. What is stored besides stays. Throws as `saveSettings`, and what
 * `change` throws.
 */
export async function changeSettings(
  { store, files }: Pick<Ports, "store" | "files">,
  change: (settings: Settings) => SettingsChange | Promise<SettingsChange>,
): Promise<Settings> {
  for (let turn = 1; ; turn++) {
    const found = await settingsRow.find(store, {});
    const { settings: before } = readSettings(found?.data);
    const changes = await change(before);
    if (!changes) return before;
    const next = plain({ ...(found?.data as object | undefined), ...changes });
    const after = settingsSchema.parse(namedSettings(readSettings(next).settings));
    // a form sent as it was found writes nothing
    if (isDeepStrictEqual(after, before)) return before;
    const [lost] = await lostRevisions(files, after, before);
    if (lost) throw new Refusal("request-invalid", { field: lost.path });
    const { network, sender } = after;
    const named = { ...next, ...("network" in changes && { network }), ...("sender" in changes && { sender }) };
    const stored = store.commit([settingsRow.put({}, named, { expect: found?.version ?? 0 })]);
    if (turn === turns) return stored.then(() => after);
    if (await unlessConflict(stored)) return after;
  }
}

/** Some of the settings, each as it is to be. */
export type SettingsChange = { [S in keyof Settings]?: Settings[S] | undefined } | undefined;

/** Kinds and the theme that settings change to a file which the network does not have. */
export async function lostRevisions(
  files: Pick<Files, "head">,
  { kinds, theme }: Settings,
  before: Settings,
): Promise<WrongSetting[]> {
  const set = [
    ...(theme !== undefined && theme !== before.theme ? [{ path: "theme", value: theme, key: themeKey(theme) }] : []),
    ...Object.entries(kinds).flatMap(([id, hash]) =>
      hash === before.kinds[id] ? [] : [{ path: `kinds.${id}`, value: hash, key: kindKey(hash) }],
    ),
  ];
  const there = await Promise.all(set.map(({ key }) => files.head(key)));
  return set.flatMap(({ path, value }, index) => (there[index] ? [] : [{ path, value, wanted: { is: "text" } }]));
}

/** Settings with names as they are kept. Throws `request-invalid`. */
function namedSettings<T extends Pick<Settings, "network" | "sender">>(settings: T): T {
  const sender = { ...settings.sender, name: checkedName("sender.name", settings.sender.name) };
  return { ...settings, network: checkedName("network", settings.network), sender };
}
