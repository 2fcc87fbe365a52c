import type { Row, Store } from "../ports.ts";
import { agreementChain, loadAgreement } from "../stored/agreement.ts";
import { deliverableChain, loadState, stateKey } from "../stored/deliverable.ts";
import { ledgerChain } from "../stored/ledger.ts";
import { loadMeeting, meetingChain } from "../stored/meeting.ts";
import type { Flaw } from "./inventory.ts";
import { isDamaged } from "./rows.ts";

type State = ReturnType<typeof deliverableChain.readState>;

/** What documents derive from, draw on and translate, and the agreements of entries, held against what is there. */
export type Pins = {
  /** Notes a row: what a deliverable, or a ledger, leads to, where it is one's state. */
  see(row: Row): void;
  /** Deliverables, meetings and agreements that some lead to and that are not there, each once, once all was seen. */
  close(store: Store): Promise<Flaw[]>;
};

/** Begins to hold what documents come from, and what entries are on. */
export function holdPins(): Pins {
  const deliverables = new Map<string, string>();
  const meetings = new Map<string, string>();
  const agreements = new Map<string, string>();
  return {
    see(row) {
      if (ledgerChain.isState(row) && !isDamaged(row)) {
        const { id, agreement } = ledgerChain.readState(row);
        agreements.set(agreement, id);
      }
      if (!deliverableChain.isState(row) || isDamaged(row)) return;
      const state = deliverableChain.readState(row);
      for (const id of sourcesOf(state)) deliverables.set(id, state.id);
      for (const id of meetingsOf(state)) meetings.set(id, state.id);
    },
    async close(store) {
      const flaws: Flaw[] = [];
      for (const [id, by] of deliverables)
        if (!(await loadState(store, id))) flaws.push({ code: "source-missing", where: stateKey(id).pk, by });
      for (const [id, by] of meetings)
        if (!(await loadMeeting(store, id)))
          flaws.push({ code: "source-missing", where: meetingChain.stateKey(id).pk, by });
      for (const [id, by] of agreements)
        if (!(await loadAgreement(store, id)))
          flaws.push({ code: "source-missing", where: agreementChain.stateKey(id).pk, by });
      return flaws;
    },
  };
}

/** The deliverables whose versions one names as what it comes from. */
function sourcesOf({ derivesFrom, drawsOn = [], translates }: State): string[] {
  const drawn = drawsOn.flatMap((source) => (source.what === "version" ? [source.deliverable] : []));
  return [derivesFrom, translates].flatMap((source) => (source ? [source.deliverable] : [])).concat(drawn);
}

function meetingsOf({ drawsOn = [] }: State): string[] {
  return drawsOn.flatMap((source) => (source.what === "meeting" ? [source.meeting] : []));
}
