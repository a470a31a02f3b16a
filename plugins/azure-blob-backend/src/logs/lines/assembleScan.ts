/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/*
 * JavaScript looks at one byte at a time, which takes several times as long as
 * the bytes take to arrive. WebAssembly looks at 16. The module is so small
 * that it is written down here, instruction by instruction.
 */

/** Where in its memory the module leaves the number of line feeds. */
export const LINE_FEEDS_AT = 0;
/** Where it leaves the last place in the last bucket, or 0. */
export const LAST_AT = 4;

/** From the end of a date to the byte before it: what `T` stands behind. */
const DATE_BYTES = 10;

const I32 = 0x7f;
const V128 = 0x7b;

// Parameters
const AT = 0;
const END = 1;
const TABLES = 2;
const OUT = 3;
// Local variables
const FEEDS = 4;
const MASK = 5;
const COUNT = 6;
const LAST = 7;
const MARKS = 8;
const FIRST_TABLE = 9;
/** Two for each of three places, and the buckets whose places are listed. */
const TABLE_COUNT = 7;
const LISTED = FIRST_TABLE + 6;
const FOUND = FIRST_TABLE + TABLE_COUNT;

const BLOCK = [0x02, 0x40];
const LOOP = [0x03, 0x40];
const FINISH = [0x0b];
const LESS_THAN = [0x49];
const IS_ZERO = [0x45];
const IF = [0x04, 0x40];
const CLZ = [0x67];
const CTZ = [0x68];
const POPCNT = [0x69];
const ADD = [0x6a];
const SUBTRACT = [0x6b];
const AND = [0x71];

const VECTOR_AND = [0xfd, 0x4e];
const VECTOR_OR = [0xfd, 0x50];
const SWIZZLE = [0xfd, 0x0e];
const EQUAL = [0xfd, 0x23];
const NOT_EQUAL = [0xfd, 0x24];
const BITMASK = [0xfd, 0x64];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const branch = (depth: number) => [0x0c, depth];
const branchIf = (depth: number) => [0x0d, depth];
/** For 0 to 63, which one byte holds. */
const constant = (value: number) => [0x41, value];
const store = (offset: number) => [0x36, 2, offset];
const load = (offset: number) => [0xfd, 0x00, 0, offset];
const vector = (byte: number) => [0xfd, 0x0c, ...Array(16).fill(byte)];
const shiftRight = (bits: number) => [...constant(bits), 0xfd, 0x6d];

/** The buckets whose bytes at `position` these 16 bytes may be. */
function lookUp(position: number): number[] {
  const low = FIRST_TABLE + 2 * position;
  return [
    ...get(low),
    ...[...get(AT), ...load(position), ...vector(0x0f), ...VECTOR_AND],
    ...SWIZZLE,
    ...get(low + 1),
    ...[...get(AT), ...load(position), ...shiftRight(4)],
    ...SWIZZLE,
    ...VECTOR_AND,
  ];
}

/** Appends the lowest place in `MASK`, and the line feeds before it. */
const APPEND = [
  ...[...get(OUT), ...get(AT), ...get(MASK), ...CTZ, ...ADD, ...store(0)],
  ...[...get(OUT), ...get(COUNT)],
  // The bits below the lowest that is set
  ...[...get(MASK), ...constant(0), ...get(MASK), ...SUBTRACT, ...AND],
  ...[...constant(1), ...SUBTRACT, ...get(FEEDS), ...AND, ...POPCNT, ...ADD],
  ...store(4),
  ...[...get(OUT), ...constant(8), ...ADD, ...set(OUT)],
  ...[...get(MASK), ...get(MASK), ...constant(1), ...SUBTRACT, ...AND],
  ...set(MASK),
];

/**
 * Where the last bucket has places: keeps the last of those that follow a line
 * feed, the end of a colour, a bracket or no ASCII, at the distance of a date.
 */
