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

import {
  AzureBlobLogOutline,
  readLogVerdict,
} from 'backstage-plugin-azure-blob-common';
import * as fc from 'fast-check';
import { isCandidate } from '../logs/lines/ByteScan';
import { LogIndex } from '../logs/lines/LogIndex';
import { Marker, readMarkers } from '../logs/lines/readMarkers';
import { readTime, removeTime } from '../logs/lines/readTime';
import { toVisibleText } from '../logs/lines/toVisibleText';

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constant('\n') },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '##[group]A group',
      '##[endgroup]',
      '::group::B group',
      '::endgroup::',
      '##[section]Starting: Build',
      '##[section]Finishing: Build',
      '##[section]Starting: Test',
      '##[section]Finishing: Test',
      'section_start:1700000000:one\r\u001b[0KFirst of all',
      'section_start:1700000005:two[collapsed=true]\r\u001b[0KSecond',
      'section_end:1700000009:one\r\u001b[0K',
      'section_end:1700000012:two\r\u001b[0K',
      'section_end:1700000009:one\r\u001b[0Ksection_start:1700000010:two\r\u001b[0KNext',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('--- One', '+++ Two', '~~~ Three', '--- a/b'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '2026-11-21T10:00:00.1234567Z ',
      '2026-11-21T10:00:07Z ',
      '[2026-11-21T11:02:03.456Z] ',
      '2026-11-21T12:00:00.000000Z 00O ',
      '2026-11-99T10:00:00Z ',
      '1969-07-20T20:17:40Z ',
      '\u001b[90m2026-11-21T13:00:00Z\u001b[0m ',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'ERROR',
      ' error: ',
      '##[error]',
      'warning: x',
      ' WARN ',
      'exit code 1',
      'exit code 0',
      'panic: ',
      'plain words',
      '\u001b[31m',
      '\u001b[39m',
      '\u001b[1;38;5;208m',
      '\u001b[0m',
      '\u001b[m',
      '\u001b[',
      '\u001b',
      '\ufeff',
      '漢é',
      '\r',
    ),
  },
);

/** Logs of every kind of tool at once, with what they mean and what they don't. */
export const arbitraryToolLog = fc
  .array(part, { maxLength: 120, size: 'max' })
  .map(parts => parts.join(''));

interface NaiveGroup extends Marker {
  first: number;
  last?: number;
}

interface NaiveIndex {
  lines: number;
  times: number[];
  outline: Pick<AzureBlobLogOutline, 'groups' | 'errors' | 'warnings'>;
  /** The time that each section begins and ends with. */
  sections: Array<[line: number, lastLine: number]>;
}

/** A second opinion on what the lines of a log say, one line after another. */
export function indexNaively(log: string): NaiveIndex {
  const lines = log.split('\n');
  if (lines[lines.length - 1] === '') {
    lines.pop();
  }
  const errors: number[] = [];
  const warnings: number[] = [];
  const times: number[] = [];
  const groups: NaiveGroup[] = [];
  let isBuildkite = true;

  for (const [i, line] of lines.entries()) {
    const number = i + 1;
    const bytes = Buffer.from(line);
    const time = readTime(bytes.toString('latin1'));
    if (time !== undefined) {
      times.push(time);
    }
    const text = isCandidate(bytes) ? removeTime(toVisibleText(line)) : '';
    const markers = readMarkers(text);
    const verdict = markers.length === 0 ? readLogVerdict(text) : undefined;
    if (verdict === 'error') {
      errors.push(number);
    } else if (verdict === 'warning') {
      warnings.push(number);
    }
    const isOthers = markers.some(({ kind }) => kind !== 'heading');
    isBuildkite = isBuildkite && !isOthers;
    const known = isBuildkite
      ? markers
      : markers.filter(({ kind }) => kind !== 'heading');
    const started = findStart(known);
    const ended = findEnded(groups, known);
    for (const group of ended) {
      group.last = started ? number - 1 : number;
    }
    const depth = groups.filter(({ last }) => last === undefined).length;
    if (started && depth < 64) {
      groups.push({ ...started, first: number });
    }
  }

  const kept = groups.map(group => ({
    ...group,
    last: group.last ?? lines.length,
  }));
  const isUnfolded = ({
    first,
    last,
    isOpen,
  }: {
    first: number;
    last: number;
    isOpen: boolean;
  }) => isOpen || errors.some(line => line >= first && line <= last);
  return {
    lines: lines.length,
    times,
    outline: {
      groups: {
        first: kept.map(({ first }) => first),
        last: kept.map(({ last }) => last),
        open: kept.flatMap((group, i) => (isUnfolded(group) ? [i] : [])),
      },
      errors,
      warnings,
    },
    sections: kept
      .filter(
        (group, i) => !kept.slice(0, i).some(({ last }) => last >= group.first),
      )
      .map(({ first, last }) => [first, last]),
  };
}

function findStart(markers: Marker[]): Marker | undefined {
  return markers.filter(
    (marker, i) =>
      marker.isStart &&
      !markers
        .slice(i + 1)
        .some(
          later =>
            later.isStart ||
            (later.kind === marker.kind && later.name === marker.name),
        ),
  )[0];
}

/** Those that the ends of a line end, and what is in them. */
function findEnded(groups: NaiveGroup[], markers: Marker[]): NaiveGroup[] {
  let open = groups.filter(({ last }) => last === undefined);
  const all = open;
  for (const [i, marker] of markers.entries()) {
    // Whether it ends what began before it in this line.
    const isOfThisLine =
      findStart(markers.slice(0, i)) !== undefined &&
      findStart(markers.slice(0, i + 1)) === undefined;
    if (marker.kind === 'heading' || (!marker.isStart && !isOfThisLine)) {
      let reachable = open;
      if (marker.kind === 'group') {
        const wall = open.map(({ kind }) => kind !== 'group').lastIndexOf(true);
        reachable = open.slice(wall + 1);
      }
      const match = reachable
        .filter(
          ({ kind, name }) => kind === marker.kind && name === marker.name,
        )
        .pop();
      open = match ? open.slice(0, open.indexOf(match)) : open;
    }
  }
  return all.slice(open.length);
}

/** The index of a log in UTF-8, made in one go. */
export function indexText(text: string): LogIndex {
  const index = new LogIndex();
  index.add(Buffer.from(text));
  index.finish();
  return index;
}
