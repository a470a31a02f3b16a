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
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from './terminal.mjs';

const windows = process.platform === 'win32';
const children = new Set();
let stopping;

function signalTree(child, signal) {
  try {
    if (windows) {
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Starts a program that belongs to this script: it ends when the script does.
 *
 * @param options.log - file that gets what the program prints
 */
export async function start(command, args, { log, ...options } = {}) {
  if (log) {
    await mkdir(dirname(log), { recursive: true });
  }
  const child = spawn(command, args, {
    // A group of its own, so that grandchildren can be ended with it.
    detached: !windows,
    stdio: log ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  children.add(child);
  child.ended = new Promise(resolve => {
    child.once('error', error => resolve({ error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).finally(() => children.delete(child));
  child.tail = '';
  if (log) {
    const file = createWriteStream(log);
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(file, { end: false });
      stream.on('data', data => {
        child.tail = (child.tail + data).slice(-4_000);
      });
    }
  }
  return child;
}

/** Runs a program to its end. */
export async function run(command, args, options) {
  const child = await start(command, args, options);
  const { code, signal, error } = await child.ended;
  return {
    ok: code === 0,
    reason: error?.message ?? (signal ? `signal ${signal}` : `exit ${code}`),
    output: child.tail,
  };
}

/** Ends every program that was started, politely first. */
export async function stopAll() {
  stopping ??= (async () => {
    const running = [...children];
    for (const child of running) {
      signalTree(child, 'SIGTERM');
    }
    const timer = setTimeout(() => {
      for (const child of children) {
        signalTree(child, 'SIGKILL');
      }
    }, 5_000);
    await Promise.all(running.map(child => child.ended));
    clearTimeout(timer);
  })();
  await stopping;
}

/**
 * Ends this script with `process.exitCode`, and every program before. Left to
 * end by itself, hooks of the libraries it uses would have it succeed.
 */
export async function finish() {
  await stopAll();
  process.exit(process.exitCode);
}

/** Calls `gone` when whoever started this script has ended. */
export function watchParent(gone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      gone();
    }
  }, 1_000);
  timer.unref();
}

/**
 * Stops everything on Ctrl-C, on a polite kill, and when whoever started this
 * script is gone.
 */
export function stopWithParent() {
  const end = async code => {
    await stopAll();
    process.exit(code);
  };
  // The terminal and npm may both send the same signal, so one is not enough.
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
  process.on('SIGHUP', () => end(129));
  watchParent(() => end(1));
}

/** Waits until `probe` is true, and fails when the program ends before. */
export async function waitFor(child, probe, { title, timeoutMs, log }) {
  const deadline = Date.now() + timeoutMs;
  let ended;
  child.ended.then(result => {
    ended = result;
  });
  while (!(await probe().catch(() => false))) {
    if (ended) {
      const lastWords = child.tail.trim().split('\n').at(-1).trim();
      throw new Failure(
        `${title} did not start: ${lastWords} (All it said is in ${log}.)`,
      );
    }
    if (Date.now() > deadline) {
      throw new Failure(
        `${title} was not ready after ${timeoutMs / 1000} s; see ${log}.`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
