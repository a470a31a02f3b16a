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

import { PrefixTemplate } from '../config/PrefixTemplate';
import {
  createEntity,
  createRegistry,
  refusal,
  TEMPLATE,
} from './__testUtils__/locations';

describe('LocationRegistry', () => {
  const registry = createRegistry(
    `artifacts/${TEMPLATE}`,
    `logs/${TEMPLATE}`,
    `reports/${TEMPLATE}`,
  );
  const select = (locations: string) =>
    createEntity({ annotations: { 'azure-blob/locations': locations } });
  const narrow = (subPath: string) =>
    createEntity({ annotations: { 'azure-blob/sub-path': subPath } });

  it('should offer every location to an entity that selects none', () => {
    const ids = registry.list(createEntity({})).map(({ id }) => id);
    expect(ids).toEqual(['artifacts', 'logs', 'reports']);
  });

  it('should offer what the entity selects, in the order of the app-config', () => {
    const entity = select('reports , artifacts,reports');
    expect(registry.list(entity).map(({ id }) => id)).toEqual([
      'artifacts',
      'reports',
    ]);
    expect(() => registry.resolve(entity, 'logs')).toThrow(
      refusal('LocationNotAllowed', '"logs"'),
    );
  });

  it.each([
    '',
    ' ',
    ',',
    'artifacts,',
    'artifacts,nope',
    'Artifacts',
    'toString',
    '__proto__',
    'https://evil.com#',
    'contosobuilds/builds/logs/',
  ])('should refuse the selection %j', annotation => {
    const entity = select(annotation);
    const expected = refusal(
      'LocationNotAllowed',
      `The annotation azure-blob/locations of "component:default/pay" is ${JSON.stringify(
        annotation,
      )}, but there is no location "`,
    );
    expect(() => registry.list(entity)).toThrow(expected);
    expect(() => registry.resolve(entity, 'artifacts')).toThrow(expected);
  });

  it('should resolve a location for an entity', () => {
    const entity = createEntity({ kind: 'API', name: 'Pay.v2_x' });
    const location = registry.list(entity)[1];
    expect(registry.resolve(entity, 'logs')).toEqual({
      location,
      account: location.account,
      container: 'builds',
      prefix: 'logs/api/default/pay.v2_x/',
    });
  });

  it.each(['', 'nope', 'toString', 'Artifacts', 'artifacts,logs'])(
    'should refuse the unknown location %j',
    id => {
      const expected = refusal(
        'LocationNotAllowed',
        `"component:default/pay" has no location ${JSON.stringify(id)}.`,
      );
      const entity = createEntity({});
      expect(() => registry.resolve(entity, id)).toThrow(expected);
      expect(() => registry.resolveRoot(entity, id)).toThrow(expected);
    },
  );

  it.each(['main', 'main/', 'a/b.c/%20'])(
    'should narrow a scope to the folder %j',
    subPath => {
      const { prefix } = registry.resolve(narrow(subPath), 'artifacts');
      expect(prefix).toBe(
        `artifacts/component/default/pay/${subPath.replace(/\/$/, '')}/`,
      );
    },
  );

  it.each([
    '',
    '/',
    '/a',
    'a//',
    '..',
    '../search-indexer',
    'a/../../x/',
    '%2e%2e/x',
    '%252e%252e/',
    'a\\..\\b',
    'a%2f..',
    'a\0',
    'a'.repeat(1100),
  ])('should refuse the sub-path %j', subPath => {
    expect(() => registry.resolve(narrow(subPath), 'artifacts')).toThrow(
      refusal('LocationNotAllowed', 'azure-blob/sub-path'),
    );
  });

  it('should count the prefix in when it measures a sub-path', () => {
    expect(() =>
      registry.resolve(narrow('a'.repeat(1010)), 'artifacts'),
    ).toThrow(expect.objectContaining({ code: 'InvalidBlobName' }));
  });

  it.each([
    { name: '../x' },
    { name: '..' },
    { name: 'a/b' },
    { name: 'a b' },
    { name: '-a' },
    { name: 'a%2fb' },
    { name: 'a'.repeat(64) },
    // In lower case, the sign for kelvin is a plain k.
    { name: '\u212Aelvin' },
    { name: 'na\u00efve' },
    { namespace: '..' },
    { namespace: 'a.b' },
    { namespace: 'a/b' },
    { kind: 'Comp-onent' },
    { kind: '../Component' },
  ])('should refuse an entity with %j', options => {
    const entity = createEntity(options);
    expect(() => registry.resolve(entity, 'artifacts')).toThrow(
      refusal('UnsafeTemplateValue'),
    );
  });

  it('should know all that an entity has room for, whatever it selects', () => {
    const entity = createEntity({
      annotations: {
        'azure-blob/locations': 'no-such',
        'azure-blob/sub-path': '../main',
      },
    });
    const locations = registry.list(createEntity({}));
    const roots = locations.map(location => ({
      location,
      account: location.account,
      container: 'builds',
      prefix: `${location.id}/component/default/pay/`,
    }));
    expect(registry.listRoots(entity)).toEqual(roots);
    expect(locations.map(({ id }) => registry.resolveRoot(entity, id))).toEqual(
      roots,
    );
  });

  it('should leave out where an entity has no place, and nothing else', () => {
    const owned = createRegistry(
      `artifacts/${TEMPLATE}`,
      `logs/{owner.name}/${TEMPLATE}`,
    );
    const entity = createEntity({});
    expect(owned.listRoots(entity)).toEqual([
      owned.resolveRoot(entity, 'artifacts'),
    ]);
    const resolve = jest
      .spyOn(PrefixTemplate.prototype, 'resolve')
      .mockImplementation(() => {
        throw new Error('a bug');
      });
    try {
      expect(() => owned.listRoots(entity)).toThrow(new Error('a bug'));
    } finally {
      resolve.mockRestore();
    }
  });
});
