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

/**
 * Lines of a log, from one to another; both count from 1, and are the same
 * where it is a single line.
 *
 * @public
 */
export interface LogLineRange {
  from: number;
  to: number;
  /**
   * The byte in the log's text at which the first one begins, where it is
   * known: with it the lines open before anybody has counted up to them.
   */
  byte?: number;
}

/**
 * Reads a range as URLs have it: `85` or `85-97`.
 *
 * @param byte - the hint that goes with it, in digits
 *
 * @public
 */
export function parseLogLines(
  text: string | undefined,
  byte?: string,
): LogLineRange | undefined {
  const [, first, last = first] =
    /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text ?? '') ?? [];
  const numbers = [Number(first), Number(last)].sort((a, b) => a - b);
  const [from, to] = numbers;
  if (!(from > 0)) {
    return undefined;
  }
  const hint = /^\d{1,15}$/.test(byte ?? '') ? Number(byte) : undefined;
  return hint === undefined ? { from, to } : { from, to, byte: hint };
}

/**
 * Writes a range as {@link parseLogLines} reads it.
 *
 * @public
 */
export function formatLogLines({ from, to }: LogLineRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
