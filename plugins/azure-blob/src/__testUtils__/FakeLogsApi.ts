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
  AzureBlobApi,
  AzureBlobCallOptions,
  AzureBlobContent,
  AzureBlobLocationRequest,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogPosition,
  AzureBlobLogRequest,
  AzureBlobLogSearchEvent,
  AzureBlobLogsSearchEvent,
  AzureBlobLogTailEvent,
  AzureBlobVersionRequest,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import {
  countLines,
  describeBlob,
  FakeBlob,
  iterateLines,
  readLines,
  sizeOf,
  streamBlob,
} from './FakeBlobs';
import { FakeDownloadsApi } from './FakeDownloadsApi';
import {
  compareLines,
  describeSide,
  outlineLog,
  searchLines,
} from './FakeLogs';

const BATCH = 100;

/** Logs: their lines, what is found in them, and those that grow. */
export class FakeLogsApi extends FakeDownloadsApi {
  /** The version of every log, and of every blob without one of its own. */
  etag = '"1"';
  /** The share of every log's lines that has been counted. */
  indexed = 1;
  /** The paths of the logs that grow. */
  readonly growing = new Set<string>();
  /** Whether a search ends before it has looked through everything. */
  isSearchCut = false;
  readonly #outlines = new WeakMap<object, ReturnType<typeof outlineLog>>();
  #wake: Array<() => void> = [];

  /** What names every log up to any of its bytes. */
  get revision(): string {
    return this.etag.replaceAll('"', '');
  }

  /** Writes to a log that grows. */
  append(location: string, path: string, text: string): void {
    const { blobs } = this.world.locations[location];
    blobs[path] = `${blobs[path] ?? ''}${text}`;
    this.wake();
  }

  /** Has those who follow logs look at them again. */
  wake(): void {
    this.#wake.splice(0).forEach(resolve => resolve());
  }

