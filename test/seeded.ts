import fc from "fast-check";

// the same tries in each process: `commit-seed.ts` says which
fc.configureGlobal({ seed: Number(process.env.SEED) });

// of vitest's configuration, for the packages that it loads: what a test starts is told nothing of the kind
delete process.env.NODE_ENV;
