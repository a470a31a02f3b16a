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

import { useCallback, useState } from 'react';
import { Button, DialogBody, DialogFooter, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../../api';
import { toVisible } from '../../artifacts/names';
import { usePages } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogFileList } from '../LogFileList';
import { folderOf } from '../steps/folderOf';
import { findCounterpart } from './findCounterpart';
import styles from './CompareLogs.module.css';

const PAGE_SIZE = 1000;

/** Props of {@link ChooseOtherLog}. */
export interface ChooseOtherLogProps {
  entityRef: string;
  location: string;
  /** Of the log, relative to the scope. */
  path: string;
  /** Called with the path of the log to compare it with. */
  onChosen(path: string): void;
}

/** Chooses another log of a location without runs. */
export function ChooseOtherLog(props: ChooseOtherLogProps) {
  const { entityRef, location, path, onChosen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const api = useApi(azureBlobApiRef);
  const [folder, setFolder] = useState(() => folderOf(path));
  const [chosen, setChosen] = useState<string>();
  const pages = usePages(
    useCallback(
      (cursor, signal) =>
        api.listArtifacts(
          { entityRef, location, path: folder, cursor, limit: PAGE_SIZE },
          { signal },
        ),
      [api, entityRef, location, folder],
    ),
  );
  const items = pages.items?.filter(item => item.path !== path);
  // Pages are in another order than the list, so all of them have to be there.
  const counterpart =
    items && !pages.hasMore ? findCounterpart(items, path) : undefined;
  const base = chosen ?? counterpart;
  const hasLogs = items?.some(({ kind }) => kind === 'file');
  return (
    <>
      <DialogBody>
        <div className={styles.choice}>
          <Text as="p" color="secondary" className={styles.note}>
            {t(
              counterpart === undefined
                ? 'logCompare.chooseLog'
                : 'logCompare.chooseLogHint',
            )}
          </Text>
          {folder !== '' && (
            <Text as="p" className={styles.note}>
              {t('logCompare.inFolder', { folder: toVisible(folder) })}
            </Text>
          )}
          <LogFileList
            label={t('logs.files.labelFolder')}
            pages={{ ...pages, items }}
            open={base}
            folder={folder}
            root=""
            onOpen={next => {
              const isFolder = next === '' || next.endsWith('/');
              setChosen(isFolder ? undefined : next);
              setFolder(isFolder ? next : folder);
            }}
          />
          {hasLogs === false && !pages.hasMore && (
            <Text role="status">{t('logCompare.noOtherLog')}</Text>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          isDisabled={base === undefined}
          onPress={() => base !== undefined && onChosen(base)}
        >
          {t('logCompare.submit')}
        </Button>
        <Button variant="secondary" slot="close">
          {t('logCompare.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}
