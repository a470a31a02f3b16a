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

/** What several measurements of one thing come to, in milliseconds. */
export interface Summary {
  median: number;
  p95: number;
}

/** Something to measure, and what it is held against. */
export interface Contestant {
  name: string;
  /** How often in each turn, where that takes less than what others do; once. */
  times?: number;
  run(): Promise<unknown>;
}

/**
 * Measures several things in turns, so that whatever else the machine does
 * meanwhile falls on all of them, and alike where their turns take as long.
 */
export async function measureInTurns(
  contestants: Contestant[],
  options: { rounds: number; warmUps: number },
): Promise<Record<string, Summary>> {
  const taken = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = -options.warmUps; round < options.rounds; round++) {
    for (const { name, times = 1, run } of contestants) {
      for (let time = 0; time < times; time++) {
        const start = performance.now();
        await run();
        if (round >= 0) {
          taken.get(name)?.push(performance.now() - start);
        }
      }
    }
  }
  return Object.fromEntries(
    [...taken].map(([name, all]) => [name, summarize(all)]),
  );
}

export function summarize(times: number[]): Summary {
  const sorted = times.toSorted((one, other) => one - other);
  return { median: pick(sorted, 0.5), p95: pick(sorted, 0.95) };
}

/** The nearest rank. */
function pick(sorted: number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
