import { enableCompileCache, flushCompileCache } from "node:module";

// what Node compiled of the sources at one start is there for the next, which serves in half of the time
enableCompileCache();
await import("./serve.ts");
// kept now: a server that is killed keeps nothing at its end
flushCompileCache();
