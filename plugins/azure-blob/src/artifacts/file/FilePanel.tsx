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

import { useCallback, useLayoutEffect, useRef } from 'react';
import { Box, VisuallyHidden } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobAccess,
  AzureBlobItem,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { SkeletonRows, useRequest, useStored, useUrlState } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { CopyItems } from '../folder/useCopyItems';
import { toVisible } from '../names';
import { FileHeader } from './FileHeader';
import { FileProblem } from './FileProblem';
import { FileTabs } from './FileTabs';
import { Splitter } from './Splitter';
import styles from './FilePanel.module.css';

/** Props of {@link FilePanel}. */
export interface FilePanelProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  /** The path of the file. */
  file: string;
  /** What `j` and `k` walk through. */
  files: AzureBlobItem[];
  downloads: Downloads;
  copy: CopyItems;
  onOpen(item: AzureBlobItem): void;
  onClose(): void;
}

/** All there is to see of one file, beside the folder it is in. */
export function FilePanel(props: FilePanelProps) {
  const { access, entityRef, location, file, downloads, copy } = props;
  const api = useApi(azureBlobApiRef);
  const { get } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [share, setShare] = useStored('file.width', 50);
  const panel = useRef<HTMLElement>(null);
  const version = get('version');
  const request = useRequest(
    useCallback(
      signal =>
        api.getArtifact(
          { entityRef, location, path: file, version },
          { signal },
        ),
      [api, entityRef, location, file, version],
    ),
  );
  const details = request.value;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const visibleName = toVisible(name);

  // Where the table makes room for the panel, the focus goes with it.
  useLayoutEffect(() => {
    const { activeElement } = document;
    const isLost =
      activeElement instanceof HTMLElement &&
      activeElement !== document.body &&
      activeElement.getClientRects().length === 0;
    if (isLost) {
      panel.current?.focus();
    }
    const splitter = panel.current?.previousElementSibling;
    if (splitter?.getClientRects().length === 0) {
      panel.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, []);

  return (
    <>
      <Splitter share={share} onChange={setShare} />
      <aside
        ref={panel}
        tabIndex={-1}
        className={styles.panel}
        style={{ flexBasis: `${share}%` }}
        aria-label={t('files.panel.label', { name: visibleName })}
      >
        <VisuallyHidden role="status">
          {details
            ? t('files.panel.label', { name: visibleName })
            : t('files.panel.loading', { name: visibleName })}
        </VisuallyHidden>
        <Box bg="neutral" className={styles.surface}>
          <FileHeader
            {...{ file, details, version, downloads, copy }}
            files={props.files}
            onOpen={props.onOpen}
            onClose={props.onClose}
          />
          {details && (
            <FileTabs
              {...{ entityRef, location, details, version, downloads, copy }}
            />
          )}
          {!details && Boolean(request.error) && (
            <FileProblem
              {...{ access, entityRef, location, version }}
              error={request.error}
              onRetry={request.retry}
              onClose={props.onClose}
            />
          )}
          {!details && !request.error && (
            <div className={styles.content}>
              <SkeletonRows height={24} />
            </div>
          )}
        </Box>
      </aside>
    </>
  );
}
