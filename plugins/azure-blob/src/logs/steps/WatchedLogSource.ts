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
  AzureBlobLog,
  AzureBlobLogOutline,
} from 'backstage-plugin-azure-blob-common';
import { ApiLogSource } from '../source';

/** What has been read of a log to show it. */
export interface WatchedLog {
  log?: AzureBlobLog;
  outline?: AzureBlobLogOutline;
}

/** A log of which what is read is known beside the viewer, too. */
export class WatchedLogSource extends ApiLogSource {
  readonly #listeners = new Set<() => void>();
  #known: WatchedLog = {};

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getSnapshot = (): WatchedLog => this.#known;

  async getLog(signal: AbortSignal) {
    const log = await super.getLog(signal);
    this.#learn({ log });
    return log;
  }

  async getOutline(revision: string, signal: AbortSignal) {
    const outline = await super.getOutline(revision, signal);
    this.#learn({ outline });
    return outline;
  }

  #learn(known: WatchedLog): void {
    this.#known = { ...this.#known, ...known };
    this.#listeners.forEach(listener => listener());
  }
}
