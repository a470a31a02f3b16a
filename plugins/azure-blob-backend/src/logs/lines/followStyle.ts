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

import { ByteScan } from './ByteScan';
import { SgrState } from './SgrState';

const ESCAPE = 0x1b;
const BRACKET = 0x5b;
const END_OF_STYLE = 0x6d;
const ZERO = 0x30;
/** Longer parameters are no colours that anybody means. */
const MAX_PARAMETERS = 128;
/** So many sequences are looked at one by one, to find one that resets all. */
const MAX_STEPS = 12;

const parameters = new Uint8Array(MAX_PARAMETERS);

/**
 * Applies the sequences in whole lines. Most logs reset their colours again
 * and again, and what came before the last time does not count.
 */
export function followStyle(
  style: SgrState,
  bytes: Buffer,
  begin: number,
  end: number,
): void {
  const places: number[] = [];
  let at = end;
  while (places.length < MAX_STEPS && at > begin) {
    at = bytes.lastIndexOf(ESCAPE, at - 1);
    if (at < begin) {
      applyAll(style, bytes, places);
      return;
    }
    if (isReset(bytes, at)) {
      style.clear();
      applyAll(style, bytes, places);
      return;
    }
    places.push(at);
  }
  if (at <= begin) {
    applyAll(style, bytes, places);
    return;
  }
  const scan = ByteScan.styles;
  for (let from = begin; from < end; from = scan.end) {
    const matches = scan.find(bytes, from, end);
    for (let i = 0; i < matches; i++) {
      applySequence(style, bytes, scan.placeOf(i));
    }
  }
}

/** Whether it is `ESC[m` or `ESC[0m`. */
function isReset(bytes: Buffer, at: number): boolean {
  return (
    bytes[at + 1] === BRACKET &&
    (bytes[at + 2] === END_OF_STYLE ||
      (bytes[at + 2] === ZERO && bytes[at + 3] === END_OF_STYLE))
  );
}

function applyAll(style: SgrState, bytes: Buffer, places: number[]): void {
  for (const at of places.reverse()) {
    applySequence(style, bytes, at);
  }
}

function applySequence(style: SgrState, bytes: Buffer, at: number): void {
  if (bytes[at + 1] !== BRACKET) {
    return;
  }
  // Most have two digits.
  const tens = bytes[at + 2] - ZERO;
  const ones = bytes[at + 3] - ZERO;
  if (
    bytes[at + 4] === END_OF_STYLE &&
    tens >= 0 &&
    tens <= 9 &&
    ones >= 0 &&
    ones <= 9
  ) {
    style.applyCode(tens * 10 + ones);
    return;
  }
  let length = 0;
  let byte = bytes[at + 2];
  while (byte >= 0x30 && byte <= 0x3b && length < MAX_PARAMETERS) {
    parameters[length] = byte;
    length += 1;
    byte = bytes[at + 2 + length];
  }
  if (byte === END_OF_STYLE) {
    style.apply(parameters, length);
  }
}
