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

import { useEffect, useState } from 'react';
import { Button, Dialog, DialogBody, DialogHeader, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { formatNumber } from '../../common';
import { azureBlobTranslationRef } from '../../translation';
import { LogSource, LongLineReader } from '../source';
import styles from './LogViewer.module.css';

/** Props of {@link LongLineDialog}. */
export interface LongLineDialogProps {
  source: LogSource;
  log: AzureBlobLog;
  /** Its number; nothing is shown without one. */
  line: number | undefined;
  onClose(): void;
}

/** The whole of a line that is too long for a row, a step at a time. */
export function LongLineDialog(props: LongLineDialogProps) {
  const { line, onClose } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Dialog
      isOpen={line !== undefined}
      onOpenChange={isOpen => !isOpen && onClose()}
      width="min(72rem, calc(100vw - 2rem))"
    >
      <DialogHeader>
        {t('logs.viewer.longLine.title', { line: formatNumber(line ?? 0) })}
      </DialogHeader>
      <DialogBody>
        {line !== undefined && <LongLine key={line} {...props} line={line} />}
      </DialogBody>
    </Dialog>
  );
}

function LongLine({
  source,
  log,
  line,
}: LongLineDialogProps & { line: number }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [reader, setReader] = useState<LongLineReader>();
  const [state, setState] = useState({ isPending: true, hasFailed: false });
  const { revision, encoding } = log;

  useEffect(() => {
    const opened = new LongLineReader({ source, revision, encoding, line });
    setReader(opened);
    readOn(opened, setState);
    return () => opened.close();
  }, [source, revision, encoding, line]);

  const pieces = reader?.pieces ?? [];
  return (
    <>
      <div className={styles.longLine}>
        {pieces.map((piece, index) => (
          <div key={index} className={styles.piece}>
            {piece}
          </div>
        ))}
      </div>
      {state.hasFailed && (
        <Text color="danger" role="alert">
          {t('logs.viewer.longLine.failed')}
        </Text>
      )}
      {reader && !reader.isAtEnd && !state.hasFailed && (
        <Button
          variant="secondary"
          isPending={state.isPending}
          onPress={() => readOn(reader, setState)}
        >
          {t('logs.viewer.longLine.more')}
        </Button>
      )}
    </>
  );
}

async function readOn(
  reader: LongLineReader,
  update: (state: { isPending: boolean; hasFailed: boolean }) => void,
) {
  update({ isPending: true, hasFailed: false });
  try {
    await reader.readStep();
    update({ isPending: false, hasFailed: false });
  } catch {
    update({ isPending: false, hasFailed: !reader.isClosed });
  }
}
