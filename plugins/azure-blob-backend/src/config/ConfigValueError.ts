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

import { z } from 'zod';
import { quote } from './quote';

type ConfigPath = readonly PropertyKey[];

/** A value of `azureBlob` is wrong; the message is one sentence. */
export class ConfigValueError extends Error {
  /**
   * @param path - below `azureBlob`
   * @param value - shown unless it may be a secret
   * @param rule - goes on from the key and the value, such as `must be a GUID`
   */
  constructor(path: ConfigPath, value: unknown, rule: string) {
    super(`${describeValue(path, value)}, but ${rule}.`);
    this.name = 'ConfigValueError';
  }
}

/** Turns what the schema found into one error. */
export function describeIssues(issues: z.core.$ZodIssue[]): Error {
  // A misspelt key is often a missing one as well: its own name helps more.
  const issue =
    issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    return new Error(
      `${toKey([...path, key])} is not a key of the configuration: ${
        issue.message
      }.`,
    );
  }
  return new ConfigValueError(path, inputOf(issue), issue.message);
}

function inputOf(issue: z.core.$ZodIssue): unknown {
  if (issue.code !== 'invalid_union' || !issue.discriminator) {
    return issue.input;
  }
  // The path leads to the discriminator, the input is what it is a part of.
  return z.looseObject({}).parse(issue.input)[issue.discriminator];
}

function describeValue(path: ConfigPath, value: unknown): string {
  const key = toKey(path);
  if (value === undefined) {
    return `${key} is missing`;
  }
  if (value !== null && typeof value === 'object') {
    return `${key} is a ${Array.isArray(value) ? 'list' : 'map'}`;
  }
  if (value !== '' && mayBeSecret(path)) {
    return `${key} has a value`;
  }
  return `${key} is ${quote(withoutUrlSecrets(value))}`;
}

function toKey(path: ConfigPath): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    'azureBlob',
  );
}

const SHOWN_OF_CREDENTIAL = [
  'type',
  'tokenFile',
  'certificatePath',
  'managedIdentityClientId',
];

function mayBeSecret([first, second]: ConfigPath): boolean {
  return (
    first === 'credential' && !SHOWN_OF_CREDENTIAL.includes(String(second))
  );
}

/** What was copied from a portal can hold a password or a SAS. */
function withoutUrlSecrets(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  const text = value.replace(/\bsig=[^&\s]*/gi, 'sig=…');
  return text.includes('://')
    ? text.replace(/\/\/[^/?#]*@/, '//…@').replace(/[?#].*$/s, '?…')
    : text;
}
