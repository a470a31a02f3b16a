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

import { RiFileDamageLine, RiRefreshLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobErrorPanel } from '../../access';
import { describeProblem } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { PreviewFault } from '../open';
import { PreviewNotice } from './PreviewNotice';
import { usePreviewTarget } from './PreviewTarget';

/** Explains why a file could not be read. */
export function PreviewProblem(props: { error: unknown; onRetry(): void }) {
  const { error, onRetry } = props;
  const { entityRef, location } = usePreviewTarget();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const isChanged = error instanceof PreviewFault && error.code === 'changed';

  if (isChanged || describeProblem(error).code === 'BlobChanged') {
    return (
      <PreviewNotice
        icon={<RiRefreshLine />}
        title={t('preview.states.changedTitle')}
        action={
          // The size and the version that the page goes by are those of before.
          <Button size="small" onPress={() => window.location.reload()}>
            {t('preview.reload')}
          </Button>
        }
      >
        {t('preview.states.changedText')}
      </PreviewNotice>
    );
  }
  if (error instanceof PreviewFault) {
    return (
      <PreviewNotice
        icon={<RiFileDamageLine />}
        title={t('preview.states.binaryTitle')}
      >
        {error.message}
      </PreviewNotice>
    );
  }
  return (
    <AzureBlobErrorPanel
      error={error}
      entityRef={entityRef}
      location={location}
      content="artifacts"
      onRetry={onRetry}
    />
  );
}
