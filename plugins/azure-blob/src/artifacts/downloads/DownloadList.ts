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

import { AzureBlobApi } from 'backstage-plugin-azure-blob-common';
import { describeProblem } from '../../diagnosis';
import { createLink } from './createLink';
import { Download, DownloadRequest, isGoing } from './Download';
import { openDownload } from './openDownload';
import { toChange, watchDownload } from './watchDownload';

const lists = new WeakMap<AzureBlobApi, DownloadList>();

/**
 * The downloads of this window. They are kept in memory only, and outlive the
 * tab of the entity page that they were begun on.
 */
export class DownloadList {
  readonly #api: AzureBlobApi;
  readonly #listeners = new Set<() => void>();
  readonly #watched = new Map<number, AbortController>();
  #downloads: readonly Download[] = [];
  #count = 0;

  private constructor(api: AzureBlobApi) {
    this.#api = api;
  }

  /** The one list of an API. */
  static of(api: AzureBlobApi): DownloadList {
    const list = lists.get(api) ?? new DownloadList(api);
    lists.set(api, list);
    return list;
  }

  /** In the order in which they began; another array after each change. */
  readonly getSnapshot = (): readonly Download[] => this.#downloads;

  /** As long as anybody listens, the downloads are watched. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#downloads.forEach(download => this.#watch(download));
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#watched.forEach(controller => controller.abort());
        this.#watched.clear();
      }
    };
  };

  start(request: DownloadRequest): void {
    this.#count += 1;
    const key = this.#count;
    const { name } = request;
    this.#set([
      ...this.#downloads,
      { key, request, name, state: 'preparing', bytes: 0 },
    ]);
    this.#open(key, request);
  }

  /** Begins once more what has ended, in its old place. */
  retry(key: number): void {
    const download = this.#find(key);
    if (download && !isGoing(download)) {
      const { request, name } = download;
      this.#replace({ key, request, name, state: 'preparing', bytes: 0 });
      this.#open(key, request);
    }
  }

  async cancel(key: number): Promise<void> {
    const download = this.#find(key);
    if (!download || !isGoing(download)) {
      return;
    }
    this.#change(key, { state: 'canceled', rate: undefined });
    if (download.id !== undefined) {
      try {
        await this.#api.cancelDownload({ id: download.id });
      } catch {
        // It goes on, then.
        this.#change(key, { state: 'running' });
      }
    }
  }

  dismiss(key: number): void {
    this.#unwatch(key);
    this.#set(this.#downloads.filter(download => download.key !== key));
  }

  /** Forgets all that have ended. */
  clear(): void {
    this.#set(this.#downloads.filter(isGoing));
  }

  async #open(key: number, request: DownloadRequest): Promise<void> {
    // It is replaced by whatever happens to it meanwhile.
    const begun = this.#find(key);
    try {
      const { id, url, name, size } = await createLink(this.#api, request);
      if (this.#find(key) !== begun) {
        if (id !== undefined) {
          await this.#api.cancelDownload({ id });
        }
        return;
      }
      openDownload(url, () => this.#explainFailure(key));
      this.#change(key, {
        id,
        size,
        name: name ?? request.name,
        state: id === undefined ? 'handedOver' : 'waiting',
      });
    } catch (error) {
      if (this.#find(key) === begun) {
        this.#fail(key, error);
      }
    }
  }

  /** What came instead of the file cannot be read here: ask what is in the way. */
  async #explainFailure(key: number): Promise<void> {
    const download = this.#find(key);
    if (!download || ['canceled', 'failed'].includes(download.state)) {
      return;
    }
    const { id, request } = download;
    try {
      const change =
        id === undefined
          ? undefined
          : toChange(await this.#api.getDownload({ id }));
      if (change?.state === 'failed' || change?.state === 'succeeded') {
        this.#change(key, change);
        return;
      }
      if (request.kind === 'file') {
        const { entityRef, location, version, paths } = request;
        await this.#api.getArtifact({
          ...{ entityRef, location, version },
          path: paths[0],
        });
      }
      this.#fail(key);
    } catch (error) {
      this.#fail(key, error);
    }
  }

  #fail(key: number, error?: unknown): void {
    const problem = error === undefined ? undefined : describeProblem(error);
    this.#change(key, { state: 'failed', problem, error, rate: undefined });
  }

  #find(key: number): Download | undefined {
    return this.#downloads.find(download => download.key === key);
  }

  #change(key: number, change: Partial<Download>): void {
    const download = this.#find(key);
    if (download) {
      // For lines it is told what the whole log has, which never comes.
      const isPart = download.request.lines !== undefined;
      this.#replace({
        ...download,
        ...change,
        ...(isPart && { size: undefined }),
      });
    }
  }

  #replace(changed: Download): void {
    this.#set(
      this.#downloads.map(download =>
        download.key === changed.key ? changed : download,
      ),
    );
    if (isGoing(changed)) {
      this.#watch(changed);
    } else {
      this.#unwatch(changed.key);
    }
  }

  #set(downloads: readonly Download[]): void {
    this.#downloads = downloads;
    this.#listeners.forEach(listener => listener());
  }

  #watch(download: Download): void {
    const { key, id } = download;
    if (
      id === undefined ||
      !isGoing(download) ||
      this.#watched.has(key) ||
      this.#listeners.size === 0
    ) {
      return;
    }
    const controller = new AbortController();
    this.#watched.set(key, controller);
    const { signal } = controller;
    const onChange = (change: Partial<Download>) => {
      if (!signal.aborted) {
        this.#change(key, change);
      }
    };
    watchDownload({ api: this.#api, id, signal, onChange });
  }

  #unwatch(key: number): void {
    this.#watched.get(key)?.abort();
    this.#watched.delete(key);
  }
}
