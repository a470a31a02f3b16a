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
import {
  Collection,
  GridListLoadMoreItem,
  ListLayout,
  Virtualizer,
} from 'react-aria-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobItem,
  AzureBlobLogSection,
} from 'backstage-plugin-azure-blob-common';
import { ProblemLine } from '../diagnosis';
import { formatBytes, PagesState, SkeletonRows } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { LogSectionList } from './LogSectionList';
import { LogName, sortLogs } from './steps';
import { useGreatest } from './viewer/useGreatest';
import styles from './LogFileList.module.css';

const ROW_SIZE = 36;

/** Props of {@link LogFileList}. */
export interface LogFileListProps {
  label: string;
  pages: PagesState<AzureBlobItem>;
  /** The path of the log that is open. */
  open?: string;
  /** The parts of it that have a name. */
  sections?: AzureBlobLogSection[];
  /** The one that is looked at. */
  section?: AzureBlobLogSection;
  /** The open folder below `root`; '' or ending with a slash. */
  folder: string;
  root: string;
  onOpen(path: string): void;
  onSection?(section: AzureBlobLogSection): void;
}

/**
 * The logs and folders to choose from, and the sections of the log that is
 * open; arrows move, Enter opens.
 */
export function LogFileList(props: LogFileListProps) {
  const { pages, open, sections = [], section, folder, root } = props;
  const { onSection } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  // Once a log has had sections, their room is kept for those of the others.
  const isSplit = useGreatest(sections.length) > 0;
  if (!pages.items && !pages.error) {
    return <SkeletonRows height={ROW_SIZE} />;
  }
  const parent = root + folder.replace(/[^/]+\/$/, '');
  const items = toShown(pages.items ?? [], open);
  const height = (items.length + (pages.hasMore ? 1 : 0)) * ROW_SIZE + 8;

  return (
    <div className={styles.panel} data-split={isSplit || undefined}>
      {folder && (
        <Button
          variant="tertiary"
          size="medium"
          iconStart={<RiArrowGoBackLine />}
          onPress={() => props.onOpen(parent)}
        >
          {t('logs.files.up')}
        </Button>
      )}
      {pages.items && (
        <Virtualizer
          layout={ListLayout}
          layoutOptions={{ rowSize: ROW_SIZE, loaderSize: ROW_SIZE }}
        >
          <List
            aria-label={props.label}
            className={styles.list}
            style={{ blockSize: height }}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={open === undefined ? [] : [open]}
            onSelectionChange={keys => {
              const [id] = keys === 'all' ? [] : keys;
              if (id !== undefined) {
                props.onOpen(String(id));
              }
            }}
          >
            <Collection items={items}>
              {item => (
                <ListRow
                  id={item.path}
                  textValue={item.name}
                  className={styles.row}
                >
                  <span className={styles.file}>
                    <FileIcon item={item} />
                    <LogName name={item.name} />
                    {item.size !== undefined && (
                      <span className={styles.size}>
                        {formatBytes(item.size)}
                      </span>
                    )}
                  </span>
                </ListRow>
              )}
            </Collection>
            {pages.hasMore && !pages.error && (
              <GridListLoadMoreItem
                className={styles.more}
                isLoading={pages.isPending}
                onLoadMore={pages.loadMore}
              >
                {t('logSteps.loading')}
              </GridListLoadMoreItem>
            )}
          </List>
        </Virtualizer>
      )}
      {Boolean(pages.error) && (
        <div className={styles.problem}>
          <ProblemLine error={pages.error} isAdviceShown />
          <Button variant="tertiary" size="medium" onPress={pages.retry}>
            {t(pages.items ? 'artifacts.folder.more' : 'access.retry')}
          </Button>
        </div>
      )}
      {open !== undefined && onSection && sections.length > 0 && (
        <LogSectionList
          key={open}
          name={open.slice(open.lastIndexOf('/') + 1)}
          sections={sections}
          section={section}
          onSection={onSection}
        />
      )}
    </div>
  );
}

function FileIcon({ item }: { item: AzureBlobItem }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return item.kind === 'folder' ? (
    <RiFolderFill size={16} aria-label={t('artifacts.folder.folder')} />
  ) : (
    <RiFileTextLine size={16} aria-hidden />
  );
}

function toShown(
  items: AzureBlobItem[],
  open: string | undefined,
): AzureBlobItem[] {
  const sorted = sortLogs(items);
  if (open === undefined || sorted.some(({ path }) => path === open)) {
    return sorted;
  }
  // It is further down than the list has been read.
  const name = open.slice(open.lastIndexOf('/') + 1);
  return [{ name, path: open, kind: 'file' }, ...sorted];
}
