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

import { useMemo } from 'react';
import {
  Cell,
  CellText,
  ColumnConfig,
  Table,
  useBreakpoint,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatMd5, RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { ItemActions } from './ItemActions';
import { ItemIcon } from './ItemIcon';
import { RefusedDownload } from './RefusedDownload';
import { useDownloads } from './useDownloads';
import styles from './FolderTable.module.css';

type Row = AzureBlobItem & { id: string };

/** Props of {@link FolderTable}. */
export interface FolderTableProps {
  entityRef: string;
  location: string;
  /** `undefined` while they are on their way. */
  items: AzureBlobItem[] | undefined;
  /** The link that opens a folder. */
  hrefTo(item: AzureBlobItem): string;
}

/** The files and folders of a folder, folders first. */
export function FolderTable(props: FolderTableProps) {
  const { entityRef, location, items, hrefTo } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const isNarrow = useBreakpoint().down('lg');
  const downloads = useDownloads(entityRef, location);
  const rows = useMemo(() => items && toRows(items), [items]);

  const columns: ColumnConfig<Row>[] = [
    {
      id: 'name',
      label: t('artifacts.folder.name'),
      isRowHeader: true,
      defaultWidth: '1fr',
      minWidth: 160,
      cell: row => (
        <CellText
          title={row.name}
          leadingIcon={<ItemIcon item={row} />}
          href={row.kind === 'folder' ? hrefTo(row) : undefined}
          className={styles.name}
        />
      ),
    },
    {
      id: 'size',
      label: t('artifacts.folder.size'),
      width: 104,
      cell: row => (
        <Cell className={styles.number}>
          {row.size === undefined ? '–' : formatBytes(row.size)}
        </Cell>
      ),
    },
    {
      id: 'modified',
      label: t('artifacts.folder.modified'),
      width: 128,
      cell: row => (
        <Cell className={styles.text}>
          {row.lastModified ? <RelativeTime time={row.lastModified} /> : '–'}
        </Cell>
      ),
    },
    {
      id: 'checksum',
      label: t('artifacts.folder.checksum'),
      width: 160,
      isHidden: isNarrow,
      cell: row => (
        <Cell className={styles.text}>
          <Checksum base64={row.contentMd5} />
        </Cell>
      ),
    },
    {
      id: 'actions',
      label: t('artifacts.folder.actions'),
      width: 152,
      cell: row => (
        <Cell>
          <ItemActions item={row} downloads={downloads} />
        </Cell>
      ),
    },
  ];

  return (
    <div
      role="group"
      aria-label={t('artifacts.folder.label')}
      className={styles.table}
    >
      <Table
        columnConfig={columns}
        data={rows}
        isPending={!rows}
        pagination={{ type: 'none' }}
        emptyState={t('artifacts.folder.empty')}
      />
      <RefusedDownload
        entityRef={entityRef}
        location={location}
        downloads={downloads}
      />
    </div>
  );
}

function Checksum({ base64 }: { base64?: string }) {
  const hex = base64 ? formatMd5(base64) : '';
  return hex ? (
    <code title={`md5 ${hex}`}>md5 {hex.slice(0, 8)}…</code>
  ) : (
    <>–</>
  );
}

function toRows(items: AzureBlobItem[]): Row[] {
  const rows = items.map(item => ({ ...item, id: item.path }));
  return [
    ...rows.filter(({ kind }) => kind === 'folder'),
    ...rows.filter(({ kind }) => kind === 'file'),
  ];
}
