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

import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes, formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { PreviewFile } from '../open';
import { TextLines } from './TextLines';
import { TextState } from './useTextLines';
import styles from '../frame/Preview.module.css';

/** How many lines there are, and how far they have been read. */
export function SourceFacts(props: {
  file: PreviewFile;
  lines: TextLines;
  state: Pick<TextState, 'isReading' | 'hasFailed' | 'readOn'>;
}) {
  const { file, lines, state } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const size = file.size === undefined ? '?' : formatBytes(file.size);
  const count = t('preview.text.lines', {
    count: lines.count,
    formatted: formatNumber(lines.count),
  });
  const read = formatBytes(lines.read);

  return (
    <div className={styles.bar}>
      <Text variant="body-small" color="secondary">
        {lines.isComplete
          ? count
          : t('preview.text.soFar', { lines: count, read, size })}
        {state.isReading && ` · ${t('preview.text.pending')}`}
        {!lines.isComplete &&
          lines.isAtEnd &&
          ` · ${t('preview.text.limit', { size: read })}`}
      </Text>
      {state.hasFailed && (
        <>
          <Text variant="body-small" color="danger" role="alert">
            {t('preview.text.failed')}
          </Text>
          <Button size="small" variant="secondary" onPress={state.readOn}>
            {t('preview.text.retry')}
          </Button>
        </>
      )}
    </div>
  );
}
