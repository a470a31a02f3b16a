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

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

// Each takes long to make, and a list has hundreds of times and sizes.
const relativeTime = new Intl.RelativeTimeFormat(undefined, {
  numeric: 'auto',
  style: 'short',
});
const absoluteTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'long',
});
const wholeNumber = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 0,
});
const shortNumber = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 1,
});

/** Such as `48.1 KiB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10);
  const unit = Math.min(power, UNITS.length - 1);
  const format = unit === 0 ? wholeNumber : shortNumber;
  return `${format.format(bytes / 1024 ** unit)} ${UNITS[unit]}`;
}

/** With its digits grouped as the reader is used to. */
export function formatNumber(value: number): string {
  return value.toLocaleString();
}

/** Such as `2 hr. ago`; `undefined` for what is no date. */
export function formatRelativeTime(
  iso: string,
  now = Date.now(),
): string | undefined {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (Number.isNaN(seconds)) {
    return undefined;
  }
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) {
      return relativeTime.format(Math.trunc(seconds / size), unit);
    }
  }
  return relativeTime.format(0, 'minute');
}

/** Such as `Nov 21, 2026, 10:18:35 PM GMT+1`. */
export function formatAbsoluteTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? String(date)
    : absoluteTime.format(date);
}

/** Base64, as Azure stores it, in hex, as `md5sum` prints it. */
export function formatMd5(base64: string): string {
  try {
    return Array.from(atob(base64), character =>
      character.charCodeAt(0).toString(16).padStart(2, '0'),
    ).join('');
  } catch {
    return '';
  }
}
