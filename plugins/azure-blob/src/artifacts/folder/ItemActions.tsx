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
import { RiDownload2Line, RiLoader4Line, RiMore2Fill } from '@remixicon/react';
import { ButtonIcon } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { toVisible } from '../names';
import { CopyMenu } from './CopyMenu';
import { CopyItems } from './useCopyItems';
import styles from './ItemActions.module.css';

/** Props of {@link ItemActions}. */
export interface ItemActionsProps {
  item: AzureBlobItem;
  downloads: Downloads;
  copy: CopyItems;
  /** Whether Tab stops here: it does in one row only. */
  isReachable: boolean;
}

/**
 * What can be done with a file or folder. Rows come and go while one scrolls:
 * a menu, which takes long to make, is made when it is asked for.
 */
export function ItemActions(props: ItemActionsProps) {
  const { item, downloads, copy, isReachable } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [hasMenu, setHasMenu] = useState(false);
  const name = toVisible(item.name);
  const download = t('files.actions.download', { name });
  const more = t('files.actions.more', { name });
  const isPending = downloads.isPending(item.path);

  return (
    <>
      {item.kind === 'file' && (
        <button
          type="button"
          className={styles.button}
          title={download}
          aria-label={download}
          tabIndex={isReachable ? 0 : -1}
          disabled={isPending}
          data-pending={isPending}
          onClick={() => downloads.start(item)}
        >
          {isPending ? <RiLoader4Line /> : <RiDownload2Line />}
        </button>
      )}
      {hasMenu ? (
        <CopyMenu
          item={item}
          copy={copy}
          isOpenAtFirst
          onDownloadZip={
            item.kind === 'folder'
              ? () => downloads.startZip(`${item.name}.zip`, [item.path])
              : undefined
          }
        >
          <ButtonIcon
            size="small"
            variant="tertiary"
            icon={<RiMore2Fill />}
            aria-label={more}
            excludeFromTabOrder={!isReachable}
          />
        </CopyMenu>
      ) : (
        <button
          type="button"
          className={styles.button}
          title={more}
          aria-label={more}
          aria-haspopup="menu"
          tabIndex={isReachable ? 0 : -1}
          onClick={() => setHasMenu(true)}
        >
          <RiMore2Fill />
        </button>
      )}
    </>
  );
}
