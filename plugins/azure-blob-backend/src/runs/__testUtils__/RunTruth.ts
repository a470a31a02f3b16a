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

import { AzureBlobRunFilter } from 'backstage-plugin-azure-blob-common';
import { AzureBlobChange } from 'backstage-plugin-azure-blob-node';
import { RunWorld } from './RunWorld';

/** What the tests publish of a run. */
export interface TestRunMetadata {
  status: 'succeeded' | 'failed' | 'running';
  branch?: string;
  startedAt?: string;
  title?: string;
}

/** What there is in storage, and what has not been told of it. */
export class RunTruth {
  readonly outstanding: AzureBlobChange[] = [];
  readonly #runs = new Map<string, TestRunMetadata | undefined>();
  readonly #layout: string;

  constructor(private readonly world: RunWorld, layout: string) {
    this.#layout = layout;
  }

  async put(id: string, given: TestRunMetadata | undefined) {
    if (this.#runs.get(id) && !given) {
      this.world.store.delete(`${id}/run.json`);
      this.outstanding.push(this.world.change(`${id}/run.json`, 'deleted'));
    }
    this.#runs.set(id, given);
    this.world.putRun(id, given);
    this.outstanding.push(this.world.change(`${id}/app.tgz`, 'created'));
    if (given) {
      const { etag } = await this.world.store.getDetails(`${id}/run.json`);
      const change = this.world.change(`${id}/run.json`, 'created');
      this.outstanding.push({ ...change, etag });
    }
  }

  delete(id: string) {
    if (this.#runs.delete(id)) {
      this.world.deleteRun(id);
      this.outstanding.push(
        this.world.change(`${id}/app.tgz`, 'deleted'),
        this.world.change(`${id}/run.json`, 'deleted'),
      );
    }
  }

  /** By listing everything, putting it in order and leaving out the rest. */
  list(wanted: AzureBlobRunFilter): string[] {
    return [...this.#runs.keys()]
      .filter(id => !id.startsWith('2026-02-31'))
      .map(id => this.describe(id))
      .filter(run => fits(run, wanted))
      .sort(isNewer)
      .map(({ id }) => id);
  }

  describe(id: string) {
    const segments = id.split('/');
    const [first] = segments;
    const day = this.#layout.startsWith('{date}')
      ? first.replace(/-/g, '').replace(/(....)(..)(..)/, '$1-$2-$3')
      : '';
    return {
      id,
      name: segments[segments[0] === 'builds' ? 1 : segments.length - 1],
      day,
      status: 'unknown',
      ...(day && { startedAt: `${day}T00:00:00.000Z` }),
      ...(this.#layout.startsWith('{branch}') && {
        branch: first.replace('%20', ' '),
      }),
      ...this.#runs.get(id),
    };
  }
}

type KnownRun = ReturnType<RunTruth['describe']> & {
  branch?: string;
  startedAt?: string;
  title?: string;
};

function fits(run: KnownRun, wanted: AzureBlobRunFilter): boolean {
  const { branch, status, since, until, text } = wanted;
  const began = run.startedAt ? new Date(run.startedAt) : undefined;
  const fields = [run.id, run.branch ?? '', run.title ?? ''];
  return [
    !branch || run.branch === branch,
    !status || run.status === status,
    !since || (began && began >= new Date(since)),
    !until || (began && began < new Date(until)),
    !text || fields.some(field => isPart(text, field)),
  ].every(Boolean);
}

/** Day, numbers before words, greatest number, latest beginning, name. */
function isNewer(one: KnownRun, other: KnownRun): number {
  const keys = [one, other].map(run => {
    const [, word, number] = /^(.*?)(\d*)$/.exec(run.name) ?? [];
    return [
      run.day,
      number ? 1 : 0,
      number ? '' : run.startedAt ?? '',
      word.toLocaleLowerCase('en-US'),
      Number(number),
      run.id,
    ];
  });
  for (const [index, key] of keys[0].entries()) {
    if (key !== keys[1][index]) {
      return key > keys[1][index] ? -1 : 1;
    }
  }
  return 0;
}

/** By a regular expression, in any case. */
function isPart(text: string, field: string): boolean {
  const literal = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(literal, 'iu').test(field);
}