const KEEP_LAST = [
  ...[...get(FOUND), ...BITMASK, ...set(MARKS)],
  ...[...get(MARKS), ...IF],
  ...[...get(AT), ...constant(DATE_BYTES), ...SUBTRACT, ...load(0)],
  ...set(FOUND),
  ...get(FOUND),
  ...[0x0a, 0x6d, 0x5b].flatMap(byte => [
    ...[...get(FOUND), ...vector(byte), ...EQUAL, ...VECTOR_OR],
  ]),
  ...[...BITMASK, ...get(MARKS), ...AND, ...set(MARKS)],
  ...[...get(MARKS), ...IF],
  ...[...get(AT), ...constant(31), ...ADD, ...get(MARKS), ...CLZ, ...SUBTRACT],
  ...set(LAST),
  ...FINISH,
  ...FINISH,
];

const BODY = [
  ...Array.from({ length: TABLE_COUNT }, (_, i) => [
    ...get(TABLES),
    ...load(16 * i),
    ...set(FIRST_TABLE + i),
  ]).flat(),
  ...BLOCK,
  ...LOOP,
  ...[...get(AT), ...get(END), ...LESS_THAN, ...IS_ZERO, ...branchIf(1)],
  ...[...get(AT), ...load(0), ...vector(0x0a), ...EQUAL, ...BITMASK],
  ...set(FEEDS),
  ...[...lookUp(0), ...lookUp(1), ...VECTOR_AND],
  ...[...lookUp(2), ...VECTOR_AND, ...set(FOUND)],
  ...[...get(FOUND), ...get(LISTED), ...VECTOR_AND],
  ...[...vector(0), ...NOT_EQUAL, ...BITMASK, ...set(MASK)],
  ...KEEP_LAST,
  ...BLOCK,
  ...LOOP,
  ...[...get(MASK), ...IS_ZERO, ...branchIf(1)],
  ...APPEND,
  ...branch(0),
  ...FINISH,
  ...FINISH,
  ...[...get(COUNT), ...get(FEEDS), ...POPCNT, ...ADD, ...set(COUNT)],
  ...[...get(AT), ...constant(16), ...ADD, ...set(AT)],
  ...branch(0),
  ...FINISH,
  ...FINISH,
  ...[...constant(LINE_FEEDS_AT), ...get(COUNT), ...store(0)],
  ...[...constant(LAST_AT), ...get(LAST), ...store(0)],
  ...get(OUT),
];

const LOCALS = [2, 5, I32, TABLE_COUNT + 1, V128];

/** A number of any size. */
function encode(value: number): number[] {
  return value < 0x80
    ? [value]
    : [(value & 0x7f) | 0x80, ...encode(value >>> 7)];
}

function encodeText(text: string): number[] {
  return [text.length, ...Buffer.from(text, 'latin1')];
}

function section(id: number, content: number[]): number[] {
  return [id, ...encode(content.length), ...content];
}

/**
 * A module with the function `scan(at, end, tables, out)`. It looks for
 * needles of three bytes, which are in up to eight buckets: each bit of
 * `tables` stands for one. For each of the three bytes there are two tables of
 * 16 bytes, the first for its low and the second for its high half; a bucket
 * knows the byte where both hold its bit. The seventh table tells the buckets
 * that are listed: from `out` on, for each place that may be one of their
 * needles, two words are left: the place and the number of line feeds before
 * it.
 *
 * @returns the end of what was left at `out`.
 */
export function assembleScan(pages: number): Uint8Array<ArrayBuffer> {
  const code = [...LOCALS, ...BODY, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 4, I32, I32, I32, I32, 1, I32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0x01, pages, pages]),
    ...section(7, [
      2,
      ...encodeText('memory'),
      2,
      0,
      ...encodeText('scan'),
      0,
      0,
    ]),
    ...section(10, [1, ...encode(code.length), ...code]),
  ]);
}
