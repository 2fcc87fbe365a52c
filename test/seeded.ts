import fc from "fast-check";

// the same tries in each process: `commit-seed.ts` says which
fc.configureGlobal({ seed: Number(process.env.SEED) });
