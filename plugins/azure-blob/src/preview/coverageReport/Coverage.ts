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

/** How much of something is covered. */
export interface Share {
  covered: number;
  total: number;
}

/** What is measured of code. */
export const MEASURES = ['lines', 'branches', 'functions'] as const;

/** One of {@link MEASURES}. */
export type Measure = (typeof MEASURES)[number];

/** What a report says of a file. */
export interface FileCoverage extends Record<Measure, Share> {
  path: string;
}

/** A file of which nothing is known yet. */
export function createFileCoverage(path: string): FileCoverage {
  return {
    path,
    lines: { covered: 0, total: 0 },
    branches: { covered: 0, total: 0 },
    functions: { covered: 0, total: 0 },
  };
}

/** The sum over files. */
export function sumCoverage(files: FileCoverage[], measure: Measure): Share {
  return files.reduce(
    (sum, file) => ({
      covered: sum.covered + file[measure].covered,
      total: sum.total + file[measure].total,
    }),
    { covered: 0, total: 0 },
  );
}

/** In percent; 100 where there is nothing to be covered. */
export function percentOf({ covered, total }: Share): number {
  return total === 0 ? 100 : (covered / total) * 100;
}

/** Files with the least covered lines first. */
export function sortFiles(files: FileCoverage[]): FileCoverage[] {
  return [...files].sort(
    (a, b) =>
      percentOf(a.lines) - percentOf(b.lines) || (a.path < b.path ? -1 : 1),
  );
}
