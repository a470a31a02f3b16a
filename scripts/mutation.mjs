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

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { finish, run, stopWithParent } from './lib/processes.mjs';
import { explain, say, sinceStart } from './lib/terminal.mjs';
import {
  bin,
  ensureDependencies,
  ensureNode,
  local,
  root,
} from './lib/toolchain.mjs';

const backend = join(root, 'plugins', 'azure-blob-backend');
const RULES = [
  'src/access',
  'src/locations',
  'src/identity',
  'src/askPortal.ts',
  'src/blobName.ts',
  'src/config/PrefixTemplate.ts',
  'src/FreshCache.ts',
  'src/isFrom.ts',
  'src/storage/assertClientNames.ts',
  'src/storage/storageUrls.ts',
];

/** From the root or from the backend, as one likes. */
function toRule(path) {
  const name = relative(backend, join(root, path));
  return name.startsWith('..') ? path : name;
}

/**
 * Properties of the whole gate go through nearly every line of it, a thousand
 * times: for each mutant that is a minute, and they prove no single rule.
 */
const GATE_TESTS = 'access/**/!(*.attacks|*.revocation|accessModel).test.ts';

/**
 * Rules are to be proven by the tests beside them: those that start a whole
 * portal would take a minute for each mutant, and tell less.
 */
function toTests(rule) {
  const name = rule.replace(/^src\//, '');
  const folder = name.endsWith('.ts') ? dirname(name) : name;
  if (folder === 'access') {
    return GATE_TESTS;
  }
  // In storage/ too the tests beside a file are enough, and all others slow
  return folder === '.' || folder === 'storage'
    ? name.replace(/\.ts$/, '{.*,}.test.ts')
    : `${folder}/**/*.test.ts`;
}

/** A part has a report of its own, so that several may run at a time. */
function toFolder(rules) {
  return rules
    .map(rule => rule.replace(/^src\/|\.ts$/g, '').replace(/\W+/g, '-'))
    .join('_')
    .slice(0, 100);
}

try {
  await ensureNode();
  stopWithParent();
  await ensureDependencies();
  const asked = process.argv.slice(2);
  const rules = (asked.length > 0 ? asked : RULES).map(toRule);
  const folder = toFolder(asked.length > 0 ? rules : []);
  const report = join(local, 'mutation', folder, 'mutation.html');
  await rm(report, { force: true });
  const mutate = [
    ...rules.map(name => (name.endsWith('.ts') ? name : `${name}/**/*.ts`)),
    '!src/**/__testUtils__/**',
    '!src/**/*.test.ts',
    '!src/**/index.ts',
    '!src/**/types.ts',
  ];
  const { ok } = await run(
    bin('stryker'),
    [
      'run',
      join(root, 'scripts', 'lib', 'stryker.config.mjs'),
      '--mutate',
      mutate.join(','),
    ],
    {
      cwd: backend,
      env: {
        ...process.env,
        MUTATION_TESTS:
          process.env.MUTATION_TESTS ?? rules.map(toTests).join(','),
        MUTATION_FOLDER: folder,
      },
    },
  );
  if (existsSync(report)) {
    say(`\nThe report is ${report} (${sinceStart()}).`);
  }
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  explain(error);
} finally {
  await finish();
}
