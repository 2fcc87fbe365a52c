import { readFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { Refusal } from "../../shared/errors.ts";
import { publicKeyIn } from "../../shared/evidence/proof-archive/key.ts";
import type { Problem, Where } from "../../shared/evidence/proof-archive/problem.ts";
import { isProofArchive } from "../../shared/evidence/proof-archive/recognise.ts";
import { type Verdict, verifyProofArchive } from "../../shared/evidence/proof-archive/verify.ts";
import { type CommandKey, commandTexts } from "../../shared/i18n/commands.ts";
import { type Language, neutralLanguage } from "../../shared/i18n/languages.ts";
import { translate, type Values } from "../../shared/i18n/translate.ts";
import { wrapped } from "../lines.ts";
import { language, misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";

/**
 * Says whether a proof archive is sound, what that proves and what it takes on trust; the exit code is 1 where it is not, 3 where
 * it is and no key was given to say whose: anyone can sign a proof archive of their own. Throws `file-not-found`,
 * `dossier-unrecognised`, and `usage` for a key that is none.
 */
export async function run({ values, operands: [path = ""] }: Asked<"verify">): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Refusal("file-not-found", { path });
  const fingerprint = values.key === undefined ? undefined : fingerprintOf(values.key);
  const verdict = await verifyAt(path, fingerprint);
  console.log(
    values.json
      ? JSON.stringify(plainly(verdict))
      : verdictLines(verdict)
          .map((each) => wrapped(each, 4))
          .join("\n"),
  );
  process.exitCode = exitCodes[soundnessOf(verdict)];
}

type Soundness = "sound" | "soundUnknown" | "unsound";
const exitCodes: Record<Soundness, number> = { sound: 0, unsound: 1, soundUnknown: 3 };

function soundnessOf({ problems, trusted }: Verdict): Soundness {
  if (problems.length > 0) return "unsound";
  return trusted ? "sound" : "soundUnknown";
}

async function verifyAt(path: string, fingerprint: string | undefined): Promise<Verdict> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (at: number, length: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      return buffer.subarray(0, bytesRead);
    };
    if (!(await isProofArchive({ size, read }))) throw new Refusal("dossier-unrecognised", { path });
    return await verifyProofArchive({ size, read }, fingerprint);
  } finally {
    await file.close();
  }
}

/** A fingerprint as it is, of a PEM file its own. */
function fingerprintOf(key: string): string {
  const typed = key.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(typed)) return typed;
  const known = statSync(key, { throwIfNoEntry: false })?.isFile() ? publicKeyIn(readFileSync(key, "utf8")) : undefined;
  if (!known) throw misused("wrong.key", { key });
  return known.fingerprint;
}

function plainly({ problems, manifest, key, trusted, counts, title }: Verdict) {
  const { deliverable, seq, head, made, absent = [] } = manifest ?? {};
  const about = { deliverable, title, seq, head, made, absent };
  const found = problems.map(({ code, where }) => ({ code, where: placeIn(neutralLanguage, where) }));
  return {
    sound: problems.length === 0,
    problems: found,
    ...about,
    counts,
    key: key?.fingerprint,
    trusted,
    signer: trusted ? "known" : "unknown",
  };
}

function verdictLines(verdict: Verdict): string[] {
  const { problems, title } = verdict;
  const outcome = soundnessOf(verdict);
  if (outcome !== "unsound") return [say(outcome, { title: title ?? "" }), ...proved(verdict)];
  return [title ? say("unsound", { title }) : say("unsound.untitled"), ...problems.map(line)];
}

function line({ code, where }: Problem): string {
  return `  - ${say(`problem.${code}`)} (${code}): ${placeIn(language, where)}`;
}

/** Where a problem is, in words; programs get the English ones. */
function placeIn(spoken: Language, where: Where): string {
  const say = (key: CommandKey, values: Values = {}) => translate(spoken, commandTexts, key, values);
  const { in: kind, ...values } = where;
  if (kind === "event" || kind === "head") return say(`where.${kind}`, { event: String(where.event) });
  if (!("byte" in where)) return say(`where.${kind}`, values);
  const after = where.after === undefined ? "" : say("where.after", { path: where.after });
  return say(`where.${kind}`, { ...values, byte: String(where.byte), after });
}

/** What a sound proof archive proves, and what it leaves to trust. */
function proved({ manifest, key, trusted, counts }: Verdict): string[] {
  const { files = 0, events = 0, versions = 0, decisions = 0 } = counts ?? {};
  const fingerprint = key?.fingerprint ?? "";
  const gone = (["erased", "withheld"] as const).map((why) => ({
    key: `absent.${why}` as const,
    count: manifest?.absent?.filter((each) => each.why === why).length ?? 0,
  }));
  return [
    `  ${say("proved.title")}`,
    `  - ${say("proved.files", { count: files })}`,
    `  - ${say("proved.chain", { count: events, head: manifest?.head ?? "" })}`,
    ...(decisions > 0 ? [`  - ${say("proved.decisions", { count: decisions })}`] : []),
    ...(versions > 0 ? [`  - ${say("proved.versions", { count: versions })}`] : []),
    `  - ${say("proved.state")}`,
    ...gone.filter(({ count }) => count > 0).map(({ key, count }) => `  ${say(key, { count })}`),
    `  ${say("trust.title")}`,
    `  - ${say(trusted ? "trust.given" : "trust.archive", { fingerprint })}`,
    `  - ${say("trust.names")}`,
    `  - ${say("trust.people")}`,
    `  - ${say("trust.clock")}`,
  ];
}
