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

import { readLogVerdict } from 'backstage-plugin-azure-blob-common';
import { Findings, LogGroups } from './LogGroups';
import { LineNumbers } from './LineNumbers';
import { readMarkers } from './readMarkers';
import { readTime, removeTime } from './readTime';
import { toVisibleText } from './toVisibleText';

/** So many code units of a line tell all about it. */
export const HEAD_UNITS = 8_192;

/** Of those that report an error, and of those that report a warning. */
export const MAX_LINE_NUMBERS = 10_000;

/** What the lines of a log say, but for their colours. */
export class LogFindings {
  readonly groups: LogGroups;
  readonly errors: LineNumbers;
  readonly warnings: LineNumbers;
  /** Times that lines begin with, in milliseconds of Unix time. */
  startedAt?: number;
  endedAt?: number;

  constructor(
    groups = new LogGroups(),
    errors = new LineNumbers(MAX_LINE_NUMBERS),
    warnings = new LineNumbers(MAX_LINE_NUMBERS),
  ) {
    this.groups = groups;
    this.errors = errors;
    this.warnings = warnings;
  }

  copy(): LogFindings {
    const copy = new LogFindings(
      this.groups.copy(),
      this.errors.copy(),
      this.warnings.copy(),
    );
    copy.startedAt = this.startedAt;
    copy.endedAt = this.endedAt;
    return copy;
  }

  get found(): Findings {
    return {
      errors: this.errors.count,
      warnings: this.warnings.count,
      time: this.endedAt,
    };
  }

  /** Whether the next time matters, and not only the last one. */
  get wantsTime(): boolean {
    return this.startedAt === undefined || this.groups.wantsTime;
  }

  addTime(time: number): void {
    this.startedAt ??= time;
    this.endedAt = time;
    this.groups.addTime(time);
  }

  /** Takes the time at the start of a line, if there is one. */
  readTime(head: string): number | undefined {
    const time = readTime(head);
    if (time !== undefined) {
      this.addTime(time);
    }
    return time;
  }

  /**
   * Takes the first `HEAD_UNITS` of a line, its time included.
   *
   * @param catchUp - takes the last time before the line, where it is needed.
   * @returns its time.
   */
  readLine(
    line: number,
    head: string,
    catchUp?: () => void,
  ): number | undefined {
    const time = readTime(head);
    const text = removeTime(toVisibleText(head));
    const markers = readMarkers(text);
    if (markers.length > 0 && time === undefined) {
      catchUp?.();
    }
    if (time !== undefined) {
      this.addTime(time);
    }
    if (markers.length > 0) {
      this.groups.read(markers, line, this.found, time);
    } else {
      this.#addVerdict(line, text);
    }
    return time;
  }

  #addVerdict(line: number, text: string): void {
    const verdict = readLogVerdict(text);
    if (verdict === 'error') {
      this.errors.add(line);
    } else if (verdict === 'warning') {
      this.warnings.add(line);
    }
  }
}
