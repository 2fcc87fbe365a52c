import { cp, readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { type FunctionName, functionNames } from "../shared/functions.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The folder of each function's bundle: `handler.mjs`, what it imports late, source maps, its part of `templates/`. */
export type Bundles = Record<FunctionName, string>;

/** What of `templates/` each function reads; the rest stays at home. */
const templates: Record<FunctionName, RegExp> = {
  web: /^(web\/.+|fonts\/web\/.+|[^/]+\/kind\.json|theme\.json)$/,
  ingest: /^[^/]+\/kind\.json$/,
  render: /^fonts\/(?!web\/).+$/,
  notify: /^[^/]+\/kind\.json$/,
  tick: /^[^/]+\/kind\.json$/,
};

/** Packages that were not written as modules call `require`, which a module has to make for itself. */
const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** One S3 client: the signing packages would bring a second, of another version. */
const alias = { "@aws-sdk/client-s3": join(root, "node_modules", "@aws-sdk", "client-s3") };

/** pdf-lib does not say that its modules have no side effects; said for it, what we do not import stays out (400 KB). */
const pure: Plugin = {
  name: "pure",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(pdf-lib$|\.)/ }, async ({ path, importer, pluginData, ...from }) => {
      const wanted = path === "pdf-lib" || /[/\\]node_modules[/\\]pdf-lib[/\\]/.test(importer);
      if (!wanted || pluginData === pure.name) return undefined;
      return { ...(await resolve(path, { ...from, importer, pluginData: pure.name })), sideEffects: false };
    });
  },
};

/** Builds the five bundles below `folder`, with no network and no container. */
export async function bundleFunctions(folder: string): Promise<Bundles> {
  const built = functionNames.map(async (name) => [name, await bundleFunction(name, join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(built)) as Bundles;
}

async function bundleFunction(name: FunctionName, folder: string): Promise<string> {
  await bundleEntry(join(root, "functions", name, "handler.ts"), folder);
  await copyTemplates(name, join(folder, "templates"));
  return folder;
}

/** Builds one program and what it imports into `folder`, which is made anew. */
export async function bundleEntry(entry: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: [entry],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias,
    plugins: [pure],
    minify: true,
    charset: "utf8",
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "linked",
    banner: { js: banner },
    logLevel: "warning",
  });
}

async function copyTemplates(name: FunctionName, folder: string): Promise<void> {
  const home = join(root, "templates");
  for (const path of await filesBelow(home))
    if (templates[name].test(path)) await cp(join(home, path), join(folder, path));
}

/**
 * Bytes of a function, without the source map: all its code, what of it is loaded when it starts (the rest, when something
 * is asked that needs it: a programme's YAML), and its templates.
 */
export async function bundleSize(folder: string): Promise<{ code: number; atStart: number; templates: number }> {
  const sizes = new Map<string, number>();
  for (const path of await filesBelow(folder)) sizes.set(path, (await stat(join(folder, path))).size);
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
  const all = [...sizes.keys()];
  return {
    code: sum(all.filter((path) => path.endsWith(".mjs"))),
    atStart: sum(await importedAtStart(folder, "handler.mjs")),
    templates: sum(all.filter((path) => path.startsWith("templates/"))),
  };
}

/** A module of a bundle and all that it imports statically, as paths below `folder`. */
async function importedAtStart(folder: string, path: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = await readFile(join(folder, path), "utf8");
  for (const [, imported = ""] of code.matchAll(/(?:\bfrom|\bimport)"(\.{1,2}\/[^"]+\.mjs)"/g))
    await importedAtStart(folder, join(dirname(path), imported), seen);
  return seen;
}

/** Paths of the files below `folder`, with slashes, sorted. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => relative(folder, path).replaceAll("\\", "/")).sort();
}
