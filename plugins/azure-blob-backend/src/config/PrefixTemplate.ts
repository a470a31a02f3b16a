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

import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { quote } from './quote';

/** Whether a value, in lower case, can be what a variable stands for. */
const VARIABLES = {
  'entity.kind': KubernetesValidatorFunctions.isValidKind,
  'entity.namespace': KubernetesValidatorFunctions.isValidNamespace,
  'entity.name': KubernetesValidatorFunctions.isValidObjectName,
  'owner.kind': KubernetesValidatorFunctions.isValidKind,
  'owner.namespace': KubernetesValidatorFunctions.isValidNamespace,
  'owner.name': KubernetesValidatorFunctions.isValidObjectName,
};

/** A variable of a prefix template, without its braces. */
export type PrefixVariable = keyof typeof VARIABLES;

type PrefixSegment =
  | { type: 'literal'; text: string }
  | { type: 'variable'; name: PrefixVariable };

/**
 * Together these are the entity's ref. With all three, and each a whole
 * segment, two entities never get the same prefix; and since every prefix of a
 * template has the same number of segments, none lies within another either.
 * An owner is no substitute: everything a team owns would share its prefix.
 */
const REQUIRED: PrefixVariable[] = [
  'entity.kind',
  'entity.namespace',
  'entity.name',
];

const LITERAL = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;
const MAX_LITERAL_LENGTH = 63;
/** Seven variables' worth of names leaves most of a blob name to the blob. */
const MAX_SEGMENTS = 12;

/** The value cannot stand in a prefix. */
export class UnsafeVariableError extends Error {}

/**
 * A prefix template of the app-config, such as
 * `{entity.kind}/{entity.namespace}/{entity.name}/`. What has been parsed is
 * injective and prefix-free over entities.
 */
export class PrefixTemplate {
  readonly #segments: PrefixSegment[];

  /**
   * @throws where entities could share or nest prefixes; the message goes on
   * from the name of the template.
   */
  static parse(template: string): PrefixTemplate {
    if (!template.endsWith('/')) {
      throw new Error(
        `must end with "/", or it would also cover every name that begins like it`,
      );
    }
    const segments = template.slice(0, -1).split('/').map(parseSegment);
    if (segments.length > MAX_SEGMENTS) {
      throw new Error(`must have at most ${MAX_SEGMENTS} segments`);
    }
    const result = new PrefixTemplate(segments);
    const missing = REQUIRED.filter(name => !result.uses(name));
    if (missing.length > 0) {
      throw new Error(
        `must contain ${missing
          .map(name => `{${name}}`)
          .join(', ')}, or two entities could share a prefix`,
      );
    }
    return result;
  }

  private constructor(segments: PrefixSegment[]) {
    this.#segments = segments;
  }

  uses(name: PrefixVariable): boolean {
    return this.#segments.some(
      segment => segment.type === 'variable' && segment.name === name,
    );
  }

  /** Whether any value of the template depends on who owns the entity. */
  get usesOwner(): boolean {
    return (
      this.uses('owner.kind') ||
      this.uses('owner.namespace') ||
      this.uses('owner.name')
    );
  }

  /**
   * Whether a prefix of this template and one of `other` can be equal or
   * nested, for any two entities or for one.
   */
  overlaps(other: PrefixTemplate): boolean {
    const length = Math.min(this.#segments.length, other.#segments.length);
    for (let index = 0; index < length; index++) {
      if (!canBeEqual(this.#segments[index], other.#segments[index])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fills in the variables, in lower case as entity refs are compared.
   *
   * @throws {@link UnsafeVariableError} where a value breaks the rules for
   * names of entities.
   */
  resolve(values: Partial<Record<PrefixVariable, string>>): string {
    return this.#segments
      .map(segment =>
        segment.type === 'literal'
          ? `${segment.text}/`
          : `${canonicalize(segment.name, values[segment.name])}/`,
      )
      .join('');
  }
}

function parseSegment(text: string): PrefixSegment {
  if (/^\{[^{}]*\}$/.test(text)) {
    const name = text.slice(1, -1);
    if (!isVariable(name)) {
      throw new Error(
        `must not contain the unknown variable ${quote(
          text,
        )}; there are ${Object.keys(VARIABLES)
          .map(known => `{${known}}`)
          .join(', ')}`,
      );
    }
    return { type: 'variable', name };
  }
  if (/[{}]/.test(text)) {
    throw new Error(
      `must give each variable a whole segment, which ${quote(
        text,
      )} does not, or two entities could share a prefix`,
    );
  }
  if (!LITERAL.test(text) || text.length > MAX_LITERAL_LENGTH) {
    throw new Error(
      `must not contain the segment ${quote(
        text,
      )}; a segment is a variable, or 1 to ${MAX_LITERAL_LENGTH} letters, digits, ".", "_" and "-" that neither begin nor end with "."`,
    );
  }
  return { type: 'literal', text };
}

function isVariable(name: string): name is PrefixVariable {
  return Object.hasOwn(VARIABLES, name);
}

function canBeEqual(a: PrefixSegment, b: PrefixSegment): boolean {
  if (a.type === 'literal') {
    return b.type === 'literal'
      ? a.text === b.text
      : canStandFor(b.name, a.text);
  }
  // Two variables: whatever their grammars, a short word suits them all.
  return b.type === 'variable' || canStandFor(a.name, b.text);
}

function canStandFor(name: PrefixVariable, text: string): boolean {
  return text === toCanonicalCase(text) && VARIABLES[name](text);
}

function canonicalize(name: PrefixVariable, value: string | undefined): string {
  // Before lower case too: beyond ASCII, lower case turns other letters into
  // plain ones, and two names into one.
  if (value !== undefined && /^[\x21-\x7e]+$/.test(value)) {
    const canonical = toCanonicalCase(value);
    if (VARIABLES[name](canonical)) {
      return canonical;
    }
  }
  throw new UnsafeVariableError(
    `{${name}} cannot be ${value === undefined ? 'empty' : quote(value)}`,
  );
}

function toCanonicalCase(value: string): string {
  return value.toLocaleLowerCase('en-US');
}
