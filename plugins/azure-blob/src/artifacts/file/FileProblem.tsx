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

import { RiFileForbidLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../../access';
import { Notice, useUrlState } from '../../common';
import { describeProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import styles from './FilePanel.module.css';

/** Props of {@link FileProblem}. */
export interface FileProblemProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
  version: string | undefined;
  error: unknown;
  onRetry(): void;
  onClose(): void;
}

/** Says why a file cannot be shown; of one that is gone, what is left. */
export function FileProblem(props: FileProblemProps) {
  const { version, error, onClose, ...rest } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { update } = useUrlState();
  if (describeProblem(error).code !== 'BlobNotFound') {
    return (
      <div className={styles.content}>
        <AzureBlobErrorPanel {...rest} error={error} content="artifacts" />
      </div>
    );
  }
  return (
    <div className={styles.content}>
      <Notice
        icon={<RiFileForbidLine />}
        title={t(version ? 'files.panel.versionGone' : 'files.panel.gone')}
        actions={
          <>
            {version && (
              <Button
                size="medium"
                onPress={() => update({ version: undefined })}
              >
                {t('files.panel.showCurrent')}
              </Button>
            )}
            <Button size="medium" variant="secondary" onPress={onClose}>
              {t('files.panel.showFolder')}
            </Button>
          </>
        }
      >
        <Text as="p" style={{ margin: 0 }}>
          {t(
            version
              ? 'files.panel.versionGoneAdvice'
              : 'files.panel.goneAdvice',
          )}
        </Text>
      </Notice>
    </div>
  );
}
