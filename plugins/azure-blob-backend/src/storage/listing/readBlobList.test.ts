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

import { Readable } from 'node:stream';
import fc from 'fast-check';
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { ListedBlob } from './BlobListReader';
import { readBlobList } from './readBlobList';

/** How a character of a text may be written. */
type Spelling = 'plain' | 'decimal' | 'hex' | 'section';

const MARKUP = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function write(text: string, spellings: Spelling[]): string {
  return [...text]
    .map((character, index) => {
      const code = character.codePointAt(0) ?? 0;
      switch (spellings[index % spellings.length]) {
        case 'decimal':
          return `&#${code};`;
        case 'hex':
          return `&#x${code.toString(16)};`;
        case 'section':
          return `<![CDATA[${character}]]>`;
        default:
          return MARKUP.get(character) ?? character;
      }
    })
    .join('');
}

/** What XML cannot hold in any spelling. */
const UNWRITABLE = /[^\t\n\P{Cc}]|[\ufffe\uffff]/u;

function writeName(name: string, spellings: Spelling[]): string {
  return UNWRITABLE.test(name)
    ? `<Name Encoded="true" of='">'>${write(
        encodeURIComponent(name),
        spellings,
      )}</Name>`
    : `<Name>${write(name, spellings)}</Name>`;
}

function writePage(blobs: string, nextMarker = ''): string {
  return `\ufeff<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://a.example/?a>b" ContainerName='artifacts'><Prefix>p/</Prefix><MaxResults>5</MaxResults><!-- <Blob> --><Blobs>${blobs}</Blobs><NextMarker>${nextMarker}</NextMarker></EnumerationResults>`;
}

/** Split after these bytes, in the middle of characters too. */
function split(text: string, sizes: number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let start = 0, at = 0; start < bytes.length; at++) {
    const end = start + sizes[at % sizes.length];
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}

function read(text: string, sizes: number[] = [64 * 1024]) {
  return readBlobList(Readable.from(split(text, sizes), { objectMode: false }));
}

const blob = (inside: string) => `<Blob>${inside}</Blob>`;

