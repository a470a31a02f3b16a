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
import { Entity } from '@backstage/catalog-model';
import { propertyRuns } from './__testUtils__/propertyRuns';
import { getOrigin, isFrom } from './isFrom';

function from(origin?: unknown): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'payments',
      annotations: {
        'backstage.io/managed-by-origin-location': origin as string,
      },
    },
  };
}

/** The same by the words of the docs: piece by piece, instead of as text. */
function isFromByPieces(origin: string, trusted: string): boolean {
  const split = (text: string) => {
    const [type, ...rest] = text.split(':');
    const isType = rest.length === 0;
    return { type, isType, pieces: rest.join(':').split('/') };
  };
  const [rule, value] = [split(trusted), split(origin)];
  const clean = value.pieces.flatMap(piece => piece.split('\\'));
  const leads = clean.some(piece =>
    ['.', '..'].includes(
      piece.split(/[?#]/)[0].replace(/%2e/gi, '.').toLowerCase(),
    ),
  );
  if (trusted === '' || leads || rule.type !== value.type) {
    return false;
  }
  if (rule.isType || value.isType) {
    return rule.isType;
  }
  const last = rule.pieces.length - 1;
  return rule.pieces.every((piece, index) => {
    const other = value.pieces[index];
    if (other === undefined || index < last) {
      return other === piece;
    }
    if (piece === '') {
      return true;
    }
    return piece.endsWith(':')
      ? other.startsWith(piece)
      : [other, ...cuts(other)].includes(piece);
  });
}

/** What is left of a piece without its query, or without its fragment. */
function cuts(piece: string): string[] {
  return [...piece.matchAll(/[?#]/g)].map(({ index }) => piece.slice(0, index));
}

describe('isFrom', () => {
  it.each<[unknown, string[], boolean]>([
    ['msgraph:default', ['ldap:', 'msgraph:'], true],
    ['msgraph:default', ['msgraph:default'], true],
    ['msgraph:default/contoso', ['msgraph:default'], true],
    ['msgraph:default', ['msgraph:default/'], false],
    ['msgraph:defaulted', ['msgraph:default'], false],
    ['msgraph:default', ['msgraph'], true],
    ['msgraphs:default', ['msgraph'], false],
    ['url:https://evil/msgraph:', ['msgraph:'], false],
    ['MSGRAPH:default', ['msgraph:'], false],
    ['msgraph:default', [], false],
    ['msgraph', ['msgraph'], true],
    ['msgraph:default', [''], false],
    [':default', [''], false],
    ['', [''], false],
    [undefined, ['msgraph:', ''], false],
    [['msgraph:default'], ['msgraph:'], false],
  ])('B6: should tell whether %j is of one of %j', (origin, trusted, is) => {
    expect(isFrom(from(origin), trusted)).toBe(is);
    expect(getOrigin(from(origin))).toBe(origin);
  });

  const acme = 'url:https://github.com/acme';
  it.each<[string, string, boolean]>([
    [acme, acme, true],
    [`${acme}/team/x.yaml`, acme, true],
    [`${acme}?path=/x.yaml`, acme, true],
    [`${acme}#main`, acme, true],
    [`${acme}-evil/x.yaml`, acme, false],
    [`${acme}.evil/x.yaml`, acme, false],
    [`${acme}/x.yaml`, `${acme}/`, true],
    [`${acme}-evil/x.yaml`, `${acme}/`, false],
    ['url:https://github.com.evil/x', 'url:https://github.com', false],
    ['url:https://github.com@evil/x', 'url:https://github.com', false],
    ['url:https://github.com:pw@evil/x', 'url:https://github.com', false],
    [`${acme}/../evil/x.yaml`, acme, false],
    [`${acme}/../evil/x.yaml`, `${acme}/`, false],
    [`${acme}/%2E%2e/evil/x.yaml`, acme, false],
    [`${acme}/.%2e\\evil/x.yaml`, acme, false],
    [`${acme}/.\t./evil/x.yaml`, acme, false],
    [`${acme}/..`, acme, false],
    ['url:../evil/x.yaml', 'url', false],
    [`${acme}/..well/.x.yaml`, acme, true],
  ])('B6: should tell whether %j is below %j', (origin, trusted, is) => {
    expect(isFrom(from(origin), [trusted])).toBe(is);
  });

  it('B6: should compare whole pieces only, whatever they are', () => {
    const piece = fc.constantFrom(
      ...['acme', 'acme-evil', 'evil', 'ac', '', '.', '..', '%2e%2E', '.well'],
      ...['acme:8080', 'acme?x', 'acme#x', 'a:', '..?x', 'x\\..'],
    );
    const location = fc
      .tuple(
        fc.constantFrom('url', 'ur', 'urls', 'msgraph'),
        fc.constantFrom(':', ':https://', ''),
        fc.array(piece, { maxLength: 4 }).map(pieces => pieces.join('/')),
      )
      .map(([type, colon, rest]) => type + colon + (colon && rest));
    const tail = fc.constantFrom(
      ...['', '/', '/x', '-x', ':x', '?x', '#x', '@x', '.x', '/../x'],
    );
    // Mostly those that have much in common
    const pair = fc.oneof(
      fc.tuple(location, location),
      fc.tuple(location, tail).map(([one, more]) => [one + more, one]),
    );
    let below = 0;
    fc.assert(
      fc.property(pair, ([origin, trusted]) => {
        const expected = isFromByPieces(origin, trusted);
        below += expected ? 1 : 0;
        expect(isFrom(from(origin), [trusted])).toBe(expected);
        expect(isFrom(from(origin), ['other:', trusted])).toBe(expected);
      }),
      propertyRuns(),
    );
    expect(below).toBeGreaterThan(50);
  });

  it('should know no origin where there are no annotations', () => {
    const entity = { ...from(), metadata: { name: 'payments' } };
    expect(getOrigin(entity)).toBeUndefined();
    expect(isFrom(entity, [''])).toBe(false);
  });
});
