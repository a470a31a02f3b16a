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

import { RiFileLine, RiFileUnknowLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { PreviewNotice } from './frame';
import { PreviewFile } from './open';

/** Says that there is nothing in a file. */
export function EmptyPreview() {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <PreviewNotice icon={<RiFileLine />} title={t('preview.states.emptyTitle')}>
      {t('preview.states.emptyText')}
    </PreviewNotice>
  );
}

/** Says that nobody here can read a file. */
export function BinaryPreview({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <PreviewNotice
      icon={<RiFileUnknowLine />}
      title={t('preview.states.binaryTitle')}
    >
      {file.size === undefined
        ? t('preview.states.binaryUnknownSize')
        : t('preview.states.binaryText', { size: formatBytes(file.size) })}
    </PreviewNotice>
  );
}
