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

/** What a line says about itself to the CI system. */
export type LogMarkerKind =
  | 'group'
  | 'end'
  | 'error'
  | 'warning'
  | 'notice'
  | 'command'
  | 'section'
  | 'debug';

/** A mark at the start of a line that its CI system does not show. */
export interface LogMarker {
  kind: LogMarkerKind;
  /** Characters that it takes. */
  length: number;
}

const KINDS: Record<string, LogMarkerKind> = {
  group: 'group',
  endgroup: 'end',
  error: 'error',
  warning: 'warning',
  notice: 'notice',
  command: 'command',
  section: 'section',
  debug: 'debug',
};
const BRACKETS = /^\s*##\[([a-z]+)\]/;
const COLONS = /^\s*::([a-z]+)(?: [^\n]*?)?::/;
const BUILDKITE = /^(?:---|\+\+\+|~~~) /;

/** Reads the mark of GitHub and Azure that a line begins with. */
export function readMarker(text: string): LogMarker | undefined {
  const found = BRACKETS.exec(text) ?? COLONS.exec(text);
  const kind =
    found && Object.hasOwn(KINDS, found[1]) ? KINDS[found[1]] : undefined;
  return found && kind ? { kind, length: found[0].length } : undefined;
}

/** Characters of what Buildkite begins the heading of a group with. */
export function measureHeadingMark(text: string): number {
  return BUILDKITE.exec(text)?.[0].length ?? 0;
}
