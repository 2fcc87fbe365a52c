import manifest from "../package.json" with { type: "json" };

/** The release of Livrable that runs, e.g. `0.2.0`: told at the foot of every page and by `livrable --version`. */
export const version: string = manifest.version;
