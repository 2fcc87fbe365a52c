import fc from "fast-check";
import { expect, test } from "vitest";
import { appendEvents } from "../../../shared/chain/append.ts";
import { canonicalJson, hashOf } from "../../../shared/chain/hash.ts";
import { decide } from "../../../shared/deliverable/decide.ts";
import type { Event } from "../../../shared/deliverable/event.ts";
import { evolve } from "../../../shared/deliverable/evolve.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { approvalOf } from "../../../shared/evidence/approval.ts";
import { checkContents } from "../../../shared/evidence/proof-archive/contents.ts";
import { type ArchiveManifest, paths } from "../../../shared/evidence/proof-archive/manifest.ts";
import { archivedOutcome, archivedReceipts, stateOf } from "../../../shared/evidence/proof-archive/outcome.ts";
import { archivedPeople } from "../../../shared/evidence/proof-archive/people.ts";
import { roundsOf, versionsOf } from "../../../shared/stored/history.ts";
import { referencesOf, versionPath } from "../../../shared/stored/references.ts";
import { type Attempt, histories, hour } from "../../deliverable/histories.ts";
import { now } from "../../deliverable/scenario.ts";
import { tries } from "../../long.ts";

/** What happened in a history. */
function eventsOf(history: readonly Attempt[]): Event[] {
  const events: Event[] = [];
  let state: State | undefined;
  let instant = now;
  for (const { wait, command: make } of history) {
    instant += wait * hour;
    const command = make(state, instant);
    const decision = decide(state, command, instant);
    if (!("events" in decision) || decision.events.length === 0) continue;
    const happened = appendEvents(evolve, state, decision.events, command.by, instant);
    state = happened.state;
    events.push(...happened.events);
  }
  return events;
}

/** What a dossier of these events tells and lists, its files taken for what their names say. */
function archiveOf(events: readonly Event[]) {
  const last = events.at(-1)!;
  const state = stateOf(events);
  const said = { people: new Map(), texts: new Map(), batches: new Map(), passage: () => undefined };
  const record = approvalOf(state, events, said, "Europe/Paris");
  const texts = new Map(
    Object.entries({
      ...(record && { [paths.record]: canonicalJson(record) }),
      [paths.people]: canonicalJson(archivedPeople(state, events, said.people)),
      [paths.outcome]: `${canonicalJson(archivedOutcome(state, events))}\n`,
      [paths.receipts]: `${canonicalJson(archivedReceipts(events))}\n`,
      ...Object.fromEntries(
        versionsOf(events).map(({ hash, manifest }) => [versionPath(hash), canonicalJson(manifest)]),
      ),
    }).map(([path, text]) => [path, Buffer.from(text)]),
  );
  const files = referencesOf(events).map(({ path, sha256 }) => ({ path, sha256, bytes: 0 }));
  const manifest: ArchiveManifest = {
    ...{ schema: 1, deliverable: "d", key: { id: "", fingerprint: "" }, files, absent: [] },
    ...{ seq: last.seq, head: hashOf(last), made: last.at },
  };
  return { texts, manifest, present: new Set([...texts.keys(), ...files.map(({ path }) => path)]) };
}

/** Some history in which something happened. */
const lived = histories.map(eventsOf).filter((events) => events.length > 1);

test("the dossier of any history is found sound", () => {
  fc.assert(
    fc.property(lived, (events) => {
      const { texts, manifest, present } = archiveOf(events);
      expect(checkContents(texts, manifest, events, present)).toEqual([]);
    }),
    { numRuns: tries(20, 500) },
  );
});

test("an event taken out, put twice, swapped or altered is found", () => {
  const changes: ((events: Event[], at: number) => Event[])[] = [
    (events, at) => events.toSpliced(at, 1),
    (events, at) => events.toSpliced(at, 0, events[at]!),
    (events, at) => events.toSpliced(at, 2, events[at + 1]!, events[at]!),
    (events, at) => events.with(at, { ...events[at]!, by: "quelqu’un" }),
  ];
  fc.assert(
    fc.property(lived, fc.nat(), fc.constantFrom(...changes), (events, place, change) => {
      const { texts, manifest, present } = archiveOf(events);
      const changed = change(events, place % (events.length - 1));
      expect(checkContents(texts, manifest, changed, present)).not.toEqual([]);
    }),
    { numRuns: tries(20, 500) },
  );
});

test("all rounds and versions come back from the events, the last ones as the state has them", () => {
  fc.assert(
    fc.property(lived, (events) => {
      const state = stateOf(events);
      const rounds = roundsOf(events);
      expect(rounds.map(({ number }) => number)).toEqual(rounds.map((_, index) => index + 1));
      expect(rounds.slice(-2)).toEqual(state.rounds.slice(-2));
      const versions = versionsOf(events).map(({ hash }) => hash);
      expect(versions).toEqual(expect.arrayContaining(state.versions.map(({ hash }) => hash)));
    }),
    { numRuns: tries(20, 500) },
  );
});
