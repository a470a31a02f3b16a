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

import { LockedPackage } from './readLockedPackages';

const subject = 'payments-api';
const creator = 'Tool: azure-blob-sample-data';
const created = '2026-11-22T00:00:00Z';
const namespace = 'https://contoso.example/sbom/payments-api';

/** Names the packages of a build in each of the four common notations. */
export function createSboms(packages: LockedPackage[]): Map<string, string> {
  return new Map([
    ['sbom/bom.cdx.json', createCycloneDx(packages)],
    ['sbom/bom.cdx.xml', createCycloneDxXml(packages)],
    ['sbom/bom.spdx.json', createSpdx(packages)],
    ['sbom/bom.spdx', createSpdxTags(packages)],
  ]);
}

function createCycloneDx(packages: LockedPackage[]): string {
  return toJson({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: created,
      component: { type: 'application', name: subject },
    },
    components: packages.map(({ name, version, licence, purl }) => ({
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      licenses: licence ? [{ expression: licence }] : undefined,
      purl,
    })),
  });
}

function createCycloneDxXml(packages: LockedPackage[]): string {
  const components = packages.map(({ name, version, licence, purl }) =>
    [
      `    <component type="library" bom-ref="${purl}">`,
      `      <name>${name}</name>`,
      `      <version>${version}</version>`,
      ...(licence
        ? [`      <licenses><expression>${licence}</expression></licenses>`]
        : []),
      `      <purl>${purl}</purl>`,
      '    </component>',
    ].join('\n'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata>
    <timestamp>${created}</timestamp>
    <component type="application"><name>${subject}</name></component>
  </metadata>
  <components>
${components.join('\n')}
  </components>
</bom>
`;
}

function createSpdx(packages: LockedPackage[]): string {
  return toJson({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: subject,
    documentNamespace: namespace,
    creationInfo: { created, creators: [creator] },
    packages: packages.map(({ name, version, licence, purl }, index) => ({
      SPDXID: `SPDXRef-${index + 1}`,
      name,
      versionInfo: version,
      downloadLocation: 'NOASSERTION',
      licenseDeclared: licence ?? 'NOASSERTION',
      licenseConcluded: 'NOASSERTION',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: purl,
        },
      ],
    })),
  });
}

function createSpdxTags(packages: LockedPackage[]): string {
  const head = [
    'SPDXVersion: SPDX-2.3',
    'DataLicense: CC0-1.0',
    'SPDXID: SPDXRef-DOCUMENT',
    `DocumentName: ${subject}`,
    `DocumentNamespace: ${namespace}`,
    `Creator: ${creator}`,
    `Created: ${created}`,
  ];
  const parts = packages.map(({ name, version, licence, purl }, index) => [
    '',
    `PackageName: ${name}`,
    `SPDXID: SPDXRef-${index + 1}`,
    `PackageVersion: ${version}`,
    'PackageDownloadLocation: NOASSERTION',
    'PackageLicenseConcluded: NOASSERTION',
    `PackageLicenseDeclared: ${licence ?? 'NOASSERTION'}`,
    `ExternalRef: PACKAGE-MANAGER purl ${purl}`,
  ]);
  return `${[...head, ...parts.flat()].join('\n')}\n`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
