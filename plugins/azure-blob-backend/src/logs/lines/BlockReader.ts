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

import { ByteScan, isTimeMark } from './ByteScan';
import { Checkpoints } from './Checkpoints';
import { decodeText, TextEncoding } from './detectText';
import { followStyle } from './followStyle';
import { HEAD_UNITS, LogFindings } from './LogFindings';
import { LogScanner } from './LogScanner';
import { TIME_UNITS } from './readTime';

const LINE_FEED = 0x0a;
const NEEDLE_BYTES = 3;
/** `2026-11-2`, before the place that marks a time. */
const DATE_BYTES = 9;

/** Bytes of a log, as they are and one for each code unit. */
export interface LogBytes {
  bytes: Buffer;
  narrow: Buffer;
  encoding: TextEncoding;
  /** Bytes of a code unit. */
  width: number;
}

/** What is known of a log before a block of its lines, and then after it. */
export interface BlockTargets {
  scanner: LogScanner;
  checkpoints: Checkpoints;
  findings: LogFindings;
}

/**
 * Reads whole lines, without looking at each: only at those that the scan
 * finds, and at those that get a checkpoint.
 */
export class BlockReader {
  readonly #targets: BlockTargets;
  readonly #log: LogBytes;
  readonly #begin: number;
  readonly #end: number;
  /** The byte of the log, in code units, at the index 0. */
  readonly #base: number;
  /** Where the style of the scanner is in force. */
  #styled: number;
  /** The line that was looked at last, and where it begins. */
  #line = 0;
  #lineStart = 0;
  #isRead = false;
  /** The last place that may be the time of a line; undefined once read. */
  #time: number | undefined;
  /** Times before it have been read. */
  #timed: number;
  /** Where the window begins that times are left out of. */
  #untimed: number | undefined;

  static read(
    targets: BlockTargets,
    log: LogBytes,
    begin: number,
    end: number,
  ): void {
    new BlockReader(targets, log, begin, end).#read();
  }

  private constructor(
    targets: BlockTargets,
    log: LogBytes,
    begin: number,
    end: number,
  ) {
    this.#targets = targets;
    this.#log = log;
    this.#begin = begin;
    this.#end = end;
    this.#base = targets.scanner.offset - begin;
    this.#styled = begin;
    this.#timed = begin;
  }

