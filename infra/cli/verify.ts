import { readFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Refusal } from "../../shared/errors.ts";
import { publicKeyIn } from "../../shared/line/dossier/key.ts";
import type { Problem, ProblemCode } from "../../shared/line/dossier/problem.ts";
import { type Verdict, verifyDossier } from "../../shared/line/dossier/verify.ts";

export const usage =
  "  verify DOSSIER [--key PEM|FINGERPRINT] [--json] check a dossier with nothing else: 0 sound, 1 not, 2 unreadable";

/**
 * Says whether a dossier is sound, what that proves and what it takes on trust; the exit code is 1 where it is not.
 * Throws `file-not-found`, and `usage` for a key that is none.
 */
export async function run(args: string[]): Promise<void> {
  const options = { key: { type: "string" }, json: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [path] = positionals;
  if (!path || positionals.length > 1) throw new Refusal("usage", { usage: "some arguments are missing or wrong" });
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Refusal("file-not-found", { path });
  const fingerprint = values.key === undefined ? undefined : fingerprintOf(values.key);
  const verdict = await verifyAt(path, fingerprint);
  console.log(values.json ? JSON.stringify(plainly(verdict)) : told(verdict).join("\n"));
  if (verdict.problems.length > 0) process.exitCode = 1;
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
    return await verifyDossier({ size, read }, fingerprint);
  } finally {
    await file.close();
  }
}

/** A fingerprint as it is, of a PEM file its own. */
function fingerprintOf(key: string): string {
  const typed = key.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(typed)) return typed;
  const known = statSync(key, { throwIfNoEntry: false })?.isFile() ? publicKeyIn(readFileSync(key, "utf8")) : undefined;
  if (!known) throw new Refusal("usage", { usage: `--key ${key}: neither 64 hexadecimal digits nor an Ed25519 key` });
  return known.fingerprint;
}

function plainly({ problems, manifest, key, trusted, counts, title }: Verdict) {
  const { deliverable, seq, head, made, absent = [] } = manifest ?? {};
  const about = { deliverable, title, seq, head, made, absent };
  return { sound: problems.length === 0, problems, ...about, counts, key: key?.fingerprint, trusted };
}

const words: Record<ProblemCode, string> = {
  "archive-altered": "the archive itself was altered",
  "file-altered": "a file is not the one that was listed",
  "file-missing": "a file is missing",
  "file-unlisted": "a file is there that is not listed",
  "file-unexplained": "a file is there that no event names",
  "manifest-unreadable": "the list of files cannot be read",
  "signature-wrong": "the signature is not of this list by this key",
  "key-other": "signed by another key than the one given",
  "events-unreadable": "the events cannot be read",
  "chain-broken": "the chain of events is broken",
  "version-altered": "a version is not what its name says",
  "decision-elsewhere": "a decision names another version than its round's",
  "outcome-other": "the events do not make the state that is told",
  "receipt-other": "receipts are not those of the events",
};

function told(verdict: Verdict): string[] {
  const { problems, title = "" } = verdict;
  if (problems.length > 0) return [`NOT SOUND${title ? `: ${title}` : ""}`, ...problems.map(line)];
  return [`SOUND: ${title}`, ...proved(verdict)];
}

function line({ code, where }: Problem): string {
  return `  ${words[code]} (${code}): ${where}`;
}

/** What a sound dossier proves, and what it leaves to trust. */
function proved({ manifest, key, trusted, counts }: Verdict): string[] {
  const { files = 0, events = 0, versions = 0, decisions = 0 } = counts ?? {};
  const absent = manifest?.absent ?? [];
  const gone = (why: "erased" | "withheld") => absent.filter((each) => each.why === why).length;
  return [
    `  Proved: none of the ${files} files has changed since it was signed; the ${events} events form one unbroken chain,`,
    `  which ends at ${manifest?.head}; each of the ${decisions} decisions is of the version it names; the`,
    `  ${versions} versions and the final documents are those that the events name; the state told is what they make.`,
    ...(gone("erased")
      ? [`  Erased at someone's request: ${gone("erased")} files. Their hashes stay in the chain.`]
      : []),
    ...(gone("withheld") ? [`  Withheld, to protect people: ${gone("withheld")} files. Their hashes stay too.`] : []),
    trusted
      ? `  On trust: that the key ${key?.fingerprint} is the network's, as you gave it;`
      : `  On trust: the key in the archive, ${key?.fingerprint}: compare it with the one the network publishes (--key);`,
    "  that people are those who read their mail; that the network's clock was right.",
  ];
}
