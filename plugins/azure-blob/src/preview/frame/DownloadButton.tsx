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

import { RiDownload2Line } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useDownloads } from '../../artifacts/downloads';
import { toVisible } from '../../artifacts/names';
import { azureBlobTranslationRef } from '../../translation';
import { usePreviewTarget } from './PreviewTarget';

/** Downloads the blob that is shown, or that what is shown is a member of. */
export function DownloadButton() {
  const { entityRef, location, details, version } = usePreviewTarget();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const downloads = useDownloads(entityRef, location);
  const { name, path } = details;
  return (
    <Button
      size="small"
      variant="secondary"
      iconStart={<RiDownload2Line />}
      isPending={downloads.isPending(path)}
      aria-label={t('preview.downloadFile', { name: toVisible(name) })}
      onPress={() => downloads.start({ name, path, version })}
    >
      {t('preview.download')}
    </Button>
  );
}
