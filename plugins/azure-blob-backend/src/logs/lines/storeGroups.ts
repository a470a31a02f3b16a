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
  LogGroupsState,
  MAX_DEPTH,
  MAX_GROUPS,
  MAX_SECTIONS,
  OpenGroup,
  Section,
} from './LogGroups';
import { MarkerKind } from './readMarkers';
import { VarintReader } from './VarintReader';
import { VarintWriter } from './VarintWriter';

const KINDS: MarkerKind[] = ['group', 'task', 'section', 'heading'];
/** 200 characters, at four bytes each at most. */
const MAX_TEXT_BYTES = 800;

/** Writes the groups of a log. */
export function writeGroups(writer: VarintWriter, state: LogGroupsState): void {
  writer.write(state.count);
  writer.writeFlag(state.hasMarkers);
  writer.writeRising(state.first);
  for (const [place, last] of state.last.entries()) {
    // Those whose end has not been seen have 0 there.
    writer.write(last === 0 ? 0 : 1 + last - state.first[place]);
  }
  writer.writeRising([...state.unfolded].sort((a, b) => a - b));
  writer.write(state.sections.length);
  for (const section of state.sections) {
    writeSection(writer, section);
  }
  writer.write(state.stack.length);
  for (const group of state.stack) {
    writer.write(KINDS.indexOf(group.kind));
    writer.writeText(group.name);
    writer.writeFlag(group.isOpen);
    writer.write(group.errors);
    writer.write(group.warnings);
    writer.write(1 + (group.place ?? -1));
    writer.write(1 + (group.section ?? -1));
  }
}

/** Reads the groups of a log of so many lines. */
export function readGroups(
  reader: VarintReader,
  lines: number,
): LogGroupsState {
  const count = reader.read(lines);
  const hasMarkers = reader.readFlag();
  const first = reader.readRising(MAX_GROUPS, 1, lines);
  const last = first.map(line => {
    const length = reader.read(1 + lines - line);
    return length === 0 ? 0 : line + length - 1;
  });
  const unfolded = reader.readRising(first.length, 0, first.length - 1);
  const sections = Array.from({ length: reader.readCount(MAX_SECTIONS) }, () =>
    readSection(reader, lines),
  );
  const stack = Array.from({ length: reader.readCount(MAX_DEPTH) }, () =>
    readOpenGroup(reader, lines),
  );
  const state: LogGroupsState = {
    ...{ count, hasMarkers, first, last, unfolded, sections, stack },
  };
  assertConsistent(state);
  return state;
}

function writeSection(writer: VarintWriter, section: Section): void {
  writer.writeText(section.title);
  writer.write(section.line);
  writer.write(section.lastLine);
  writer.write(section.errors);
  writer.write(section.warnings);
  writer.writeTime(section.startedAt);
  writer.writeTime(section.endedAt);
}

function readSection(reader: VarintReader, lines: number): Section {
  const section: Section = {
    title: reader.readText(MAX_TEXT_BYTES),
    line: reader.read(lines),
    lastLine: reader.read(lines),
    errors: reader.read(lines),
    warnings: reader.read(lines),
  };
  const startedAt = reader.readTime();
  const endedAt = reader.readTime();
  return {
    ...section,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

function readOpenGroup(reader: VarintReader, lines: number): OpenGroup {
  const group: OpenGroup = {
    kind: KINDS[reader.read(KINDS.length - 1)],
    name: reader.readText(MAX_TEXT_BYTES),
    isOpen: reader.readFlag(),
    errors: reader.read(lines),
    warnings: reader.read(lines),
  };
  // Above 0, for there may be none.
  const place = reader.read(MAX_GROUPS);
  const section = reader.read(MAX_SECTIONS);
  return {
    ...group,
    ...(place > 0 && { place: place - 1 }),
    ...(section > 0 && { section: section - 1 }),
  };
}

/** @throws where groups overlap, or some are spoken of that there are not. */
function assertConsistent(state: LogGroupsState): void {
  const { first, last, sections, stack } = state;
  const ends: number[] = [];
  for (const [place, begin] of first.entries()) {
    const end = last[place] || Infinity;
    while (ends.length > 0 && ends[ends.length - 1] < begin) {
      ends.pop();
    }
    if (ends.length > 0 && end > ends[ends.length - 1]) {
      throw new Error('The index has groups that overlap.');
    }
    ends.push(end);
  }
  const open = stack.flatMap(({ place }) => place ?? []);
  const isOpen = open.every(place => last[place] === 0);
  const unended = last.filter(line => line === 0).length;
  const isKnown = stack.every(({ section = -1 }) => section < sections.length);
  const isCounted = state.count >= first.length;
  if (!isOpen || open.length !== unended || !isKnown || !isCounted) {
    throw new Error('The index has groups that it does not know.');
  }
}
