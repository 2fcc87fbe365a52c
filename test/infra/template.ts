import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import settings from "../../cdk.json" with { type: "json" };
import { deploymentSchema } from "../../infra/deployment.ts";
import { LivrableStack } from "../../infra/stack.ts";
import { functionNames } from "../../shared/functions.ts";
import { temporaryFolder } from "../temporary.ts";

// biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON
export type Properties = Record<string, any>;
export type Resource = {
  Type: string;
  Properties: Properties;
  Metadata?: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

/** The stack's template, with stand-ins for the bundles; cdk-nag's rules hold, or synthesis throws. */
export function synthesize(choices: Record<string, unknown> = {}): Template {
  const deployment = deploymentSchema.parse({ ...settings.context, ...choices });
  const folder = mkdtempSync(join(tmpdir(), "livrable-synth-"));
  const bundle = join(folder, "bundle");
  mkdirSync(bundle);
  writeFileSync(join(bundle, "handler.mjs"), "export const handler = async () => {};\n");
  const app = new App({ outdir: join(folder, "cdk.out"), context: settings.context });
  const bundles = Object.fromEntries(functionNames.map((name) => [name, bundle])) as Record<
    (typeof functionNames)[number],
    string
  >;
  const stack = new LivrableStack(app, "Livrable", { deployment, bundles });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }));
  app.synth();
  const template = Template.fromStack(stack);
  rmSync(folder, { recursive: true });
  return template;
}

let made: Template | undefined;

/** The template without any choice, made once for all processes of a run, which keeps it in its folder. */
export function standard(): Template {
  made ??= kept() ?? keep(synthesize());
  return made;
}

const path = join(tmpdir(), "template.json");

function kept(): Template | undefined {
  return existsSync(path) ? Template.fromJSON(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

/** Another process finds it whole, or not at all. */
function keep(template: Template): Template {
  const aside = join(temporaryFolder(), "template.json");
  writeFileSync(aside, JSON.stringify(template.toJSON()));
  renameSync(aside, path);
  return template;
}

/** Where that stack is reached, as `text` writes it. */
export const ownAddress = "https://<Api>.execute-api.<AWS::Region>.<AWS::URLSuffix>";

/** Every resource of a type, by logical id. */
export function all(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}

/** The one resource of a type. */
export function only(template: Template, type: string): Resource {
  const found = all(template, type);
  if (found.length !== 1) throw new Error(`${found.length} of ${type}`);
  return found[0]![1];
}

/** A CloudFormation value in one line: `Fn::Join` joined, `Ref` and `Fn::GetAtt` as `<Name>` and `<Name.Arn>`, without their hashes. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  const { "Fn::Join": join, "Fn::GetAtt": attribute, Ref: ref } = value as Properties;
  if (join) return join[1].map(text).join(join[0]);
  if (attribute) return `<${name(attribute[0])}.${attribute[1]}>`;
  if (ref) return `<${name(ref)}>`;
  return JSON.stringify(value);
}

function name(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, "");
}
