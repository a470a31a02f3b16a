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

import { CliError } from '../CliError';

/** What the segments of a layout stand for. */
export interface LayoutValues {
  run: string;
  branch?: string;
  version?: string;
  /** When the run began. */
  time: Date;
}

/**
 * The folder of a run below the prefix, without a slash at its end, as the
 * layout of the location in app-config has it.
 *
 * @throws {@link CliError} where the layout needs what is not known.
 */
export function toRunFolder(layout: string, values: LayoutValues): string {
  const segments = layout.split('/');
  if (segments.pop() !== '{path}') {
    throw new CliError(
      'usage',
      `The layout "${layout}" has to end with "/{path}".`,
    );
  }
  return segments
    .map(segment => (segment.startsWith('{') ? fill(segment, values) : segment))
    .join('/');
}

function fill(segment: string, values: LayoutValues): string {
  const [date] = values.time.toISOString().split('T');
  const [year, month, day] = date.split('-');
  const known: Record<string, string | undefined> = {
    '{branch}': values.branch && toSegment(values.branch),
    '{date}': date,
    '{day}': day,
    '{month}': month,
    '{run}': values.run,
    '{version}': values.version,
    '{year}': year,
  };
  if (!Object.hasOwn(known, segment)) {
    throw new CliError(
      'usage',
      `The layout has "${segment}", which is none of ${Object.keys(known).join(
        ', ',
      )} and {path}.`,
    );
  }
  const value = known[segment];
  if (!value) {
    throw new CliError(
      'usage',
      `The layout has "${segment}", which is not known here: give --${segment.slice(
        1,
        -1,
      )}.`,
    );
  }
  return value;
}

/**
 * A slash would begin another folder, and the portal takes no encoded one. Git
 * has no branch with a tilde, so the portal can tell what it stands for.
 */
function toSegment(branch: string): string {
  return encodeURIComponent(branch).replace(/%2F/gi, '~');
}
