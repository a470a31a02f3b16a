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
  AzureBlobLogGroups,
  AzureBlobLogSection,
} from 'backstage-plugin-azure-blob-common';
import { Marker, MarkerKind } from './readMarkers';

/** Groups deeper than this are part of the one around them. */
export const MAX_DEPTH = 64;

/** Groups that are kept. All are counted. */
export const MAX_GROUPS = 200_000;
/** Those in no other whose titles are kept. */
export const MAX_SECTIONS = 1_000;

/** A group whose end has not been seen. */
export interface OpenGroup {
  kind: MarkerKind;
  name: string;
  isOpen: boolean;
  /** Its place among the groups that are kept, and among the sections. */
  place?: number;
  section?: number;
  /** What had been found before its first line. */
  errors: number;
  warnings: number;
}

/** A group that is in no other, with times in milliseconds of Unix time. */
export interface Section {
  title: string;
  line: number;
  lastLine: number;
  errors: number;
  warnings: number;
  startedAt?: number;
  endedAt?: number;
}

/** What has been found in a log up to a line. */
export interface Findings {
  errors: number;
  warnings: number;
  /** The last time that a line began with. */
  time?: number;
}

/** Everything that {@link LogGroups} has come to. */
export interface LogGroupsState {
  count: number;
  /** Whether there was any marker that is surely one. */
  hasMarkers: boolean;
  first: number[];
  /** At the same places; 0 for those whose end has not been seen. */
  last: number[];
  unfolded: number[];
  sections: Section[];
  stack: OpenGroup[];
}

/**
 * The groups of a log. Whatever its markers say, one group holds another or
 * they have no line in common: an end also ends what began inside, an end
 * without a start is none, and a line begins one group at most.
 */
export class LogGroups {
  readonly state: LogGroupsState;

  constructor(state?: LogGroupsState) {
    this.state = state ?? {
      count: 0,
      hasMarkers: false,
      first: [],
      last: [],
      unfolded: [],
      sections: [],
      stack: [],
    };
  }

  copy(): LogGroups {
    return new LogGroups(structuredClone(this.state));
  }

  /** Whether a section has begun that no time is known of. */
  get wantsTime(): boolean {
    const section = this.#openSection;
    return section !== undefined && section.startedAt === undefined;
  }

  addTime(time: number): void {
    const section = this.#openSection;
    if (section) {
      section.startedAt ??= time;
    }
  }

  /** Takes the markers of a line, whose own time is `time`. */
  read(
    markers: Marker[],
    line: number,
    found: Findings,
    time: number | undefined,
  ): void {
    const { stack } = this.state;
    let depth = stack.length;
    let start: Marker | undefined;
    let endTime = time;
    for (const marker of markers) {
      if (marker.kind !== 'heading') {
        this.state.hasMarkers = true;
      } else if (this.state.hasMarkers) {
        continue;
      }
      if (marker.isStart) {
        start = marker;
        depth =
          marker.kind === 'heading' ? this.#findOpen(marker, depth) : depth;
      } else if (start?.kind === marker.kind && start.name === marker.name) {
        start = undefined;
      } else {
        depth = this.#findOpen(marker, depth);
        endTime ??= marker.time;
      }
    }
    this.#close(depth, start ? line - 1 : line, found, endTime);
    if (start && depth < MAX_DEPTH) {
      this.#open(start, line, found, time ?? start.time);
    }
  }

  /** The groups of so many lines. */
  toGroups(lines: number, found: Findings): AzureBlobLogGroups {
    const { first, last, unfolded, stack } = this.state;
    const ends = last.slice();
    const open = unfolded.slice();
    for (const group of stack) {
      if (group.place !== undefined) {
        ends[group.place] = lines;
        if (group.isOpen || found.errors > group.errors) {
          open.push(group.place);
        }
      }
    }
    open.sort((a, b) => a - b);
    return { first: first.slice(), last: ends, open };
  }

  /** The sections of so many lines. */
  toSections(lines: number, found: Findings): AzureBlobLogSection[] {
    const open = this.state.stack[0];
    return this.state.sections.map((section, i) =>
      formatSection(
        i === open?.section ? endSection(section, open, lines, found) : section,
      ),
    );
  }

  get #openSection(): Section | undefined {
    const section = this.state.stack[0]?.section;
    return section === undefined ? undefined : this.state.sections[section];
  }

  /** How many groups stay open at an end; all, where it ends none of them. */
  #findOpen({ kind, name }: Marker, depth: number): number {
    const { stack } = this.state;
    for (let i = depth - 1; i >= 0; i--) {
      if (stack[i].kind === kind && stack[i].name === name) {
        return i;
      }
      // A task that has lost its ends must not end the step that it is in.
      if (kind === 'group' && stack[i].kind !== 'group') {
        break;
      }
    }
    return depth;
  }

  #open(
    { kind, name, title, isOpen }: Marker,
    line: number,
    { errors, warnings }: Findings,
    startedAt: number | undefined,
  ): void {
    const { state } = this;
    const group: OpenGroup = { kind, name, isOpen, errors, warnings };
    state.count += 1;
    if (state.first.length < MAX_GROUPS) {
      group.place = state.first.length;
      state.first.push(line);
      state.last.push(0);
    }
    if (state.stack.length === 0 && state.sections.length < MAX_SECTIONS) {
      group.section = state.sections.length;
      state.sections.push({
        ...{ title, line, lastLine: 0, errors: 0, warnings: 0 },
        ...(startedAt !== undefined && { startedAt }),
      });
    }
    state.stack.push(group);
  }

  #close(
    depth: number,
    line: number,
    found: Findings,
    time: number | undefined,
  ): void {
    const { stack, last, unfolded, sections } = this.state;
    for (const group of stack.splice(depth)) {
      if (group.place !== undefined) {
        last[group.place] = line;
        if (group.isOpen || found.errors > group.errors) {
          unfolded.push(group.place);
        }
      }
      if (group.section !== undefined) {
        sections[group.section] = endSection(
          sections[group.section],
          group,
          line,
          { ...found, time: time ?? found.time },
        );
      }
    }
  }
}

function endSection(
  section: Section,
  group: OpenGroup,
  lastLine: number,
  found: Findings,
): Section {
  const { startedAt } = section;
  const isTimed =
    startedAt !== undefined &&
    found.time !== undefined &&
    found.time >= startedAt;
  return {
    ...section,
    lastLine,
    errors: found.errors - group.errors,
    warnings: found.warnings - group.warnings,
    ...(isTimed && { endedAt: found.time }),
  };
}

function formatSection(section: Section): AzureBlobLogSection {
  const { startedAt, endedAt, ...rest } = section;
  return {
    ...rest,
    ...(startedAt !== undefined && { startedAt: formatTime(startedAt) }),
    ...(endedAt !== undefined && { endedAt: formatTime(endedAt) }),
  };
}

/** ISO 8601, UTC. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
