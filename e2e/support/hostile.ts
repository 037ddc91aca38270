// Texts that nobody would write on purpose, and what they have to come to.
import { type Json, type Members, full, variables } from "./documents.ts";

export type Hostile = {
  what: string;
  text: string;
  /** What is said where it can't be read; without it, it can be. */
  refused?: RegExp;
  /** The same in the JSON of an element that is open, which takes any object. */
  refusedInPane?: RegExp | null;
};

const DEEP = 10_000;

const container = (members: string) => `{"name": "app", "image": "shop/app:1.4.2", "memory": 512${members}}`;
const task = (members: string) => `{\n  "family": "web",\n  "containerDefinitions": [${container(members)}]\n}`;

export const hostile: Hostile[] = [
  { what: "prose", text: "Dear all,\nplease find the task attached.", refused: /line 1, column 1: `D` was found/i },
  { what: "YAML", text: "family: web\ncontainerDefinitions: []\n", refused: /line 1, column 1: /i },
  { what: "JSON that ends early", text: '{\n  "family": "web",\n  "containerDefinitions": [', refused: /line 3, column 28: /i },
  { what: "a list", text: "[1, 2, 3]", refused: /line 1.*object/i },
  { what: "a number", text: "42", refused: /line 1.*object/i },
  {
    what: "a CloudFormation template",
    text: JSON.stringify({
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: { Web: { Type: "AWS::ECS::TaskDefinition", Properties: { ContainerDefinitions: [] } } },
    }),
    refused: /line 1, column 1: this is neither a task definition .* nor a service .* nor a design/i,
    refusedInPane: null,
  },
  { what: "2 MiB in one text", text: task(`, "user": "${"x".repeat(2 << 20)}"`), refused: /at most 1048576 \(1 MiB\) can be opened/ },
  {
    what: "2 MiB of small values",
    text: `{"family": "web", "containerDefinitions": [${"{},\n".repeat((2 << 20) / 4)}{}]}`,
    refused: /at most 1048576 \(1 MiB\) can be opened/,
  },
  { what: "lists 10,000 deep", text: "[".repeat(DEEP) + "]".repeat(DEEP), refused: /line 1, column 129: nested more than 128 levels/i },
  {
    what: "objects 10,000 deep",
    text: `{"family": "web", "containerDefinitions": ${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}}`,
    refused: /line 1, column \d+: nested more than 128 levels/i,
  },
  { what: "a NUL in a text", text: task(', "user": "a\0b"'), refused: /line 3, column \d+: the character U\+0000 can't stand/i },
  { what: "NULs around the JSON", text: `\0\0${task("")}\0`, refused: /line 1, column 1: U\+0000 was found/i },
  { what: "NUL as an escape", text: task(', "user": "a\\u0000b"') },
  { what: "a high surrogate as an escape", text: task(', "user": "a\\ud800b"'), refused: /line 3, column \d+: .*lone surrogate/i },
  { what: "a low surrogate as an escape", text: task(', "user": "\\udc00"'), refused: /line 3, column \d+: .*lone surrogate/i },
  // The browser hands these over as U+FFFD: no text outside a script can hold half a character.
  { what: "raw lone surrogates", text: task(', "user": "a\ud800b\udc00"') },
  { what: "duplicate keys", text: task(', "memory": 256'), refused: /line 3, column \d+: the key "memory" was already given on line 3/i },
  { what: "10,000 environment variables", text: task(`, "environment": ${JSON.stringify(variables(10_000))}`) },
];

/** The most levels that values of a task definition are nested in. */
export const LEVELS = 7;

/** `value` with all members at `level` replaced by ones of other types. */
export function wrongAt(value: Json, level: number, random: () => number): Json {
  if (level === 0) return another(value, random);
  if (Array.isArray(value)) return value.map((item) => wrongAt(item, level - 1, random));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, wrongAt(member, level - 1, random)]);
  return Object.fromEntries(members);
}

/** `value` with each of its inner values replaced by one of another type at a chance of 1 in `odds`. */
export function wrongSomewhere(value: Json, odds: number, random: () => number): Json {
  const inner = (item: Json) => (random() * odds < 1 ? another(item, random) : wrongSomewhere(item, odds, random));
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(member)]));
}

function another(value: Json, random: () => number): Json {
  const kind = (of: Json) => (Array.isArray(of) ? "list" : of === null ? "null" : typeof of);
  const others: Json[] = [null, true, -1.5, 1e300, "", "text", [], [[]], [null, 1, "a", {}], {}, { a: { b: [1] } }];
  const fitting = others.filter((other) => kind(other) !== kind(value));
  return fitting[Math.floor(random() * fitting.length)];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Designs whose own collections and elements are of other types. */
export const wrongDesigns: Members[] = [
  { name: 5, taskDefinitions: { web: 5, job: null, a: [], b: "x", c: full() } },
  { name: null, taskDefinitions: [], services: { web: { taskDefinition: [] } } },
  { name: {}, taskDefinitions: { web: { containerDefinitions: [1, null, "a", [], {}] } }, services: 7, future: [] },
];
