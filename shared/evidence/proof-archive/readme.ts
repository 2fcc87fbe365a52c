import { html } from "hono/html";
import { formatInstant } from "../../i18n/dates.ts";
import { type DocumentKey, documentTexts } from "../../i18n/documents.ts";
import type { Language } from "../../i18n/languages.ts";
import { translate, type Values } from "../../i18n/translate.ts";
import type { PublicKey } from "../../stored/proof-archive.ts";
import type { AbsentFile } from "./manifest.ts";
import type { ArchivedOutcome } from "./outcome.ts";

/** What the page in a proof archive tells; `address`: where the network publishes its keys. */
export type Cover = {
  outcome: ArchivedOutcome;
  network: string;
  made: string;
  timeZone: string;
  publicKey: PublicKey;
  address: string;
  absent: readonly AbsentFile[];
};

/** The page that says what a proof archive is and how to check it, in one language: a whole file, without script. */
export function readme(cover: Cover, language: Language): string {
  const say = (key: DocumentKey, values: Values = {}) => translate(language, documentTexts, key, values);
  const title = say("dossier-title", { title: cover.outcome.title });
  const page = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; }
h1, h2 { line-height: 1.25; text-wrap: balance; } h2 { margin-top: 2rem; }
dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0; overflow-wrap: anywhere; }
pre { padding: .75rem 1rem; border: 1px solid; border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${say("dossier-what")}</p>
<dl>${facts(cover, language, say).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
<h2>${say("dossier-check")}</h2>
<p>${say("dossier-check-lead", { address: cover.address })}</p>
<pre>npx livrable verify dossier.zip --key ${say("dossier-fingerprint")}</pre>
<h2>${say("dossier-by-hand")}</h2>
<p>${say("dossier-by-hand-lead")}</p>
<pre>unzip -q dossier.zip -d dossier &amp;&amp; cd dossier</pre>
<ol>${steps.map(([name, command]) => html`<li><p>${say(`dossier-step-${name}`)}</p><pre>${command}</pre></li>\n`)}</ol>
<h2>${say("dossier-files")}</h2>
<dl>${contents.map(([name, path]) => html`<dt>${path}</dt><dd>${say(`dossier-file-${name}`)}</dd>\n`)}</dl>
<h2>${say("dossier-absent")}</h2>
${missing(cover.absent, say)}
<h2>${say("dossier-proves")}</h2>
<p>${say("dossier-proves-text")}</p>
<h2>${say("dossier-trusts")}</h2>
<p>${say("dossier-trusts-text")}</p>
</main>
</body>
</html>
`;
  return String(page);
}

type Say = (key: DocumentKey, values?: Values) => string;

function facts(
  { outcome, network, made, timeZone, publicKey }: Cover,
  language: Language,
  say: Say,
): [string, string][] {
  const { deliverable, stage, seq, head, final } = outcome;
  return [
    [say("dossier-network"), network],
    [say("dossier-deliverable"), deliverable],
    [say("dossier-stage"), say(`dossier-stage-${stage}`)],
    ...(final ? [[say("dossier-version"), final.version] as [string, string]] : []),
    [say("dossier-head", { seq }), head],
    [say("dossier-made"), formatInstant(language, made, timeZone)],
    [say("dossier-key"), publicKey.fingerprint],
  ];
}

/** Run in the unpacked archive, in this order. */
export const steps = [
  ["sums", "sha256sum --check --quiet SHA256SUMS"],
  ["manifest", 'grep -c "$(sha256sum < SHA256SUMS | cut -c1-64)" manifest.json'],
  ["signature", "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in manifest.json -sigfile manifest.json.sig"],
  ["key", "openssl pkey -pubin -in key.pem -outform DER | sha256sum"],
  [
    "chain",
    `prev=$(printf '%064d' 0)
while IFS= read -r line; do
  case "$line" in *'"prev":"'"$prev"'"'*) ;; *) echo "broken: $line" ;; esac
  prev=$(printf %s "$line" | sha256sum | cut -c1-64)
done < events.jsonl
echo "$prev"`,
  ],
  ["versions", "sha256sum versions/*.json"],
] as const;

const contents = [
  ["events", "events.jsonl"],
  ["outcome", "outcome.json"],
  ["record", "record.json"],
  ["people", "people.json"],
  ["receipts", "receipts.json"],
  ["mails", "mails.json"],
  ["versions", "versions/"],
  ["sources", "sources/"],
  ["trees", "trees/, assets/"],
  ["outputs", "outputs/"],
  ["texts", "texts/, contributions/"],
  ["evidence", "evidence/"],
  ["kinds", "kinds/, themes/"],
  ["manifest", "manifest.json, manifest.json.sig, key.pem, SHA256SUMS"],
] as const;

function missing(absent: readonly AbsentFile[], say: Say) {
  if (absent.length === 0) return html`<p>${say("dossier-absent-none")}</p>`;
  return html`<p>${say("dossier-absent-lead")}</p>
<dl>${absent.map(({ path, why }) => html`<dt>${path}</dt><dd>${say(`dossier-absent-${why}`)}</dd>\n`)}</dl>`;
}
