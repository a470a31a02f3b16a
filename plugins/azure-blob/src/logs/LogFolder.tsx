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

import { useCallback, useMemo } from 'react';
import { Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { AzureBlobErrorPanel } from '../access';
import { usePages, useUrlState } from '../common';
import { Why } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { LogDownload } from './LogDownload';
import { LogFileList } from './LogFileList';
import { ApiLogSource } from './source';
import { LogViewer } from './viewer';
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
}

/** The logs of a folder, beside the one that is open. */
export function LogFolder(props: LogFolderProps) {
  const { access, entityRef, location, root } = props;
  const api = useApi(azureBlobApiRef);
  const { get, hrefWith, update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const path = get('path') ?? '';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);

  const pages = usePages(
    useCallback(
      async (cursor, signal) =>
        root === undefined
          ? NOTHING
          : api.listArtifacts(
              {
                entityRef,
                location,
                path: root + folder,
                cursor,
                limit: PAGE_SIZE,
              },
              { signal },
            ),
      [api, entityRef, location, root, folder],
    ),
  );
  const items = root === undefined ? undefined : pages.items;
  const first = items?.find(
    item => item.kind === 'file' && !item.unsupportedName,
  );
  const chosen = path === folder ? undefined : (root ?? '') + path;
  const open = root === undefined ? undefined : chosen ?? first?.path;

  const source = useMemo(
    () =>
      open === undefined
        ? undefined
        : new ApiLogSource(api, { entityRef, location, path: open }),
    [api, entityRef, location, open],
  );
  const relative = open?.slice(root?.length ?? 0);
  const line = parseLine(get('line'));
  const toUrl = (next: number | undefined) => ({
    location,
    path: relative,
    line: next === undefined ? undefined : String(next),
  });
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

  if (pages.error && !items) {
    return renderError(pages.error, pages.retry);
  }
  return (
    <div className={styles.columns}>
      <LogFileList
        pages={{ ...pages, items }}
        open={open}
        folder={folder}
        onOpen={item =>
          update({
            location,
            path: item.slice(root?.length ?? 0) || undefined,
            line: undefined,
          })
        }
        root={root ?? ''}
      />
      {source && (
        <LogViewer
          key={source.key}
          source={source}
          line={line}
          hrefToLine={next => hrefWith(toUrl(next))}
          onLine={next => update(toUrl(next))}
          renderError={renderError}
          actions={
            open && (
              <LogDownload
                entityRef={entityRef}
                location={location}
                path={open}
              />
            )
          }
        />
      )}
      {items && !source && (
        <div className={styles.hint}>
          <Text color="secondary">
            {items.length > 0 ? t('logs.files.choose') : t('logs.files.empty')}
          </Text>
          {items.length === 0 && (
            <Why entityRef={entityRef} location={location} />
          )}
        </div>
      )}
    </div>
  );
}

function parseLine(text: string | undefined): number | undefined {
  const line = Number(text);
  return Number.isSafeInteger(line) && line > 0 ? line : undefined;
}
