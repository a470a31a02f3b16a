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
  RiArrowGoBackLine,
  RiFileTextLine,
  RiFolderFill,
} from '@remixicon/react';
import { Button, List, ListRow } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { ProblemLine } from '../diagnosis';
import { formatBytes, PagesState, SkeletonRows } from '../common';
import { azureBlobTranslationRef } from '../translation';
import styles from './LogFileList.module.css';

/** Props of {@link LogFileList}. */
export interface LogFileListProps {
  pages: PagesState<AzureBlobItem>;
  /** The path of the log that is open. */
  open?: string;
  /** The open folder below `root`; '' or ending with a slash. */
  folder: string;
  root: string;
  onOpen(path: string): void;
}

/** The logs and folders to choose from; arrows move, Enter opens. */
export function LogFileList(props: LogFileListProps) {
  const { pages, open, folder, root, onOpen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (!pages.items) {
    return <SkeletonRows height={40} />;
  }
  const parent = root + folder.replace(/[^/]+\/$/, '');
  const items = pages.items.filter(item => !item.unsupportedName);
  return (
    <div className={styles.panel}>
      {folder && (
        <Button
          variant="tertiary"
          size="medium"
          iconStart={<RiArrowGoBackLine />}
          onPress={() => onOpen(parent)}
        >
          {t('logs.files.up')}
        </Button>
      )}
      <List
        aria-label={t('logs.files.label')}
        className={styles.list}
        items={items.map(item => ({ ...item, id: item.path }))}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={open === undefined ? [] : [open]}
        onSelectionChange={keys => {
          const [path] = keys === 'all' ? [] : keys;
          if (path !== undefined) {
            onOpen(String(path));
          }
        }}
      >
        {item => (
          <ListRow id={item.id} textValue={item.name} className={styles.row}>
            <span className={styles.file}>
              {item.kind === 'folder' ? (
                <RiFolderFill
                  size={16}
                  aria-label={t('artifacts.folder.folder')}
                />
              ) : (
                <RiFileTextLine size={16} aria-hidden />
              )}
              <span className={styles.name} title={item.name}>
                {item.name}
              </span>
              {item.size !== undefined && (
                <span className={styles.size}>{formatBytes(item.size)}</span>
              )}
            </span>
          </ListRow>
        )}
      </List>
      {Boolean(pages.error) && <ProblemLine error={pages.error} />}
      {pages.hasMore && (
        <Button
          variant="tertiary"
          size="medium"
          isPending={pages.isPending}
          onPress={pages.loadMore}
        >
          {t('artifacts.folder.more')}
        </Button>
      )}
    </div>
  );
}
