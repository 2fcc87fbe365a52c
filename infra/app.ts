import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { bundleFunctions } from "./bundle.ts";
import { deploymentKeys, deploymentSchema } from "./deployment.ts";
import { LivrableStack } from "./stack.ts";

const app = new App();
const context = Object.fromEntries(deploymentKeys.map((key) => [key, app.node.tryGetContext(key)]));
const deployment = deploymentSchema.parse(context);
const bundles = await bundleFunctions(join(fileURLToPath(new URL("..", import.meta.url)), "out", "bundles"));

const stack = new LivrableStack(app, app.node.tryGetContext("stack") ?? "Livrable", {
  deployment,
  bundles,
  description: "Livrable: a document-production line for one network",
});
Tags.of(stack).add("application", "livrable");
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
