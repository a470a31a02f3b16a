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

import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import {
  DataColumn,
  DataTable,
  FilterField,
  ParsedPreview,
  useFiltered,
} from '../frame';
import frame from '../frame/Preview.module.css';
import { PreviewFile, runSliced } from '../open';
import { parseJson } from '../tree/parseJson';
import { Package } from './Package';
import { parseCycloneDxXml } from './parseCycloneDxXml';
import { parseSpdxTag } from './parseSpdxTag';
import { readCycloneDxJson, readSpdxJson } from './readSbomJson';

type Read = (text: string, signal: AbortSignal) => Promise<Package[]>;

const READERS: Record<SbomFormat, Read> = {
  cycloneDxJson: async (text, signal) =>
    readCycloneDxJson(await runSliced(parseJson(text), signal)),
  cycloneDxXml: (text, signal) => runSliced(parseCycloneDxXml(text), signal),
  spdxJson: async (text, signal) =>
    readSpdxJson(await runSliced(parseJson(text), signal)),
  spdxTag: (text, signal) => runSliced(parseSpdxTag(text), signal),
};

/** The formats that a bill of materials may have. */
export type SbomFormat =
  | 'cycloneDxJson'
  | 'cycloneDxXml'
  | 'spdxJson'
  | 'spdxTag';

/** The packages that a bill of materials names. */
export function SbomPreview(props: { file: PreviewFile; format: SbomFormat }) {
  const { file, format } = props;
  return (
    <ParsedPreview
      file={file}
      kind={format.startsWith('spdx') ? 'spdx' : 'cycloneDx'}
      parse={READERS[format]}
    >
      {packages => <PackageTable packages={packages} name={file.name} />}
    </ParsedPreview>
  );
}

function PackageTable(props: { packages: Package[]; name: string }) {
  const { packages, name } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [filter, setFilter] = useState('');
  const shown = useFiltered(packages, filter, toText);
  const columns: DataColumn[] = [
    {
      key: 'name',
      title: t('preview.sbom.package'),
      width: '12rem',
      grow: 2,
    },
    {
      key: 'version',
      title: t('preview.sbom.version'),
      width: '7rem',
      grow: 1,
    },
    {
      key: 'licence',
      title: t('preview.sbom.licence'),
      width: '9rem',
      grow: 1,
    },
    { key: 'purl', title: t('preview.sbom.purl'), width: '16rem', grow: 3 },
  ];
  return (
    <>
      <div className={frame.bar}>
        <FilterField value={filter} onChange={setFilter} />
        <span className={frame.count} role="status">
          {shown.length === 0 && packages.length > 0
            ? t('preview.sbom.none')
            : t('preview.sbom.packages', {
                count: shown.length,
                formatted: formatNumber(shown.length),
              })}
        </span>
      </div>
      <DataTable
        label={t('preview.sbom.label', { name: toVisible(name) })}
        columns={columns}
        rows={shown.length}
        renderRow={index => {
          const found = shown[index];
          return [
            found.name,
            found.version,
            found.licence,
            <span title={found.purl}>{found.purl}</span>,
          ];
        }}
      />
    </>
  );
}

function toText({ name, version, licence, purl }: Package): string {
  return `${name}\n${version}\n${licence}\n${purl}`;
}
