/** An option of a command: a switch, or one that takes a `value`, as the usage calls it. */
export type Option = { value?: string; short?: string; multiple?: true };

/** How a command is written: `forms` for people, the rest for the program; a test holds them to each other. */
export type Grammar = {
  forms: readonly string[];
  /** What comes without a dash, as the usage calls it, and how many there may be. */
  operand?: string;
  operands: readonly [least: number, most: number];
  options: Readonly<Record<string, Option>>;
};

/** Every command, in the order of the help. What each word and option means is in the catalogues of commands. */
export const grammar = {
  render: {
    forms: ["FILE... [--kind KIND] [--to FORMATS] --out PLACE [--json]"],
    operand: "FILE",
    operands: [1, Number.POSITIVE_INFINITY],
    options: { kind: { value: "KIND" }, to: { value: "FORMATS" }, out: { value: "PLACE", short: "o" }, json: {} },
  },
  read: {
    forms: ["FILE|FOLDER [--changes accept|reject] [--audit] [--json]"],
    operand: "FILE",
    operands: [1, 1],
    options: { changes: { value: "accept|reject" }, audit: {}, json: {} },
  },
  init: {
    forms: ["[--name NAME]"],
    operands: [0, 0],
    options: { name: { value: "NAME" } },
  },
  link: {
    forms: ["--role ROLE --email ADDRESS [--name NAME] [--organisation NAME]"],
    operands: [0, 0],
    options: {
      role: { value: "ROLE" },
      email: { value: "ADDRESS" },
      name: { value: "NAME" },
      organisation: { value: "NAME" },
    },
  },
  revoke: {
    forms: ["--all", "--person ADDRESS", "--round DELIVERABLE NUMBER", "--link LINK"],
    operand: "NUMBER",
    operands: [0, 1],
    options: {
      all: {},
      person: { value: "ADDRESS" },
      round: { value: "DELIVERABLE" },
      link: { value: "LINK" },
    },
  },
  keys: {
    forms: ["", "rotate [--now]", "drop KEY"],
    operand: "KEY",
    operands: [0, 2],
    options: { now: {} },
  },
  programme: {
    forms: ["import FILE", "export FILE [--of PROGRAMME]"],
    operand: "FILE",
    operands: [2, 2],
    options: { of: { value: "PROGRAMME" } },
  },
  export: { forms: ["FILE"], operand: "FILE", operands: [1, 1], options: {} },
  check: { forms: ["[--json]"], operands: [0, 0], options: { json: {} } },
  import: { forms: ["FILE"], operand: "FILE", operands: [1, 1], options: {} },
  status: {
    forms: ["", "--rerun JOB", "--rerun --failed"],
    operand: "JOB",
    operands: [0, 1],
    options: { rerun: {}, failed: {} },
  },
  revise: {
    forms: ["FILE", "--back NAME"],
    operand: "FILE",
    operands: [0, 1],
    options: { back: { value: "NAME" } },
  },
  settings: {
    forms: ["[--set NAME=VALUE]..."],
    operands: [0, 0],
    options: { set: { value: "NAME=VALUE", multiple: true } },
  },
  doctor: {
    forms: ["[--mail ADDRESS] [--json]"],
    operands: [0, 0],
    options: { mail: { value: "ADDRESS" }, json: {} },
  },
  verify: {
    forms: ["FILE [--key KEY] [--json]"],
    operand: "FILE",
    operands: [1, 1],
    options: { key: { value: "KEY" }, json: {} },
  },
  replay: { forms: ["[--data FOLDER]"], operands: [0, 0], options: { data: { value: "FOLDER" } } },
  erase: { forms: ["HASH"], operand: "HASH", operands: [1, 1], options: {} },
} as const satisfies Record<string, Grammar>;

export type CommandName = keyof typeof grammar;
export const commandNames = Object.keys(grammar) as CommandName[];

type ValueOf<O extends Option> = O extends { value: string }
  ? O extends { multiple: true }
    ? string[]
    : string
  : true;
type OptionsOf<N extends CommandName> = (typeof grammar)[N]["options"];

/** What was asked of a command: its options by name, and its operands in order. */
export type Asked<N extends CommandName> = {
  values: { [K in keyof OptionsOf<N>]?: OptionsOf<N>[K] extends Option ? ValueOf<OptionsOf<N>[K]> : never };
  operands: string[];
};
