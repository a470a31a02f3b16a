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

import {
  RiFileLine,
  RiFolderLine,
  RiLink,
  RiLockLine,
  RiQuestionLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';
import { DisplayName, toVisible } from '../../artifacts/names';
import { formatBytes, RelativeTime } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../frame';
import styles from './EntryTable.module.css';

const ICONS = {
  file: RiFileLine,
  folder: RiFolderLine,
  link: RiLink,
  other: RiQuestionLine,
};

/** Props of {@link EntryTable}. */
export interface EntryTableProps {
  /** Of the archive. */
  name: string;
  entries: readonly AzureBlobArchiveEntry[];
  isOpenEnded: boolean;
  onOpen(entry: AzureBlobArchiveEntry): void;
  onSeen(index: number): void;
}

/** The members of an archive; files that are not encrypted can be opened. */
export function EntryTable(props: EntryTableProps) {
  const { name, entries, isOpenEnded, onOpen, onSeen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const columns: DataColumn[] = [
    {
      key: 'name',
      title: t('preview.archive.entry'),
      width: '14rem',
      grow: 1,
    },
    {
      key: 'size',
      title: t('preview.archive.size'),
      width: '7rem',
      align: 'end',
    },
    {
      key: 'packed',
      title: t('preview.archive.packed'),
      width: '7rem',
      align: 'end',
    },
    { key: 'modified', title: t('preview.archive.modified'), width: '9rem' },
  ];
  return (
    <DataTable
      label={t('preview.archive.label', { name: toVisible(name) })}
      columns={columns}
      rows={entries.length}
      isOpenEnded={isOpenEnded}
      onSeen={onSeen}
      onOpen={index => {
        if (canOpen(entries[index])) {
          onOpen(entries[index]);
        }
      }}
      renderRow={index => {
        const entry = entries[index];
        const isFile = entry.kind === 'file';
        return [
          <EntryName entry={entry} />,
          isFile ? formatBytes(entry.size) : '',
          isFile && entry.compressedSize !== undefined
            ? formatBytes(entry.compressedSize)
            : '',
          entry.modified ? <RelativeTime time={entry.modified} /> : '',
        ];
      }}
    />
  );
}

function EntryName({ entry }: { entry: AzureBlobArchiveEntry }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { path, kind, encrypted } = entry;
  const Icon = encrypted ? RiLockLine : ICONS[kind];
  const notes = [
    kind === 'file' ? '' : t(`preview.archive.${kind}`),
    encrypted ? t('preview.archive.encrypted') : '',
  ].filter(Boolean);
  return (
    <span className={styles.name} title={toVisible(path)}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.path} data-openable={canOpen(entry) || undefined}>
        <DisplayName name={path} />
      </span>
      {notes.length > 0 && (
        <span className={styles.note}>{notes.join(', ')}</span>
      )}
    </span>
  );
}

function canOpen({ kind, encrypted }: AzureBlobArchiveEntry): boolean {
  return kind === 'file' && !encrypted;
}
