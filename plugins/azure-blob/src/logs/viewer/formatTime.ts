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

/** How the time of a line is shown. */
export type LogTimeForm = 'absolute' | 'relative' | 'gap' | 'off';

/** Such as `14:03:27.120`, `+1:02.5`; empty where there is nothing to say. */
export function formatLineTime(
  form: LogTimeForm,
  time: number | undefined,
  start: number | undefined,
  before: number | undefined,
): string {
  if (time === undefined || form === 'off') {
    return '';
  }
  if (form === 'absolute') {
    return formatClock(time);
  }
  const since = form === 'relative' ? start : before;
  return since === undefined ? '' : formatSpan(time - since);
}

function formatClock(time: number): string {
  const date = new Date(time);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function formatSpan(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '+';
  const total = Math.abs(milliseconds);
  const seconds = Math.floor(total / 1000);
  const fraction = String(total % 1000).padStart(3, '0');
  if (seconds < 60) {
    return `${sign}${seconds}.${fraction}`;
  }
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return minutes < 60
    ? `${sign}${minutes}:${rest}.${fraction}`
    : `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(
        2,
        '0',
      )}:${rest}`;
}
