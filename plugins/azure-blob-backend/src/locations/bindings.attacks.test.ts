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

import { Entity } from '@backstage/catalog-model';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import {
  createEntity,
  createRegistry,
  TEMPLATE,
} from './__testUtils__/locations';

const OWNED = `{owner.kind}/{owner.namespace}/{owner.name}/${TEMPLATE}`;
const BUILDS = 'https://contosobuilds.blob.core.windows.net/builds/';
const registry = createRegistry(`a/${TEMPLATE}`, `l/${TEMPLATE}`, `o/${OWNED}`);

/** Where it leads, or why it leads nowhere. */
const attempt = (entity: Entity, location: string): string => {
  try {
    const scope = registry.resolve(entity, location);
    return `${scope.location.id}: ${scope.account.endpoint}/${scope.container}/${scope.prefix}`;
  } catch (error) {
    if (error instanceof AzureBlobError) {
      return `${error.statusCode} ${error.code}`;
    }
    throw error;
  }
};

/** Decodes as the most eager of readers would, until nothing changes. */
function decodeAll(text: string): string {
  const decoded = text.replace(/%[0-7][0-9a-f]/gi, unescape);
  return decoded === text ? text : decodeAll(decoded);
}

interface World {
  owners: string[];
  spec: string;
  locations: string | undefined;
  subPath: string | undefined;
  asked: string;
}

/** What may come of it: written down from the rules, not from the code. */
function judge(world: World): string {
  const known = ['artifacts', 'logs', 'reports'];
  const chosen = world.locations?.split(',').map(id => id.trim()) ?? known;
  if (
    !chosen.every(id => known.includes(id)) ||
    !chosen.includes(world.asked)
  ) {
    return '403 LocationNotAllowed';
  }
  const at = (prefix: string) => `${world.asked}: ${BUILDS}${prefix}`;
  let prefix = `${world.asked[0].replace('r', 'o')}/`;
  if (world.asked === 'reports') {
    const owners = [...new Set(world.owners)];
    if (owners.length !== 1) {
      return owners.length === 0 ? '403 NoOwner' : '403 LocationNotAllowed';
    }
    prefix += `${owners[0].replace(':', '/')}/`;
  }
  prefix += 'component/default/pay/';
  if (world.subPath === undefined) {
    return at(prefix);
  }
  const subPath = world.subPath.replace(/\/$/, '');
  const segments = decodeAll(subPath).split('/');
  const isPlain =
    segments.length === subPath.split('/').length &&
    !/[\\\0\n]/.test(decodeAll(subPath)) &&
    segments.every(segment => !['', '.', '..'].includes(segment));
  return isPlain ? at(`${prefix}${subPath}/`) : '403 LocationNotAllowed';
}

