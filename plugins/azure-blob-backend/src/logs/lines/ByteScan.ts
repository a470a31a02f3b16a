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

import { assembleScan, LAST_AT, LINE_FEEDS_AT } from './assembleScan';

/** What is looked for: for each of three places, the bytes that may stand there. */
export type Needle = readonly [
  first: Iterable<number>,
  second: Iterable<number>,
  third: Iterable<number>,
];

/**
 * Parts of what {@link readMarkers}, {@link readLogVerdict} and {@link readTime}
 * look for: each line that they know has one. They are few, rare in other
 * lines, and at most eight.
 */
const CANDIDATES = [
  ['EF', 'RA', 'RTI'], // ERROR, ERR!, FATAL, FAILED
  ['wWfF', 'aA', 'rRt'], // WARN, warning, fatal
  ['r~', 'r~', 'o '], // error, Error; ~~~
  ['x', 'ic', 'te'], // exit code, Exception
  ['iak', 'cl ', ':('], // panic:, Traceback (
  ['n:', '_:', 'sewg'], // section_start, ::error, ::group::
  ['#-+', '#-+ ', '[ '], // ##[group], ---, +++
  ['0123456789', 'T', '012'], // times
].map(toNeedle);
/** The second byte of what {@link CANDIDATES} know a time by. */
const TIME_MARK = 0x54;

const PAGE_BYTES = 65_536;
const TABLE_BYTES = 96;
/** Bytes before the window that tell whether a time begins a line. */
const DATE_BYTES = 10;
const LINE_FEED = 0x0a;
const ALL_BUCKETS = 0xff;
const ALL_BUT_TIMES = 0x7f;
const TABLES_AT = 64;
const VECTOR_BYTES = 16;
const LISTED_AT = TABLES_AT + TABLE_BYTES;
const INPUT_AT = 1_024;
/** So many bytes are looked at in one go. */
const WINDOW_BYTES = 16_384;
const OUTPUT_AT = INPUT_AT + WINDOW_BYTES + 64;
const MATCH_BYTES = 8;
const PAGES = Math.ceil((OUTPUT_AT + WINDOW_BYTES * MATCH_BYTES) / PAGE_BYTES);
/** A needle may begin within a window and end behind it. */
const NEEDLE_BYTES = 3;
/** What the module may read behind the last byte of a log. */
const PADDING = 32;

function toNeedle([first, second, third]: string[]): Needle {
  return [
    Buffer.from(first, 'latin1'),
    Buffer.from(second, 'latin1'),
    Buffer.from(third, 'latin1'),
  ];
}

/** For each of three places, the needles that know a byte there. */
function createBuckets(needles: readonly Needle[]): Uint8Array[] {
  return [0, 1, 2].map(place => {
    const buckets = new Uint8Array(256);
    for (const [bucket, needle] of needles.entries()) {
      for (const byte of needle[place]) {
        buckets[byte] |= 1 << bucket;
      }
    }
    return buckets;
  });
}

function createTables(needles: Needle[]): Uint8Array {
  const tables = new Uint8Array(TABLE_BYTES);
  for (const [bucket, needle] of needles.entries()) {
    for (const [place, bytes] of needle.entries()) {
      for (const byte of bytes) {
        tables[place * 32 + (byte & 15)] |= 1 << bucket;
        tables[place * 32 + 16 + (byte >> 4)] |= 1 << bucket;
      }
    }
  }
  return tables;
}

let sharedModule: WebAssembly.Module | undefined;

function getModule(): WebAssembly.Module {
  sharedModule ??= new WebAssembly.Module(assembleScan(PAGES));
  return sharedModule;
}

interface ScanExports {
  memory: { buffer: ArrayBuffer };
  scan(at: number, end: number, tables: number, out: number): number;
}

function isScan(exports: unknown): exports is ScanExports {
  return typeof exports === 'object' && exports !== null && 'scan' in exports;
}

/**
 * Finds the places of a log that are worth a closer look, several times as
 * fast as its bytes arrive. It looks at one window of bytes at a time.
 */
export class ByteScan {
  /** Places that tell something about their line. */
  static readonly candidates = new ByteScan(CANDIDATES);
  /** The same, for a look back while the other is in use. */
  static readonly times = new ByteScan(CANDIDATES);
  /** Sequences that may set colours. */
  static readonly styles = new ByteScan([
    toNeedle(['\u001b', '[', '0123456789:;m']),
  ]);

