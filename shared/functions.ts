/** The Lambda functions: a folder of `functions/` each. */
export const functionNames = ["web", "ingest", "render", "notify", "tick"] as const;
export type FunctionName = (typeof functionNames)[number];
