import type { Decision, Round } from "../../../shared/deliverable/state.ts";
import type { VersionText } from "../components/version-text.ts";
import type { Opened } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { Filled } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import type { RemarksShown } from "./remarks-shown.ts";

/** A version as one visitor reads it in a round: their decision, the remarks they see, whether they may remark. */
export type ReadingView = {
  web: Web;
  speak: Say;
  opened: Opened;
  round: Round;
  mine: Decision | undefined;
  version: VersionText;
  remarks: RemarksShown;
  filled: Filled;
  may: boolean;
};
