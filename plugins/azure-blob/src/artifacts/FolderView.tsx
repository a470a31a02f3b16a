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

import { useCallback } from 'react';
import { Button, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { AzureBlobErrorPanel } from '../access';
import { formatBytes, formatNumber, usePages, useUrlState } from '../common';
import { Why } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { FolderBreadcrumbs } from './FolderBreadcrumbs';
import { FolderTable } from './FolderTable';
import styles from './FolderView.module.css';

const PAGE_SIZE = 200;
const NOTHING = { items: [] };

/** Props of {@link FolderView}. */
export interface FolderViewProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** The folder that `path` of the URL is in; `undefined` while not known. */
  root: string | undefined;
}

/** One folder level, with the way back up. */
export function FolderView(props: FolderViewProps) {
  const { access, entityRef, location, root } = props;
  const api = useApi(azureBlobApiRef);
  const url = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const path = url.get('path') ?? '';
  const folder = root === undefined ? undefined : root + path;

  const pages = usePages(
    useCallback(
      async (cursor, signal) =>
        folder === undefined
          ? NOTHING
          : api.listArtifacts(
              { entityRef, location, path: folder, cursor, limit: PAGE_SIZE },
              { signal },
            ),
      [api, entityRef, location, folder],
    ),
  );
  const items = folder === undefined ? undefined : pages.items;
  const size = items?.reduce((sum, item) => sum + (item.size ?? 0), 0);

  return (
    <div className={styles.folder}>
      <div className={styles.bar}>
        <FolderBreadcrumbs
          path={path}
          hrefTo={to => url.hrefWith({ path: to })}
        />
        <Text color="secondary" role="status" className={styles.count}>
          {items &&
            [
              pages.hasMore
                ? t('artifacts.folder.countMore', {
                    number: formatNumber(items.length),
                  })
                : t('artifacts.folder.count', { count: items.length }),
              Boolean(size) && formatBytes(size ?? 0),
            ]
              .filter(Boolean)
              .join(' · ')}
        </Text>
      </div>
      {Boolean(pages.error) && (
        <AzureBlobErrorPanel
          error={pages.error}
          entityRef={entityRef}
          location={location}
          access={access}
          content="artifacts"
          onRetry={pages.retry}
        />
      )}
      {(items || !pages.error) && (
        <FolderTable
          entityRef={entityRef}
          location={location}
          items={items}
          hrefTo={item =>
            url.hrefWith({ path: item.path.slice(root?.length ?? 0) })
          }
        />
      )}
      {items?.length === 0 && <Why entityRef={entityRef} location={location} />}
      {items && pages.hasMore && (
        <Button
          variant="secondary"
          size="medium"
          className={styles.more}
          isPending={pages.isPending}
          onPress={pages.loadMore}
        >
          {t('artifacts.folder.more')}
        </Button>
      )}
    </div>
  );
}
