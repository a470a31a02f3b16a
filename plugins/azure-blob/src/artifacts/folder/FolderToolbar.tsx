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

import { RefObject } from 'react';
import {
  RiCheckLine,
  RiLayoutColumnLine,
  RiMore2Fill,
  RiRefreshLine,
} from '@remixicon/react';
import {
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  SearchField,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { ArtifactKeys } from '../ArtifactKeys';
import { Downloads } from '../downloads';
import { COLUMNS } from './columns';
import { CopyMenu } from './CopyMenu';
import { CopiedItem, CopyItems } from './useCopyItems';
import styles from './FolderToolbar.module.css';

/** Props of {@link FolderToolbar}. */
export interface FolderToolbarProps {
  /** The folder itself; absent while it is not known. */
  folder: CopiedItem | undefined;
  filter: string;
  columns: string[];
  downloads: Downloads;
  copy: CopyItems;
  searchRef: RefObject<HTMLDivElement>;
  /** Whether `/` leads to the filter now. */
  hasSlash: boolean;
  onFilter(text: string): void;
  onColumns(columns: string[]): void;
  onRefresh(): void;
  onLeaveSearch(): void;
}

/** What is to be seen of a folder, and what can be done with all of it. */
export function FolderToolbar(props: FolderToolbarProps) {
  const { folder, filter, columns, downloads, copy } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);

  return (
    <div className={styles.toolbar}>
      <SearchField
        ref={props.searchRef}
        size="small"
        className={styles.search}
        aria-label={t('files.folder.filter')}
        placeholder={
          props.hasSlash
            ? t('files.folder.filterPlaceholder')
            : t('files.folder.filter')
        }
        value={filter}
        onChange={props.onFilter}
        onKeyDown={event => {
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            props.onLeaveSearch();
          }
        }}
      />
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiLayoutColumnLine />}
          aria-label={t('files.folder.columns')}
        />
        <Menu
          placement="bottom end"
          selectionMode="multiple"
          selectedKeys={columns}
          onSelectionChange={keys =>
            props.onColumns(
              COLUMNS.map(({ id }) => id).filter(
                id => keys === 'all' || keys.has(id),
              ),
            )
          }
        >
          {COLUMNS.map(({ id }) => (
            <MenuItem
              key={id}
              id={id}
              // The menu itself says it to screen readers only
              iconStart={
                <RiCheckLine
                  className={columns.includes(id) ? undefined : styles.hidden}
                />
              }
            >
              {t(`files.column.${id}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <TooltipTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiRefreshLine />}
          aria-label={t('files.folder.refresh')}
          onPress={props.onRefresh}
        />
        <Tooltip>{t('files.folder.refresh')}</Tooltip>
      </TooltipTrigger>
      <ArtifactKeys />
      {folder && (
        <CopyMenu
          item={folder}
          copy={copy}
          onDownloadZip={() =>
            downloads.startZip(`${folder.name}.zip`, [folder.path])
          }
        >
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiMore2Fill />}
            aria-label={t('files.folder.more')}
          />
        </CopyMenu>
      )}
    </div>
  );
}
