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

import { spawn } from 'node:child_process';
import { homedir, hostname, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** What stands in for this machine in everything that is kept. */
export const publicRoot = '/home/runner/work/payments-api';

/** Takes this machine's paths and names out of a text. */
export function createScrubber(root) {
  const replacements = [
    [`${root}/.local/sample-data`, publicRoot],
    [root, publicRoot],
    [dirname(dirname(process.execPath)), '/opt/node'],
    [tmpdir(), '/home/runner/tmp'],
    ...(homedir() === '/' ? [] : [[homedir(), '/home/runner']]),
    ['.local/sample-data/', ''],
  ];
  const host = new RegExp(`(?<![\\w-])${hostname()}(?![\\w-])`);
  return text => {
    let clean = text;
    for (const [from, to] of replacements) {
      clean = clean.replaceAll(from, to);
    }
    if (host.test(clean)) {
      throw new Error(`The name of this machine is in: ${clean.slice(0, 200)}`);
    }
    return clean;
  };
}

/** Runs steps one after the other, the way a pipeline does, and keeps what they print. */
export class Recorder {
  #scrub;
  #started = Date.now();
  /** Milliseconds since the start, a tab, and the line. */
  lines = [];

  constructor(scrub) {
    this.#scrub = scrub;
  }

  #add(text) {
    this.lines.push(`${Date.now() - this.#started}\t${this.#scrub(text)}`);
  }

  async step(title, command, args, { cwd, env, mayFail } = {}) {
    this.#add(`##[group]${title}`);
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        FORCE_COLOR: '1',
        CI: 'true',
        NODE_NO_WARNINGS: '1',
        npm_config_userconfig: '/dev/null',
        ...env,
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => this.#add(line));
    }
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      this.#add(`##[error]"${title}" ended with exit code ${code}.`);
    }
    this.#add('##[endgroup]');
    if ((code !== 0) !== Boolean(mayFail)) {
      throw new Error(
        `"${title}" ended with ${code}:\n${this.lines.slice(-40).join('\n')}`,
      );
    }
  }

  toText() {
    return `${this.lines.join('\n')}\n`;
  }
}
