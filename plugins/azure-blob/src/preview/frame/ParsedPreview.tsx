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

import { ReactNode, useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRequest } from '../../common';
import { previewMessages } from '../../translation/previewMessages';
import { azureBlobTranslationRef } from '../../translation';
import { decodeText, PreviewFault, PreviewFile } from '../open';
import { SourceView } from '../text';
import { PreviewBanner } from './PreviewBanner';
import { PreviewProblem } from './PreviewProblem';
import { PreviewSkeleton } from './PreviewSkeleton';

/** The most that is read of a document to be shown as more than its text. */
export const DOCUMENT_LIMIT = 5 * 1024 * 1024;

/** Props of {@link ParsedPreview}. */
export interface ParsedPreviewProps<T> {
  file: PreviewFile;
  /** What it is shown as. */
  kind: keyof (typeof previewMessages)['kinds'];
  /** In bytes. */
  limit?: number;
  /** Has to stay the same function. */
  parse(text: string, signal: AbortSignal, file: PreviewFile): Promise<T>;
  children(value: T): ReactNode;
}

/** Shows what is in a document; where that fails, its text, and says why. */
export function ParsedPreview<T>(props: ParsedPreviewProps<T>) {
  const { file, kind, limit = DOCUMENT_LIMIT, parse, children } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const send = useCallback(
    async (signal: AbortSignal) => {
      if ((file.size ?? 0) > limit) {
        throw new PreviewFault('tooLarge', 'The file is too large');
      }
      const text = decodeText(await file.readAll(limit, signal));
      return { parsed: await parse(text, signal, file) };
    },
    [file, limit, parse],
  );
  const { value, error, retry } = useRequest(send);

  if (value) {
    return <>{children(value.parsed)}</>;
  }
  if (!error) {
    return <PreviewSkeleton name={file.name} />;
  }
  if (!(error instanceof PreviewFault) || error.code === 'changed') {
    return <PreviewProblem error={error} onRetry={retry} />;
  }
  return (
    <>
      <PreviewBanner>
        {t(`preview.banner.${error.code}`, {
          kind: t(`preview.kinds.${kind}`),
          reason: error.message,
        })}
      </PreviewBanner>
      <SourceView file={file} />
    </>
  );
}