describe('annotations', () => {
  const owner = fc.constantFrom('group:default/pay', 'group:default/search');
  const id = fc.constantFrom(
    ...['artifacts', 'logs', 'reports', ' logs ', 'Artifacts', 'other', ''],
    ...['builds/l/component/default/search', 'https://evil.example', '*'],
  );
  const segment = fc.constantFrom(
    ...[
      'a',
      'b c',
      '..',
      '.',
      '',
      '%2e%2e',
      '%252e%252E',
      '.%2e',
      '%2f',
      'a%2fb',
    ],
    ...['..\\x', '%5c', '\0', 'x%00', 'a\nb', 'search', '\uff0e\uff0e', '50%'],
  );
  const worldArbitrary = fc.record<World>({
    owners: fc.array(owner, { maxLength: 3 }),
    spec: owner,
    locations: fc.option(
      fc.array(id, { minLength: 1, maxLength: 3 }).map(ids => ids.join(',')),
      { nil: undefined },
    ),
    subPath: fc.option(
      fc.array(segment, { minLength: 1, maxLength: 4 }).map(s => s.join('/')),
      { nil: undefined },
    ),
    asked: fc.constantFrom('artifacts', 'logs', 'reports'),
  });

  it('B1: should select and narrow as the rules say, and never widen', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(worldArbitrary, world => {
        const annotations: Record<string, string> = {};
        if (world.locations !== undefined) {
          annotations['azure-blob/locations'] = world.locations;
        }
        if (world.subPath !== undefined) {
          annotations['azure-blob/sub-path'] = world.subPath;
        }
        const entity = {
          ...createEntity({ annotations, ownedBy: world.owners }),
          // Text that anybody may write: nothing goes by it.
          spec: { owner: world.spec },
        };
        const expected = judge(world);
        seen.add(expected.slice(0, 12));
        expect(attempt(entity, world.asked)).toBe(expected);
      }),
      propertyRuns(),
    );
    expect(seen.size).toBeGreaterThan(3);
  });

  it('B2: should take no URL, account or address for a location', () => {
    const evil = fc.constantFrom(
      ...[
        'evil.com#',
        'https://evil.example/',
        '//evil.example',
        'evil.example:443',
      ],
      ...[
        '169.254.169.254',
        'http://169.254.169.254/metadata',
        '[::1]',
        '0x7f.1',
      ],
      ...[
        'contosobuilds',
        'contosobuilds.blob.core.windows.net',
        'file:///etc',
      ],
      ...[
        'user@evil.example',
        'artifacts@evil.example',
        'artifacts#evil',
        '\u0000',
      ],
    );
    const soup = fc.oneof(
      evil,
      fc.tuple(evil, evil).map(parts => parts.join('/')),
      fc.webUrl(),
      fc.ipV4(),
      fc.ipV6(),
      fc.domain(),
    );
    fc.assert(
      fc.property(soup, soup, (locations, subPath) => {
        const chooses = createEntity({
          annotations: { 'azure-blob/locations': locations },
        });
        expect(attempt(chooses, 'artifacts')).toBe('403 LocationNotAllowed');
        const narrows = createEntity({
          annotations: { 'azure-blob/sub-path': subPath },
        });
        // At most a folder of an odd name, in the entity's own place.
        expect(attempt(narrows, 'artifacts')).toMatch(
          /^(?:403 LocationNotAllowed$|artifacts: https:\/\/contosobuilds\.blob\.core\.windows\.net\/builds\/a\/component\/default\/pay\/.)/,
        );
      }),
      propertyRuns(),
    );
  });
});

describe('names', () => {
  const part = fc.oneof(
    { weight: 12, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/) },
    fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/),
    fc.constantFrom(
      ...[
        '..',
        '.',
        'a/b',
        '../x',
        'a%2fb',
        '%2e%2e',
        'a\\b',
        'a b',
        '',
        '-',
        '_',
      ],
      ...[
        '\u212Aelvin',
        'na\u00efve',
        '\uff0e\uff0e',
        'a\0',
        'a\n',
        '{owner.name}',
      ],
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  );

  it('B3: should let nothing into a prefix but plain segments', () => {
    let resolved = 0;
    let refused = 0;
    fc.assert(
      fc.property(part, part, part, part, (kind, namespace, name, owner) => {
        const entity = createEntity({
          kind,
          namespace,
          name,
          ownedBy: [`group:default/${owner}`],
        });
        for (const location of ['artifacts', 'reports']) {
          const result = attempt(entity, location);
          const isRefused = result === '403 UnsafeTemplateValue';
          const prefix = result.split(BUILDS)[1] ?? '';
          const own = `${kind}/${namespace || 'default'}/${name}/`;
          const isPlain =
            /^(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*\/)+$/.test(prefix) &&
            prefix.split('/').length === (location === 'reports' ? 8 : 5) &&
            new URL(`https://host/${prefix}`).pathname === `/${prefix}` &&
            prefix.endsWith(own.toLowerCase());
          expect({ result, isGood: isRefused || isPlain }).toEqual({
            result,
            isGood: true,
          });
          resolved += Number(isPlain);
          refused += Number(isRefused);
        }
      }),
      propertyRuns(),
    );
    expect(resolved).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(500);
  });
});
