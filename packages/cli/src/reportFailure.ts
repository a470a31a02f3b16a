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

import { CommanderError } from 'commander';
import { CliError, exitCodes } from './CliError';

/** Says what failed on standard error, and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has said it already; a code of 0 is `--help`.
    return error.exitCode === 0 ? 0 : exitCodes.usage;
  }
  if (error instanceof CliError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  // Never the message: it may hold what Azure has answered.
  const name = error instanceof Error ? error.name : 'unknown';
  const code = (error as NodeJS.ErrnoException)?.code;
  process.stderr.write(
    `This failed unexpectedly (${[name, code].filter(Boolean).join(' ')}).\n`,
  );
  return exitCodes.failed;
}
