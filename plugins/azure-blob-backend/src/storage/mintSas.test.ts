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

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import {
  ContainerClient,
  SASQueryParameters,
  UserDelegationKey,
} from '@azure/storage-blob';
import * as fc from 'fast-check';
import { createAccount } from '../__testUtils__/createAccount';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { isBlobPath } from '../blobName';
import { Scope } from '../types';
import { mintSas } from './mintSas';

const NOW = Date.parse('2026-11-22T12:00:00.250Z');
const OID = '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100';
const AUDIT_ID = '0193a7c0-0000-7000-8000-000000000001';
const ENDPOINTS = [
  'https://contosobuilds.blob.core.windows.net',
  'https://contosobuilds.blob.core.usgovcloudapi.net',
  'https://localhost:10000/contosobuilds',
];

function createKey(expiresOn = new Date(NOW + 2_700_000)): UserDelegationKey {
  return {
    signedObjectId: OID,
    signedTenantId: randomUUID(),
    signedStartsOn: new Date(NOW - 900_000),
    signedExpiresOn: expiresOn,
    signedService: 'b',
    signedVersion: '2026-10-06',
    value: randomBytes(32).toString('base64'),
  };
}

interface Case {
  endpoint: string;
  name: string;
  key: UserDelegationKey;
  until?: Date;
  bindToUser: boolean;
  correlationId: boolean;
}

function mint(options: Partial<Case>) {
  const { endpoint = ENDPOINTS[0], name = 'a/b.txt', until } = options;
  const { bindToUser = false, correlationId = false } = options;
  const account = createAccount(endpoint, {
    sas: { bindToUser, correlationId },
  });
  const scope = { account, container: 'builds', prefix: 'a/' } as Scope;
  const container = new ContainerClient(`${endpoint}/builds`);
  return mintSas({
    scope,
    client: container.getBlobClient(name),
    fullName: name,
    key: options.key ?? createKey(),
    until,
    correlationId: AUDIT_ID,
    userOid: OID,
  });
}

/** Reads a link with none of the code that makes it, as a browser would. */
function parse(url: string) {
  const { origin, pathname, searchParams, hash, username } = new URL(url);
  const names = [...searchParams.keys()];
  expect(new Set(names).size).toBe(names.length);
  expect(hash + username).toBe('');
  return {
    resource: origin + decodeURIComponent(pathname),
    query: Object.fromEntries(searchParams),
  };
}

/** The text that Microsoft's reference says is signed, from version 2026-04-06 on. */
function sign(
  query: Record<string, string>,
  resource: string,
  { value }: UserDelegationKey,
): string {
  const lines = [
    ...['sp', 'st', 'se', 'RESOURCE', 'skoid', 'sktid', 'skt', 'ske', 'sks'],
    ...['skv', 'saoid', 'suoid', 'scid', 'skdutid', 'sduoid', 'sip', 'spr'],
    ...['sv', 'sr', 'SNAPSHOT', 'ses', 'SRH', 'SRQ', 'rscc', 'rscd', 'rsce'],
    ...['rscl', 'rsct'],
  ].map(name => (name === 'RESOURCE' ? resource : query[name] ?? ''));
  return createHmac('sha256', Buffer.from(value, 'base64'))
    .update(lines.join('\n'), 'utf8')
    .digest('base64');
}

const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          ...['a', 'report.txt', '%2e', "it's", 'é', 'e\u0301', '&sp=rwd', '#'],
          ...['?', '=', '+', ' ', '"', ';', '日本', '\u202egpj.exe', '100%'],
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map(parts => parts.join('/')),
  )
  .map(rest => `a/${rest}`)
  .filter(name => isBlobPath(name, { kind: 'file' }));

const cases: fc.Arbitrary<Case> = fc.record({
  endpoint: fc.constantFrom(...ENDPOINTS),
  name: names,
  key: fc
    .integer({ min: 2_000, max: 3_600_000 })
    .map(life => createKey(new Date(NOW + life))),
  until: fc.option(
    fc
      .integer({ min: 1_000, max: 3_600_000 })
      .map(life => new Date(NOW + life)),
    { nil: undefined },
  ),
  bindToUser: fc.boolean(),
  correlationId: fc.boolean(),
});

