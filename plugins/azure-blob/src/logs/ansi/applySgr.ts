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

import { LogColor, LogStyle } from './types';

const NONE: LogStyle = {};

const ON: Record<number, LogStyle> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  53: { overline: true },
};

const OFF: Record<number, LogStyle> = {
  22: { bold: undefined, dim: undefined },
  23: { italic: undefined },
  24: { underline: undefined },
  27: { inverse: undefined },
  29: { strike: undefined },
  39: { foreground: undefined },
  49: { background: undefined },
  55: { overline: undefined },
};

/**
 * Applies the parameters of a "select graphic rendition" sequence, such as
 * `1;31` or `38:2::255:0:0`.
 */
export function applySgr(style: LogStyle, parameters: string): LogStyle {
  const groups = parameters.split(';').map(group => group.split(':'));
  let result = style;
  for (let index = 0; index < groups.length; index += 1) {
    const [code, ...rest] = groups[index].map(toNumber);
    if (code === 38 || code === 48) {
      const following = groups.slice(index + 1, index + 5).map(toFirstNumber);
      const inGroup = rest.length > 0;
      const { color, used } = inGroup
        ? readColor(withoutColorSpace(rest))
        : readColor(following);
      index += inGroup ? 0 : used;
      if (color !== undefined) {
        const key = code === 38 ? 'foreground' : 'background';
        result = { ...result, [key]: color };
      }
    } else {
      result = applyCode(result, code, rest[0]);
    }
  }
  return result;
}

function applyCode(style: LogStyle, code: number, detail?: number): LogStyle {
  if (code === 0) {
    return NONE;
  }
  if (code === 4 && detail === 0) {
    return { ...style, underline: undefined };
  }
  if (code >= 30 && code <= 37) {
    return { ...style, foreground: code - 30 };
  }
  if (code >= 40 && code <= 47) {
    return { ...style, background: code - 40 };
  }
  if (code >= 90 && code <= 97) {
    return { ...style, foreground: code - 82 };
  }
  if (code >= 100 && code <= 107) {
    return { ...style, background: code - 92 };
  }
  const change = ON[code] ?? OFF[code];
  return change ? { ...style, ...change } : style;
}

function readColor(values: number[]): { color?: LogColor; used: number } {
  const [mode, ...channels] = values;
  if (mode === 5) {
    const [index] = channels;
    return { color: isByte(index) ? index : undefined, used: 2 };
  }
  if (mode === 2) {
    const rgb = channels.slice(0, 3);
    const complete = rgb.length === 3 && rgb.every(isByte);
    return { color: complete ? toHex(rgb) : undefined, used: 4 };
  }
  return { used: 1 };
}

/** The colon form has a place for a colour space before red, mostly empty. */
function withoutColorSpace(values: number[]): number[] {
  return values[0] === 2 && values.length > 4
    ? [values[0], ...values.slice(2)]
    : values;
}

function toNumber(value: string): number {
  return value === '' ? 0 : Number(value);
}

function toFirstNumber(group: string[]): number {
  return toNumber(group[0]);
}

function isByte(value: number | undefined): value is number {
  return (
    value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255
  );
}

function toHex(channels: number[]): string {
  return `#${channels
    .map(channel => channel.toString(16).padStart(2, '0'))
    .join('')}`;
}
