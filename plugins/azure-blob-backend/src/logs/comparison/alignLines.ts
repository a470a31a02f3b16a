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

import { setImmediate } from 'node:timers/promises';
import { diffArrays } from 'diff';

/** Lines of both sides that are the same; places are counted from 0. */
export interface Match {
  base: number;
  head: number;
  count: number;
}

/** What differs in more lines than this differs altogether: time grows with their square. */
const MAX_EDITS = 400;
const WORK_BEFORE_PAUSE = 20_000;

interface Section {
  baseStart: number;
  baseEnd: number;
  headStart: number;
  headEnd: number;
}

/**
 * Finds which lines of two logs belong together: what begins and ends alike,
 * then lines that are there once on each side ("patience"), and a plain
 * difference in what is left between those. Lines are given as keys that are
 * the same where the lines are.
 *
 * @returns the matches in the order of their lines, none of which touch.
 */
export async function alignLines(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
): Promise<Match[]> {
  const matches: Match[] = [];
  const open: Section[] = [
    { baseStart: 0, baseEnd: base.length, headStart: 0, headEnd: head.length },
  ];
  let work = 0;
  while (open.length > 0) {
    const section = trim(base, head, open.pop()!, matches);
    const { baseStart, baseEnd, headStart, headEnd } = section;
    const [removed, added] = [baseEnd - baseStart, headEnd - headStart];
    if (removed === 0 || added === 0) {
      continue;
    }
    work += removed + added;
    if (work > WORK_BEFORE_PAUSE) {
      work = 0;
      await setImmediate();
    }
    const anchors = findAnchors(base, head, section);
    if (anchors.length > 0) {
      open.push(...splitAt(section, anchors));
      matches.push(...anchors);
    } else {
      matches.push(...diffSection(base, head, section));
    }
  }
  return join(matches);
}

/** Takes away what the section begins and ends with on both sides. */
function trim(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
  section: Section,
  matches: Match[],
): Section {
  let { baseStart, baseEnd, headStart, headEnd } = section;
  while (
    baseStart < baseEnd &&
    headStart < headEnd &&
    base[baseStart] === head[headStart]
  ) {
    baseStart += 1;
    headStart += 1;
  }
  while (
    baseStart < baseEnd &&
    headStart < headEnd &&
    base[baseEnd - 1] === head[headEnd - 1]
  ) {
    baseEnd -= 1;
    headEnd -= 1;
  }
  const before = baseStart - section.baseStart;
  const after = section.baseEnd - baseEnd;
  if (before > 0) {
    const { baseStart: baseAt, headStart: headAt } = section;
    matches.push({ base: baseAt, head: headAt, count: before });
  }
  if (after > 0) {
    matches.push({ base: baseEnd, head: headEnd, count: after });
  }
  return { baseStart, baseEnd, headStart, headEnd };
}

/** The longest row of lines in the same order that are there once on each side. */
function findAnchors(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
  { baseStart, baseEnd, headStart, headEnd }: Section,
): Match[] {
  const headPlaces = findUnique(head, headStart, headEnd);
  const basePlaces = findUnique(base, baseStart, baseEnd);
  const pairs: Match[] = [];
  for (const [key, place] of basePlaces) {
    const other = headPlaces.get(key) ?? -1;
    if (place >= 0 && other >= 0) {
      pairs.push({ base: place, head: other, count: 1 });
    }
  }
  pairs.sort((one, other) => one.base - other.base);
  return findLongestRising(pairs);
}

/** Where each key is; -1 for those that are there more than once. */
function findUnique(
  keys: ArrayLike<number>,
  start: number,
  end: number,
): Map<number, number> {
  const places = new Map<number, number>();
  for (let place = start; place < end; place++) {
    places.set(keys[place], places.has(keys[place]) ? -1 : place);
  }
  return places;
}

/** The longest subsequence whose `head` rises. */
function findLongestRising(pairs: Match[]): Match[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, { head }] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tops[middle]].head < head) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    before[index] = low > 0 ? tops[low - 1] : -1;
    tops[low] = index;
  }
  const longest: Match[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index]) {
    longest.push(pairs[index]);
  }
  return longest.reverse();
}

function splitAt(section: Section, anchors: Match[]): Section[] {
  const { baseEnd, headEnd } = section;
  let { baseStart, headStart } = section;
  const sections: Section[] = [];
  for (const { base, head } of anchors) {
    sections.push({ baseStart, baseEnd: base, headStart, headEnd: head });
    baseStart = base + 1;
    headStart = head + 1;
  }
  sections.push({ baseStart, baseEnd, headStart, headEnd });
  return sections;
}

function diffSection(
  base: ArrayLike<number>,
  head: ArrayLike<number>,
  { baseStart, baseEnd, headStart, headEnd }: Section,
): Match[] {
  const changes = diffArrays(
    Array.prototype.slice.call(base, baseStart, baseEnd),
    Array.prototype.slice.call(head, headStart, headEnd),
    { maxEditLength: MAX_EDITS },
  );
  const matches: Match[] = [];
  let [atBase, atHead] = [baseStart, headStart];
  for (const { added, removed, value } of changes ?? []) {
    const count = value.length;
    if (!added && !removed) {
      matches.push({ base: atBase, head: atHead, count });
    }
    atBase += added ? 0 : count;
    atHead += removed ? 0 : count;
  }
  return matches;
}

/** In order, and one match where several touch. */
function join(matches: Match[]): Match[] {
  const joined: Match[] = [];
  for (const match of matches.sort((one, other) => one.base - other.base)) {
    const last = joined.at(-1);
    if (
      last &&
      last.base + last.count === match.base &&
      last.head + last.count === match.head
    ) {
      last.count += match.count;
    } else {
      joined.push({ ...match });
    }
  }
  return joined;
}