describe('readBlobList', () => {
  const character = fc.oneof(
    fc.constantFrom(...'<>&"\'/;#%=! ]['),
    fc.constantFrom(...'\0\x01\t\n\x1f\x7f\x85\u2028\ufffd\ufffe\uffff'),
    fc.constantFrom('é', '\u202e', '漢', '😀', 'e\u0301'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const fragment = fc.oneof(
    character,
    fc.constantFrom(
      '&amp;lt;',
      '&lt;/Name&gt;',
      '</Name><Name>',
      ']]>',
      '<![CDATA[',
      '<!--',
      '%2e%2e%2f',
      '&xxe;',
    ),
  );
  const text = fc
    .array(fragment, { minLength: 1, maxLength: 12 })
    .map(parts => parts.join(''));
  const spellings = fc.array(
    fc.constantFrom<Spelling>('plain', 'decimal', 'hex', 'section'),
    { minLength: 1, maxLength: 4 },
  );
  const sizes = fc.oneof<fc.Arbitrary<number[]>[]>(
    fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
    fc.constant([64 * 1024]),
  );
  const entry = fc.record({
    kind: fc.constantFrom<ListedBlob['kind']>('blob', 'prefix'),
    name: text,
    contentType: text.filter(value => !UNWRITABLE.test(value)),
    size: fc.nat(),
    sha256: text.filter(value => !UNWRITABLE.test(value)),
  });

  it('C8: should read every name as it is, however it is written and split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 4 }),
        spellings,
        sizes,
        async (entries, how, where) => {
          const xml = entries
            .map(({ kind, name, contentType, size, sha256 }) =>
              kind === 'prefix'
                ? `<BlobPrefix>${writeName(name, how)}</BlobPrefix>`
                : blob(
                    `${writeName(
                      name,
                      how,
                    )}<Properties><Content-Length>${size}</Content-Length>` +
                      `<Content-Type>${write(
                        contentType,
                        how,
                      )}</Content-Type>` +
                      `<Etag/></Properties><Metadata><Name>no</Name>` +
                      `<SHA256>${write(sha256, how)}</SHA256></Metadata>`,
                  ),
            )
            .join('\n');
          const page = await read(writePage(xml), where);
          expect(page).toEqual({
            blobs: entries.map(({ kind, name, ...properties }) =>
              kind === 'prefix'
                ? { kind, name }
                : { kind, name, ...properties },
            ),
          });
        },
      ),
      propertyRuns(),
    );
  });

  it('should read all there is to a blob', async () => {
    const page = await read(
      writePage(
        blob(
          '<Name>p/a</Name><Snapshot>2026-01-02T03:04:05.0000000Z</Snapshot>' +
            '<VersionId>2026-01-02T03:04:05.1234567Z</VersionId>' +
            '<IsCurrentVersion>true</IsCurrentVersion><Properties>' +
            '<Creation-Time>Thu, 01 Jan 2026 00:00:00 GMT</Creation-Time>' +
            '<Last-Modified>Fri, 02 Jan 2026 03:04:05 GMT</Last-Modified>' +
            '<Etag>0x1</Etag><ResourceType>directory</ResourceType>' +
            '<Content-Length>5497558138880</Content-Length>' +
            '<Content-Type /><Content-MD5>1B2M2Y8AsgTpgAmY7PhCfg==</Content-MD5>' +
            '<AccessTier>Archive</AccessTier></Properties><OrMetadata />',
        ),
        'a&amp;b',
      ),
    );
    expect(page).toEqual({
      blobs: [
        {
          kind: 'blob',
          name: 'p/a',
          snapshot: '2026-01-02T03:04:05.0000000Z',
          versionId: '2026-01-02T03:04:05.1234567Z',
          isCurrentVersion: true,
          isDirectory: true,
          lastModified: '2026-01-02T03:04:05.000Z',
          createdAt: '2026-01-01T00:00:00.000Z',
          etag: '0x1',
          size: 5 * 1024 ** 4,
          contentMd5: '1B2M2Y8AsgTpgAmY7PhCfg==',
          accessTier: 'Archive',
        },
      ],
      nextMarker: 'a&b',
    });
  });

  it('should read names as long and as deep as they can be', async () => {
    const names = ['漢'.repeat(1024), '&'.repeat(1024), 'd/'.repeat(254)];
    const xml = names.map(name => blob(writeName(name, ['plain']))).join('');
    const { blobs } = await read(writePage(xml), [7]);
    expect(blobs.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['is cut off', writePage('').slice(0, -3)],
    ['is empty', ''],
    ['is something else', '<html><body>Sign in</body></html>'],
    ['is not well-formed', writePage('<Blob><Name>a</Blob></Name>')],
    [
      'names what is no percent-encoding',
      writePage(blob('<Name Encoded="true">%zz</Name>')),
    ],
    ['names no character', writePage(blob('<Name>&#x110000;</Name>'))],
    [
      'declares entities',
      `<!DOCTYPE a [<!ENTITY a "aaaa">]>${writePage(blob('<Name>&a;</Name>'))}`,
    ],
    ['never ends a name', writePage(blob(`<Name>${'a'.repeat(300_000)}`))],
  ])('C8: should refuse an answer that %s', async (_, xml) => {
    for (const where of [[64 * 1024], [1000, 1]]) {
      await expect(read(xml, where)).rejects.toThrow(Error);
    }
  });

  it('should let others run while it reads a long page', async () => {
    const one = blob(`${writeName('p/a', ['plain'])}<Properties/>`);
    const xml = writePage(one.repeat(100_000));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const { blobs } = await read(xml, [16 * 1024]);
    clearInterval(timer);
    expect(blobs).toHaveLength(100_000);
    expect(turns).toBeGreaterThan(2);
  });
});
