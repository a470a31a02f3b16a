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
  AzureBlobRunFilter,
  AzureBlobRunStatus,
} from 'backstage-plugin-azure-blob-common';
import { UrlChanges } from '../common';

/** What of the URL says which runs to list. */
export const NO_FILTER: UrlChanges = {
  branch: undefined,
  status: undefined,
  since: undefined,
  until: undefined,
  text: undefined,
};

/** Every status of a run, in the order they are offered. */
export const RUN_STATUSES: AzureBlobRunStatus[] = [
  'succeeded',
  'failed',
  'canceled',
  'running',
  'unknown',
];

/** Spans that end now, as `since` of the URL names them, in hours. */
export const SPANS = { '24h': 24, '7d': 168, '30d': 720, '90d': 2160 };

/** A span that ends now. */
export type Span = keyof typeof SPANS;

/** The first and the last day of a range, as `YYYY-MM-DD`. */
export interface DayRange {
  start: string;
  end: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type UrlGet = (name: string) => string | undefined;

/** Which runs the URL asks for; what it does not know, it leaves out. */
export function readRunFilter(get: UrlGet, now: number): AzureBlobRunFilter {
  const span = readSpan(get);
  const range = readDayRange(get);
  const status = RUN_STATUSES.find(known => known === get('status'));
  const filter: AzureBlobRunFilter = {
    branch: get('branch') || undefined,
    status,
    text: get('text')?.trim() || undefined,
    since: span
      ? new Date(now - SPANS[span] * HOUR_MS).toISOString()
      : range && toIso(range.start, 0),
    // The last day is part of the range.
    until: range && toIso(range.end, DAY_MS),
  };
  return filter;
}

/** Whether the URL leaves any run out. */
export function isFiltered(filter: AzureBlobRunFilter): boolean {
  return Object.values(filter).some(value => value !== undefined);
}

/** The span that the URL names, such as the last 7 days. */
export function readSpan(get: UrlGet): Span | undefined {
  const since = get('since') ?? '';
  return Object.hasOwn(SPANS, since) ? (since as Span) : undefined;
}

/** The days that the URL names. */
export function readDayRange(get: UrlGet): DayRange | undefined {
  const start = get('since') ?? '';
  const end = get('until') ?? '';
  return isDay(start) && isDay(end) && start <= end
    ? { start, end }
    : undefined;
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** Days are those of UTC, so that a link means the same to everybody. */
function toIso(day: string, offset: number): string {
  return new Date(Date.parse(day) + offset).toISOString();
}
