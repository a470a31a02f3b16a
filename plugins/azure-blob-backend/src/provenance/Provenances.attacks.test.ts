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

import { TrustedRoot } from '@sigstore/protobuf-specs';
import { TrustedRoots } from './TrustedRoots';
import {
  BESIDE,
  DIGEST,
  ProvenanceWorld,
} from './__testUtils__/ProvenanceWorld';
import { PREDICATE, sha256, SigningWorld } from './__testUtils__/SigningWorld';

type Bundle = Awaited<ReturnType<SigningWorld['sign']>>;

describe('Provenances', () => {
  let portal: ProvenanceWorld;
  let world: SigningWorld;
  let company: SigningWorld;
  let stranger: SigningWorld;

  beforeAll(async () => {
    portal = await ProvenanceWorld.start(async text =>
      TrustedRoots.create(
        text.split('\n').map(line => TrustedRoot.fromJSON(JSON.parse(line))),
      ),
    );
    ({ world, company, stranger } = portal);
  });

  const tamper = (change: (bundle: Bundle) => void) => async () => {
    const bundle = structuredClone(await world.sign(DIGEST));
    change(bundle);
    return bundle;
  };
  const say = (statement: object) =>
    Buffer.from(JSON.stringify(statement)).toString('base64');

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'C21: other bytes than are there',
      () => world.sign(sha256('other bytes')),
      /other bytes/,
    ],
    [
      'another file, whose attestation was copied',
      () => world.sign(sha256('another'), { name: 'another.tgz' }),
      /other bytes/,
    ],
    [
      'a signature that was tampered with',
      tamper(bundle => {
        const [signature] = bundle.dsseEnvelope.signatures;
        const bytes = Buffer.from(signature.sig, 'base64');
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] + 1) % 256;
        signature.sig = bytes.toString('base64');
      }),
      /transparency log/,
    ],
    [
      'a predicate that was swapped',
      tamper(bundle => {
        bundle.dsseEnvelope.payload = say({
          _type: 'https://in-toto.io/Statement/v1',
          subject: [{ name: 'app.tgz', digest: { sha256: DIGEST } }],
          predicateType: PREDICATE,
          predicate: { builder: 'somebody else' },
        });
      }),
      /transparency log/,
    ],
    [
      'a certificate of another bundle',
      async () => {
        const bundle = await world.sign(DIGEST);
        const other = await world.sign(DIGEST);
        bundle.verificationMaterial.certificate =
          other.verificationMaterial.certificate;
        return bundle;
      },
      /signature does not fit/,
    ],
    [
      'a swapped predicate that is only time stamped',
      async () => {
        const bundle = await company.sign(DIGEST, { isStamped: true });
        bundle.dsseEnvelope.payload = say({
          _type: 'https://in-toto.io/Statement/v1',
          subject: [{ digest: { sha256: DIGEST } }],
          predicateType: 'https://example.com/other',
        });
        return bundle;
      },
      /signature does not fit/,
    ],
    [
      'a certificate that had ended when it was logged',
      () => world.sign(DIGEST, { isLate: true }),
      /signing certificate/,
    ],
    [
      'a time of logging that was tampered with',
      tamper(bundle => {
        const [entry] = bundle.verificationMaterial.tlogEntries;
        entry.integratedTime = `${Number(entry.integratedTime) + 1}`;
      }),
      /transparency log/,
    ],
    [
      'an authority that nobody trusts',
      () => stranger.sign(DIGEST),
      /signing certificate/,
    ],
    [
      'no entry in a log, by an authority that has one',
      tamper(bundle => {
        bundle.verificationMaterial.tlogEntries = [];
      }),
      /when it was signed/,
    ],
    [
      'the logs of one authority and the certificate of another',
      async () => {
        const bundle = await world.sign(DIGEST);
        const other = await stranger.sign(DIGEST);
        bundle.verificationMaterial.certificate =
          other.verificationMaterial.certificate;
        return bundle;
      },
      /signing certificate/,
    ],
    [
      'a time stamp alone, by an authority that has logs',
      () => world.sign(DIGEST, { isStamped: true }),
      /transparency log/,
    ],
    [
      'a log that tells no time and has something else on record',
      () => world.sign(DIGEST, { isTiled: true, loggedDigest: DIGEST }),
      /transparency log/,
    ],
    [
      'a log that tells no time and that nobody trusts',
      async () => {
        const bundle = await world.sign(DIGEST, { isTiled: true });
        const other = await stranger.sign(DIGEST, { isTiled: true });
        bundle.verificationMaterial.tlogEntries =
          other.verificationMaterial.tlogEntries;
        return bundle;
      },
      /transparency log/,
    ],
    ...['x', '-1', '9'.repeat(100_000)].map(
      (size): [string, () => Promise<unknown>, RegExp] => [
        `a log whose size is told as ${size.slice(0, 9)}`,
        async () => {
          const bundle = await world.sign(DIGEST, { isTiled: true });
          const [{ inclusionProof }] = bundle.verificationMaterial.tlogEntries;
          inclusionProof.checkpoint.envelope =
            inclusionProof.checkpoint.envelope.replace('\n1\n', `\n${size}\n`);
          return bundle;
        },
        /transparency log/,
      ],
    ),
    [
      'a log that tells no time, without anybody else who does',
      async () => {
        const bundle = await world.sign(DIGEST, { isTiled: true });
        const { timestampVerificationData } = bundle.verificationMaterial;
        timestampVerificationData.rfc3161Timestamps = [];
        return bundle;
      },
      /when it was signed/,
    ],
    [
      'no statement',
      () => world.signText('{"hello":"world"}'),
      /not an in-toto statement/,
    ],
    [
      'another kind of document',
      () => world.sign(DIGEST, { payloadType: 'text/plain' }),
      /without an attestation/,
    ],
    ['no bundle', async () => ({ hello: 'world' }), /not a Sigstore bundle/],
    ['null', async () => null, /not a Sigstore bundle/],
    ['text', async () => 'hello', /not JSON/],
    ['a nested bomb', async () => '['.repeat(500_000), /not JSON/],
    ['too much', async () => ' '.repeat(1024 * 1024 + 1), /bigger than 1 MiB/],
  ])('should not take for proof %s', async (_, create, problem) => {
    const store = portal.createStore({ [BESIDE]: await create() });
    const { state, attestations } = await portal.describe(store);
    expect(state).toBe('failed');
    expect(attestations).toEqual([
      {
        path: BESIDE,
        state: 'failed',
        problem: expect.stringMatching(problem),
      },
    ]);
  });
});
