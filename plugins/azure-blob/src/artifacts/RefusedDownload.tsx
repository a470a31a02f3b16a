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

import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobErrorPanel } from '../access';
import { azureBlobTranslationRef } from '../translation';
import { Downloads } from './useDownloads';
import styles from './RefusedDownload.module.css';

/** Props of {@link RefusedDownload}. */
export interface RefusedDownloadProps {
  entityRef: string;
  location: string;
  downloads: Downloads;
}

/** Says why a download was refused, and leads on from there. */
export function RefusedDownload(props: RefusedDownloadProps) {
  const { entityRef, location, downloads } = props;
  const { refused, dismiss, start } = downloads;
  const { t } = useTranslationRef(azureBlobTranslationRef);

  return (
    <Dialog
      isOpen={refused !== undefined}
      onOpenChange={dismiss}
      className={styles.dialog}
    >
      <DialogHeader>
        {t('artifacts.download.failed', { name: refused?.item.name ?? '' })}
      </DialogHeader>
      <DialogBody>
        {refused && (
          <AzureBlobErrorPanel
            error={refused.error}
            entityRef={entityRef}
            location={location}
            isPlain
            onRetry={() => {
              dismiss();
              start(refused.item);
            }}
          />
        )}
      </DialogBody>
    </Dialog>
  );
}
