import fc from "fast-check";

// the same tries in each process: `commit-seed.ts` says which
fc.configureGlobal({ seed: Number(process.env.SEED) });

// vitest.config.ts sets it so that packages resolve to their builds for production: what tests start must not inherit it
delete process.env.NODE_ENV;
