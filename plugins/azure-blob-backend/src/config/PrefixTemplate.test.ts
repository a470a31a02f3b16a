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

import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import {
  PrefixTemplate,
  PrefixVariable,
  UnsafeVariableError,
} from './PrefixTemplate';

const ENTITY = '{entity.kind}/{entity.namespace}/{entity.name}/';
const values = {
  'entity.kind': 'Component',
  'entity.namespace': 'default',
  'entity.name': 'Pay.v2',
  'owner.kind': 'Group',
  'owner.namespace': 'teams',
  'owner.name': 'Payments',
};

/** The catalog's rules for names, written down once more. */
const GRAMMARS: Record<string, RegExp> = {
  kind: /^[a-z][a-z0-9]{0,62}$/,
  namespace: /^(?=.{1,63}$)[a-z0-9]+(?:-+[a-z0-9]+)*$/,
  name: /^(?=.{1,63}$)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/,
};
const variable = fc.constantFrom(
  ...['entity.kind', 'entity.namespace', 'entity.name'],
  ...['owner.kind', 'owner.namespace', 'owner.name'],
) as fc.Arbitrary<PrefixVariable>;
const text = fc.oneof(
  fc.stringMatching(/^[aB1._-]{1,4}$/),
  fc.stringMatching(/^[a-z][a-z0-9.-]{0,3}$/),
  fc.constantFrom('a'.repeat(63), 'a'.repeat(64)),
);

function isLiteral(value: string): boolean {
  return /^[\w.-]+$/.test(value) && !/^\.|\.$/.test(value) && value.length < 64;
}

/** What it comes to, or why to nothing. */
function attempt(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return error instanceof UnsafeVariableError
      ? `UnsafeVariableError: ${error.message}`
      : String(error);
  }
}

describe('PrefixTemplate', () => {
  it.each<[string, string]>([
    [
      ENTITY.slice(0, -1),
      'must end with "/", or it would also cover every name that begins like it',
    ],
    [
      'builds/{entity.namespace}/',
      'must contain {entity.kind}, {entity.name}, or two entities could share a prefix',
    ],
    [`${'a/'.repeat(10)}${ENTITY}`, 'must have at most 12 segments'],
    ...['{entity.uid}', '{toString}', '{}'].map((name): [string, string] => [
      `${ENTITY}${name}/`,
      `must not contain the unknown variable "${name}"; there are {entity.kind}, {entity.namespace}, {entity.name}, {owner.kind}, {owner.namespace}, {owner.name}`,
    ]),
    ...['x{entity.kind}', '{entity.kind}x', '{', 'a}', '{{entity.kind}}'].map(
      (part): [string, string] => [
        `${part}/${ENTITY}`,
        `must give each variable a whole segment, which "${part}" does not, or two entities could share a prefix`,
      ],
    ),
    ...['', '.a', 'a.', 'a b', 'é', 'a%2f'].map((part): [string, string] => [
      `${part}/${ENTITY}`,
      `must not contain the segment "${part}"; a segment is a variable, or 1 to 63 letters, digits, ".", "_" and "-" that neither begin nor end with "."`,
    ]),
  ])('should refuse %j with the reason', (template, reason) => {
    expect(() => PrefixTemplate.parse(template)).toThrow(new Error(reason));
  });

  it('should take for a literal what the rule says, and nothing else', () => {
    fc.assert(
      fc.property(text, literal => {
        const resolved = attempt(() =>
          PrefixTemplate.parse(`${literal}/${ENTITY}`).resolve(values),
        );
        expect(resolved.replace(/ the segment .*/, '')).toBe(
          isLiteral(literal)
            ? `${literal}/component/default/pay.v2/`
            : 'Error: must not contain',
        );
      }),
      propertyRuns(),
    );
  });

  it('should fill in twelve segments, variables in lower case', () => {
    const owner = '{owner.kind}/{owner.namespace}/{owner.name}/';
    expect(
      PrefixTemplate.parse(`A/b/c/d/e/f/${owner}${ENTITY}`).resolve(values),
    ).toBe('A/b/c/d/e/f/group/teams/payments/component/default/pay.v2/');
  });

  it.each(['kind', 'namespace', 'name'])(
    'should know that {owner.%s} depends on the owner',
    key => {
      expect(PrefixTemplate.parse(`{owner.${key}}/${ENTITY}`).usesOwner).toBe(
        true,
      );
      expect(PrefixTemplate.parse(ENTITY).usesOwner).toBe(false);
      expect(PrefixTemplate.parse(`owner/${ENTITY}`).usesOwner).toBe(false);
    },
  );

  it('B3: should let a variable stand for what the rules for names allow', () => {
    fc.assert(
      fc.property(variable, text, (name, value) => {
        const template = PrefixTemplate.parse(`{${name}}/${ENTITY}`);
        const canonical = value.toLowerCase();
        const resolved = attempt(() =>
          template.resolve({ ...values, [name]: value }),
        );
        expect(resolved.replace(/\/.*/, '')).toBe(
          GRAMMARS[name.split('.')[1]].test(canonical)
            ? canonical
            : `UnsafeVariableError: {${name}} cannot be "${value}"`,
        );
      }),
      propertyRuns(),
    );
  });

  it.each([
    // In lower case, the sign for kelvin is a plain k.
    ['\u212Aelvin', '"\u212Aelvin"'],
    ['kil\u212A', '"kil\u212A"'],
    ['', '""'],
    [undefined, 'empty'],
  ])(
    'B3: should refuse the value %j before it looks like another',
    (...row) => {
      const [value, shown] = row;
      const resolve = () =>
        PrefixTemplate.parse(ENTITY).resolve({
          ...values,
          'entity.name': value,
        });
      expect(resolve).toThrow(UnsafeVariableError);
      expect(resolve).toThrow(new Error(`{entity.name} cannot be ${shown}`));
    },
  );

  it('B4: should overlap where a value can equal the literal, and only there', () => {
    fc.assert(
      fc.property(variable, text.filter(isLiteral), (name, literal) => {
        const open = PrefixTemplate.parse(`{${name}}/${ENTITY}`);
        const fixed = PrefixTemplate.parse(`${literal}/${ENTITY}`);
        const canMeet = GRAMMARS[name.split('.')[1]].test(literal);
        expect(open.overlaps(fixed)).toBe(canMeet);
        expect(fixed.overlaps(open)).toBe(canMeet);
      }),
      propertyRuns(),
    );
  });

  it.each([
    ['', '', true],
    ['a/', 'a/', true],
    ['a/', 'b/', false],
    ['a/', 'A/', false],
    ['', 'logs/', true],
    ['{owner.name}/', '{owner.kind}/', true],
    ['a/b/', 'a/c/', false],
    ['a/b/', 'a/', true],
  ])(
    'B4: should compare what follows the entity: %j with %j',
    (one, other, expected) => {
      const [first, second] = [one, other].map(tail =>
        PrefixTemplate.parse(`${ENTITY}${tail}`),
      );
      expect(first.overlaps(second)).toBe(expected);
      expect(second.overlaps(first)).toBe(expected);
    },
  );
});