describe('mintSas', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('S1, P12, P17: should sign for reading exactly one blob over https, whatever its name', () => {
    fc.assert(
      fc.property(cases, options => {
        const { endpoint, name, key, bindToUser, correlationId } = options;
        const link = mint(options);
        const { resource, query } = parse(link.url);
        expect(resource).toBe(`${endpoint}/builds/${name}`);
        expect(query).toMatchObject({ sr: 'b', sp: 'r', spr: 'https' });
        expect(Object.keys(query).sort()).toEqual(
          [
            ...['rscd', 'rsct', 'se', 'sig', 'ske', 'skoid', 'sks', 'skt'],
            ...['sktid', 'skv', 'sp', 'spr', 'sr', 'sv'],
            ...(correlationId ? ['scid'] : []),
            ...(bindToUser ? ['sduoid'] : []),
          ].sort(),
        );
        expect(query.scid).toBe(correlationId ? AUDIT_ID : undefined);
        expect(query.sduoid).toBe(bindToUser ? OID : undefined);
        expect(link.userBound).toBe(bindToUser);
        const signed = `/blob/contosobuilds/builds/${name}`;
        expect(query.sig).toBe(sign(query, signed, key));
      }),
      propertyRuns(),
    );
  });

  it('S2, S8: should end after five minutes, with the access or with the key, whichever is first', () => {
    fc.assert(
      fc.property(cases, options => {
        const { key, until } = options;
        const link = mint(options);
        const { query } = parse(link.url);
        const first = Math.min(
          NOW + 300_000,
          key.signedExpiresOn.getTime(),
          until?.getTime() ?? Infinity,
        );
        const end = Date.parse(query.se);
        expect(end).toBeLessThanOrEqual(first);
        expect(end).toBeGreaterThan(first - 1_000);
        expect(link.expiresAt.getTime()).toBe(end);
        // A start would be in the future of a storage whose clock is behind.
        expect(query).not.toHaveProperty('st');
      }),
      propertyRuns(),
    );
  });

  it('S7: should have storage send it as an attachment of no type', () => {
    fc.assert(
      fc.property(cases, options => {
        const { query: one } = parse(mint(options).url);
        expect(one.rsct).toBe('application/octet-stream');
        // Printable ASCII in one quoted string, and one encoded form of it.
        expect(one.rscd).toMatch(
          /^attachment; filename=(?:[\w!#$%&'*+.^`|~-]+|"(?:[ !#-[\]-~]|\\["\\])*")(?:; filename\*=UTF-8''[\w!#$%&+.^`|~-]+)?$/,
        );
      }),
      propertyRuns(),
    );
  });

  it('S8: should make no link under an access that is at its end', () => {
    for (const until of [NOW, NOW - 1, NOW + 100]) {
      expect(() => mint({ until: new Date(until) })).toThrow(
        expect.objectContaining({ code: 'TokenExpired' }),
      );
    }
  });

  it('P12: should not sign for a container, nor for a name that reads as another', () => {
    for (const name of ['', 'a/', '/a', '../x', 'a/../b', 'a//b', 'a\\b']) {
      expect(() => mint({ name })).toThrow(
        expect.objectContaining({ code: 'InvalidBlobName' }),
      );
    }
  });

  it.each([
    ['sr', 'b', 'c'],
    ['sp', 'r', 'rw'],
    ['spr', 'https', 'https,http'],
    ['se', '', '2027'],
    ['rsct', 'application', 'text'],
  ])('S1: should notice a %s that it has not asked for', (part, from, to) => {
    const { toString } = SASQueryParameters.prototype;
    const spy = jest
      .spyOn(SASQueryParameters.prototype, 'toString')
      .mockImplementation(function change(this: unknown) {
        return toString
          .call(this)
          .replace(new RegExp(`(^|&)${part}=${from}`), `$1${part}=${to}`);
      });
    expect(() => mint({})).toThrow(
      `A SAS came out with another "${part}" than asked for`,
    );
    spy.mockImplementation(function add(this: unknown) {
      return `${toString.call(this)}&sdd=2`;
    });
    expect(() => mint({})).toThrow('another "sdd"');
    spy.mockRestore();
  });
});
