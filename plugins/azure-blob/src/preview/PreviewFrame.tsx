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

import { ReactNode } from 'react';
import { RiFileForbidLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../artifacts/names';
import { azureBlobTranslationRef } from '../translation';
import { EntryBreadcrumbs } from './archive/EntryBreadcrumbs';
import {
  PreviewNotice,
  PreviewProblem,
  PreviewSkeleton,
  PreviewTarget,
  PreviewTargetContext,
} from './frame';
import styles from './frame/Preview.module.css';
import { PreviewFile } from './open';
import { PreviewBoundary } from './PreviewBoundary';
import { useOpenEntry, useOpenFile } from './useOpenFile';

/** Opens a file for what shows it, or says why it cannot be opened. */
export function PreviewFrame(props: {
  target: PreviewTarget;
  children(file: PreviewFile): ReactNode;
}) {
  const { target, children } = props;
  const { details } = target;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const entry = useOpenEntry(target);
  return (
    <PreviewTargetContext.Provider value={target}>
      <section
        className={styles.preview}
        aria-label={t('preview.label', { name: toVisible(details.name) })}
      >
        {entry !== undefined && <EntryBreadcrumbs entry={entry} />}
        {details.unsupportedName ? (
          <PreviewNotice
            icon={<RiFileForbidLine />}
            title={t('preview.states.binaryTitle')}
            action={<span />}
          >
            {t('preview.states.unsupportedName')}
          </PreviewNotice>
        ) : (
          <PreviewBoundary key={`${details.path} ${details.etag} ${entry}`}>
            <OpenFile target={target}>{children}</OpenFile>
          </PreviewBoundary>
        )}
      </section>
    </PreviewTargetContext.Provider>
  );
}

function OpenFile(props: {
  target: PreviewTarget;
  children(file: PreviewFile): ReactNode;
}) {
  const { target, children } = props;
  const { value: file, error, retry } = useOpenFile(target);
  if (error) {
    return <PreviewProblem error={error} onRetry={retry} />;
  }
  return file ? (
    <>{children(file)}</>
  ) : (
    <PreviewSkeleton name={target.details.name} />
  );
}
