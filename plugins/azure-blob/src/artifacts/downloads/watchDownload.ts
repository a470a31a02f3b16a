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
  AzureBlobDownload,
} from 'backstage-plugin-azure-blob-common';
import { describeProblem, ProblemCode } from '../../diagnosis';
import { Download } from './Download';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
/** Longer than a link can be used. */
const UNUSED_AFTER_MS = 120_000;

/** What changes of a download while it goes. */
export type DownloadChange = Partial<
  Pick<Download, 'state' | 'bytes' | 'size' | 'rate' | 'problem'>
>;

/**
 * Asks how a download goes until it has ended: every second as long as bytes
 * flow, and less often where they don't.
 */
export async function watchDownload(options: {
  api: AzureBlobApi;
  id: string;
  signal: AbortSignal;
  onChange(change: DownloadChange): void;
}): Promise<void> {
  const { api, id, signal, onChange } = options;
  const began = Date.now();
  let pause = FIRST_PAUSE_MS;
  let last: { bytes: number; at: number; rate?: number } | undefined;

  while (!signal.aborted) {
    await sleep(pause, signal);
    if (signal.aborted) {
      return;
    }
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
    try {
      const download = await api.getDownload({ id }, { signal });
      const at = Date.now();
      if (download.bytes !== last?.bytes) {
        pause = FIRST_PAUSE_MS;
      }
      const rate = measureRate(last, download.bytes, at);
      last = { bytes: download.bytes, at, rate };
      const isUnused =
        download.state === 'waiting' && at - began > UNUSED_AFTER_MS;
      onChange(isUnused ? toUnused() : { ...toChange(download), rate });
      if (isUnused || !['waiting', 'running'].includes(download.state)) {
        return;
      }
    } catch (error) {
      // Anything else may pass, and says nothing of the download.
      if (describeProblem(error).code === 'LinkNotFound') {
        onChange({ state: 'unknown', rate: undefined });
        return;
      }
    }
  }
}

/** What the backend says of a download. */
export function toChange(download: AzureBlobDownload): DownloadChange {
  const { state, bytes, size, code, message } = download;
  return {
    state,
    bytes,
    size,
    problem: state === 'failed' ? toProblem(code, message) : undefined,
  };
}

function toUnused(): DownloadChange {
  return { state: 'failed', problem: toProblem('LinkNotFound') };
}

function toProblem(code: ProblemCode = 'Unexpected', message?: string) {
  return { code, message, time: new Date().toISOString() };
}

function measureRate(
  last: { bytes: number; at: number; rate?: number } | undefined,
  bytes: number,
  at: number,
): number | undefined {
  if (!last || at <= last.at) {
    return undefined;
  }
  const now = ((bytes - last.bytes) * 1000) / (at - last.at);
  return last.rate === undefined ? now : (last.rate + now) / 2;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