  async getLog(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLog> {
    await this.enter('getLog', request, options);
    const blob = await this.blob(request);
    const { name, path, size, lastModified } = describeBlob(request.path, blob);
    const outline = this.#outline(blob);
    const { groups, errors, warnings, startedAt, endedAt } = outline;
    return {
      ...{ name, path, size, etag: this.etag, revision: this.revision },
      ...{ lastModified, encoding: 'utf-8', version: request.version },
      compression: path.endsWith('.gz') ? 'gzip' : undefined,
      isBinary: blob instanceof Uint8Array && blob.includes(0),
      isGrowing: this.growing.has(path),
      index: {
        state: this.indexed === 1 ? 'ready' : 'building',
        indexedBytes: Math.floor(size * this.indexed),
        textBytes: Math.floor(size * this.indexed),
        lines: Math.floor(countLines(blob) * this.indexed),
        errors: errors.length,
        warnings: warnings.length,
        firstError: errors[0],
        groups: groups.first.length,
        ...{ startedAt, endedAt },
      },
    };
  }

  async getLogLines(
    request: AzureBlobLogRequest & AzureBlobLogPosition & { count: number },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogLines> {
    await this.enter('getLogLines', request, options);
    const blob = await this.#log(request);
    const counted = countLines(blob) * this.indexed;
    const answer = readLines(blob, request, line => line <= counted);
    return { ...answer, revision: this.revision };
  }

  async getLogOutline(
    request: AzureBlobLogRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogOutline> {
    await this.enter('getLogOutline', request, options);
    const { groups, sections, errors, warnings } = this.#outline(
      await this.#log(request),
    );
    return {
      ...{ groups, sections, errors, warnings },
      revision: this.revision,
      isComplete: this.indexed === 1,
    };
  }

  async readLogText(
    request: AzureBlobLogRequest & { from: number; to: number },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent> {
    await this.enter('readLogText', request, options);
    const { from, to } = request;
    const blob = await this.#log(request);
    const { lines } = readLines(
      blob,
      { from, count: to - from + 1 },
      () => true,
    );
    const text = lines.map(line => `${line.text}\n`).join('');
    const length = sizeOf(text);
    return {
      ...{ body: streamBlob(text, 0, length), size: length, length },
      etag: this.etag,
    };
  }

  async *searchLog(
    request: Parameters<AzureBlobApi['searchLog']>[0],
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogSearchEvent> {
    await this.enter('searchLog', request, options);
    const blob = await this.#log(request);
    const { limit = 1000 } = request;
    const totalBytes = sizeOf(blob);
    let batch = [];
    let count = 0;
    for await (const { hit, readBytes } of searchLines(blob, request)) {
      options?.signal?.throwIfAborted();
      count += hit ? 1 : 0;
      if (hit && count <= limit) {
        batch.push(hit);
      }
      if (batch.length === BATCH || !hit) {
        yield { type: 'hits', hits: batch };
        batch = [];
        const remaining = Math.ceil((totalBytes - readBytes) / 1e5);
        yield { type: 'progress', readBytes, totalBytes, count, remaining };
      }
    }
    yield { type: 'hits', hits: batch };
    yield { type: 'end', count, isComplete: !this.isSearchCut };
  }

  async *searchLogs(
    request: Parameters<AzureBlobApi['searchLogs']>[0],
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogsSearchEvent> {
    await this.enter('searchLogs', request, options);
    const { runs, blobs } = await this.location(request);
    const start = runs?.findIndex(({ id }) => id === request.run) ?? 0;
    const first = Math.max(start, 0);
    const roots = runs
      ? runs.slice(first, first + (request.runs ?? 1)).map(({ id }) => id)
      : [undefined];
    let logs = 0;
    let readBytes = 0;
    for (const [index, run] of roots.entries()) {
      const root = run === undefined ? request.path ?? '' : `${run}/`;
      for (const path of Object.keys(blobs).sort()) {
        if (path.startsWith(root)) {
          options?.signal?.throwIfAborted();
          const hits = [];
          for await (const { hit } of searchLines(blobs[path], request)) {
            hits.push(...(hit ? [hit] : []));
          }
          logs += 1;
          readBytes += sizeOf(blobs[path]);
          if (hits.length > 0) {
            yield {
              ...{ type: 'log', run, path, count: hits.length },
              hits: hits.slice(0, request.limit ?? 10),
              isComplete: true,
            };
          }
        }
      }
      yield { type: 'progress', logs, runs: index + 1, readBytes };
    }
    const isComplete = !this.isSearchCut;
    yield { type: 'end', logs, runs: roots.length, isComplete };
  }

  async *tailLog(
    request: AzureBlobLogRequest & { after: number },
    options?: AzureBlobCallOptions,
  ): AsyncGenerator<AzureBlobLogTailEvent> {
    await this.enter('tailLog', request, options);
    let { after, revision = this.revision } = request;
    for (;;) {
      const woken = this.#woken(options?.signal);
      if (this.revision !== revision) {
        revision = this.revision;
        after = 0;
        yield { type: 'reset', reason: 'replaced', revision };
      }
      const blob = await this.blob(request);
      const from = after;
      const fresh = [...iterateLines(blob)].filter(
        ({ offset }) => offset >= from,
      );
      const isClosed = typeof blob === 'string' && !blob.endsWith('\n');
      const open = isClosed && this.growing.has(request.path);
      const unfinished = open ? fresh.pop() : undefined;
      if (fresh.length > 0) {
        after = unfinished?.offset ?? sizeOf(blob);
        yield { type: 'lines', lines: fresh, next: after };
      }
      if (unfinished) {
        yield { type: 'open', line: unfinished };
      }
      if (!this.growing.has(request.path)) {
        yield { type: 'end', reason: 'finished' };
        return;
      }
      await woken;
      options?.signal?.throwIfAborted();
    }
  }

  async compareLogs(
    request: AzureBlobLocationRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('compareLogs', request, options);
    const base = await this.blob({ ...request, path: request.base });
    const head = await this.blob({ ...request, path: request.head });
    const compared = compareLines(base, head);
    return {
      ...compared,
      isComplete: compared.isComplete && !this.isSearchCut,
      base: describeSide(base, this.revision),
      head: describeSide(head, this.revision),
    };
  }

  /** A log, as long as it is the one that is meant. */
  async #log(request: AzureBlobLogRequest): Promise<FakeBlob> {
    const { revision } = request;
    if (revision !== undefined && revision !== this.revision) {
      throw await createResponseError('BlobChanged', { status: 409 });
    }
    return this.blob(request);
  }

  #outline(blob: FakeBlob) {
    if (typeof blob === 'string') {
      return outlineLog(blob);
    }
    const outline = this.#outlines.get(blob) ?? outlineLog(blob);
    this.#outlines.set(blob, outline);
    return outline;
  }

  #woken(signal: AbortSignal | undefined): Promise<void> {
    return new Promise(resolve => {
      this.#wake.push(resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  }
}
