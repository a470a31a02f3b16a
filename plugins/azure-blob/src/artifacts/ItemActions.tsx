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

import { RiDownload2Line, RiFileCopyLine } from '@remixicon/react';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { useCopy } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { Downloads } from './useDownloads';
import styles from './ItemActions.module.css';

/** Props of {@link ItemActions}. */
export interface ItemActionsProps {
  item: AzureBlobItem;
  downloads: Downloads;
}

/** What can be done with a file or folder. */
export function ItemActions({ item, downloads }: ItemActionsProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const copy = useCopy();
  const { name, path } = item;

  if (item.unsupportedName) {
    return <span>{t('artifacts.folder.unsupported')}</span>;
  }
  return (
    <span className={styles.actions}>
      {item.kind === 'file' && (
        <IconAction
          label={t('artifacts.download.start', { name })}
          icon={<RiDownload2Line />}
          isPending={downloads.isPending(path)}
          onPress={() => downloads.start(item)}
        />
      )}
      <IconAction
        label={t('artifacts.folder.copyPath', { name })}
        icon={<RiFileCopyLine />}
        onPress={() => copy(path, t('artifacts.folder.pathCopied'))}
      />
    </span>
  );
}

function IconAction(props: {
  label: string;
  icon: JSX.Element;
  isPending?: boolean;
  onPress(): void;
}) {
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={props.icon}
        aria-label={props.label}
        isPending={props.isPending}
        onPress={props.onPress}
      />
      <Tooltip>{props.label}</Tooltip>
    </TooltipTrigger>
  );
}
