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

import {
  RiArrowDownSLine,
  RiArrowLeftLine,
  RiArrowUpSLine,
  RiCloseLine,
  RiDownload2Line,
} from '@remixicon/react';
import {
  Button,
  ButtonIcon,
  Text,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobDetails,
  AzureBlobItem,
} from 'backstage-plugin-azure-blob-common';
import { formatBytes } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { Downloads } from '../downloads';
import { CopyMenu } from '../folder/CopyMenu';
import { ItemIcon } from '../folder/ItemIcon';
import { typeOf } from '../folder/sortItems';
import { CopyItems } from '../folder/useCopyItems';
import { DisplayName, toVisible } from '../names';
import { findNeighbour } from './useFileKeys';
import styles from './FilePanel.module.css';

/** Props of {@link FileHeader}. */
export interface FileHeaderProps {
  file: string;
  /** Absent until they are known. */
  details: AzureBlobDetails | undefined;
  version: string | undefined;
  files: AzureBlobItem[];
  downloads: Downloads;
  copy: CopyItems;
  onOpen(item: AzureBlobItem): void;
  onClose(): void;
}

/** What file is open, what can be done with it, and the ways on. */
export function FileHeader(props: FileHeaderProps) {
  const { file, details, version, files, downloads, copy } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const name = file.slice(file.lastIndexOf('/') + 1);
  const item: AzureBlobItem = details ?? { name, path: file, kind: 'file' };
  const step = (label: string, icon: JSX.Element, key: string) => {
    const to = findNeighbour(files, file, key);
    return (
      <IconAction
        label={label}
        icon={icon}
        isDisabled={!to}
        onPress={() => to && props.onOpen(to)}
      />
    );
  };

  return (
    <header className={styles.header}>
      <Button
        size="small"
        variant="tertiary"
        className={styles.back}
        iconStart={<RiArrowLeftLine />}
        onPress={props.onClose}
      >
        {t('files.panel.back')}
      </Button>
      <div className={styles.title}>
        <ItemIcon item={item} />
        <h2 className={styles.name} title={toVisible(name)}>
          <DisplayName name={name} />
        </h2>
        {step(t('files.panel.previous'), <RiArrowUpSLine />, 'k')}
        {step(t('files.panel.next'), <RiArrowDownSLine />, 'j')}
        <IconAction
          label={t('files.panel.close')}
          icon={<RiCloseLine />}
          onPress={props.onClose}
        />
      </div>
      <div className={styles.line}>
        <Text color="secondary" className={styles.facts}>
          {[details && formatBytes(details.size), typeOf(item)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {details && (
          <span className={styles.tools}>
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiDownload2Line />}
              isPending={downloads.isPending(file)}
              onPress={() => downloads.start({ name, path: file, version })}
            >
              {t('files.panel.download')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              onPress={() => copy.links([{ ...details, version }])}
            >
              {t('files.panel.copyLink')}
            </Button>
            <CopyMenu item={{ ...details, version }} copy={copy}>
              <Button size="small" variant="secondary">
                {t('files.panel.copyCommand')}
              </Button>
            </CopyMenu>
          </span>
        )}
      </div>
    </header>
  );
}

function IconAction(props: {
  label: string;
  icon: JSX.Element;
  isDisabled?: boolean;
  onPress(): void;
}) {
  const { label, ...rest } = props;
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={label}
        {...rest}
      />
      <Tooltip>{label}</Tooltip>
    </TooltipTrigger>
  );
}
