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

/** The tools that write markers, by what their groups have in common. */
export type MarkerKind = 'group' | 'task' | 'section' | 'heading';

/** Where a line says that a group begins or ends. */
export interface Marker {
  kind: MarkerKind;
  isStart: boolean;
  /** Joins a start and its end, where groups have names. */
  name: string;
  title: string;
  /** Whether the group is meant to be unfolded. */
  isOpen: boolean;
  /** The time in the marker, in milliseconds of Unix time. */
  time?: number;
}

const MAX_TITLE = 200;

/** `##[group]` of GitHub and Azure Pipelines, and `::group::` in scripts. */
const GROUP = /^\s*(?:##\[(end)?group\]|::(end)?group::)(.*)/s;
/** Azure Pipelines, around each task. */
const TASK = /^\s*##\[section\](Starting|Finishing): (.*)/s;
/** GitLab; the one that ends and the one that starts may share a line. */
const SECTION =
  /section_(start|end):(\d{1,12}):([^\s:[\]]{1,200})(\[[^\]\r]{0,200}\])?(?:\r|$)/g;
/** Buildkite; not the headers of a diff, and not the results of Go tests. */
const HEADING =
  /^(---|\+\+\+|~~~) (?!(?:FAIL|PASS|SKIP|BENCH):|[ab]\/|\/dev\/null|\d+,\d+ )(.*)/s;

/** What each of them begins with. */
const ANY = /^\s*(?:##\[|::)|^(?:---|\+\+\+|~~~) |section_/;

/** Finds the markers in a visible text without its time; most have none. */
export function readMarkers(text: string): Marker[] {
  if (!ANY.test(text)) {
    return [];
  }
  const group = GROUP.exec(text);
  if (group) {
    const isStart = !group[1] && !group[2];
    return [createMarker('group', isStart, '', group[3])];
  }
  const task = TASK.exec(text);
  if (task) {
    const title = cutTitle(task[2]);
    return [createMarker('task', task[1] === 'Starting', title, title)];
  }
  if (text.includes('section_')) {
    return readSections(text);
  }
  const heading = HEADING.exec(text);
  return heading
    ? [createMarker('heading', true, '', heading[2], heading[1] === '+++')]
    : [];
}

function readSections(text: string): Marker[] {
  const matches = Array.from(text.matchAll(SECTION));
  return matches.map((match, i) => {
    const [whole, side, seconds, name, options] = match;
    const title = text.slice(match.index + whole.length, matches[i + 1]?.index);
    return {
      ...createMarker('section', side === 'start', name, title),
      isOpen: !options?.includes('collapsed=true'),
      time: Number(seconds) * 1_000,
    };
  });
}

function createMarker(
  kind: MarkerKind,
  isStart: boolean,
  name: string,
  title: string,
  isOpen = false,
): Marker {
  return { kind, isStart, name, title: cutTitle(title) || name, isOpen };
}

function cutTitle(title: string): string {
  const cut = title.trimStart().slice(0, MAX_TITLE);
  // Half of a pair of surrogates would be no character.
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trim();
}
