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

import { runSliced } from '../open';
import { parseJson } from '../tree/parseJson';
import { parseCycloneDxXml } from './parseCycloneDxXml';
import { parseSpdxTag } from './parseSpdxTag';
import { readCycloneDxJson, readSpdxJson } from './readSbomJson';

const { signal } = new AbortController();

const YAML = {
  name: 'yaml',
  version: '2.8.0',
  licence: 'ISC',
  purl: 'pkg:npm/yaml@2.8.0',
};
const CORE = {
  name: '@types/node',
  version: '24.0.0',
  licence: 'MIT OR Apache-2.0',
  purl: '',
};

async function parse(document: object) {
  return runSliced(parseJson(JSON.stringify(document)), signal);
}

describe('the packages of an SBOM', () => {
  it('should be read of CycloneDX in JSON, with those inside others', async () => {
    const root = await parse({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'what it is about' } },
      components: [
        {
          name: 'yaml',
          version: '2.8.0',
          purl: YAML.purl,
          licenses: [{ license: { id: 'ISC' } }],
          components: [
            {
              group: '@types',
              name: 'node',
              version: '24.0.0',
              licenses: [{ expression: 'MIT OR Apache-2.0' }],
            },
          ],
        },
      ],
    });
    expect(readCycloneDxJson(root)).toEqual([YAML, CORE]);
  });

  it('should be read of CycloneDX in XML', async () => {
    const text = `<bom xmlns="http://cyclonedx.org/schema/bom/1.5">
<metadata><component><name>what it is about</name></component></metadata>
<components><component type="library"><name>yaml</name><version>2.8.0</version>
<licenses><license><id>ISC</id></license></licenses><purl>${YAML.purl}</purl>
<components><component><group>@types</group><name>node</name><version>24.0.0</version>
<licenses><expression>MIT OR Apache-2.0</expression></licenses></component></components>
</component></components></bom>`;
    const packages = await runSliced(parseCycloneDxXml(text), signal);
    expect(packages).toMatchObject([YAML, CORE]);
  });

  it('should be read of SPDX in JSON', async () => {
    const root = await parse({
      spdxVersion: 'SPDX-2.3',
      packages: [
        {
          name: 'yaml',
          versionInfo: '2.8.0',
          licenseConcluded: 'NOASSERTION',
          licenseDeclared: 'ISC',
          externalRefs: [
            { referenceType: 'cpe23Type', referenceLocator: 'cpe' },
            { referenceType: 'purl', referenceLocator: YAML.purl },
          ],
        },
      ],
    });
    expect(readSpdxJson(root)).toEqual([YAML]);
    expect(() =>
      readSpdxJson({ kind: 'array', text: '', children: [] }),
    ).toThrow('It has no packages');
  });

  it('should be read of SPDX in tags and values', async () => {
    const text = `SPDXVersion: SPDX-2.3
PackageName: yaml
PackageVersion: 2.8.0
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: ISC
PackageComment: <text>
PackageName: not one
</text>
ExternalRef: PACKAGE-MANAGER purl ${YAML.purl}
PackageName: other
`;
    expect(await runSliced(parseSpdxTag(text), signal)).toMatchObject([
      YAML,
      { name: 'other', version: '' },
    ]);
    await expect(
      runSliced(parseSpdxTag('SPDXVersion: SPDX-2.3'), signal),
    ).rejects.toMatchObject({ code: 'corrupt' });
  });
});
