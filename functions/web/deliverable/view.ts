import type { Kind } from "../../../shared/kinds/kind.ts";
import type { Cast, Opened } from "../http/access.ts";
import type { Say } from "../http/say.ts";

/** A deliverable as its page shows it to one visitor; `action`: the title of the deliverable's. */
export type View = Opened & { speak: Say; cast: Cast; kind: Kind; action: string };
