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
import { Button, DialogBody, DialogHeader } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobErrorPanel, isRefusal } from '../../access';
import { WayOut } from '../../access/WayOut';
import { microsoftStepUpApiRef } from '../../api';
import { TabDialog } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { toVisible } from '../names';
import { Download } from './Download';
import styles from './DownloadsTray.module.css';

/** Props of {@link FailedDownload}. */
export interface FailedDownloadProps {
  download: Download;
  onRetry(): void;
}

/** The ways on from a download that has failed; a refusal has its reasons. */
export function FailedDownload({ download, onRetry }: FailedDownloadProps) {
  const { request, name, problem, error } = download;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const stepUpApi = useApi(microsoftStepUpApiRef);
  const [isOpen, setOpen] = useState(false);
  if (problem?.code === 'MalwareFound') {
    return null;
  }
  return (
    <div className={styles.retry}>
      {problem ? (
        <WayOut
          problem={problem}
          isChecked={
            problem.code === 'InteractionRequired' &&
            stepUpApi.hasAnswered(problem.claims)
          }
          onRetry={onRetry}
        />
      ) : (
        <Button size="medium" variant="secondary" onPress={onRetry}>
          {t('access.retry')}
        </Button>
      )}
      {problem && error !== undefined && isRefusal(problem.code) && (
        <>
          <Button
            size="medium"
            variant="tertiary"
            onPress={() => setOpen(true)}
          >
            {t('files.downloads.why')}
          </Button>
          <TabDialog
            isOpen={isOpen}
            onOpenChange={setOpen}
            className={styles.dialog}
          >
            <DialogHeader>
              {t('files.downloads.refused', { name: toVisible(name) })}
            </DialogHeader>
            <DialogBody>
              <AzureBlobErrorPanel
                error={error}
                entityRef={request.entityRef}
                location={request.location}
                isPlain
                onRetry={() => {
                  setOpen(false);
                  onRetry();
                }}
              />
            </DialogBody>
          </TabDialog>
        </>
      )}
    </div>
  );
}