  #read(): void {
    const { scanner } = this.#targets;
    const { narrow } = this.#log;
    const scan = ByteScan.candidates;
    let { line } = scanner;
    let at = this.#begin;
    while (at < this.#end) {
      const withTimes = this.#targets.findings.wantsTime;
      this.#untimed = withTimes ? undefined : at;
      const matches = scan.find(narrow, at, this.#end, {
        withTimes,
        start: this.#begin,
      });
      let { end, lineFeeds } = scan;
      for (let i = 0; i < matches && end === scan.end; i++) {
        const place = scan.placeOf(i);
        if (isTimeMark(narrow, place)) {
          this.#readTimeMark(place);
        } else if (scan.isAt(narrow, place)) {
          const before = scan.lineFeedsBefore(i);
          this.#readMatch(place, line + before);
          // A section has begun that wants the times that were left out.
          if (!withTimes && this.#targets.findings.wantsTime) {
            end = narrow.indexOf(LINE_FEED, place) + 1;
            lineFeeds = before + 1;
          }
        }
      }
      if (end === scan.end && !withTimes) {
        this.#time = scan.lastTime ?? this.#time;
      }
      this.#addCheckpoints(at, end, line, lineFeeds);
      line += lineFeeds;
      at = end;
    }
    this.#readLastTime();
    this.#followStyle(this.#end);
    scanner.line = line;
    scanner.offset = this.#base + this.#end;
  }

  #readMatch(place: number, line: number): void {
    const { narrow } = this.#log;
    if (line !== this.#line) {
      this.#line = line;
      this.#lineStart = this.#findLineStart(place);
      this.#isRead = false;
    }
    const start = this.#lineStart;
    if (this.#isRead || place + NEEDLE_BYTES > start + HEAD_UNITS) {
      return;
    }
    this.#isRead = true;
    const lineEnd = narrow.indexOf(LINE_FEED, place);
    const end = Math.min(lineEnd, start + HEAD_UNITS);
    const { findings } = this.#targets;
    const time = findings.readLine(line, this.#decode(start, end), () =>
      this.#catchUp(start),
    );
    if (time !== undefined) {
      this.#timed = Math.max(this.#timed, start);
      if (this.#time !== undefined && this.#time < start) {
        this.#time = undefined;
      }
    }
  }

  #decode(begin: number, end: number): string {
    const { bytes, encoding, width } = this.#log;
    return decodeText(bytes, encoding, begin * width, end * width);
  }

  #findLineStart(place: number): number {
    if (place <= this.#begin) {
      return this.#begin;
    }
    const { narrow } = this.#log;
    return Math.max(this.#begin, narrow.lastIndexOf(LINE_FEED, place - 1) + 1);
  }

  #readTimeMark(place: number): void {
    if (this.#mayBeTime(place)) {
      this.#time = place;
      if (this.#targets.findings.wantsTime) {
        this.#readLastTime();
      }
    }
  }

  /** Takes the last time before the line that begins at `start`. */
  #catchUp(start: number): void {
    if (this.#untimed !== undefined) {
      const from = Math.max(this.#untimed, this.#timed);
      if (from < start) {
        const scan = ByteScan.times;
        const options = { withTimes: false, start: this.#begin };
        scan.find(this.#log.narrow, from, start, options);
        this.#time = scan.lastTime ?? this.#time;
      }
    }
    this.#readLastTime();
    this.#timed = Math.max(this.#timed, start);
  }

  /** Whether a date stands before it, at a start of a line as far as it shows. */
  #mayBeTime(place: number): boolean {
    const { narrow } = this.#log;
    const start = place - DATE_BYTES;
    if (
      start < this.#begin ||
      narrow[place - 2] !== 0x2d ||
      narrow[place - 5] !== 0x2d
    ) {
      return false;
    }
    const before = narrow[start - 1];
    return (
      start === this.#begin ||
      before === LINE_FEED ||
      // The end of a colour, a bracket, a byte order mark
      before === 0x6d ||
      before === 0x5b ||
      before >= 0x80
    );
  }

  /** Takes the time of the last line that begins with one, up to `#time`. */
  #readLastTime(): void {
    if (this.#time === undefined) {
      return;
    }
    const { findings } = this.#targets;
    const { narrow } = this.#log;
    let end = this.#time;
    while (end > this.#timed) {
      const start = this.#findLineStart(end);
      const lineEnd = narrow.indexOf(LINE_FEED, start);
      const headEnd = Math.min(lineEnd, start + TIME_UNITS);
      if (findings.readTime(this.#decode(start, headEnd)) !== undefined) {
        break;
      }
      end = start - 1;
    }
    this.#timed = this.#time;
    this.#time = undefined;
  }

  /** Gives a checkpoint to the lines of a window that are to have one. */
  #addCheckpoints(
    begin: number,
    end: number,
    firstLine: number,
    lineFeeds: number,
  ): void {
    const { checkpoints, scanner } = this.#targets;
    const { narrow, width } = this.#log;
    const isLineStart =
      begin === this.#begin || narrow[begin - 1] === LINE_FEED;
    let line = isLineStart ? firstLine : firstLine + 1;
    let at = isLineStart ? begin : narrow.indexOf(LINE_FEED, begin) + 1;
    while (
      at < end &&
      (firstLine + lineFeeds >= checkpoints.nextLine ||
        (this.#base + end) * width > checkpoints.nextOffset)
    ) {
      const offset = (this.#base + at) * width;
      if (checkpoints.isDue(line, offset)) {
        this.#followStyle(at);
        checkpoints.add({ line, offset, style: scanner.style.toString() });
      }
      line += 1;
      at = narrow.indexOf(LINE_FEED, at) + 1;
    }
  }

  #followStyle(end: number): void {
    const { narrow } = this.#log;
    followStyle(this.#targets.scanner.style, narrow, this.#styled, end);
    this.#styled = end;
  }
}
