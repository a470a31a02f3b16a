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

import { useCallback, useEffect, useMemo, useRef } from 'react';
import {
  AzureBlobAccess,
  AzureBlobItem,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../../access';
import {
  SkeletonRows,
  useSlashField,
  useStored,
  useUrlState,
} from '../../common';
import { FilePanel, useFileKeys } from '../file';
import { DownloadsTray, useDownloads } from '../downloads';
import { DEFAULT_COLUMNS } from './columns';
import { EmptyFolder } from './EmptyFolder';
import { FolderBreadcrumbs } from './FolderBreadcrumbs';
import { FolderStatus } from './FolderStatus';
import { FolderTable } from './FolderTable';
import { FolderToolbar } from './FolderToolbar';
import { parentOf, toFolderItem } from './paths';
import { SelectionBar } from './SelectionBar';
import { useCopyItems } from './useCopyItems';
import { useFolder } from './useFolder';
import { useRows } from './useRows';
import { useSelection } from './useSelection';
import styles from './FolderView.module.css';

const NO_FILE = {
  file: undefined,
  tab: undefined,
  version: undefined,
  entry: undefined,
  line: undefined,
};

/** Props of {@link FolderView}. */
export interface FolderViewProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /**
   * The folder of the run, which ends with a slash, or '' where there are no
   * runs; `undefined` while it is not folder.
   */
  root: string | undefined;
}

/** One folder level, with the way back up, beside the file that is open. */
export function FolderView(props: FolderViewProps) {
  const { entityRef, location, root } = props;
  const url = useUrlState();
  const file = root === undefined ? undefined : url.get('file');
  const folder = chooseFolder(root, url.get('path'), file);
  const area = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLDivElement>(null);
  const isFocusWanted = useRef(false);
  const [columns, setColumns] = useStored<string[]>(
    'folder.columns',
    DEFAULT_COLUMNS,
  );
  const state = useFolder({ entityRef, location, folder });
  const rows = useRows(state, folder);
  const selection = useSelection(rows.shown);
  const downloads = useDownloads(entityRef, location);
  const { storageUrl } = state;
  const copy = useCopyItems({
    ...{ entityRef, location, storageUrl },
    root: root ?? '',
  });
  const selected = useMemo(
    () => state.items?.filter(item => selection.paths.has(item.path)) ?? [],
    [state.items, selection.paths],
  );
  const files = rows.shown.filter(
    item => item.kind === 'file' && !item.unsupportedName,
  );

  const changesTo = useCallback(
    (item: AzureBlobItem) =>
      item.kind === 'folder'
        ? { ...NO_FILE, path: item.path }
        : {
            ...NO_FILE,
            tab: url.get('tab'),
            path: folder === root ? undefined : folder,
            file: item.path,
          },
    [url, folder, root],
  );
  const goTo = (to: string) => {
    selection.clear();
    isFocusWanted.current =
      area.current?.contains(document.activeElement) ?? false;
    url.update({ ...NO_FILE, path: to === root ? undefined : to });
  };
  const open = (item: AzureBlobItem) => {
    if (item.kind === 'folder') {
      goTo(item.path);
    } else if (!item.unsupportedName) {
      url.update(changesTo(item));
    }
  };
  const actions = useMemo(
    () => ({
      downloads,
      copy,
      hrefTo: (item: AzureBlobItem) => url.hrefWith(changesTo(item)),
    }),
    [changesTo, copy, downloads, url],
  );
  const focusTable = () =>
    area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const hasRows = rows.shown.length > 0;
  // Each folder has a table of its own: keys go on in the new one.
  useEffect(() => {
    if (hasRows && isFocusWanted.current) {
      isFocusWanted.current = false;
      area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    }
  }, [folder, hasRows]);
  const close = () => {
    url.update(NO_FILE);
    // It may have been hidden until now.
    requestAnimationFrame(focusTable);
  };
  useFileKeys({ area, file, files, onOpen: open, onClose: close });
  const hasSlash = useSlashField(search, area);
  const folderItem =
    folder === undefined ? undefined : toFolderItem(folder, location);

  return (
    <div
      ref={area}
      className={styles.folder}
      data-file={file !== undefined}
      data-selection={selected.length > 0}
    >
      <div className={styles.bar}>
        <FolderBreadcrumbs
          path={(folder ?? '').slice(root?.length ?? 0)}
          hrefTo={to =>
            url.hrefWith({
              ...NO_FILE,
              path: to === undefined ? undefined : (root ?? '') + to,
            })
          }
        />
        <FolderStatus state={state} rows={rows} />
        <FolderToolbar
          {...{ folder: folderItem, columns, downloads, copy }}
          filter={rows.filter}
          searchRef={search}
          hasSlash={hasSlash}
          onFilter={rows.setFilter}
          onColumns={setColumns}
          onRefresh={state.refresh}
          onLeaveSearch={focusTable}
        />
      </div>
      <div className={styles.body}>
        <div className={styles.main}>
          {Boolean(state.error) && (
            <AzureBlobErrorPanel
              {...props}
              error={state.error}
              content="artifacts"
              onRetry={state.retry}
            />
          )}
          {!state.items && !state.error && <SkeletonRows height={36} />}
          {state.items && rows.shown.length === 0 && (
            <EmptyFolder
              entityRef={entityRef}
              location={location}
              filter={rows.filter}
              onClearFilter={() => rows.setFilter('')}
            />
          )}
          {rows.shown.length > 0 && (
            <FolderTable
              key={folder}
              rows={rows.shown}
              hasMore={state.hasMore}
              columns={columns}
              sort={rows.sort}
              selection={selection}
              place={state.place}
              openFile={file}
              actions={actions}
              onSort={rows.setSort}
              onOpen={open}
              onUp={() => {
                if (folder !== undefined && folder !== root) {
                  goTo(parentOf(folder));
                }
              }}
              onNearEnd={rows.onNearEnd}
            />
          )}
        </div>
        {file !== undefined && (
          <FilePanel
            {...props}
            file={file}
            files={files}
            downloads={downloads}
            copy={copy}
            onOpen={open}
            onClose={close}
          />
        )}
      </div>
      <div className={styles.dock}>
        <DownloadsTray />
        {selected.length > 0 && (
          <SelectionBar
            items={selected}
            folder={
              selected.length === state.items?.length && !state.hasMore
                ? folder || undefined
                : undefined
            }
            zipName={`${folderItem?.name}.zip`}
            downloads={downloads}
            copy={copy}
            onClear={selection.clear}
          />
        )}
      </div>
    </div>
  );
}

/** A file that is open without a folder is shown in its own. */
function chooseFolder(
  root: string | undefined,
  path: string | undefined,
  file: string | undefined,
): string | undefined {
  const asked = path ?? (file === undefined ? undefined : parentOf(file));
  return root === undefined || !asked?.startsWith(root) ? root : asked;
}