  readonly #scan: ScanExports['scan'];
  readonly #memory: Uint8Array;
  readonly #words: Uint32Array;
  readonly #buckets: Uint8Array[];
  #shift = 0;
  #listed = 0;

  /** Where the window ends. */
  end = 0;
  /** Line feeds in it. */
  lineFeeds = 0;

  /**
   * Looks for at most eight needles at a time. It never misses a place, and may
   * find some where nothing is: of each byte, it looks at its halves.
   */
  static create(needles: Needle[]): ByteScan {
    return new ByteScan(needles);
  }

  private constructor(needles: Needle[]) {
    const { exports } = new WebAssembly.Instance(getModule());
    if (!isScan(exports)) {
      throw new TypeError('The module has no function "scan".');
    }
    this.#scan = exports.scan;
    this.#memory = new Uint8Array(exports.memory.buffer);
    this.#words = new Uint32Array(exports.memory.buffer);
    this.#memory.set(createTables(needles), TABLES_AT);
    this.#buckets = createBuckets(needles);
    this.#list(ALL_BUCKETS);
  }

  /**
   * Looks at a window that starts at `begin`, and at what follows it before
   * `limit`. Times are found only where they are asked for.
   *
   * @returns the number of places found.
   */
  find(
    bytes: Buffer,
    begin: number,
    limit: number,
    { withTimes = true, start = begin } = {},
  ): number {
    const length = Math.min(WINDOW_BYTES, limit - begin);
    const known = Math.min(length + NEEDLE_BYTES - 1, limit - begin);
    const before = Math.min(DATE_BYTES, begin - start);
    this.#memory.fill(LINE_FEED, INPUT_AT - DATE_BYTES, INPUT_AT);
    bytes.copy(this.#memory, INPUT_AT - before, begin - before, begin + known);
    if (known < WINDOW_BYTES + NEEDLE_BYTES - 1) {
      this.#memory.fill(0, INPUT_AT + known, INPUT_AT + known + PADDING);
    }
    this.#list(withTimes ? ALL_BUCKETS : ALL_BUT_TIMES);
    const out = this.#scan(INPUT_AT, INPUT_AT + length, TABLES_AT, OUTPUT_AT);
    this.#shift = begin - INPUT_AT;
    this.end = begin + length;
    this.lineFeeds = this.#words[LINE_FEEDS_AT / 4];
    return (out - OUTPUT_AT) / MATCH_BYTES;
  }

  /** The last place in the window that may be in a time at a line's start. */
  get lastTime(): number | undefined {
    const last = this.#words[LAST_AT / 4];
    return last === 0 ? undefined : last + this.#shift;
  }

  /** The index in the bytes of a place found. */
  placeOf(match: number): number {
    return this.#words[OUTPUT_AT / 4 + 2 * match] + this.#shift;
  }

  /** Whether a needle is at a place found: halves of bytes may be mixed up. */
  isAt(bytes: Uint8Array, place: number): boolean {
    const [first, second, third] = this.#buckets;
    return (
      (first[bytes[place]] &
        second[bytes[place + 1]] &
        third[bytes[place + 2]]) >
      0
    );
  }

  /** The number of line feeds in the window before it. */
  lineFeedsBefore(match: number): number {
    return this.#words[OUTPUT_AT / 4 + 2 * match + 1];
  }

  #list(buckets: number): void {
    if (this.#listed !== buckets) {
      this.#listed = buckets;
      this.#memory.fill(buckets, LISTED_AT, LISTED_AT + VECTOR_BYTES);
    }
  }
}

/** Whether a place found is the `T` in a time, and not a part of a marker. */
export function isTimeMark(bytes: Uint8Array, place: number): boolean {
  return bytes[place + 1] === TIME_MARK;
}

/** Whether a line is worth a closer look, for more than its time. */
export function isCandidate(line: Buffer): boolean {
  const scan = ByteScan.candidates;
  for (let at = 0; at < line.length; at = scan.end) {
    const matches = scan.find(line, at, line.length);
    for (let i = 0; i < matches; i++) {
      if (!isTimeMark(line, scan.placeOf(i))) {
        return true;
      }
    }
  }
  return false;
}
