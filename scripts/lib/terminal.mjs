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

import { inspect } from 'node:util';

const startedAt = Date.now();

/** Ends the program with one sentence that a person can act on. */
export class Failure extends Error {}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

export function say(message) {
  console.log(message);
}

/**
 * Runs one step, saying what is going on before it, every ten seconds while
 * it lasts, and how long it took after it.
 */
export async function step(title, run) {
  const since = Date.now();
  say(`> ${title} …`);
  const timer = setInterval(
    () => say(`  still at it: ${title} (${seconds(since)})`),
    10_000,
  );
  try {
    return await run();
  } finally {
    clearInterval(timer);
    say(`  ${seconds(since)}`);
  }
}

export function sinceStart() {
  return seconds(startedAt);
}

/** Reports how a script ended and sets the exit code that goes with it. */
export function explain(error) {
  process.exitCode = 1;
  console.error(
    error instanceof Failure ? `\n${error.message}` : `\n${inspect(error)}`,
  );
}
