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

import { useCallback, useId, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { AzureBlobErrorPanel } from '../access';
import { usePages } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { CompareLogs } from './compare';
import { LogChoice } from './LogChoice';
import { LogFileList } from './LogFileList';
import { LogPane } from './LogPane';
import { FindLog, useFindLog } from './search/find';
import {
  folderOf,
  isManifest,
  sectionAt,
  sortLogs,
  useWatchedLog,
} from './steps';
import { NO_LOG, toLineParams, useLogUrl } from './useLogUrl';
import styles from './LogFolder.module.css';

const PAGE_SIZE = 200;
const NOTHING = { items: [] };

/** Props of {@link LogFolder}. */
export interface LogFolderProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** The folder that `path` of the URL is in; `undefined` while not known. */
  root: string | undefined;
  /** The run that the folder is of, where the location has runs. */
  run?: AzureBlobRun;
  /** The file of each run that is no log, below its folder. */
  manifest?: string;
}

/** The logs of a folder, beside the one that is open. */
export function LogFolder(props: LogFolderProps) {
  const { access, entityRef, location, root, run, manifest } = props;
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useLogUrl();
  const { get, line, query, update } = url;
  const path = get('path') ?? '';
  const folder = folderOf(path);

  const pages = usePages(
    useCallback(
      async (cursor, signal) =>
        root === undefined
          ? NOTHING
          : api.listArtifacts(
              {
                ...{ entityRef, location, path: root + folder },
                ...{ cursor, limit: PAGE_SIZE },
              },
              { signal },
            ),
      [api, entityRef, location, root, folder],
    ),
  );
  const items =
    root === undefined
      ? undefined
      : pages.items?.filter(item => !isManifest(item.path, run?.id, manifest));
  const isSearching = (get('runs') ?? get('within')) !== undefined;
  const search = useFindLog({
    ...{ entityRef, location, root, run: run?.id },
    query: path === '' && !isSearching ? query : undefined,
    onFound: ({ path: found, hit }) =>
      update(
        {
          ...{ location, path: found.slice(root?.length ?? 0) },
          ...toLineParams({ from: hit.line, to: hit.line, byte: hit.offset }),
        },
        { replace: true },
      ),
  });
  const isLooking = search.state === 'looking';
  // Pages to come do not change which log is open.
  const first = sortLogs((items ?? []).slice(0, PAGE_SIZE)).find(
    ({ kind }) => kind === 'file',
  );
  const chosen = path === folder ? undefined : (root ?? '') + path;
  const open =
    root === undefined || isLooking ? undefined : chosen ?? first?.path;
  const version = get('version');
  const { source, log, outline } = useWatchedLog({
    ...{ entityRef, location, path: open, version },
  });
  const [sight, setSight] = useState<{ source: unknown; line: number }>();
  const onSight = useCallback(
    (next: number) => setSight({ source, line: next }),
    [source],
  );
  const [isListOpen, setListOpen] = useState(false);
  const listId = useId();
  const choice = useRef<HTMLButtonElement>(null);
  const foldList = () => {
    setListOpen(false);
    // Where the list folds at all, what has the focus in it goes with it.
    if (choice.current?.offsetParent) {
      requestAnimationFrame(() => choice.current?.focus());
    }
  };
  const label = t(root === '' ? 'logs.files.labelFolder' : 'logs.files.label');
  const relative = open?.slice(root?.length ?? 0);
  const sections = outline?.sections ?? [];
  const section = sectionAt(
    sections,
    sight && sight.source === source ? sight.line : line?.from,
  );
  const renderError = (error: unknown, onRetry: () => void) => (
    <AzureBlobErrorPanel
      error={error}
      entityRef={entityRef}
      location={location}
      access={access}
      content="logs"
      onRetry={onRetry}
    />
  );
  const base = get('compare');

  if (pages.error && !items) {
    return renderError(pages.error, pages.retry);
  }
  if (base !== undefined && open !== undefined) {
    return (
      <CompareLogs
        key={`${base} ${open}`}
        {...{ entityRef, location, renderError }}
        base={base}
        head={open}
      />
    );
  }
  // Where nothing is open, the list is all there is to look at.
  const isShown = isListOpen || (items !== undefined && open === undefined);
  return (
    <div
      className={styles.columns}
      data-log-folder=""
      data-list={isShown ? 'shown' : 'folded'}
    >
      <LogChoice
        ref={choice}
        label={label}
        path={open}
        size={log?.size}
        controls={listId}
        isOpen={isShown}
        onOpenChange={setListOpen}
      />
      <div className={styles.list} id={listId}>
        <LogFileList
          pages={{ ...pages, items }}
          open={open}
          sections={sections}
          section={section}
          folder={folder}
          root={root ?? ''}
          label={label}
          onOpen={item => {
            if (item && !item.endsWith('/')) {
              foldList();
            }
            update({
              ...NO_LOG,
              location,
              path: item.slice(root?.length ?? 0) || undefined,
            });
          }}
          onSection={next => {
            foldList();
            update({
              ...{ location, path: relative },
              ...toLineParams({ from: next.line, to: next.line }),
            });
          }}
        />
      </div>
      <div className={styles.main}>
        <FindLog search={search} query={query} run={run} />
        {!isLooking && items && (
          <LogPane
            {...{ entityRef, location, run, manifest, open, relative }}
            {...{ source, log, version, url, renderError, onSight }}
            section={line ? sectionAt(sections, line.from) : section}
            isEmpty={items.length === 0}
          />
        )}
      </div>
    </div>
  );
}
