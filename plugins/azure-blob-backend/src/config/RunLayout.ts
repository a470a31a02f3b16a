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

import { quote } from './quote';

/** Whether a folder can be what a variable stands for. */
const VARIABLES = {
  run: /./s,
  branch: /./s,
  version: /./s,
  date: /^\d{4}(-?)\d{2}\1\d{2}$/,
  year: /^\d{4}$/,
  month: /^\d{2}$/,
  day: /^\d{2}$/,
};

/** A variable of a layout, without its braces. */
export type LayoutVariable = keyof typeof VARIABLES;

/** One level of folders of a layout. */
export type LayoutLevel =
  | { type: 'literal'; text: string }
  | { type: 'variable'; name: LayoutVariable };

/** What the folder of a run says about it. */
export interface RunFolder {
  /** What tells it from the others of the same branch and day, if anything. */
  name: string;
  branch?: string;
  version?: string;
  /** ISO 8601, UTC: the first moment of the day that its folder names. */
  startedAt?: string;
}

const PATH = '{path}';
const LITERAL = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;
const MAX_LITERAL_LENGTH = 63;
const MAX_LEVELS = 8;

/**
 * A layout of the app-config, such as `{branch}/{run}/{path}`: the levels of
 * folders between a scope and the files of a run.
 */
export class RunLayout {
  /** Those above the files, none where there are no runs. */
  readonly levels: LayoutLevel[];

  /**
   * @throws where it cannot be told from a path which run it is of; the message
   * goes on from the name of the layout.
   */
  static parse(layout: string): RunLayout {
    const segments = layout.split('/');
    if (segments.pop() !== PATH) {
      throw new Error(
        'must end with the segment "{path}", such as "{run}/{path}", or be "{path}" where there are no runs',
      );
    }
    if (segments.length > MAX_LEVELS) {
      throw new Error(`must have at most ${MAX_LEVELS} levels of folders`);
    }
    const levels = segments.map(parseLevel);
    assertVariables(levels);
    return new RunLayout(levels);
  }

  private constructor(levels: LayoutLevel[]) {
    this.levels = levels;
  }

  get hasRuns(): boolean {
    return this.levels.length > 0;
  }

  /** What a folder says, or `undefined` where it is not one of a run. */
  read(id: string): RunFolder | undefined {
    const segments = id.split('/');
    if (!this.hasRuns || segments.length !== this.levels.length) {
      return undefined;
    }
    const values: Partial<Record<LayoutVariable, string>> = {};
    for (const [index, level] of this.levels.entries()) {
      if (!canBe(level, segments[index])) {
        return undefined;
      }
      if (level.type === 'variable') {
        values[level.name] = segments[index];
      }
    }
    const { run, branch, version } = values;
    const day = readDay(values);
    if (day === 'none') {
      return undefined;
    }
    return {
      name: run ?? version ?? '',
      ...(branch && { branch: decodeBranch(branch) }),
      ...(version && { version }),
      ...(day && { startedAt: day }),
    };
  }

  /** The run that a blob is of, by its path below the scope. */
  findRun(path: string): string | undefined {
    const segments = path.split('/');
    if (segments.length <= this.levels.length) {
      return undefined;
    }
    const id = segments.slice(0, this.levels.length).join('/');
    return this.read(id) && id;
  }
}

/** Whether a folder can be on a level of a layout. */
export function canBe(level: LayoutLevel, folder: string): boolean {
  return level.type === 'literal'
    ? level.text === folder
    : VARIABLES[level.name].test(folder);
}

function parseLevel(text: string): LayoutLevel {
  const name = /^\{([^{}]*)\}$/.exec(text)?.[1];
  if (name !== undefined) {
    if (!isVariable(name)) {
      throw new Error(
        `must not contain ${quote(
          text,
        )} above "{path}"; there are ${Object.keys(VARIABLES)
          .map(known => `{${known}}`)
          .join(', ')}`,
      );
    }
    return { type: 'variable', name };
  }
  if (/[{}]/.test(text)) {
    throw new Error(
      `must give each variable a whole segment, which ${quote(text)} does not`,
    );
  }
  if (!LITERAL.test(text) || text.length > MAX_LITERAL_LENGTH) {
    throw new Error(
      `must not contain the segment ${quote(
        text,
      )}; a segment is a variable, or 1 to ${MAX_LITERAL_LENGTH} letters, digits, ".", "_" and "-" that neither begin nor end with "."`,
    );
  }
  return { type: 'literal', text };
}

function assertVariables(levels: LayoutLevel[]): void {
  const names = levels.flatMap(level =>
    level.type === 'variable' ? [level.name] : [],
  );
  if (levels.length > 0 && names.length === 0) {
    throw new Error(
      'must contain {run}, {version}, {branch} or a date, or be "{path}" where there are no runs',
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) {
    throw new Error(`must contain {${twice}} once only`);
  }
  const parts = names.filter(name => /^(?:year|month|day)$/.test(name));
  if (parts.join() !== ['year', 'month', 'day'].slice(0, parts.length).join()) {
    throw new Error(
      'must have {year} above {month}, and {month} above {day}, where it has them',
    );
  }
  if (names.includes('date') && parts.length > 0) {
    throw new Error('must not contain {date} together with {year}');
  }
}

function isVariable(name: string): name is LayoutVariable {
  return Object.hasOwn(VARIABLES, name);
}

/** The day of a folder; `none` where there is no such day in the calendar. */
function readDay(
  values: Partial<Record<LayoutVariable, string>>,
): string | undefined | 'none' {
  const { date, year, month = '01', day = '01' } = values;
  if (date === undefined && year === undefined) {
    return undefined;
  }
  const text = date?.replace(/-/g, '') ?? `${year}${month}${day}`;
  const iso = text.replace(/^(.{4})(.{2})(.{2})$/, '$1-$2-$3T00:00:00.000Z');
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) || time.toISOString() !== iso
    ? 'none'
    : iso;
}

/**
 * Publishers escape what a folder cannot be called. A slash is `~`, which git
 * allows in no branch: a path with an encoded slash is let through nowhere.
 */
function decodeBranch(folder: string): string {
  const branch = folder.replaceAll('~', '/');
  try {
    return decodeURIComponent(branch);
  } catch {
    return branch;
  }
}
