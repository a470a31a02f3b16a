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

import { ReactElement } from 'react';
import {
  RiFingerprintLine,
  RiFolderZipLine,
  RiLinkM,
  RiRouteLine,
  RiTerminalBoxLine,
} from '@remixicon/react';
import { Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { checksumOf, CopiedItem, CopyItems } from './useCopyItems';

/** Props of {@link CopyMenu}. */
export interface CopyMenuProps {
  item: CopiedItem;
  copy: CopyItems;
  /** The button that opens it. */
  children: ReactElement;
  /** Where it is made only when somebody wants it. */
  isOpenAtFirst?: boolean;
  /** Offered for folders. */
  onDownloadZip?(): void;
}

/** A menu of all that can be copied of a file or folder. */
export function CopyMenu(props: CopyMenuProps) {
  const { item, copy, children, isOpenAtFirst, onDownloadZip } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  // No version has a URL of its own that these would take.
  const storage = item.version ? undefined : copy.storage;

  return (
    <MenuTrigger defaultOpen={isOpenAtFirst}>
      {children}
      <Menu placement="bottom end">
        {onDownloadZip && (
          <MenuItem
            id="zip"
            iconStart={<RiFolderZipLine />}
            onAction={onDownloadZip}
          >
            {t('files.actions.downloadZip')}
          </MenuItem>
        )}
        <MenuItem
          id="link"
          iconStart={<RiLinkM />}
          onAction={() => copy.links([item])}
        >
          {t('files.copy.link')}
        </MenuItem>
        <MenuItem
          id="path"
          iconStart={<RiRouteLine />}
          onAction={() => copy.path(item)}
        >
          {t('files.copy.path')}
        </MenuItem>
        {checksumOf(item) && (
          <MenuItem
            id="checksum"
            iconStart={<RiFingerprintLine />}
            onAction={() => copy.checksum(item)}
          >
            {t('files.copy.checksum')}
          </MenuItem>
        )}
        {storage && item.kind === 'file' && (
          <MenuItem
            id="az"
            iconStart={<RiTerminalBoxLine />}
            onAction={() => storage.az(item)}
          >
            {t('files.copy.az')}
          </MenuItem>
        )}
        {storage && (
          <MenuItem
            id="azcopy"
            iconStart={<RiTerminalBoxLine />}
            onAction={() => storage.azcopy([item])}
          >
            {t('files.copy.azcopy')}
          </MenuItem>
        )}
        <MenuItem
          id="curl"
          iconStart={<RiTerminalBoxLine />}
          onAction={() => copy.curl(item)}
        >
          {t('files.copy.curl')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
