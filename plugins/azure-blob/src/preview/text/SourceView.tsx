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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../../translation';
import { PreviewProblem } from '../frame/PreviewProblem';
import { PreviewSkeleton } from '../frame/PreviewSkeleton';
import { PreviewFile } from '../open';
import { SourceFacts } from './SourceFacts';
import { SourceLines } from './SourceLines';
import { useTextLines } from './useTextLines';
import { toVisible } from '../../artifacts/names';

/** A text of any length with the numbers of its lines. */
export function SourceView({ file }: { file: PreviewFile }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const text = useTextLines(file);
  if (text.error) {
    return <PreviewProblem error={text.error} onRetry={text.retry} />;
  }
  if (!text.lines) {
    return <PreviewSkeleton name={file.name} />;
  }
  return (
    <>
      <SourceLines
        label={t('preview.text.label', { name: toVisible(file.name) })}
        name={file.name}
        lines={text.lines}
        // The lines are one object; how many there are says that it changed.
        count={text.lines.count}
        onReadOn={text.readOn}
      />
      <SourceFacts file={file} lines={text.lines} state={text} />
    </>
  );
}
