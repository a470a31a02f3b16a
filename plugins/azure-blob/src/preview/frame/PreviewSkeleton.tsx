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

import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../artifacts/names';
import { azureBlobTranslationRef } from '../../translation';
import styles from './Preview.module.css';

const WIDTHS = ['62%', '48%', '74%', '55%', '30%', '66%', '41%', '58%'];

/** The shape of a preview before its content is there. */
export function PreviewSkeleton({ name }: { name: string }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <div className={styles.skeleton} aria-busy>
      <VisuallyHidden role="status">
        {t('preview.loading', { name: toVisible(name) })}
      </VisuallyHidden>
      {WIDTHS.map(width => (
        <Skeleton key={width} width={width} height={14} aria-hidden />
      ))}
    </div>
  );
}
