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
import {
  RiArrowDownSLine,
  RiArrowGoBackLine,
  RiArrowRightSLine,
  RiFileTextLine,
  RiFolderFill,
} from '@remixicon/react';
import { Button, ButtonIcon, List, ListRow } from '@backstage/ui';
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
import { LogName, LogSection, sortLogs } from './steps';
import styles from './LogFileList.module.css';

const ROW_SIZE = 36;

/** Props of {@link LogFileList}. */
export interface LogFileListProps {
  pages: PagesState<AzureBlobItem>;
  /** The path of the log that is open. */
  open?: string;
  /** The parts of it that have a name. */
  sections: AzureBlobLogSection[];
  /** The one that the marked line is in. */
  section?: AzureBlobLogSection;
  /** The open folder below `root`; '' or ending with a slash. */
  folder: string;
  root: string;
  onOpen(path: string): void;
  onSection(section: AzureBlobLogSection): void;
}

type Row =
  | { id: string; item: AzureBlobItem; section?: undefined }
  | { id: string; section: AzureBlobLogSection; item?: undefined };

/**
 * The logs and folders to choose from, and the sections of the log that is
 * open; arrows move, Enter opens.
 */
export function LogFileList(props: LogFileListProps) {
  const { pages, open, sections, section, folder, root } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isFolded, setFolded] = useState(false);
  if (!pages.items) {
    return <SkeletonRows height={ROW_SIZE} />;
  }
  const parent = root + folder.replace(/[^/]+\/$/, '');
  const shown = isFolded ? [] : sections;
  const rows = toRows(pages.items, open, shown);
  const height = (rows.length + (pages.hasMore ? 1 : 0)) * ROW_SIZE + 8;

  return (
    <div className={styles.panel}>
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
      <Virtualizer
        layout={ListLayout}
        layoutOptions={{ rowSize: ROW_SIZE, loaderSize: ROW_SIZE }}
      >
        <List
          aria-label={t('logs.files.label')}
          className={styles.list}
          style={{ blockSize: height }}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={open === undefined ? [] : [open]}
          onSelectionChange={keys => {
            const [id] = keys === 'all' ? [] : keys;
            const row = rows.find(candidate => candidate.id === id);
            if (row?.section) {
              props.onSection(row.section);
            } else if (row) {
              props.onOpen(row.id);
            }
          }}
          dependencies={[open, section, shown, isFolded]}
        >
          <Collection items={rows} dependencies={[open, section, isFolded]}>
            {(row: Row) =>
              row.section ? (
                <ListRow
                  id={row.id}
                  textValue={row.section.title || t('logSteps.untitled')}
                  className={styles.row}
                  data-current={row.section === section || undefined}
                >
                  <LogSection section={row.section} />
                </ListRow>
              ) : (
                <ListRow
                  id={row.id}
                  textValue={row.item.name}
                  className={styles.row}
                >
                  <span className={styles.file}>
                    <FileIcon item={row.item} />
                    <LogName name={row.item.name} />
                    {row.item.size !== undefined && (
                      <span className={styles.size}>
                        {formatBytes(row.item.size)}
                      </span>
                    )}
                    {row.id === open && sections.length > 0 && (
                      <ButtonIcon
                        size="small"
                        variant="tertiary"
                        className={styles.toggle}
                        icon={
                          isFolded ? (
                            <RiArrowRightSLine />
                          ) : (
                            <RiArrowDownSLine />
                          )
                        }
                        aria-expanded={!isFolded}
                        aria-label={t('logSteps.sections', {
                          name: row.item.name,
                        })}
                        onPress={() => setFolded(!isFolded)}
                      />
                    )}
                  </span>
                </ListRow>
              )
            }
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
      {Boolean(pages.error) && (
        <div className={styles.problem}>
          <ProblemLine error={pages.error} isAdviceShown />
          <Button variant="tertiary" size="medium" onPress={pages.retry}>
            {t('artifacts.folder.more')}
          </Button>
        </div>
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

function toRows(
  items: AzureBlobItem[],
  open: string | undefined,
  sections: AzureBlobLogSection[],
): Row[] {
  const rows = sortLogs(items).flatMap((item): Row[] => [
    { id: item.path, item },
    ...(item.path === open ? sections.map(toRow) : []),
  ]);
  const isListed = rows.some(({ id }) => id === open);
  if (open === undefined || isListed) {
    return rows;
  }
  // It is further down than the list has been read.
  const name = open.slice(open.lastIndexOf('/') + 1);
  const item: AzureBlobItem = { name, path: open, kind: 'file' };
  return [{ id: open, item }, ...sections.map(toRow), ...rows];
}

function toRow(section: AzureBlobLogSection): Row {
  return { id: `section ${section.line}`, section };
}
