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

import { writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { Provenances } from './Provenances';
import { TrustedRoots } from './TrustedRoots';
import {
  BESIDE,
  DIGEST,
  PATH,
  ProvenanceWorld,
  right,
} from './__testUtils__/ProvenanceWorld';
import { sha256, SigningWorld } from './__testUtils__/SigningWorld';

describe('Provenances', () => {
  const directory = createMockDirectory();
  let portal: ProvenanceWorld;
  let world: SigningWorld;
  let company: SigningWorld;
  let stranger: SigningWorld;

  beforeAll(async () => {
    portal = await ProvenanceWorld.start(async text => {
      const path = directory.resolve('trusted-roots.jsonl');
      await writeFile(path, text);
      const trustedRoots = [path];
      return TrustedRoots.fromConfig({ publicGood: true, trustedRoots });
    });
    ({ world, company, stranger } = portal);
  });

  it('should verify what is beside an artifact, and tell what the certificate says', async () => {
    const bundle = await world.sign(DIGEST);
    for (const suffix of ['.sigstore.json', '.sigstore', '.intoto.jsonl']) {
      const path = PATH + suffix;
      expect(
        await portal.describe(portal.createStore({ [path]: bundle })),
      ).toEqual({
        state: 'verified',
        sha256: DIGEST,
        attestations: [{ path, ...right }],
      });
    }
  });

  it('should verify what a service without logs has signed, by its time stamp', async () => {
    const bundle = await company.sign(DIGEST, { isStamped: true });
    expect(
      await portal.describe(portal.createStore({ [BESIDE]: bundle })),
    ).toEqual({
      state: 'verified',
      sha256: DIGEST,
      attestations: [{ path: BESIDE, ...right }],
    });
  });

  it('should verify what only a log that tells no time has on record', async () => {
    const bundle = await world.sign(DIGEST, { isTiled: true });
    const store = portal.createStore({ [BESIDE]: bundle });
    expect((await portal.describe(store)).attestations).toEqual([
      { path: BESIDE, ...right },
    ]);
  });

  it('should find what is in the folder of the run, and leave out what is about other files', async () => {
    const path = `run-2/attestations/sha256:${DIGEST}.jsonl`;
    const lines = [
      await world.sign(DIGEST, { predicateType: 'https://spdx.dev/Document' }),
      await world.sign(sha256('another'), { name: 'another.tgz' }),
      await world.sign(DIGEST),
    ].map(bundle => JSON.stringify(bundle));
    const store = portal.createStore({
      [path]: `${lines.join('\n')}\n`,
      'run-2/attestations/readme.txt': 'no bundle',
      'run-1/attestations/x.sigstore.json': lines[0],
    });
    expect((await portal.describe(store)).attestations).toEqual([
      { path, ...right, predicateType: 'https://spdx.dev/Document' },
      { path, ...right },
    ]);
  });

  it('should read nothing of an artifact that nothing is said of', async () => {
    const store = portal.createStore({
      'run-2/attestations/x.sigstore.json': await world.sign(sha256('x'), {
        name: 'x',
      }),
    });
    expect(await portal.describe(store)).toEqual({
      state: 'none',
      sha256: DIGEST,
      attestations: [],
    });
    const alone = portal.createStore({});
    expect(await portal.describe(alone)).toEqual({
      state: 'none',
      attestations: [],
    });
    expect(alone.reads.map(({ path }) => path)).not.toContain(PATH);
  });

  it('should say of a file of the run that its bytes are not those attested', async () => {
    const store = portal.createStore({
      'run-2/attestations/x.jsonl': await world.sign(sha256('as published')),
    });
    expect(await portal.describe(store)).toMatchObject({
      state: 'failed',
      attestations: [{ problem: expect.stringContaining('other bytes') }],
    });
  });

  it('should hold where one of several attestations does', async () => {
    const bad = await stranger.sign(DIGEST);
    const good = await world.sign(DIGEST);
    const lines = [bad, good].map(bundle => JSON.stringify(bundle)).join('\n');
    const store = portal.createStore({ [BESIDE]: lines });
    const { state, attestations } = await portal.describe(store);
    expect(state).toBe('verified');
    expect(attestations).toMatchObject([
      { state: 'failed' },
      { state: 'verified' },
    ]);
  });

  it('should look at 20 attestations, and no more', async () => {
    const line = JSON.stringify(await world.sign(DIGEST));
    const store = portal.createStore({
      [BESIDE]: Array(50).fill(line).join('\n'),
      'run-2/attestations/x.jsonl': line,
    });
    const { attestations } = await portal.describe(store);
    expect(attestations).toHaveLength(20);
  });

  it('should show a repository only where it is an https URL', async () => {
    for (const repository of [
      'data:text/html,hello',
      'http://github.com/x',
      'x',
    ]) {
      const bundle = await world.sign(DIGEST, { repository });
      const store = portal.createStore({ [BESIDE]: bundle });
      const [attestation] = (await portal.describe(store)).attestations;
      expect(attestation.state).toBe('verified');
      expect(attestation.repository).toBeUndefined();
    }
  });

  it('should read an artifact again only where it has changed', async () => {
    const store = portal.createStore({ [BESIDE]: await world.sign(DIGEST) });
    store.keepsVersions = true;
    const provenances = Provenances.create(portal);
    const ask = (version?: string) =>
      portal.describe(store, { version, provenances });
    const countReads = () =>
      store.reads.filter(({ path }) => path === PATH).length;
    await ask();
    expect(await ask()).toMatchObject({ state: 'verified' });
    expect(countReads()).toBe(1);
    const [{ version }] = await store.listVersions(PATH);
    store.put(PATH, 'other bytes');
    expect(await ask()).toMatchObject({ state: 'failed' });
    expect(await ask(version)).toMatchObject({ state: 'verified' });
    expect(countReads()).toBe(3);
  });

  it('should not read an artifact of more than 2 GiB', async () => {
    const store = portal.createStore({ [BESIDE]: await world.sign(DIGEST) });
    const details = await store.getDetails(PATH);
    jest
      .spyOn(store, 'getDetails')
      .mockResolvedValue({ ...details, size: 2 * 2 ** 30 + 1 });
    const result = await portal.describe(store);
    expect(result).toEqual({ state: 'tooLarge', attestations: [] });
  });

  it.each([
    ['is not there', undefined],
    ['holds something else', '{"tlogs":[]}'],
    ['is no JSON', 'root'],
    [
      'holds what is no certificate',
      JSON.stringify({
        certificateAuthorities: [
          { certChain: { certificates: [{ rawBytes: 'AAAA' }] } },
        ],
      }),
    ],
  ])('should name a file with roots that %s', async (_, content) => {
    const path = directory.resolve('wrong.json');
    if (content !== undefined) {
      await writeFile(path, content);
    }
    expect(() =>
      TrustedRoots.fromConfig({ publicGood: false, trustedRoots: [path] }),
    ).toThrow(/^azureBlob\.provenance\.trustedRoots\[0\] is ".*wrong\.json"/);
  });
});
