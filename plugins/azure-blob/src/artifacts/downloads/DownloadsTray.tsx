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

import { useEffect, useId, useRef, useState } from 'react';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { Box, Button, ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { Download, isGoing } from './Download';
import { DownloadRow } from './DownloadRow';
import { useDescribeDownload } from './useDescribeDownload';
import { useDownloadList } from './useDownloads';
import styles from './DownloadsTray.module.css';

/** How the downloads of this window go; nothing where there are none. */
export function DownloadsTray() {
  const [list, downloads] = useDownloadList();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const news = useNews(downloads);
  const [isOpen, setOpen] = useState(true);
  const id = useId();
  const going = downloads.filter(isGoing).length;

  return (
    <>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      {downloads.length > 0 && (
        <Box
          as="section"
          bg="neutral"
          className={styles.tray}
          aria-label={t('files.downloads.label')}
        >
          <header className={styles.head}>
            <Text as="h2" variant="body-medium" weight="bold">
              {going > 0
                ? t('files.downloads.going', { count: going })
                : t('files.downloads.label')}
            </Text>
            <span className={styles.tools}>
              {going < downloads.length && (
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={() => list.clear()}
                >
                  {t('files.downloads.clear')}
                </Button>
              )}
              <ButtonIcon
                size="small"
                variant="tertiary"
                icon={isOpen ? <RiArrowDownSLine /> : <RiArrowUpSLine />}
                aria-label={t(
                  isOpen ? 'files.downloads.fold' : 'files.downloads.unfold',
                )}
                aria-expanded={isOpen}
                aria-controls={id}
                onPress={() => setOpen(!isOpen)}
              />
            </span>
          </header>
          <ul id={id} className={styles.list} hidden={!isOpen}>
            {downloads.map(download => (
              <DownloadRow key={download.key} download={download} list={list} />
            ))}
          </ul>
        </Box>
      )}
    </>
  );
}

/** What is to be read out: how downloads begin and end, and not each byte. */
function useNews(downloads: readonly Download[]): string {
  const describe = useDescribeDownload();
  const [news, setNews] = useState('');
  const before = useRef(downloads);

  useEffect(() => {
    const changed = downloads.filter(download => {
      const old = before.current.find(({ key }) => key === download.key);
      return old?.state !== download.state && download.state !== 'running';
    });
    before.current = downloads;
    if (changed.length > 0) {
      setNews(
        changed
          .map(download => `${download.name}: ${describe(download)}`)
          .join(' '),
      );
    }
  }, [describe, downloads]);

  return news;
}
