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

import { execFileSync } from 'node:child_process';

/**
 * The arguments that a POSIX shell makes of a command: the shell itself is the
 * oracle. The command is not run, but printed.
 */
export function splitByShell(command: string): string[] {
  const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${command}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return printed.split('\0').slice(0, -1);
}

/** Texts that mean something to a shell, to `az` or to a terminal. */
export const hostilePieces = [
  "'",
  '"',
  '`id`',
  '$(id)',
  '$HOME',
  '${IFS}',
  '\\',
  "'\\''",
  ';id;',
  '&&id',
  '|id',
  '>id',
  '<id',
  '#',
  '~',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '!!',
  ' ',
  '--',
  '@file',
  '=x',
  '%PATH%',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u0003',
  '\u001b[201~',
  '\u202e',
  '\u2028',
  '\u200b',
  '\ud800',
  'ä',
  '😀',
  'builds',
];
